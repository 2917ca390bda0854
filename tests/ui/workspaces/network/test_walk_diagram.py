"""The network at a place of the walk, in the window: its numbers are the walk's, and a click leads to its place."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QVariantAnimation
from PySide6.QtWidgets import QAbstractButton

from playground.engine.spec import DenseSpec, DropoutSpec
from playground.training.architecture import Architecture
from playground.training.walk_formulas import weight_symbol
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_hover import Edge, Neuron
from playground.ui.views.walk.matrix_picture import number_text
from playground.ui.views.walk.walk_layout import Level
from playground.ui.widgets.elided_label import ElidedLabel
from tests.ui.painted_texts import noted_texts
from tests.ui.workspaces.network.test_walk import WalkBench

HIDDEN = DenseSpec(3, "tanh"), DenseSpec(2, "relu")
LEFT = Qt.MouseButton.LeftButton


class DiagramBench(WalkBench):
    """With the diagram and what is written into it."""

    def __init__(self, qtbot, hidden=HIDDEN, **training) -> None:
        super().__init__(qtbot, **training)
        self.workspace.resize(1320, 760)
        self.state.edit_model(Architecture(tuple(hidden)))
        self.open()
        self.diagram = self.page.network.diagram

    @property
    def picture(self):
        return self.diagram.picture

    def texts(self) -> list[str]:
        with noted_texts() as notes:
            THEME.changed.emit()
            self.diagram.grab()
            return [each.text for each in notes.painted]

    def go(self, section: int) -> None:
        dots = self.page.bar.dots
        self.qtbot.mouseClick(dots, LEFT, pos=dots.centres()[section].toPoint())

    def place(self, column: int, unit: int) -> QPoint:
        return self.picture.frame_of(Neuron(column, unit)).center().toPoint()

    def click_unit(self, column: int, unit: int) -> None:
        self.qtbot.mouseClick(self.diagram, LEFT, pos=self.place(column, unit))


@pytest.fixture
def bench(qtbot) -> DiagramBench:
    return DiagramBench(qtbot)


def numbers(values) -> set[str]:
    return {number_text(float(value)) for value in np.ravel(values)}


def test_the_numbers_of_the_walk_are_written_as_they_become_known(bench):
    walk = bench.snapshot.walk
    first, _, output = walk.layers
    texts = set(bench.texts())
    assert numbers(walk.start.x) | numbers(first.a) | numbers(first.h) <= texts
    assert numbers(first.weights.weight) | numbers(first.weights.bias) <= texts
    assert "∂E/∂w" not in texts and not numbers(output.a) <= texts
    bench.go(3)
    texts = set(bench.texts())
    assert numbers(output.a) | numbers(output.h) | numbers([walk.error]) <= texts
    assert not numbers(first.delta[first.delta != 0]) <= texts
    bench.go(6)
    texts = set(bench.texts())
    for layer in walk.layers:
        assert numbers(layer.delta) | numbers(layer.weights.bias_gradient) <= texts
    assert numbers(first.weights.weight_gradient) <= texts and "∂E/∂w" in texts
    bench.go(7)
    texts = set(bench.texts())
    assert numbers([layer.weights.bias_after for layer in walk.layers[2:]]) <= texts
    assert numbers(first.weights.weight_after) | numbers([walk.error_after]) <= texts


def test_it_says_which_way_the_numbers_flow(bench):
    said = []
    for section in range(8):
        bench.go(section)
        said.append(bench.texts()[-2:])
    assert said[1][-1] == "forward: h₁ through W₂ gives h₂"
    assert said[5][-1] == "∇W₂ = δ₂ h₁ᵀ  ·  backward: δ₃ through W₃ᵀ gives δ₂" or said[5] == [
        "backward: δ₃ through W₃ᵀ gives δ₂",
        "∇W₂ = δ₂ h₁ᵀ",
    ]
    assert said[7][-1] == "update: θ ← θ − γ v"
    assert bench.diagram.accessibleDescription() == "Update: update: θ ← θ − γ v"


def test_neuron_by_neuron_one_unit_is_told_in_full(bench):
    bench.page.bar.by_neuron.click()
    bench.click(bench.page.bar.next)
    scene = bench.picture.scene
    assert (scene.at_work, scene.unit) == (1, 1)
    layer = bench.snapshot.walk.layers[0]
    texts = bench.texts()
    assert number_text(layer.h[0, 1]) in texts and number_text(layer.h[0, 2]) not in texts
    worked = next(text for text in texts if text.startswith("a₂ = "))
    assert worked.endswith(f"= {layer.a[0, 1]:.3f}".replace("-", "−"))


def test_a_click_on_a_neuron_goes_to_where_it_is_worked_out(bench):
    bench.click_unit(2, 1)
    assert bench.current == "Forward: layer 2" and bench.page.cursor_place.rows == 2
    assert bench.page.bar.by_neuron.isChecked()
    bench.go(4)
    bench.click_unit(1, 0)
    assert bench.current == "Backward: layer 1" and bench.page.cursor_place.rows == 1


def test_a_click_on_an_edge_finds_its_row_among_the_differences(qtbot):
    bench = DiagramBench(qtbot, (DenseSpec(3, "tanh"), DenseSpec(8, "relu")))
    bench.page.bar.by_neuron.click()
    bench.page._go(2)
    label = [label for gap, label in bench.diagram.labels if gap == 2][-1]
    bench.qtbot.mouseClick(bench.diagram, LEFT, pos=label.rect.center().toPoint())
    table = bench.page.check.table
    assert table.marked == weight_symbol(3, 0, label.source, 8) == table.rows[label.source].symbol
    place = table.top_of(table.marked)
    qtbot.waitUntil(lambda: any(rect.top() <= place < rect.bottom() for rect in table.visibleRegion()))
    bench.state.edit_training(learning_rate=0.5)
    bench.show()
    assert table.rows[0].symbol == "w³₁₁" and table.marked, "it stays while other frames come"
    bench.click(bench.page.bar.back)
    assert table.marked == "" and table.rows[0].symbol == "w²₁₁"


def test_beside_a_gradient_is_what_moving_that_very_weight_says(bench):
    bench.go(6)
    bench.click(bench.page.check.wanted)
    label = next(label for gap, label in bench.diagram.labels if gap == 0 and label.target == 1)
    bench.qtbot.mouseMove(bench.diagram, label.rect.center().toPoint())
    with noted_texts() as notes:
        bench.diagram.grab()
        texts = [each.text for each in notes.painted]
    gradient = bench.snapshot.walk.layers[0].weights.weight_gradient[label.source, 1]
    told = next(text for text in texts if text.startswith("by moving it: "))
    assert float(told.rpartition(" ")[2].replace("−", "-")) == pytest.approx(gradient, rel=1e-3)


def test_what_is_under_the_pointer_is_told_in_all_its_digits(bench):
    bench.go(6)
    with noted_texts() as notes:
        bench.qtbot.mouseMove(bench.diagram, bench.place(1, 2))
        assert bench.diagram.hovered == Neuron(1, 2)
        bench.diagram.grab()
        texts = [each.text for each in notes.painted]
    layer = bench.snapshot.walk.layers[0]
    delta = f"{layer.delta[0, 2]:#.5g}".replace("-", "−")
    assert "hidden 1, neuron 3" in texts and any(text.startswith(f"δ = {delta}"[:9]) for text in texts)
    _, label = next((gap, label) for gap, label in bench.diagram.labels if gap == 0)
    bench.qtbot.mouseMove(bench.diagram, label.rect.center().toPoint())
    assert bench.diagram.hovered == Edge(0, label.source, label.target)


def test_numbers_and_gradients_can_be_hidden(bench):
    bench.go(6)
    bench.page.network.gradients.click()
    texts = bench.texts()
    assert "∂E/∂w" not in texts and number_text(bench.snapshot.walk.layers[0].a[0, 0]) in texts
    bench.page.network.numbers.click()
    texts = bench.texts()
    assert bench.diagram.labels == [] and number_text(bench.snapshot.walk.layers[0].a[0, 0]) not in texts
    assert all(column.level is Level.TILE for column in bench.picture.columns)
    assert not bench.page.network.gradients.isEnabled()


@pytest.mark.parametrize("on, back", [(Qt.Key.Key_Right, Qt.Key.Key_Left), (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)])
def test_the_keys_of_a_remote_control_walk_at_once_and_after_a_click(bench, on, back):
    bench.page.bar.leave.click()
    with bench.qtbot.waitActive(bench.workspace):
        bench.workspace.activateWindow()
    bench.workspace.model.seed.setFocus()
    bench.open()
    assert bench.diagram.hasFocus()
    bench.qtbot.keyClick(bench.workspace.focusWidget(), on)
    assert bench.current == "Forward: layer 2"
    bench.click(bench.page.bar.next)
    bench.qtbot.keyClick(bench.workspace.focusWidget(), back)
    bench.qtbot.keyClick(bench.workspace.focusWidget(), back)
    assert bench.current == "Forward: layer 1"


def test_a_mini_batch_is_told_as_means_and_sums(bench):
    bench.click(bench.page.bar.samples.findChild(QAbstractButton, "walk.samples.batch"))
    bench.go(6)
    layer = bench.snapshot.walk.layers[0]
    texts = set(bench.texts())
    assert {"ā", "h̄", "Σδ"} <= texts and not {"a", "h", "δ"} & texts
    assert numbers(layer.h.mean(axis=0)) | numbers(layer.delta.sum(axis=0)) <= texts
    assert numbers(layer.weights.weight_gradient) <= texts
    (subtitle,) = bench.page.network.findChildren(ElidedLabel)
    assert "means over 8 samples" in subtitle.text()


def test_dropout_is_told_in_the_column_that_it_thins(qtbot):
    bench = DiagramBench(qtbot, (DenseSpec(3, "tanh"), DropoutSpec(0.5), DenseSpec(2, "relu")))
    bench.click(bench.page.bar.next)
    assert bench.current == "Forward: dropout behind layer 1"
    assert bench.picture.scene.at_work == 1 and len(bench.picture.columns) == 5
    dropped = bench.snapshot.walk.layers[1]
    assert numbers(dropped.h) <= set(bench.texts())
    bench.click_unit(1, 1)
    assert bench.current == "Forward: layer 1"


def test_a_network_with_wide_and_many_layers_stays_within_its_card(qtbot):
    bench = DiagramBench(qtbot, (DenseSpec(64, "tanh"),) * 8)
    bench.page.bar.by_neuron.click()
    bench.page._go(2)
    for _ in range(40):
        bench.diagram.stepped.emit(1)
    picture = bench.picture
    assert (picture.scene.at_work, picture.scene.unit) == (3, 40)
    assert picture.columns[3].level_of(40) is Level.FULL
    assert number_text(bench.snapshot.walk.layers[2].h[0, 40]) in bench.texts()
    room = bench.diagram.rect().toRectF()
    assert all(
        room.contains(picture.frame(column, index))
        for column, each in enumerate(picture.columns)
        for index in range(len(each.units))
    )


def test_the_diagram_is_a_figure_that_can_be_saved(bench, tmp_path):
    path = tmp_path / "walk.svg"
    bench.page.network.figure.save(path)
    assert "Hidden 1" in path.read_text(encoding="utf-8")


def test_on_a_small_page_diagram_and_formulas_are_both_within_reach(bench):
    bench.workspace.resize(760, 420)
    bench.show()
    columns = bench.page.columns
    assert bench.diagram.isVisible()
    for name in columns.folded:
        columns.toggle(name)
        assert columns.opened == name
        bench.workspace.grab()
    columns.close_drawer()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "walk-sample" in columns.folded


def test_dots_run_along_the_edges_at_work_when_the_walk_goes_on_and_only_where_they_are_seen(bench):
    motion = bench.diagram.findChild(QVariantAnimation)
    bench.page.bar.next.click()
    assert motion.state() is QVariantAnimation.State.Running
    bench.click(bench.page.bar.leave)
    assert motion.state() is QVariantAnimation.State.Stopped
    bench.open()
    bench.show()
    assert motion.state() is QVariantAnimation.State.Stopped, "another frame is no step of the walk"


def test_the_plane_is_asked_for_while_it_is_seen(bench):
    assert bench.page.sample.view.isVisible() and bench.snapshot.response is not None
    assert bench.attention.focus.neuron_grid == 0, "the tiles of the model's diagram are hidden"
    bench.page.columns.fold_by_hand(["walk-sample"])
    assert bench.attention.focus.decision_grid == 0
    bench.page.columns.fold_by_hand([])
    assert bench.attention.focus.decision_grid > 0
    bench.click(bench.page.bar.leave)
    assert bench.attention.focus.decision_grid > 0 and bench.attention.focus.neuron_grid > 0
