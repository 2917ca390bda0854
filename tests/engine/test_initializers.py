"""Spread of the first weights."""

import numpy as np
import pytest

from playground.engine.initializers import INITIALIZERS
from playground.engine.network import Network
from playground.engine.spec import Conv2DSpec, DenseSpec, NetworkSpec


@pytest.mark.parametrize(
    ("name", "deviation"),
    [
        ("zeros", 0.0),
        ("uniform", 1 / np.sqrt(12)),
        ("normal", 1.0),
        ("xavier", np.sqrt(2 / (200 + 300))),
        ("he", np.sqrt(2 / 200)),
        ("lecun", np.sqrt(1 / 200)),
    ],
)
def test_standard_deviations(name: str, deviation: float) -> None:
    weights = INITIALIZERS[name]((200, 300), 200, 300, np.random.default_rng(0))
    assert weights.mean() == pytest.approx(0, abs=0.01)
    assert weights.std() == pytest.approx(deviation, rel=0.02)


def test_the_fans_of_a_convolution_count_its_window() -> None:
    network = Network(NetworkSpec((8, 8, 16), (Conv2DSpec(64, 5),), "lecun"), np.random.default_rng(0))
    weight, bias = network.parameters[0]
    assert weight.std() == pytest.approx(1 / np.sqrt(5 * 5 * 16), rel=0.03)
    assert (bias == 0).all()


def test_the_same_seed_gives_the_same_network() -> None:
    spec = NetworkSpec((2,), (DenseSpec(8), DenseSpec(1)))
    first, second, third = (Network(spec, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert (first.theta == second.theta).all()
    assert (first.theta != third.theta).any()
    assert (Network(spec).theta == 0).all()


def test_spread_units_switch_all_over_the_range_of_the_points() -> None:
    network = Network(NetworkSpec((1,), (DenseSpec(100), DenseSpec(1)), "spread"), np.random.default_rng(0))
    weight, bias = network.parameters[0]
    # 0.7 · 100 / 3 = 23.3: each unit switches within 2 / 23.3 of its place −c / v
    np.testing.assert_allclose(np.abs(weight), 70 / 3, rtol=1e-6)
    places = np.sort(-bias / weight[0])
    assert -3 <= places[0] < -2.8 and 2.8 < places[-1] <= 3
    assert np.diff(places).max() < 0.4 and (weight > 0).mean() == pytest.approx(0.5, abs=0.2)


def test_spread_weights_are_as_long_in_any_direction() -> None:
    network = Network(NetworkSpec((2,), (DenseSpec(16), DenseSpec(1)), "spread"), np.random.default_rng(0))
    weight, bias = network.parameters[0]
    # 0.7 · √16 = 2.8
    np.testing.assert_allclose(np.hypot(*weight), 2.8 / 3, rtol=1e-6)
    assert np.abs(bias).max() <= 2.8 and np.abs(bias).max() > 2


@pytest.mark.parametrize("name", INITIALIZERS)
def test_only_spread_draws_biases(name: str) -> None:
    network = Network(NetworkSpec((2,), (DenseSpec(5), DenseSpec(1)), name), np.random.default_rng(0))
    pairs = [pair for pair in network.parameters if pair is not None]
    assert any(bias.any() for _, bias in pairs) == (name == "spread")
