"""The line in closed form."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playground.engine.line import MEANS, Line, closed_form, curvatures, errors, largest_rate
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.spec import DenseSpec, NetworkSpec

VALUE_LOSSES = ("squared-error", "absolute-error", "huber")
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
    around = errors(x, y, LOSSES["squared-error"], a + np.array([-1.0, 0.0, 1.0]), b + np.array([-1.0, 0.0, 1.0]))
    assert around[1, 1] == pytest.approx(loss, abs=1e-12) and around.min() >= loss - 1e-9


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


@given(points, st.sampled_from(VALUE_LOSSES), st.integers(0, 2**32 - 1))
def test_the_error_of_every_line_of_the_grid_is_that_of_the_network(points, loss, seed):
    network = Network(NetworkSpec((1,), (DenseSpec(1, "linear"),)), np.random.default_rng(seed))
    a, b = np.random.default_rng(seed).uniform(-3, 3, (2, 4))
    grid = errors(points[:, 0], points[:, 1], LOSSES[loss], a, b[:3])
    assert grid.shape == (3, 4)
    for row, column in np.ndindex(grid.shape):
        network.theta[:] = a[column], b[row]
        assert grid[row, column] == pytest.approx(network.loss(points[:, :1], points[:, 1:], LOSSES[loss]), rel=1e-4)


@given(points, st.sampled_from(VALUE_LOSSES))
def test_the_error_at_the_corners_of_a_loss_is_exact(points, loss):
    x, y = points.astype(np.float64).T
    b = np.concatenate([y, y - 1, y + 1])
    each = LOSSES[loss].value(b[:, None, None], y[None, :, None]).mean(axis=1)
    assert errors(x, y, LOSSES[loss], [0.0], b)[:, 0] == pytest.approx(each, abs=1e-9)


def test_every_loss_of_values_has_its_means_and_no_points_have_none():
    assert tuple(MEANS) == VALUE_LOSSES
    assert not errors([], [], LOSSES["huber"], [0.5, 1.0], [1.0, 2.0]).any()
