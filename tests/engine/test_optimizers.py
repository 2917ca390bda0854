"""Two steps of every optimizer, worked out by hand."""

import math

import numpy as np
import pytest

from playground.engine.course import UPDATES
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


@pytest.mark.parametrize("name", UPDATES)
def test_two_steps_of_the_courses_update_by_hand(name: str) -> None:
    theta, moments, reached = np.ones(3), [], []
    for slope in (0.5, -0.25):
        theta, *moments = UPDATES[name](theta, np.full(3, slope), 0.1, *moments)
        reached.append(theta)
    np.testing.assert_allclose(reached, np.array(BY_HAND[name])[:, None] * np.ones(3), rtol=1e-6)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_going_on_from_what_was_remembered_is_exact(name: str, dtype: type) -> None:
    rng = np.random.default_rng(0)
    slopes = rng.normal(size=(9, 50)).astype(dtype)
    theta, optimizer = np.ones(50, dtype), OPTIMIZERS[name](50, dtype)
    for slope in slopes[:5]:
        optimizer.step(theta, slope, 0.1)
    other_theta, moments = theta.copy(), optimizer.moments()
    for slope in slopes[5:]:
        optimizer.step(theta, slope, 0.1)
    other = OPTIMIZERS[name](50, dtype)
    other.step(np.ones(50, dtype), slopes[0], 0.1)
    other.restore(moments)
    for slope in slopes[5:]:
        other.step(other_theta, slope, 0.1)
    np.testing.assert_array_equal(other_theta, theta)
    assert all((other.moments()[each] == moment).all() for each, moment in optimizer.moments().items())


def test_what_is_remembered() -> None:
    names = {name: list(OPTIMIZERS[name](3).moments()) for name in OPTIMIZERS}
    assert names == {
        "sgd": [],
        "momentum": ["velocity"],
        "nesterov": ["velocity"],
        "rmsprop": ["square"],
        "adam": ["first", "second", "steps"],
    }


@pytest.mark.parametrize(
    ("moments", "reason"),
    [
        ({"velocity": np.ones(3)}, "moments must be ['first', 'second', 'steps'], not ['velocity']"),
        ({"first": np.ones(3), "second": np.ones(2), "steps": np.array(1)}, "must be float64 (3,), not float64 (2,)"),
        ({"first": np.ones(3), "second": np.ones(3), "steps": np.array(np.inf)}, "must be int64 (), not float64 ()"),
        ({"first": np.ones(3), "second": np.ones(3), "steps": np.array(-1)}, "'steps' must be one number of at least"),
        ({"first": np.ones(3), "second": np.ones(3), "steps": np.ones(2)}, "'steps' must be one number of at least 0"),
    ],
)
def test_moments_that_do_not_fit_are_refused_and_change_nothing(moments: dict[str, np.ndarray], reason: str) -> None:
    optimizer = OPTIMIZERS["adam"](3, np.float64)
    optimizer.step(np.zeros(3), np.ones(3), 0.1)
    before = optimizer.moments()
    with pytest.raises(ValueError) as refusal:
        optimizer.restore(moments)
    assert reason in str(refusal.value)
    assert all((optimizer.moments()[name] == moment).all() for name, moment in before.items())


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
