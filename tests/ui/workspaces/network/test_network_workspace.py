"""The Network workspace, driven as a user would, with the real training loop behind it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QWidget

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.commands import Play
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot, Status
from playground.ui.views.diagram.diagram_hover import Edge, Neuron
from playground.ui.widgets.button import Button
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from tests.ui.bench import Bench
from tests.ui.unfolding import control

LEFT = Qt.MouseButton.LeftButton


class NetworkBench(Bench):
    """The workspace of networks on points."""

    def __init__(self, qtbot, experiment: Experiment) -> None:
        super().__init__(experiment, NetworkWorkspace)
        qtbot.addWidget(self.workspace)
        self.workspace.resize(1204, 695)
        self.workspace.show()
        self.frame()
        self.frame()

    def frame(self) -> NetworkSnapshot:
        """Shows what the run has, painted."""
        self.show()
        self.workspace.grab()
        return self.snapshot

    def train(self, seconds: float = 0.3) -> NetworkSnapshot:
        super().train(seconds)
        return self.frame()

    @property
    def model(self) -> Architecture:
        return self.state.experiment.model


def make(qtbot, hidden: str = "tanh", units: tuple[int, ...] = (6, 4), **parts: object) -> NetworkBench:
    layers = tuple(DenseSpec(count, hidden) for count in units)
    data = parts.pop("data", PointsData("moons", count=100))
    model = Architecture(layers, output_activation=parts.pop("output", None))
    return NetworkBench(qtbot, Experiment(data, model, **parts))


def diverged(qtbot) -> NetworkBench:
    """A bench whose steps were far too large."""
    training = TrainingSettings(learning_rate=10.0, optimizer="momentum", loss="squared-error", batch_size=1)
    bench = make(qtbot, "relu", (16, 16), training=training, output="linear")
    bench.loop.handle(Play())
    bench.loop.train(0.5)
    assert bench.frame().divergence is not None
    return bench


def header(bench: NetworkBench, index: int):
    return list(bench.workspace.model.columns.headers.values())[index]


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a control: its own name, or what is written on it."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def small_button(parent: QWidget, index: int) -> Button:
    return parent.findChildren(Button)[index]


def test_more_and_fewer_neurons_while_it_trains(qtbot):
    bench = make(qtbot)
    before = bench.train()
    qtbot.mouseClick(small_button(header(bench, 0).stepper, 1), LEFT)
    after = bench.frame()
    assert bench.model.hidden[0].units == 7
    assert after.progress.status is Status.TRAINING
    assert np.abs(after.response.decision - before.response.decision).max() < 1e-4
    qtbot.mouseClick(small_button(header(bench, 1).stepper, 0), LEFT)
    assert bench.frame().spec.output_shapes == ((7,), (3,), (1,))
    assert "2 – 7 – 3 – 1" in bench.workspace.model._subtitle.text()


def test_layers_come_and_go(qtbot):
    bench = make(qtbot)
    bench.train()
    card = bench.workspace.model
    qtbot.mouseClick(card.layer, LEFT)
    assert [layer.units for layer in bench.model.hidden] == [6, 4, 4]
    qtbot.mouseClick(card.columns.inserts[0], LEFT)
    assert len(bench.model.hidden) == 4 and len(bench.frame().spec.layers) == 5
    qtbot.mouseClick(header(bench, 1).remove, LEFT)
    assert [layer.units for layer in bench.model.hidden] == [6, 4, 4]
    for _ in range(3):
        qtbot.mouseClick(header(bench, 0).remove, LEFT)
    assert bench.model.hidden == () and len(bench.frame().parameters) == 1
    bench.state.undo()
    assert len(card.columns.headers) == 1


def test_there_are_at_most_eight_hidden_layers(qtbot):
    bench = make(qtbot, units=(3,) * 7)
    qtbot.mouseClick(bench.workspace.model.layer, LEFT)
    assert len(bench.model.hidden) == 8
    assert not bench.workspace.model.layer.isEnabled()
    assert not any(button.isEnabled() for button in bench.workspace.model.columns.inserts)
    bench.frame()


def test_an_activation_for_every_layer(qtbot):
    bench = make(qtbot)
    combo = header(bench, 1).combo
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert bench.model.hidden[1].activation == "relu"
    assert bench.model.hidden[0].activation == "tanh"


def test_the_loss_decides_which_output_activations_there_are(qtbot):
    bench = make(qtbot)
    output = bench.workspace.model.columns.output.combo
    assert [output.itemData(row) for row in range(output.count())] == ["sigmoid"] and not output.isEnabled()
    bench.state.edit_training(loss="squared-error")
    assert [output.itemData(row) for row in range(output.count())] == ["tanh", "sigmoid", "linear"]
    qtbot.keyClick(output, Qt.Key.Key_Home)
    assert bench.frame().spec.layers[-1].activation == "tanh"


def test_the_seed_starts_again(qtbot):
    bench = make(qtbot)
    first = bench.train()
    edit = bench.workspace.model.seed.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "7")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert bench.state.experiment.training.seed == 7
    assert not np.array_equal(bench.frame().theta, first.theta)


def test_points_painted_while_it_trains_are_learned(qtbot):
    bench = make(qtbot)
    count = bench.train().train_count + bench.frame().test_count
    view = bench.workspace.decision.view
    place = view.plane_map().pixel(2.5, 2.5).toPoint()
    qtbot.mousePress(view, LEFT, pos=place)
    assert len(bench.state.data_set) > count
    for step in range(1, 6):
        qtbot.mouseMove(view, place - QPoint(8 * step, 0))
    qtbot.mouseRelease(view, LEFT, pos=place)
    assert bench.state.experiment.data.source == DRAWN
    snapshot = bench.train(0.05)
    assert snapshot.train_count + snapshot.test_count == len(bench.state.data_set) > count + 3
    assert view.shown_points is bench.state.data_set


def test_a_third_class_makes_three_outputs(qtbot):
    bench = make(qtbot)
    bench.train(0.05)
    bench.state.edit_data(source="rings")
    snapshot = bench.frame()
    assert snapshot.response.decision.shape[2] == 3
    assert len(bench.workspace.model.diagram.columns[-1].y) == 3


def test_divergence_is_told_and_two_ways_lead_back(qtbot):
    bench = diverged(qtbot)
    bar = bench.workspace.messages
    assert bar.isVisible() and "10" in bar.text()
    assert bench.workspace.transport.chip.state() == "diverged"
    buttons = {button.text(): button for button in bar.findChildren(QAbstractButton)}
    assert "Go back to the last good weights" in buttons
    qtbot.mouseClick(buttons["Go back and divide the learning rate by ten"], LEFT)
    assert bench.state.experiment.training.learning_rate == 1.0
    assert bench.frame().progress.status is Status.TRAINING
    assert not bar.isVisible()


def test_going_back_keeps_the_learning_rate(qtbot):
    bench = diverged(qtbot)
    buttons = {button.text(): button for button in bench.workspace.messages.findChildren(QAbstractButton)}
    qtbot.mouseClick(buttons["Go back to the last good weights"], LEFT)
    snapshot = bench.frame()
    assert snapshot.divergence is None and snapshot.progress.status is Status.PAUSED
    assert bench.state.experiment.training.learning_rate == 10.0
    assert not bench.workspace.messages.isVisible()


def test_a_message_that_was_closed_does_not_come_back(qtbot):
    bench = diverged(qtbot)
    bench.workspace.messages.close_message()
    bench.frame()
    assert not bench.workspace.messages.isVisible()


def test_only_what_is_seen_is_computed(qtbot):
    bench = make(qtbot)
    focus = bench.attention.focus
    assert focus.decision_grid == 100 and focus.neuron_grid > 0
    bench.workspace.hide()
    focus = bench.attention.focus
    assert (focus.decision_grid, focus.neuron_grid) == (0, 0)
    assert not bench.state.can_undo


def test_the_pointer_on_neurons_and_edges(qtbot):
    bench = make(qtbot)
    diagram = bench.workspace.model.diagram
    bench.workspace.layout().activate()
    column = diagram.columns[1]
    x, y = column.corners[2] + column.tile / 2
    qtbot.mouseMove(diagram, QPoint(int(x), int(y)))
    assert diagram.hovered == Neuron(1, 2)
    diagram.grab()
    first, second = diagram.columns[0], diagram.columns[1]
    qtbot.mouseMove(diagram, QPoint(int(second.left) - 3, int(second.y[0])))
    assert diagram.hovered in (Edge(0, 0, 0), Edge(0, 1, 0))
    diagram.grab()
    qtbot.mouseMove(diagram, QPoint(int(first.left) // 2, 2))
    assert diagram.hovered is None


def test_the_tabs_show_gradients_and_weights(qtbot):
    bench = make(qtbot)
    bench.train()
    layers = bench.workspace.layers
    qtbot.mouseClick(layers.tabs.buttons["weights"], LEFT)
    assert layers.weights.isVisible() and not layers.flow.isVisible()
    bench.train(0.05)


@pytest.mark.parametrize(
    "data",
    [
        PointsData("moons", count=60, train_share=1.0),
        PointsData("circle", count=2, train_share=0.1),
        PointsData("rings", count=60, features=("x1", "x2", "x1^2", "x2^2", "x1x2", "sin x1", "sin x2")),
    ],
)
def test_odd_data_are_shown(qtbot, data):
    bench = make(qtbot, data=data)
    bench.train(0.05)
    control(bench.workspace.loss.more, "loss.log").click()
    control(bench.workspace.decision.options.more, "decision.margins").click()
    bench.frame()


def test_an_empty_plane_can_be_started_on(qtbot):
    bench = make(qtbot)
    bench.workspace.editor.clear()
    snapshot = bench.frame()
    assert snapshot.train_count == 0
    assert not bench.workspace.transport.step.isEnabled()


def test_the_largest_network_is_shown(qtbot):
    bench = make(qtbot, units=(64,) * 8, data=PointsData("spiral", count=60))
    snapshot = bench.train(0.02)
    diagram = bench.workspace.model.diagram
    assert snapshot.response.layers[3].shape[0] == diagram.most_units < 64
    diagram.toggle(4)
    assert bench.frame().response.layers[3].shape[0] == 64
    qtbot.waitUntil(lambda: not diagram._turn.isActive(), timeout=5000)


def test_every_control_says_what_it_does(qtbot):
    bench = make(qtbot)
    bench.train(0.05)
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit)
    controls = [widget for kind in kinds for widget in bench.workspace.findChildren(kind)]
    shown = [widget for widget in controls if widget.isVisible() and not widget.objectName().startswith("qt_")]
    assert len(shown) > 40
    bars = [widget for widget in shown if widget.inherits("QScrollBar")]
    silent = [widget for widget in shown if widget not in bars and not (widget.toolTip() and name_of(widget))]
    assert not silent


def test_it_fits_a_small_screen(qtbot):
    bench = make(qtbot)
    least = bench.workspace.minimumSizeHint()
    assert least.width() <= 560 and least.height() <= 400


def test_status_texts(qtbot):
    bench = make(qtbot)
    texts = []
    bench.workspace.status_changed.connect(texts.append)
    bench.train()
    assert texts[-1][0] == "Seed 42" and texts[-1][1] == "train 70 · test 30" and "/step" in texts[-1][2]


def test_a_run_that_stands_still_is_explained_with_a_way_out(qtbot):
    """XOR without a hidden layer: no line is better than another."""
    bench = make(qtbot, units=(), data=PointsData("xor", count=100))
    bench.loop.handle(Play())
    bar = bench.workspace.messages
    while bar.isHidden():
        bench.loop.train(0.05)
        bench.workspace.show_texts(bench.frame())
        assert bench.snapshot.progress.epoch < 20_000
    assert "stands still" in bar.text() or "falls no more" in bar.text()
    ways = ("Add a hidden layer", "Divide the learning rate by ten")
    (way,) = [each for each in bar.findChildren(QAbstractButton) if each.text() in ways]
    before = bench.state.experiment
    qtbot.mouseClick(way, LEFT)
    assert bench.state.experiment != before
    bench.workspace.show_texts(bench.frame())
    assert bar.isHidden()


def test_the_explosion_itself_is_drawn(qtbot):
    bench = diverged(qtbot)
    curves = bench.snapshot.curves
    assert np.isinf(curves.train_loss[-1]) and np.isfinite(curves.train_loss[:-1]).all()
    losses = bench.workspace.loss.view._layout().y
    assert losses.pixel(float(curves.train_loss[-1])) < 0


def test_one_activation_is_set_in_all_hidden_layers_at_once(qtbot):
    bench = make(qtbot, units=(6, 4, 3))
    header = list(bench.workspace.model.columns.headers.values())[1]
    header.activation_chosen.emit("relu")
    assert [layer.activation for layer in bench.model.hidden] == ["tanh", "relu", "tanh"]
    combo = header.combo
    last = combo.count() - 1
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert [layer.activation for layer in bench.model.hidden] == ["tanh", "relu", "tanh"], "keys only pass by"
    combo.showPopup()
    combo.setCurrentIndex(last)
    combo.hidePopup()
    assert [layer.activation for layer in bench.model.hidden] == ["relu"] * 3
    assert combo.key() == "relu"
    bench.state.undo()
    assert [layer.activation for layer in bench.model.hidden] == ["tanh", "relu", "tanh"]
    for index in (2, 1):
        bench.state.edit_model(bench.model.without(index))
    (only,) = bench.workspace.model.columns.headers.values()
    assert only.combo.count() == last - 1
