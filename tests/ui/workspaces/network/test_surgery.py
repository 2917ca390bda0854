"""Layers and neurons come and go in the window without taking along what was learned, and it is said what was kept."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from playground.training.commands import Pause
from playground.training.settings import TrainingSettings
from playground.ui.views.diagram.diagram_hover import Edge, edge_path
from tests.ui.workspaces.network.test_network_workspace import LEFT, header, make, small_button


def kept(bench) -> str:
    return next((text for text in bench.workspace.status_texts() if "kept" in text), "")


def test_what_was_kept_is_said_until_the_next_edit(qtbot):
    bench = make(qtbot)
    bench.train()
    assert kept(bench) == ""
    qtbot.mouseClick(small_button(header(bench, 1).stepper, 0), LEFT)
    bench.frame()
    assert kept(bench) == "43 of 51 parameters kept"  # 6 weights and a bias of the unit, and one that it was heard with
    qtbot.mouseClick(small_button(header(bench, 0).stepper, 1), LEFT)
    bench.frame()
    assert kept(bench) == "43 of 43 parameters kept"
    bench.state.edit_training(learning_rate=0.01)
    bench.frame()
    assert kept(bench) == ""


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "leaky-relu", "elu", "softplus", "linear"])
def test_a_layer_in_the_middle_of_training_hardly_changes_an_answer_and_goes_again(qtbot, activation):
    bench = make(qtbot, activation, training=TrainingSettings(learning_rate=0.01))
    bench.train()
    bench.send(Pause())
    before = bench.frame()
    qtbot.mouseClick(bench.workspace.model.columns.inserts[1], LEFT)
    after = bench.frame()
    assert len(after.spec.layers) == 4
    assert np.abs(after.response.decision - before.response.decision).max() < 0.06
    qtbot.mouseClick(header(bench, 1).remove, LEFT)
    np.testing.assert_allclose(bench.frame().theta, before.theta, atol=1e-5)


def added_neuron(bench) -> tuple[QWidget, Callable[[], QWidget]]:
    return small_button(header(bench, 0).stepper, 1), lambda: small_button(header(bench, 0).stepper, 0)


def added_layer(bench) -> tuple[QWidget, Callable[[], QWidget]]:
    return bench.workspace.model.columns.inserts[1], lambda: header(bench, 1).remove


@pytest.mark.parametrize("add", [added_neuron, added_layer])
@pytest.mark.parametrize("takes_back", ["button", "undo"])
def test_what_was_added_and_goes_again_restores_every_weight_exactly(qtbot, add, takes_back):
    """Of layers those behind units that are never below 0; Undo brings back every other as it was, too."""
    bench = make(qtbot, "relu")
    bench.train()
    bench.send(Pause())
    before = bench.frame()
    plus, minus = add(bench)
    qtbot.mouseClick(plus, LEFT)
    after = bench.frame()
    assert after.theta.size > before.theta.size
    np.testing.assert_allclose(after.response.decision, before.response.decision, rtol=0, atol=1e-6)
    if takes_back == "undo":
        bench.state.undo()
    else:
        qtbot.mouseClick(minus(), LEFT)
    np.testing.assert_array_equal(bench.frame().theta, before.theta)


def test_a_layer_is_frozen_while_it_trains_and_freed_by_undo(qtbot):
    bench = make(qtbot)
    bench.train()
    qtbot.mouseClick(header(bench, 0).lock, LEFT)
    before = bench.frame()
    after = bench.train()
    assert header(bench, 0).lock.isChecked() and bench.model.frozen == ("0",)
    for now, then in zip(after.parameters[0], before.parameters[0], strict=True):
        np.testing.assert_array_equal(now, then)
    assert (after.parameters[1][0] != before.parameters[1][0]).any()
    bench.state.undo()
    assert not header(bench, 0).lock.isChecked()
    assert (bench.train().parameters[0][0] != after.parameters[0][0]).any()


def test_a_neuron_and_a_weight_are_frozen_and_freed_where_they_stand(qtbot):
    bench = make(qtbot)
    bench.train()
    diagram = bench.workspace.model.diagram
    control = Qt.KeyboardModifier.ControlModifier
    hidden, other = diagram.columns[1], diagram.columns[2]
    neuron = QPoint(round(hidden.corners[2][0] + 5), round(hidden.corners[2][1] + 5))
    qtbot.mouseClick(diagram, LEFT, control, neuron)
    assert bench.model.frozen == ("0:2",)
    middle = edge_path(hidden, other, 0, 3).pointAtPercent(0.15).toPoint()
    qtbot.mouseClick(diagram, LEFT, control, middle)
    place = diagram.hovered
    assert isinstance(place, Edge) and bench.model.frozen == ("0:2", f"1:{place.target}:{place.source}")
    before = bench.frame()
    after = bench.train()
    (w1, b1), (w2, _) = (
        (now[0] != then[0], now[1] != then[1])
        for now, then in zip(after.parameters[:2], before.parameters[:2], strict=True)
    )
    assert not w1[:, 2].any() and not b1[2] and b1.sum() == 5
    assert not w2[place.source, place.target] and w2.sum() == w2.size - 1
    qtbot.mouseClick(diagram, LEFT, control, neuron)
    bench.state.undo()
    bench.state.undo()
    assert bench.model.frozen == ("0:2",)
    qtbot.mouseClick(diagram, LEFT, Qt.KeyboardModifier.NoModifier, neuron)
    assert bench.model.frozen == ("0:2",)
    inputs = diagram.columns[0].corners[0]
    qtbot.mouseClick(diagram, LEFT, control, QPoint(round(inputs[0] + 5), round(inputs[1] + 5)))
    assert bench.model.frozen == ("0:2",)
