"""What a gesture of the brush does to a point set, without any window."""

import numpy as np
import pytest

from playground.data.points import PointSet
from playground.ui.panels.points.held_gestures import JitterGesture, MagnetGesture
from playground.ui.panels.points.point_gestures import (
    EraseGesture,
    MoveGesture,
    PaintGesture,
    PointGesture,
    near_segment,
    under,
)
from playground.ui.panels.points.select_gestures import LassoGesture, RectangleGesture, within
from playground.ui.views.plane.grip import Pointer

PIXEL = 0.01


def at(x1: float, x2: float, extend: bool = False) -> Pointer:
    return Pointer(x1, x2, PIXEL, extend)


def painter(brush: float, label: int = 1, room: int = 1000) -> PaintGesture:
    return PaintGesture(label, brush, room, np.random.default_rng(0))


def drawn(gesture: PaintGesture, way: list[tuple[float, float]]) -> PointSet:
    points = gesture.press(PointSet.empty(), at(*way[0]))
    for place in way[1:]:
        points = gesture.drag(points, at(*place))
    return points


@pytest.fixture
def three() -> PointSet:
    return PointSet.empty().added([(0, 0), (1, 0), (0, 2)], [0, 1, 1])


def test_a_click_with_a_thin_brush_paints_one_point_exactly_there():
    points = drawn(painter(2), [(0.5, -1)])
    assert points.x.tolist() == [[0.5, -1.0]]
    assert points.label.tolist() == [1]


def test_a_wide_brush_sprays_inside_its_circle():
    points = drawn(painter(32), [(0, 0)])
    assert len(points) > 3
    assert np.hypot(*points.x.T).max() <= 32 * PIXEL + 1e-6


@pytest.mark.parametrize("brush", [2, 8, 32])
def test_density_does_not_depend_on_how_often_the_mouse_reports(brush):
    coarse = drawn(painter(brush), [(-2, 0), (2, 0)])
    fine = drawn(painter(brush), [(x, 0) for x in np.linspace(-2, 2, 201)])
    assert abs(len(coarse) - len(fine)) <= 1
    assert np.abs(fine.x[:, 1]).max() <= brush * PIXEL + 1e-6


def test_points_along_a_thin_brush_keep_their_distance():
    points = drawn(painter(2), [(-2, 0), (2, 0)])
    gaps = np.diff(np.sort(points.x[:, 0]))
    assert gaps == pytest.approx(np.full(len(gaps), 12 * PIXEL), abs=1e-4)


def test_nothing_is_painted_outside_the_plane():
    points = drawn(painter(2), [(2.5, 0), (4, 0), (4, 2), (2.5, 2)])
    assert len(points) > 0
    assert np.abs(points.x).max() <= 3


def test_a_gesture_stops_when_there_is_no_more_room():
    assert len(drawn(painter(32, room=5), [(-2, 0), (2, 0)])) == 5


def test_painting_a_new_class_adds_it():
    points = drawn(painter(2, label=3), [(0, 0)])
    assert points.class_names == ("A", "B", "C", "D")
    assert points.counts() == (0, 0, 0, 1)


def test_a_fast_eraser_leaves_nothing_behind_on_its_way(three):
    gesture = EraseGesture(8)
    gesture.press(three, at(-1, 0))
    assert gesture.drag(three, at(2, 0)).x.tolist() == [[0.0, 2.0]]


def test_an_eraser_that_meets_nothing_changes_nothing(three):
    assert EraseGesture(8).press(three, at(-2, -2)) is three


def test_moved_points_follow_the_pointer_and_keep_their_shape_beside_the_edge(three):
    gesture = MoveGesture(np.array([0, 1]))
    points = gesture.press(three, at(0, 0))
    points = gesture.drag(points, at(2.5, 0))
    assert points.x[1].tolist() == [3.0, 0.0]
    points = gesture.drag(points, at(1, 1))
    assert points.x.tolist() == [[1.0, 1.0], [2.0, 1.0], [0.0, 2.0]]


