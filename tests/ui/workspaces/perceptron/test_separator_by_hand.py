"""The separator, its normal vector and the numbers of the neuron, changed by hand."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolTip

from playground.training.architecture import PerceptronModel
from playground.training.commands import Play
from playground.ui.views.diagram.neuron_view import NeuronView
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.views.plane.separator_view import SeparatorView
from playground.ui.widgets.value_edit import ValueEdit
from tests.ui.workspaces.perceptron.perceptron_bench import PerceptronBench

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def made(bench) -> PerceptronBench:
    """With the separator x₁ + 0.5 = 0."""
    made = bench()
    made.workspace.weights_edited.emit(np.array([1.0, 0.0, 0.5], np.float32), "typed")
    made.state.end_gesture()
    made.show()
    return made


def number(made: PerceptronBench, name: str) -> ValueEdit:
    return made.workspace.findChild(ValueEdit, f"neuron.{name}")


def type_into(qtbot, edit: ValueEdit, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    qtbot.mouseClick(edit, LEFT)
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, key)


def drag(qtbot, made: PerceptronBench, start: tuple[float, float], *way: tuple[float, float]) -> None:
    plane = made.part(PlaneView)
    qtbot.mouseMove(plane, made.pixel(*start))
    qtbot.mousePress(plane, LEFT, pos=made.pixel(*start))
    for place in way:
        qtbot.mouseMove(plane, made.pixel(*place))
        made.show()
    qtbot.mouseRelease(plane, LEFT, pos=made.pixel(*way[-1]))
    made.show()


def test_weights_are_typed_and_undone_one_by_one(qtbot, made):
    for name, text in (("w1", "1.5"), ("w2", "-2"), ("b", "0,25")):
        type_into(qtbot, number(made, name), text)
        made.show()
    assert made.snapshot.theta.tolist() == [1.5, -2.0, 0.25]
    assert number(made, "w2").text() == "−2.00"
    for theta in ([1.5, -2.0, 0.5], [1.5, 0.0, 0.5], [1.0, 0.0, 0.5]):
        made.state.undo()
        made.show()
        assert made.snapshot.theta.tolist() == theta
    made.state.redo()
    made.show()
    assert made.snapshot.theta.tolist() == [1.5, 0.0, 0.5]


def test_the_key_of_undo_takes_back_what_was_typed_and_entered(qtbot, made):
    asked = []
    QShortcut(QKeySequence.StandardKey.Undo, made.workspace, lambda: asked.append("undo"))
    edit = number(made, "w1")
    type_into(qtbot, edit, "3")
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["undo"]
    qtbot.keyClicks(edit, "7")
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["undo"]  # what is being typed has an undo of its own


def test_nonsense_is_refused_in_words_and_escape_leaves_the_number(qtbot, made):
    edit = number(made, "w1")
    type_into(qtbot, edit, "abc")
    assert edit.is_marked and "“abc” cannot be used here" in edit.toolTip()
    QToolTip.hideText()
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "1.00" and not edit.is_marked
    type_into(qtbot, edit, "7", Qt.Key.Key_Escape)
    made.show()
    assert edit.text() == "1.00" and made.snapshot.theta[0] == 1.0


def test_dragging_the_separator_shifts_it_and_is_undone_at_once(qtbot, made):
    points = made.state.data_set
    drag(qtbot, made, (-0.5, -2.0), (0.2, -2.0), (0.9, -1.7), (1.0, -1.5))
    w1, w2, b = made.snapshot.theta
    assert (w1, w2) == (1.0, 0.0) and b == pytest.approx(-1.0, abs=0.03)
    assert made.state.data_set is points
    assert made.state.undo_name == "separator dragged"
    made.state.undo()
    made.show()
    assert made.snapshot.theta.tolist() == [1.0, 0.0, 0.5]


def test_dragging_the_tip_of_the_normal_vector_turns_and_lengthens_it(qtbot, made):
    # Its foot is the middle of the separator, (−0.5, 0); as it is to scale, its tip is at (0.5, 0).
    drag(qtbot, made, (0.5, 0.0), (0.4, 1.0), (-0.5, 1.5))
    w1, w2, b = made.snapshot.theta
    assert (w1, w2) == pytest.approx((0.0, 1.5), abs=0.03)
    assert -0.5 * w1 + b == pytest.approx(0.0, abs=0.03)
    assert made.state.undo_name == "normal vector dragged"
    made.state.undo()
    made.show()
    assert made.snapshot.theta.tolist() == [1.0, 0.0, 0.5]


def test_handles_win_over_the_brush_and_points_are_painted_elsewhere(qtbot, made):
    plane, count = made.part(PlaneView), len(made.state.data_set)
    qtbot.mouseMove(plane, made.pixel(-0.5, -2.0))
    assert plane.cursor().shape() is Qt.CursorShape.SizeHorCursor
    qtbot.mouseMove(plane, made.pixel(0.5, 0.0))
    assert plane.cursor().shape() is Qt.CursorShape.OpenHandCursor
    qtbot.mouseMove(plane, made.pixel(2.0, -2.0))
    assert plane.cursor().shape() is Qt.CursorShape.CrossCursor
    qtbot.mouseClick(plane, LEFT, pos=made.pixel(2.0, -2.0))
    assert len(made.state.data_set) > count
    assert made.snapshot.theta.tolist() == [1.0, 0.0, 0.5]


def test_the_separator_is_dragged_while_it_trains(qtbot, made):
    made.state.edit_data(source="xor")
    made.show()
    made.send(Play())
    plane = made.part(PlaneView)
    start = made.part(SeparatorView).picture.normal.foot
    qtbot.mousePress(plane, LEFT, pos=made.pixel(*start) + QPoint(0, 0))
    for place in ((1.0, -1.0), (1.2, -1.2)):
        qtbot.mouseMove(plane, made.pixel(*place))
        made.loop.train(0.0)
        made.show()
    qtbot.mouseRelease(plane, LEFT, pos=made.pixel(1.2, -1.2))
    made.loop.train(0.0)
    made.show()
    assert made.loop.playing and made.snapshot.updates > 0
    assert made.state.undo_name == "separator dragged"
    made.state.undo()
    made.show()
    assert made.state.undo_name != "separator dragged"


def test_a_number_that_is_typed_stays_while_it_trains(qtbot, made):
    made.state.edit_data(source="xor")
    made.send(Play())
    edit = number(made, "w1")
    qtbot.mouseClick(edit, LEFT)
    edit.selectAll()
    qtbot.keyClicks(edit, "12")
    made.loop.train(0.0)
    made.show()
    assert edit.text() == "12"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    made.show()
    assert made.snapshot.theta[0] == 12.0
    assert made.part(NeuronView).accessibleDescription().startswith("w₁ = 12.00")


def test_a_long_normal_vector_keeps_its_length_when_it_is_only_turned(qtbot, made):
    made.workspace.weights_edited.emit(np.array([8.0, 0.0, 4.0], np.float32), "typed")
    made.show()
    normal = made.part(SeparatorView).picture.normal
    tip = normal.tip((8.0, 0.0))
    reach = tip[0] - normal.foot[0]
    drag(qtbot, made, tip, (normal.foot[0], normal.foot[1] + reach))
    assert np.hypot(*made.snapshot.theta[:2]) == pytest.approx(8.0, rel=0.03)


def test_on_the_plane_of_other_inputs_the_separator_is_dragged_in_their_values(qtbot, made):
    made.state.edit_data(source="circle")
    made.state.edit_model(PerceptronModel(inputs=("x1^2", "x2^2")))
    made.workspace.weights_edited.emit(np.array([0.0, -1.0, 2.0], np.float32), "typed")
    made.show()
    span = made.part(SeparatorView).picture.span

    def place(x: float, y: float) -> tuple[float, float]:
        return tuple(span.places([(x, y)])[0])

    drag(qtbot, made, place(5.0, 2.0), place(5.0, 3.0))
    assert made.snapshot.theta == pytest.approx([0.0, -1.0, 3.0], abs=0.05)
    normal = made.part(SeparatorView).picture.normal
    tip = normal.tip((0.0, -1.0))
    drag(qtbot, made, tip, (normal.foot[0] + 1.0, normal.foot[1]))
    w1, w2, b = made.snapshot.theta
    assert (w1, w2) == pytest.approx((1.0, 0.0), abs=0.05)
    assert w1 * span.values(normal.foot)[0] + b == pytest.approx(0.0, abs=0.1)


def test_next_to_nothing_is_no_normal_vector(qtbot, made):
    drag(qtbot, made, (0.5, 0.0), (0.4, 1.0), (-0.5, 0.0))
    assert np.hypot(*made.snapshot.theta[:2]) > 0.1


def test_the_separator_is_let_go_of_when_the_page_is_hidden(qtbot, made):
    plane, edited = made.part(PlaneView), []
    made.workspace.weights_edited.connect(lambda *_: edited.append(True))
    qtbot.mouseMove(plane, made.pixel(-0.5, 2))
    qtbot.mousePress(plane, LEFT, pos=made.pixel(-0.5, 2))
    qtbot.mouseMove(plane, made.pixel(0, 2))
    before = len(edited)
    made.workspace.hide()
    made.workspace.show()
    qtbot.mouseMove(plane, made.pixel(1, 2))
    assert before and len(edited) == before
