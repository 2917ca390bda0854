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
