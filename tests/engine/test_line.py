"""The line in closed form."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playground.engine.error_surface import error_surface
from playground.engine.line import Line, closed_form, curvatures, largest_rate

places = st.floats(-3, 3, width=32)
points = st.integers(1, 30).flatmap(lambda count: arrays(np.float32, (count, 2), elements=places))


def gradient(x, y, a, b):
    error = a * x + b - y
    return 2 * np.mean(error * x), 2 * np.mean(error)


@given(points)
def test_at_the_optimum_the_gradient_is_zero_and_no_line_near_is_better(points):
    x, y = points.astype(np.float64).T
    a, b, loss = closed_form(points[:, 0], points[:, 1])
    # A slope through points that are as good as above one another is large, and so are the terms that cancel.
    size = 1e-12 * (1 + abs(a)) * 10
    assert np.abs(gradient(x, y, a, b)).max() <= size
    assert loss == pytest.approx(np.mean((a * x + b - y) ** 2))
    surface, beside = error_surface(x, y, "squared-error"), b + np.array([-1.0, 0.0, 1.0])
    assert surface.column(a, beside)[1] == pytest.approx(loss, abs=1e-9 * (1 + a * a))
    assert min(surface.column(slope, beside).min() for slope in (a - 1, a, a + 1)) >= loss - 1e-9 * (1 + a * a)


def test_a_line_through_the_points_is_found_exactly():
    x = np.linspace(-2, 2, 9)
    assert closed_form(x, 0.7 * x - 1.5) == pytest.approx((0.7, -1.5, 0.0))


def test_where_all_x_are_the_same_the_level_line_through_the_mean_is_taken():
    assert closed_form(np.full(3, 1.3, np.float32), np.array([1.0, 2.0, 6.0])) == pytest.approx((0, 3, 14 / 3))
    assert closed_form([0.1], [2.5]) == (0.0, 2.5, 0.0)
    assert closed_form([], []) == Line(0.0, 0.0, 0.0)
    assert largest_rate([]) == math.inf


@given(points, st.floats(-2, 2), st.floats(-2, 2))
def test_steps_of_less_than_the_largest_rate_come_nearer_and_of_more_go_away(points, a, b):
    x, y = points.astype(np.float64).T
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    assert curvatures(points[:, 0]) == pytest.approx(np.linalg.eigvalsh(hessian), abs=1e-9)
    rate, direction = largest_rate(points[:, 0]), np.linalg.eigh(hessian)[1][:, -1]
    best = np.array(closed_form(x, y)[:2])
    for share, factor in ((0.99, 0.98), (1.01, 1.02)):
        theta = best + direction
        moved = theta - share * rate * np.array(gradient(x, y, *theta))
        assert np.linalg.norm(moved - best) == pytest.approx(factor, rel=1e-3)
