"""Two steps of every optimizer, worked out by hand."""

import math

import numpy as np
import pytest

from playground.engine.optimizers import OPTIMIZERS

# θ = 1, then ∇E = 0.5 and ∇E = −0.25, with γ = 0.1.
BY_HAND = {
    "sgd": [1 - 0.05, 0.95 + 0.025],
    # v = 0.5, then 0.9 · 0.5 − 0.25 = 0.2
    "momentum": [1 - 0.05, 0.95 - 0.02],
    # steps 0.5 + 0.9 · 0.5 = 0.95, then −0.25 + 0.9 · 0.2 = −0.07
    "nesterov": [1 - 0.095, 0.905 + 0.007],
    # s = 0.025, then 0.9 · 0.025 + 0.1 · 0.0625 = 0.02875
    "rmsprop": [
        1 - 0.05 / math.sqrt(0.025),
        1 - 0.05 / math.sqrt(0.025) + 0.025 / math.sqrt(0.02875),
    ],
    # m = 0.05, s = 0.00025, both corrected to 0.5 and 0.25: the first step is γ. Then m = 0.02, s = 0.00031225,
    # corrected by 1 − 0.81 = 0.19 and 1 − 0.998001 = 0.001999.
    "adam": [0.9, 0.9 - 0.1 * (0.02 / 0.19) / math.sqrt(0.00031225 / 0.001999)],
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_two_steps_by_hand(name: str) -> None:
    optimizer = OPTIMIZERS[name](3, np.float64)
    theta, reached = np.ones(3), []
    for slope in (0.5, -0.25):
        gradient = np.full(3, slope)
        optimizer.step(theta, gradient, 0.1)
        assert (gradient == slope).all()
        reached.append(theta.copy())
    np.testing.assert_allclose(reached, np.array(BY_HAND[name])[:, None] * np.ones(3), rtol=1e-6)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_bowl_is_descended_in_float32(name: str) -> None:
    theta = np.array([3.0, -2.0], np.float32)
    optimizer = OPTIMIZERS[name](2, np.float32)
    for _ in range(500):
        optimizer.step(theta, 2 * theta, 0.02)
    assert theta.dtype == np.float32
    assert np.abs(theta).max() < 0.05


def test_the_learning_rate_belongs_to_the_step() -> None:
    optimizer, theta = OPTIMIZERS["adam"](1, np.float64), np.zeros(1)
    optimizer.step(theta, np.ones(1), 0.0)
    assert theta == 0
    optimizer.step(theta, np.ones(1), 1.0)
    assert theta == pytest.approx(-1.0)


def test_the_order_is_that_of_complexity() -> None:
    assert list(OPTIMIZERS) == ["sgd", "momentum", "nesterov", "rmsprop", "adam"]
