"""The geometry of lines and half-planes in the square."""

import numpy as np
import pytest

from playground.ui.views.plane.plane_shapes import half_plane, line_ends, visible_part


def area(corners: np.ndarray) -> float:
    x, y = corners.T
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


@pytest.mark.parametrize(
    ("weight", "bias", "expected"),
    [((1, 0), 0, 18), ((0, -2), 0, 18), ((1, 1), 0, 18), ((1, 0), -2, 6), ((1, 1), 5, 35.5), ((0, 0), 1, 36)],
)
def test_area_of_a_half_plane(weight, bias, expected):
    assert area(half_plane(weight, bias)) == pytest.approx(expected)


@pytest.mark.parametrize(("weight", "bias"), [((0, 0), 0), ((0, 0), -1), ((1, 0), -4)])
def test_a_half_plane_may_be_empty(weight, bias):
    assert len(half_plane(weight, bias)) == 0


def test_both_half_planes_fill_the_square():
    rng = np.random.default_rng(0)
    for w1, w2, bias in rng.normal(size=(50, 3)) * (1, 1, 2):
        both = half_plane((w1, w2), bias), half_plane((-w1, -w2), -bias)
        assert sum(area(part) for part in both if len(part)) == pytest.approx(36)


def test_the_ends_of_a_line_lie_on_it_and_outside_the_square():
    ends = line_ends((1.0, 2.0), 0.5)
    assert ends @ (1, 2) + 0.5 == pytest.approx(np.zeros(2))
    assert np.abs(ends).max(axis=1).min() > 3


@pytest.mark.parametrize(
    ("weight", "bias"), [((0, 0), 1), ((1e-9, 0), 1), ((float("inf"), 0), 1), ((1, 0), float("nan"))]
)
def test_no_line(weight, bias):
    assert line_ends(weight, bias) is None


def test_the_visible_part_ends_at_the_square():
    assert sorted(visible_part((1, 0), -1).tolist()) == [[1, -3], [1, 3]]
    assert visible_part((1, 0), -5) is None
    assert visible_part((0, 0), 0) is None
