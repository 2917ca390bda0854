"""Pointing at a neuron shows its map large in the result; a click keeps it there."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from playground.engine.spec import DenseSpec, DropoutSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.commands import Pause
from playground.training.experiment import Experiment
from playground.ui.views.diagram.diagram_hover import Bias, Edge, Neuron
from playground.ui.views.plane.class_borders import level_lines
from playground.ui.views.plane.unit_look import Caption
from playground.ui.workspaces.network.column_layers import with_dropout
from tests.ui.workspaces.network.test_network_workspace import LEFT, NetworkBench, make
from tests.ui.workspaces.network.test_numbers_by_hand import diagram_of, place, point


def captions(bench: NetworkBench) -> list[str]:
    """What stands over the plane of the result."""
    bench.frame()
    return [shape.text for shape in bench.workspace.decision.view._picture.over if isinstance(shape, Caption)]


def away(qtbot, diagram) -> None:
    for left in (4, 3):  # a pointer that is there already does not move
        qtbot.mouseMove(diagram, QPoint(left, diagram.height() - 3))
    assert diagram.hovered is None


def test_the_neuron_under_the_pointer_is_seen_large_and_live(qtbot):
    bench = make(qtbot)
    bench.train(0.05)
    diagram = diagram_of(bench)
    view = bench.workspace.decision.view
    whole = view.grab().toImage()
    assert captions(bench) == []
    point(qtbot, diagram, Neuron(2, 1))
    assert bench.attention.focus.unit == (1, 1)
    assert captions(bench) == ["h²₂ · hidden 2, neuron 2"]
    shown = bench.snapshot.response.unit
    coarse = bench.snapshot.response.layers[1][1]
    assert shown.h.shape == bench.snapshot.response.decision.shape[:2] and shown.h.shape[0] > len(coarse)
    assert view.grab().toImage() != whole
    before = shown.h
    bench.train(0.05)
    assert np.abs(bench.snapshot.response.unit.h - before).max() > 0
    point(qtbot, diagram, Bias(1, 0))
    assert captions(bench) == ["h¹₁ · hidden 1, neuron 1"]
    point(qtbot, diagram, Edge(0, 0, 0))
    assert captions(bench) == [] and bench.snapshot.response.unit is None


@pytest.mark.parametrize(
    ("neuron", "said"),
    [(Neuron(0, 1), "x₂"), (Neuron(3, 0), "y · output B"), (Neuron(1, 5), "h¹₆ · hidden 1, neuron 6")],
)
def test_inputs_and_outputs_too(qtbot, neuron, said):
    bench = make(qtbot)
    bench.train(0.05)
    diagram = diagram_of(bench)
    point(qtbot, diagram, neuron)
    assert captions(bench) == [said]
    view = bench.workspace.decision.view
    number = view._say(0.03, 0.03).text
    assert number.startswith(said.partition(" · ")[0] + " = ")


def test_the_line_is_where_the_sum_of_the_neuron_vanishes(qtbot):
    bench = make(qtbot, "relu")
    bench.train(0.05)
    bench.send(Pause())
    diagram = diagram_of(bench)
    point(qtbot, diagram, Neuron(1, 0))
    captions(bench)
    segments = bench.workspace.decision.view._picture.under[0].points
    w, b = (bench.snapshot.parameters[0][0][:, 0], bench.snapshot.parameters[0][1][0])
    assert len(segments) and np.abs(segments.reshape(-1, 2) @ w + b).max() < 0.12 * np.abs(w).max()
    point(qtbot, diagram, Neuron(3, 0))
    captions(bench)
    segments = bench.workspace.decision.view._picture.under[0].points
    assert np.allclose(segments, level_lines([bench.snapshot.response.evidence[:, :, 0]]), atol=0.05)


def test_a_click_keeps_it_large_until_a_second_one_or_escape(qtbot):
    bench = make(qtbot, data=PointsData("rings", count=60))
    bench.train(0.05)
    diagram = diagram_of(bench)
    for ends in ("click", "escape"):
        qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Neuron(3, 2)))
        away(qtbot, diagram)
        assert captions(bench) == ["y₃ · output C"]
        point(qtbot, diagram, Neuron(1, 2))
        assert captions(bench) == ["h¹₃ · hidden 1, neuron 3"]
        away(qtbot, diagram)
        assert captions(bench) == ["y₃ · output C"]
        if ends == "click":
            qtbot.mouseClick(diagram, LEFT, pos=place(diagram, Neuron(3, 2)))
        else:
            qtbot.keyClick(diagram, Qt.Key.Key_Escape)
        away(qtbot, diagram)
        assert captions(bench) == []


def test_what_is_kept_goes_when_it_is_no_more(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Neuron(1, 5)))
    away(qtbot, diagram)
    bench.state.edit_model(bench.model.with_replaced(0, DenseSpec(3, "tanh")))
    bench.frame()
    assert captions(bench) == [] and bench.attention.focus.unit is None


def test_behind_dropout_it_is_the_right_one(qtbot):
    layers = (DenseSpec(3, "tanh"), DropoutSpec(0.25), DenseSpec(2, "tanh"))
    bench = NetworkBench(qtbot, Experiment(PointsData("moons", count=60), Architecture(layers)))
    diagram = diagram_of(bench)
    point(qtbot, diagram, Neuron(2, 1))
    assert bench.attention.focus.unit == (2, 1)
    assert captions(bench) == ["h²₂ · hidden 2, neuron 2"]
    fine, coarse = bench.snapshot.response.unit.h, bench.snapshot.response.layers[2][1]
    assert fine.mean() == pytest.approx(coarse.mean(), abs=0.01)


def test_hidden_it_costs_nothing(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Neuron(1, 1)))
    bench.workspace.hide()
    assert bench.attention.focus.unit is None
    bench.workspace.show()
    assert bench.attention.focus.unit == (0, 1)


def test_dropout_that_comes_before_it_leaves_it_the_right_one(qtbot):
    layers = (DenseSpec(3, "tanh"), DenseSpec(2, "tanh"), DropoutSpec(0.25))
    bench = NetworkBench(qtbot, Experiment(PointsData("moons", count=60), Architecture(layers)))
    diagram = diagram_of(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Neuron(2, 1)))
    away(qtbot, diagram)
    bench.state.edit_model(with_dropout(bench.model, bench.model.keys[0], 0.25))
    bench.frame()
    assert bench.attention.focus.unit == (2, 1)
    assert captions(bench) == ["h²₂ · hidden 2, neuron 2"]


def test_it_is_asked_for_only_where_it_is_shown(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Neuron(1, 1)))
    tabs = bench.workspace.decision.tabs
    for name in ("layer", "space"):
        qtbot.mouseClick(tabs.buttons[name], LEFT)
        assert bench.attention.focus.unit is None
    qtbot.mouseClick(tabs.buttons["boundary"], LEFT)
    assert bench.attention.focus.unit == (0, 1)
    bench.workspace.walk_through()
    assert bench.attention.focus.unit is None, "the small plane of the walk shows the answers"
