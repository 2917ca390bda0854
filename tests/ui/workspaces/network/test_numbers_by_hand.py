"""The diagram under the pointer: numbers with their symbols and their course, typed and dragged, undone exactly."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtWidgets import QToolTip

from playground.engine.spec import DenseSpec, DropoutSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.commands import Pause
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.bias_marks import mark_of
from playground.ui.views.diagram.diagram_card import card_lines, place_of
from playground.ui.views.diagram.diagram_hover import Bias, Edge, Hovered, Neuron, edge_path
from playground.ui.views.diagram.network_diagram import NetworkDiagram
from tests.ui.workspaces.network.test_network_workspace import LEFT, NetworkBench, make

Key = Qt.Key


def diagram_of(bench: NetworkBench) -> NetworkDiagram:
    bench.workspace.layout().activate()
    bench.frame()
    return bench.workspace.model.diagram


def place(diagram: NetworkDiagram, what: Hovered) -> QPoint:
    """Where to point at something, beside what lies over it."""
    picture = diagram._picture
    if not isinstance(what, Edge):
        return place_of(picture, what).center().toPoint()
    left, right = picture.columns[what.column : what.column + 2]
    path = edge_path(left, right, what.source, what.target)
    for share in np.linspace(0.02, 0.98, 97):
        at = path.pointAtPercent(share).toPoint()
        if diagram.at(QPointF(at)) == what:
            return at
    raise AssertionError(f"{what} cannot be pointed at")


def point(qtbot, diagram: NetworkDiagram, what: Hovered) -> QPoint:
    at = place(diagram, what)
    qtbot.mouseMove(diagram, at + QPoint(1, 0))  # a pointer that is there already does not move
    qtbot.mouseMove(diagram, at)
    assert diagram.hovered == what
    return at


def said(diagram: NetworkDiagram) -> list[str]:
    return card_lines(diagram._picture.snapshot, diagram.hovered, {})


def typed(qtbot, diagram: NetworkDiagram, text: str, key: Qt.Key = Key.Key_Return) -> None:
    field = diagram.edits.editor.field
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, key)


def state(bench: NetworkBench) -> tuple[bytes, ...]:
    """All that learning goes on from."""
    capture = bench.loop._runs.captured()[0].capture
    return capture.theta.tobytes(), *(capture.moments[name].tobytes() for name in sorted(capture.moments))


def weight(bench: NetworkBench, layer: int, unit: int, source: int) -> float:
    return float(bench.look().parameters[layer][0][source, unit])


def bias(bench: NetworkBench, layer: int, unit: int) -> float:
    return float(bench.look().parameters[layer][1][unit])


def test_a_weight_says_its_symbol_its_number_and_its_slope(qtbot):
    bench = make(qtbot)
    bench.train()
    bench.send(Pause())
    diagram = diagram_of(bench)
    point(qtbot, diagram, Edge(0, 1, 2))
    number, what, slope, *_ = said(diagram)
    assert number.startswith("w¹₃₂ = ") and "hidden 1, neuron 3" in what and slope.startswith("∂E/∂w = ")
    shown = float(number.partition("= ")[2].replace("−", "-"))
    assert shown == pytest.approx(weight(bench, 0, 2, 1), rel=0.006)
    diagram.grab()


def test_what_the_card_says_goes_on_while_it_learns_and_the_pointer_rests(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    point(qtbot, diagram, Edge(1, 0, 0))
    before = said(diagram)
    bench.train(0.1)
    assert diagram.hovered == Edge(1, 0, 0) and said(diagram)[0] != before[0]
    place_in_theta = 18
    way = diagram._course.of(place_in_theta)
    assert len(way) == 2 and way[-1].tolist() == [bench.snapshot.progress.step, bench.snapshot.theta[place_in_theta]]


def test_the_course_of_a_weight_is_there_at_once_and_begins_anew_with_another_network(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    for _ in range(5):
        bench.train(0.02)
    steps = diagram._course.of(3)[:, 0]
    assert len(steps) == 6 and (np.diff(steps) > 0).all()
    point(qtbot, diagram, Neuron(1, 0))
    diagram.grab()
    bench.workspace.reset()
    bench.frame()
    assert diagram._course.of(3)[:, 0].tolist() == [0]
    bench.train(0.02)
    bench.state.edit_model(bench.model.with_replaced(0, DenseSpec(7, "tanh")))
    bench.frame()
    assert len(diagram._course.of(3)) == 1


def test_dropout_layers_do_not_shift_the_numbers(qtbot):
    layers = (DenseSpec(3, "tanh"), DropoutSpec(0.25), DenseSpec(2, "tanh"))
    bench = NetworkBench(qtbot, Experiment(PointsData("moons", count=60), Architecture(layers)))
    diagram = diagram_of(bench)
    point(qtbot, diagram, Edge(1, 2, 1))
    assert said(diagram)[0].startswith("w²₂₃ = ")
    qtbot.mouseClick(diagram, LEFT, pos=place(diagram, Edge(1, 2, 1)))
    typed(qtbot, diagram, "0.5")
    assert bench.look().parameters[2][0][2, 1] == 0.5


@pytest.mark.parametrize("what", [Edge(0, 1, 2), Bias(1, 3), Bias(3, 0)])
def test_a_number_is_typed_where_it_stands_while_it_learns(qtbot, what):
    bench = make(qtbot)
    bench.train()
    diagram = diagram_of(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, what))
    field = diagram.edits.editor.field
    assert (field.isVisible() and field.hasFocus()) or field.window().focusWidget() is field
    typed(qtbot, diagram, "-0.625")
    assert not field.isVisible() and bench.loop.playing
    theta = bench.look().theta
    assert (theta == -0.625).sum() == 1
    shown = {Edge(0, 1, 2): (0, 2, 1), Bias(1, 3): (0, 3), Bias(3, 0): (2, 0)}[what]
    assert (weight if len(shown) == 3 else bias)(bench, *shown) == -0.625
    assert bench.state.undo_name.endswith("typed")


@pytest.mark.parametrize(("what", "learns"), [(Bias(2, 1), False), (Bias(1, 4), True), (Edge(2, 1, 0), True)])
def test_undo_gives_back_what_was_learned_bit_for_bit(qtbot, what, learns):
    bench = make(qtbot, training=TrainingSettings(optimizer="adam"))
    bench.train(0.02)
    if not learns:
        bench.send(Pause())
    diagram = diagram_of(bench)
    before = state(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, what))
    typed(qtbot, diagram, "2.5")
    assert (bench.look().theta == 2.5).sum() == 1
    bench.train(0.02)
    bench.send(Pause())
    bench.state.undo()
    assert state(bench) == before


def test_nonsense_is_refused_in_words_and_escape_leaves(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    before = state(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Edge(0, 0, 0)))
    typed(qtbot, diagram, "much")
    field = diagram.edits.editor.field
    assert field.is_marked and "“much” cannot be used here" in field.toolTip() and field.isVisible()
    qtbot.keyClick(field, Key.Key_Escape)
    QToolTip.hideText()
    assert not field.isVisible() and not bench.state.can_undo and state(bench) == before


def test_arrow_keys_step_the_number_as_one_gesture(qtbot):
    bench = make(qtbot)
    bench.train(0.05)
    bench.send(Pause())
    diagram = diagram_of(bench)
    before, start = state(bench), weight(bench, 0, 0, 0)
    for last, left in ((Key.Key_Escape, 0.0), (Key.Key_Return, 0.19)):
        qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Edge(0, 0, 0)))
        field = diagram.edits.editor.field
        qtbot.keyClick(field, Key.Key_Up)
        qtbot.keyClick(field, Key.Key_Up)
        qtbot.keyClick(field, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert weight(bench, 0, 0, 0) == pytest.approx(start + 0.19, abs=1e-5)
        qtbot.keyClick(field, last)
        assert weight(bench, 0, 0, 0) == pytest.approx(start + left, abs=1e-5)
        if last == Key.Key_Escape:
            assert state(bench) == before
    bench.state.undo()
    assert state(bench) == before


def drag(qtbot, diagram: NetworkDiagram, what: Hovered, *ways: int) -> QPoint:
    at = point(qtbot, diagram, what)
    qtbot.mousePress(diagram, LEFT, pos=at)
    for way in ways:
        qtbot.mouseMove(diagram, at - QPoint(0, way))
    return at - QPoint(0, ways[-1])


@pytest.mark.parametrize("what", [Bias(1, 2), Neuron(1, 2)])
def test_a_bias_is_dragged_up_and_down_as_one_step(qtbot, what):
    bench = make(qtbot)
    bench.train(0.05)
    bench.send(Pause())
    diagram = diagram_of(bench)
    before, start = state(bench), bias(bench, 0, 2)
    end = drag(qtbot, diagram, what, 10, 30, 50)
    assert bias(bench, 0, 2) == pytest.approx(start + 1.0, abs=6e-4)
    bench.frame()
    qtbot.mouseRelease(diagram, LEFT, pos=end)
    assert diagram.hovered == what and not diagram.edits.editor.isVisible()
    assert bench.state.undo_name == "b¹₃ dragged"
    drag(qtbot, diagram, what, -20)
    qtbot.mouseRelease(diagram, LEFT)
    bench.state.undo()
    assert bias(bench, 0, 2) == pytest.approx(start + 1.0, abs=6e-4)
    bench.state.undo()
    assert state(bench) == before


def test_escape_gives_the_bias_back_in_the_midst_of_the_gesture(qtbot):
    bench = make(qtbot)
    bench.train(0.05)
    bench.send(Pause())
    diagram = diagram_of(bench)
    before = state(bench)
    end = drag(qtbot, diagram, Bias(1, 0), 40)
    assert state(bench) != before
    qtbot.keyClick(diagram, Key.Key_Escape)
    assert state(bench) == before
    qtbot.mouseMove(diagram, end - QPoint(0, 30))
    qtbot.mouseRelease(diagram, LEFT, pos=end)
    assert state(bench) == before and not diagram.edits.editor.isVisible()


def test_a_gesture_that_the_diagram_ends_is_a_step_of_its_own(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    for what in (Bias(1, 0), Bias(2, 1)):
        at = point(qtbot, diagram, what)
        qtbot.mousePress(diagram, LEFT, pos=at)
        qtbot.mouseMove(diagram, at - QPoint(0, 30))
        bench.workspace.resize(1204 + 30 * what.column, 695)  # lays the diagram out anew
        bench.workspace.grab()
        qtbot.mouseRelease(diagram, LEFT, pos=at)
        bench.frame()
    changed = [pair[1].copy() for pair in bench.snapshot.parameters]
    assert changed[0][0] == changed[1][1] == pytest.approx(0.6)
    bench.state.undo()
    biases = [pair[1] for pair in bench.frame().parameters]
    assert biases[0][0] == changed[0][0] and biases[1][1] == 0


def test_a_bias_is_frozen_by_itself_and_may_still_be_typed(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    at = point(qtbot, diagram, Bias(1, 1))
    qtbot.mouseClick(diagram, LEFT, Qt.KeyboardModifier.ControlModifier, at)
    assert bench.model.frozen == (f"{bench.model.keys[0]}:1:b",)
    bench.frame()
    assert "frozen; Ctrl+click frees it" in said(diagram)
    qtbot.mouseClick(diagram, LEFT, pos=at)
    typed(qtbot, diagram, "0.75")
    bench.train(0.05)
    assert bias(bench, 0, 1) == 0.75


def test_the_biases_of_the_output_are_shown(qtbot):
    bench = make(qtbot, data=PointsData("rings", count=60))
    bench.train(0.05)
    diagram = diagram_of(bench)
    picture = diagram.grab().toImage()
    ground = THEME.colours.panel
    for unit in range(3):
        corner = mark_of(diagram._picture, 3, unit)
        assert point(qtbot, diagram, Bias(3, unit)) and said(diagram)[0].startswith(f"b³{'₁₂₃'[unit]} = ")
        at = corner.center() * picture.devicePixelRatio()
        assert picture.pixelColor(at.toPoint()) != ground or abs(bias(bench, 2, unit)) < 0.07


def test_another_network_ends_what_is_typed(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Bias(1, 5)))
    bench.state.edit_model(bench.model.with_replaced(0, DenseSpec(2, "tanh")))
    bench.frame()
    assert not diagram.edits.is_open and diagram.hovered is None
    assert bench.state.undo_name and not bench.state.undo_name.endswith("typed")


def test_leaving_by_the_pointer_keeps_what_is_typed_open(qtbot):
    bench = make(qtbot)
    diagram = diagram_of(bench)
    qtbot.mouseClick(diagram, LEFT, pos=point(qtbot, diagram, Edge(0, 0, 0)))
    diagram.leaveEvent(QEvent(QEvent.Type.Leave))
    assert diagram.edits.is_open and diagram.hovered == Edge(0, 0, 0)


def test_the_whole_diagram_is_reached_with_keys(qtbot):
    bench = make(qtbot)
    bench.train(0.05)
    bench.send(Pause())
    diagram = diagram_of(bench)
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    keys = [
        (Key.Key_Down, None, Neuron(1, 0)),
        (Key.Key_Down, None, Neuron(1, 1)),
        (Key.Key_Right, None, Neuron(2, 1)),
        (Key.Key_Left, shift, Edge(1, 0, 1)),
        (Key.Key_Down, None, Edge(1, 1, 1)),
        (Key.Key_Down, shift, Edge(1, 1, 2)),
        (Key.Key_Right, None, Neuron(2, 2)),
        (Key.Key_Right, shift, Edge(2, 2, 0)),
        (Key.Key_Left, None, Neuron(2, 2)),
        (Key.Key_Up, None, Neuron(2, 1)),
    ]
    for key, modifier, there in keys:
        qtbot.keyClick(diagram, key, modifier or Qt.KeyboardModifier.NoModifier)
        assert diagram.hovered == there
    assert "hidden 2, neuron 2" in diagram.accessibleDescription()
    qtbot.keyClick(diagram, Key.Key_Return)
    typed(qtbot, diagram, "1.5")
    assert bias(bench, 1, 1) == 1.5
    qtbot.keyClick(diagram, Key.Key_Return, control)
    assert bench.model.frozen == (f"{bench.model.keys[1]}:1",)
    qtbot.keyClick(diagram, Key.Key_Escape)
    assert diagram.hovered is None


def test_where_the_keys_lead_is_brought_into_sight(qtbot):
    bench = make(qtbot, units=(8, 8, 8))
    diagram, zoom = diagram_of(bench), bench.workspace.model.zoom
    zoom.zoom_to(4.0)
    bench.frame()
    for key, count in ((Key.Key_Down, 8), (Key.Key_Right, 3), (Key.Key_Up, 8), (Key.Key_Left, 3)):
        for _ in range(count):
            qtbot.keyClick(diagram, key)
            where = place(diagram, diagram.hovered)
            assert diagram.visibleRegion().contains(where), diagram.hovered
