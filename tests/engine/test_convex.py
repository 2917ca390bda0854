"""Convex hulls and what two of them share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.convex import class_hulls, convex_hull, overlap
from playground.engine.perceptron import separability

SQUARE = [(0, 0), (2, 0), (2, 2), (0, 2)]
whole = st.tuples(st.integers(-8, 8), st.integers(-8, 8))
anywhere = st.tuples(st.floats(-3, 3, width=32), st.floats(-3, 3, width=32))
clouds = st.lists(whole, min_size=1, max_size=10) | st.lists(anywhere, min_size=1, max_size=10)


def shared(one: list, other: list) -> list[tuple[float, ...]]:
    """Corners of the overlap of two sets' hulls, in order of their coordinates."""
    corners = overlap(*(convex_hull(np.array(points, float)) for points in (one, other)))
    return sorted(tuple(np.round(corner, 9).tolist()) for corner in corners)


def area(corners: np.ndarray) -> float:
    x, y = corners.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def outside(hull: np.ndarray, points: np.ndarray) -> float:
    """The distance from a hull of the point that is farthest from it."""
    if len(hull) == 1:
        return float(np.hypot(*(points - hull[0]).T).max())
    edge = np.roll(hull, -1, axis=0) - hull
    if len(hull) == 2:
        along = np.clip((points - hull[0]) @ edge[0] / (edge[0] @ edge[0]), 0, 1)
        return float(np.hypot(*(points - hull[0] - along[:, None] * edge[0]).T).max())
    apart = points[:, None] - hull
    right = (edge[:, 1] * apart[..., 0] - edge[:, 0] * apart[..., 1]) / np.hypot(*edge.T)
    return float(right.max())


@pytest.mark.parametrize(
    ("one", "other", "corners"),
    [
        (SQUARE, [(1, 1), (3, 1), (3, 3), (1, 3)], [(1, 1), (1, 2), (2, 1), (2, 2)]),
        (SQUARE, [(-1, -1), (3, -1), (1, 5)], [(0, 0), (0, 2), (2, 0), (2, 2)]),  # (0, 2), (2, 2) lie on its edges
        (SQUARE, [(1, 1), (1, 1)], [(1, 1)]),
        (SQUARE, [(-1, 1), (5, 1)], [(0, 1), (2, 1)]),
        (SQUARE, [(2, 0), (4, 0), (4, 2), (2, 2)], [(2, 0), (2, 2)]),  # an edge in common
        (SQUARE, [(2, 2), (3, 2), (3, 3)], [(2, 2)]),  # a corner in common
        (SQUARE, [(2, 1), (3, 0), (3, 2)], [(2, 1)]),  # a corner on an edge
        ([(0, 0), (2, 2)], [(0, 2), (2, 0)], [(1, 1)]),
        ([(0, 0), (2, 0)], [(1, 0), (3, 0)], [(1, 0), (2, 0)]),
        ([(0, 0), (1, 0)], [(1, 0), (2, 0)], [(1, 0)]),
        ([(0, 0), (2, 2)], [(1, 1)], [(1, 1)]),
        ([(1, 1)], [(1, 1)], [(1, 1)]),
        ([(1, 1)], [(1, 2)], []),
        ([(0, 0), (1, 0)], [(2, 0), (3, 0)], []),
        ([(0, 0), (2, 2)], [(0, 2), (0.9, 1.1)], []),
        (SQUARE, [(3, 0), (4, 1), (3, 2)], []),
    ],
)
def test_what_two_hulls_share_by_hand(one: list, other: list, corners: list) -> None:
    assert shared(one, other) == shared(other, one) == sorted(corners)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([(-0.2, -0.3), (-0.2, 0.2)], [(0.0, -0.1), (0.3, 0.2), (0.2, 0.1)]),
        ([(0.0, -0.0026), (0.2, -0.0024), (1.5, 0.0001), (0.2, 0.0002)], [(0.2, 4e-4), (-0.6, 8e-4), (-0.2, 6e-4)]),
    ],
)
def test_points_that_are_on_a_line_but_for_rounding_reach_no_farther_than_their_ends(one: list, other: list) -> None:
    assert len(convex_hull(np.array(other))) == 3
    assert shared(one, other) == shared(other, one) == []


def test_an_empty_class_shares_nothing() -> None:
    positive, negative = class_hulls(np.array([[1.0, 2.0]]), np.array([1]))
    assert positive.tolist() == [[1, 2]] and negative.shape == overlap(positive, negative).shape == (0, 2)


@given(clouds, clouds)
def test_the_overlap_lies_in_both_hulls_and_is_empty_exactly_where_a_line_separates(one: list, other: list) -> None:
    x = np.array(one + other, float)
    d = np.array([1] * len(one) + [-1] * len(other))
    hulls = class_hulls(x, d)
    found = overlap(*hulls)
    assert separability(x, d).separable == (len(found) == 0)
    for hull in hulls:
        if len(found):
            assert outside(hull, found) <= 1e-9
    if len(found) > 2:
        assert 0 <= area(found) <= min(area(hull) for hull in hulls) + 1e-9


@given(st.lists(whole, min_size=3, max_size=10))
def test_a_hull_shares_itself_with_itself(cloud: list) -> None:
    hull = convex_hull(np.array(cloud, float))
    assert overlap(hull, hull).tolist() == hull.tolist()


def test_hulls_with_very_many_corners_share_what_lies_in_both():
    angle = np.arange(2000) * (np.pi / 1000)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    found = overlap(convex_hull(circle[::2]), convex_hull(circle[1::2]))
    assert area(found) == pytest.approx(np.pi, rel=1e-4)
