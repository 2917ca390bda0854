"""Regularisation by hand and by central differences."""

import numpy as np
import pytest

from playground.engine.network import Network
from playground.engine.penalty import WeightPenalty
from playground.engine.spec import Conv2DSpec, DenseSpec, NetworkSpec


def test_by_hand_and_without_the_biases():
    network = Network(NetworkSpec((2,), (DenseSpec(1),)), dtype=np.float64)
    weight, bias = network.parameters[0]
    weight[:, 0], bias[:] = (3.0, -2.0), 7.0
    penalty = WeightPenalty(network)
    # λ₁ (|3| + |−2|) + λ₂/2 (9 + 4) with λ₁ = 0.1 and λ₂ = 0.2
    assert penalty.value(0.1, 0.2) == pytest.approx(0.5 + 1.3)
    penalty.add_gradient(0.1, 0.2)
    assert network.gradients[0][0][:, 0] == pytest.approx([0.1 + 0.6, -0.1 - 0.4])
    assert network.gradients[0][1] == pytest.approx([0.0])


def test_the_gradient_is_the_slope_of_the_value():
    spec = NetworkSpec((4, 4, 1), (Conv2DSpec(2, 3, activation="relu"), DenseSpec(3)))
    network = Network(spec, np.random.default_rng(1), np.float64)
    penalty = WeightPenalty(network)
    penalty.add_gradient(0.3, 0.7)
    for index in range(network.theta.size):
        before = network.theta[index]
        network.theta[index] = before + 1e-6
        above = penalty.value(0.3, 0.7)
        network.theta[index] = before - 1e-6
        slope = (above - penalty.value(0.3, 0.7)) / 2e-6
        network.theta[index] = before
        assert network.gradient[index] == pytest.approx(slope, abs=1e-6)
