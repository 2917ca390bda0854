"""Dropout in the Network workspace: chosen over a column, drawn in it, and never a layer of neurons of its own."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, Qt

from playground.document.document import document_of
from playground.engine.errors import Phrase
from playground.engine.network import Network
from playground.engine.spec import DropoutSpec
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.commands import Step
from playground.training.experiment import Experiment
from playground.training.network_snapshot import plane_grid
from playground.training.snapshot import Status
from playground.ui.views.curves.layer_rows import layer_names
from playground.ui.views.diagram.diagram_card import card_lines
from playground.ui.views.diagram.diagram_hover import Neuron
from playground.ui.words.edit_names import edit_name
from playground.ui.workspaces.network.kind import NETWORK
from tests.ui.workspaces.network.test_network_workspace import LEFT, NetworkBench, header, make

DATA = PointsData("moons", count=100)


def make_words(qtbot, words: str) -> NetworkBench:
    return NetworkBench(qtbot, Experiment(DATA, Architecture(parse_layers(words))))


def words(bench: NetworkBench) -> list[str]:
    return [layer.word for layer in bench.model.hidden]


def choose(combo, rate: float) -> None:
    combo.setCurrentIndex(combo.findData(repr(rate)))


def test_it_comes_changes_and_goes_while_it_trains_and_nothing_learned_is_lost(qtbot):
    bench = make(qtbot)
    before = bench.train()
    for rate, expected in ((0.2, ["dropout0.2"]), (0.5, ["dropout0.5"]), (0.0, [])):
        choose(header(bench, 0).dropout, rate)
        after = bench.frame()
        assert words(bench) == ["dense6:tanh", *expected, "dense4:tanh"]
        assert after.progress.status is Status.TRAINING
        assert np.array_equal(after.theta, before.theta)
        assert np.abs(after.response.decision - before.response.decision).max() < 1e-6
    choose(header(bench, 0).dropout, 0.2)
    assert len(bench.train(0.05).dropped) == 1


def test_it_is_no_layer_of_neurons(qtbot):
    bench = make_words(qtbot, "dense6:tanh dropout0.2 dense4:tanh dropout0.5")
    snapshot = bench.train(0.05)
    card = bench.workspace.model
    assert len(card.columns.headers) == 2 and len(card.diagram.columns) == 4
    assert "2 – 6 – 4 – 1" in card._subtitle.text()
    assert layer_names(snapshot) == ["Hidden 1", "Hidden 2", "Output"]
    assert [header(bench, k).dropout.currentText() for k in (0, 1)] == [
        "drop 20\N{NO-BREAK SPACE}%",
        "drop 50\N{NO-BREAK SPACE}%",
    ]
    assert card.columns.input_dropout.currentText() == "drop 0\N{NO-BREAK SPACE}%"


def test_layers_are_added_before_and_behind_it_and_take_it_along(qtbot):
    bench = make_words(qtbot, "dense6:tanh dropout0.2 dense4:tanh dropout0.5")
    card = bench.workspace.model
    qtbot.mouseClick(card.columns.inserts[1], LEFT)
    assert words(bench) == ["dense6:tanh", "dropout0.2", "dense6:tanh", "dense4:tanh", "dropout0.5"]
    qtbot.mouseClick(card.layer, LEFT)
    assert words(bench)[-2:] == ["dropout0.5", "dense4:tanh"]
    qtbot.mouseClick(header(bench, 0).remove, LEFT)
    assert words(bench) == ["dense6:tanh", "dense4:tanh", "dropout0.5", "dense4:tanh"]
    header(bench, 1).stepper.changed.emit(5)
    assert words(bench)[1] == "dense5:tanh"
    bench.train(0.05)


def test_eight_layers_of_neurons_may_all_have_it(qtbot):
    bench = make_words(qtbot, "dense3:tanh dropout0.1 " * 7)
    qtbot.mouseClick(bench.workspace.model.layer, LEFT)
    assert len(bench.workspace.model.columns.headers) == 8
    assert not bench.workspace.model.layer.isEnabled()


def test_of_the_input_and_without_a_hidden_layer(qtbot):
    bench = make(qtbot, units=())
    choose(bench.workspace.model.columns.input_dropout, 0.1)
    assert words(bench) == ["dropout0.1"]
    assert bench.train(0.05).dropped[0].shape == (2,)
    qtbot.mouseClick(bench.workspace.model.layer, LEFT)
    assert words(bench) == ["dropout0.1", "dense4:tanh"]


def test_units_that_are_off_in_a_step_are_faded_and_say_so(qtbot):
    bench = make_words(qtbot, "dense12:tanh dropout0.5 dense4:tanh")
    for _ in range(20):
        bench.loop.handle(Step())
        snapshot = bench.frame()
        (off,) = snapshot.dropped
        if 0 < off.sum() < 12:
            break
    diagram = bench.workspace.model.diagram
    bench.workspace.layout().activate()
    pixels = diagram.grab().toImage()
    ratio = pixels.devicePixelRatio()
    column = diagram.columns[1]
    places = (column.corners + column.tile / 4).astype(int).tolist()
    diagram.show_frame(replace(snapshot, dropped=()))
    plain = diagram.grab().toImage()
    changed = [
        pixels.pixelColor(int(x * ratio), int(y * ratio)) != plain.pixelColor(int(x * ratio), int(y * ratio))
        for x, y in places
    ]
    assert changed == off.tolist()
    diagram.show_frame(snapshot)
    column = diagram.columns[1]
    x, y = column.corners[int(np.flatnonzero(off)[0])] + column.tile / 2
    qtbot.mouseMove(diagram, QPoint(int(x), int(y)))
    assert diagram.hovered == Neuron(1, int(np.flatnonzero(off)[0]))
    told = card_lines(diagram._picture.snapshot, diagram.hovered, diagram._dropouts)
    assert "left out in the last step (dropout)" in told


def test_a_rate_that_a_document_brings_is_offered_too(qtbot):
    bench = make_words(qtbot, "dense6:tanh dropout0.125")
    combo = header(bench, 0).dropout
    assert combo.currentText() == "drop 12.5\N{NO-BREAK SPACE}%"
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    assert words(bench) == ["dense6:tanh"]


def test_undo_calls_it_by_its_name(qtbot):
    bench = make(qtbot)
    choose(header(bench, 1).dropout, 0.2)
    first, model = bench.state.experiment, bench.model
    assert bench.state.undo_name == "dropout behind layer 2: 0\N{NO-BREAK SPACE}% → 20\N{NO-BREAK SPACE}%"
    bench.state.undo()
    assert words(bench) == ["dense6:tanh", "dense4:tanh"]
    assert header(bench, 1).dropout.currentText() == "drop 0\N{NO-BREAK SPACE}%"
    bench.state.redo()
    assert bench.model == model
    stronger = replace(first, model=model.with_replaced(2, DropoutSpec(0.5)))
    assert edit_name(first, stronger) == "dropout behind layer 2: 20\N{NO-BREAK SPACE}% → 50\N{NO-BREAK SPACE}%"
    of_input = replace(first, model=model.with_inserted(0, DropoutSpec(0.1)))
    assert edit_name(first, of_input) == "dropout of the input: 0\N{NO-BREAK SPACE}% → 10\N{NO-BREAK SPACE}%"
    assert edit_name(first, replace(first, model=model.without(0))) == "layer 1 removed"


def objection(words: str) -> Phrase | None:
    experiment = Experiment(DATA, Architecture(parse_layers(words)))
    return NETWORK.objection(document_of("network", experiment, (2,), ("0", "1")))


def test_documents_with_it_open_here():
    assert objection("dropout0.1 dense8:tanh dropout0.2 dense8:tanh") is None
    assert "dropout 0.3 behind another" in str(objection("dense8:tanh dropout0.2 dropout0.3"))


def test_what_is_told_of_the_network_is_told_without_it(qtbot):
    """The plane that is shown is that of the whole network, also in the midst of training."""
    bench = make_words(qtbot, "dense8:tanh dropout0.5 dense8:tanh")
    snapshot = bench.train(0.1)
    whole = Network(Architecture(parse_layers("dense8:tanh dense8:tanh")).network(DATA, "cross-entropy"))
    whole.theta[:] = snapshot.theta
    side = len(snapshot.response.decision)
    shown = snapshot.response.decision.reshape(side * side, -1)[:, -1]
    assert np.allclose(whole.predict(plane_grid(side, ("x1", "x2")))[:, -1], shown, atol=1e-5)


def test_where_columns_are_narrow_the_probability_stands_alone(qtbot):
    bench = make_words(qtbot, "dense6:tanh dropout0.2 " * 6)
    assert header(bench, 0).dropout.currentText() == "p 0.2"
    assert bench.workspace.model.columns.input_dropout.currentText() == "p 0"
    choose(header(bench, 0).dropout, 0.5)
    assert words(bench)[1] == "dropout0.5"
    for _ in range(5):
        qtbot.mouseClick(header(bench, 0).remove, LEFT)
    bench.workspace.layout().activate()
    assert header(bench, 0).dropout.currentText() == "drop 20\N{NO-BREAK SPACE}%"