def test_a_rectangle_selects_in_any_direction_and_keeps_what_was_selected(three):
    gesture = RectangleGesture(np.array([2]))
    gesture.press(three, at(1.5, 0.5))
    gesture.drag(three, at(-0.5, -0.5))
    assert gesture.inside(three).tolist() == [0, 1, 2]


def test_a_lasso_selects_what_lies_within_its_line_whatever_its_shape(three):
    gesture = LassoGesture(np.array([], int))
    gesture.press(three, at(-0.5, -0.5))
    for place in ((2, -0.5), (2, 0.5), (0.5, 0.5), (0.5, 2.5), (-0.5, 2.5), (-0.5, -0.5)):
        gesture.drag(three, at(*place))
    assert gesture.inside(three).tolist() == [0, 1, 2]
    corner = np.array([(-1, -1), (2, -1), (2, 1), (0.5, -0.9), (0.5, 3), (-1, 3)])
    assert within(three.x, corner).tolist() == [True, False, True]


@pytest.mark.parametrize("kind", [RectangleGesture, LassoGesture])
def test_a_click_selects_the_point_there(kind, three):
    gesture = kind(np.array([], int))
    gesture.press(three, at(1.02, 0))
    assert gesture.inside(three).tolist() == [1]


def test_a_single_point_is_put_exactly_there_and_dragged_while_the_button_is_down():
    gesture = PointGesture(1, room=1)
    points = gesture.press(PointSet.empty(), at(0.5, 0.25))
    assert points.x.tolist() == [[0.5, 0.25]]
    assert gesture.drag(points, at(1, -9)).x.tolist() == [[1.0, -3.0]]
    assert len(PointGesture(1, room=0).press(points, at(0, 0))) == 1


def test_density_says_how_many_points_the_brush_leaves():
    def painted(density: float) -> int:
        gesture = PaintGesture(1, 24, 10_000, np.random.default_rng(0), density)
        return len(drawn(gesture, [(-2, 0), (2, 0)]))

    assert painted(4) == pytest.approx(4 * painted(1), rel=0.05)
    assert painted(0.25) == pytest.approx(painted(1) / 4, rel=0.05)


def test_what_is_held_acts_on_what_is_under_the_brush_and_on_the_selection_where_there_is_one(three):
    nothing = np.array([], int)
    shaken = JitterGesture(16, nothing, np.random.default_rng(0)).press(three, at(0.05, 0))
    assert (shaken.x != three.x).any(axis=1).tolist() == [True, False, False]
    drawn_near = MagnetGesture(16, np.array([1, 2]))
    points = drawn_near.press(three, at(0, 0))
    for _ in range(5):
        points = drawn_near.hold(points)
    assert points.x[0].tolist() == [0.0, 0.0]
    assert 0 < points.x[1, 0] < 0.7 and 0 < points.x[2, 1] < 1.4
    assert MagnetGesture(16, nothing).press(three, at(-2, -2)) is three


def test_points_without_classes_are_painted_without():
    values = PointSet.empty(0)
    points = drawn(painter(16, label=0), [(0, 0)])
    assert points.classes == 2
    gesture = PaintGesture(0, 16, 100, np.random.default_rng(0))
    painted = gesture.drag(gesture.press(values, at(-1, 0)), at(1, 0))
    assert painted.classes == 0 and len(painted) > 3


def test_the_hand_grips_what_is_under_the_brush_or_the_nearest_point_beside(three):
    assert under(three, at(0.07, 0), 2).tolist() == [0]
    assert under(three, at(0.5, 0), 60).tolist() == [0, 1]
    assert under(three, at(0.5, 0.5), 2).tolist() == []
    assert under(PointSet.empty(), at(0, 0), 2).tolist() == []


def test_distance_from_a_way():
    x = np.array([(0, 0.5), (2, 0), (0.5, 0.1), (-0.2, 0)])
    assert near_segment(x, (0, 0), (1, 0), 0.25).tolist() == [False, False, True, True]
    assert near_segment(x, (0, 0), (0, 0), 0.25).tolist() == [False, False, False, True]
