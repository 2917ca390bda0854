"""Painting, erasing, moving and selecting with the mouse on a real plane."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from playground.data.points import MAX_POINTS, PointSet
from playground.training.architecture import PerceptronModel
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.experiment import Experiment
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.session.state import ExperimentState
from playground.ui.views.plane.plane_view import PlaneView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def state(qapp) -> ExperimentState:
    return ExperimentState(Experiment(PointsData(DRAWN, drawn=PointSet.empty(), train_share=0.8, seed=7)))


@pytest.fixture
def view(qtbot) -> PlaneView:
    view = PlaneView()
    qtbot.addWidget(view)
    view.resize(420, 420)
    view.show()
    return view


@pytest.fixture
def editor(state, view) -> PointEditor:
    editor = PointEditor(state, rng=np.random.default_rng(0))
    editor.attach(view)
    editor.set_brush(2)
    return editor


def pixel(view: PlaneView, x1: float, x2: float) -> QPoint:
    return view.plane_map().pixel(x1, x2).toPoint()


def drag(qtbot, view: PlaneView, *way: tuple[float, float], modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mousePress(view, LEFT, modifier, pixel(view, *way[0]))
    for place in way[1:]:
        qtbot.mouseMove(view, pixel(view, *place))
    qtbot.mouseRelease(view, LEFT, modifier, pixel(view, *way[-1]))


def test_a_click_paints_one_point_of_the_chosen_class(qtbot, state, view, editor):
    editor.set_label(0)
    qtbot.mouseClick(view, LEFT, pos=pixel(view, 1, -2))
    assert state.data_set.label.tolist() == [0]
    assert state.data_set.x[0] == pytest.approx((1, -2), abs=0.02)


def test_points_appear_while_the_brush_moves_and_one_undo_takes_the_whole_gesture_back(qtbot, state, view, editor):
    seen = []
    state.changed.connect(lambda _: seen.append(len(state.data_set)))
    drag(qtbot, view, (-2, 0), (-1, 0), (0, 0), (1, 0))
    assert len(seen) >= 3 and seen == sorted(seen) and seen[-1] > 10
    drag(qtbot, view, (-2, 1), (1, 1))
    state.undo()
    assert len(state.data_set) == seen[-1]
    state.undo()
    assert len(state.data_set) == 0
    assert not state.can_undo


def test_painting_on_a_built_in_set_makes_it_drawn_points(qtbot, view):
    state = ExperimentState(Experiment(PointsData("xor", 50, 0.1, train_share=0.6, seed=3, features=("x1", "x1x2"))))
    editor = PointEditor(state)
    editor.attach(view)
    before = state.data_set
    editor.set_brush(2)
    qtbot.mouseClick(view, LEFT, pos=pixel(view, 0, 0))
    data = state.experiment.data
    assert (data.source, data.seed, data.train_share, data.features) == (DRAWN, 3, 0.6, ("x1", "x1x2"))
    assert len(state.data_set) == 51
    assert np.array_equal(state.data_set.x[:50], before.x)
    state.undo()
    assert state.experiment.data.source == "xor"


def test_the_next_class_is_added_by_painting_it(qtbot, state, view, editor):
    editor.set_label(2)
    assert state.data_set.classes == 2 and editor.classes == 3
    qtbot.mouseClick(view, LEFT, pos=pixel(view, 0, 0))
    assert state.data_set.counts() == (0, 0, 1)
    editor.set_label(4)
    assert editor.label == 2


def test_two_classes_stay_two_for_the_perceptron(qapp):
    state = ExperimentState(Experiment(PointsData("separable"), PerceptronModel()))
    editor = PointEditor(state, 2)
    editor.set_label(2)
    assert (editor.label, editor.classes) == (1, 2)


def test_the_class_of_a_vanished_set_is_not_painted_any_more(state, editor):
    state.edit_data(source="rings", drawn=None)
    editor.set_label(2)
    state.edit_data(source="xor")
    assert editor.label == 1


def test_erasing_is_one_step_of_undo(qtbot, state, view, editor):
    drag(qtbot, view, (-2, 0), (2, 0))
    count = len(state.data_set)
    editor.set_tool("erase")
    drag(qtbot, view, (-2.2, 0), (0, 0))
    assert 0 < len(state.data_set) < count
    assert state.data_set.x[:, 0].min() > 0
    state.undo()
    assert len(state.data_set) == count


def test_a_point_is_dragged_and_then_selected(qtbot, state, view, editor):
    qtbot.mouseClick(view, LEFT, pos=pixel(view, -1, -1))
    qtbot.mouseClick(view, LEFT, pos=pixel(view, 1, 1))
    editor.set_tool("move")
    drag(qtbot, view, (1, 1), (1.5, 0), (2, -1))
    assert state.data_set.x[1] == pytest.approx((2, -1), abs=0.03)
    assert editor.selected == 1
    state.undo()
    assert state.data_set.x[1] == pytest.approx((1, 1), abs=0.03)
    assert editor.selected == 0


def test_a_rectangle_selects_and_the_selection_moves_together_and_is_erased(qtbot, state, view, editor):
    for place in ((-1, -1), (-1, 1), (2, 2)):
        qtbot.mouseClick(view, LEFT, pos=pixel(view, *place))
    editor.set_tool("move")
    drag(qtbot, view, (-2, -2), (-1, 0), (0, 2))
    assert editor.selected == 2
    drag(qtbot, view, (-1, 1), (0, 1))
    assert state.data_set.x == pytest.approx(np.array([(0, -1), (0, 1), (2, 2)]), abs=0.03)
    drag(qtbot, view, (1.5, 1.5), (2.5, 2.5), modifier=Qt.KeyboardModifier.ShiftModifier)
    assert editor.selected == 3
    editor.delete_selection()
    assert len(state.data_set) == 0
    state.undo()
    assert len(state.data_set) == 3


def test_clear_leaves_an_empty_plane_and_can_be_undone(state, editor):
    state.edit_data(source="rings", drawn=None)
    editor.set_label(2)
    editor.clear()
    assert len(state.data_set) == 0 and state.data_set.classes == 2 and editor.label <= 1
    state.undo()
    assert state.experiment.data.source == "rings"


def test_a_full_plane_says_why_it_takes_no_more(qtbot, state, view, editor):
    x = np.random.default_rng(0).uniform(-3, 3, (MAX_POINTS, 2))
    state.edit_data(drawn=PointSet.empty().added(x, 0))
    with qtbot.waitSignal(editor.refused) as told:
        qtbot.mouseClick(view, LEFT, pos=pixel(view, 0, 0))
    assert "10,000" in told.args[0]
    assert len(state.data_set) == MAX_POINTS


def test_brush_sizes_go_up_and_down_and_end(editor):
    editor.set_brush(8)
    editor.resize_brush(1)
    assert editor.brush == 12
    for _ in range(20):
        editor.resize_brush(-1)
    assert editor.brush == 2
    editor.set_brush(500)
    assert editor.brush == 48
