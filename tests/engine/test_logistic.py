"""The logistic neuron: its loss and its steps by hand, and its gradient."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.logistic import LogisticNeuron


def neuron_of(w1: float, w2: float, b: float) -> LogisticNeuron:
    neuron = LogisticNeuron(2)
    neuron.weight[:], neuron.bias = (w1, w2), b
    return neuron


def test_the_loss_by_hand() -> None:
    # ⟨w, x⟩ + b = 1·2 − 2·1 + 0.5 = 0.5 and −1.5: E = log(1 + e^−0.5) for d = 1 and log(1 + e^−1.5) for d = −1.
    x, d = np.array([[2.0, 1.0], [0.0, 1.0]]), np.array([1, -1])
    wanted = (math.log1p(math.exp(-0.5)) + math.log1p(math.exp(-1.5))) / 2
    assert neuron_of(1, -2, 0.5).loss(x, d) == pytest.approx(wanted)
    assert LogisticNeuron(2).loss(x, d) == pytest.approx(math.log(2))


def test_one_step_by_hand() -> None:
    # At w = 0 and b = 0, σ(0) = 1/2: half of what Rosenblatt's rule would do.
    neuron = LogisticNeuron(2)
    neuron.learn(np.array([2.0, -1.0]), -1, 0.5)
    assert neuron.weight.tolist() == [-0.5, 0.25] and neuron.bias == -0.25
    # ⟨w, x⟩ + b = −1.25 − 0.25 = −1.5, d = −1: right already, and σ(−1.5) is learned all the same.
    neuron.learn(np.array([2.0, -1.0]), -1, 1.0)
    assert neuron.bias == pytest.approx(-0.25 - 1 / (1 + math.exp(1.5)))


def test_scores_far_from_the_line_are_finite() -> None:
    neuron = neuron_of(1e6, 0, 0)
    x = np.array([[1.0, 0.0]])
    assert neuron.loss(x, np.array([-1])) == pytest.approx(1e6) and neuron.loss(x, np.array([1])) == 0
    neuron.learn(x[0], -1)
    assert neuron.weight[0] == 1e6 - 1


weights = st.tuples(*[st.floats(-2, 2)] * 3)
samples = st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3), st.sampled_from([-1, 1])), min_size=1, max_size=6)


@given(weights, samples)
def test_the_gradient_is_that_of_the_loss(at: tuple, rows: list) -> None:
    x, d = np.array(rows, float)[:, :2], np.array(rows, float)[:, 2]
    step = 1e-5
    for index, slope in enumerate(neuron_of(*at).gradient(x, d)):
        up, down = (np.array(at) + side * step * np.eye(3)[index] for side in (1, -1))
        rise = neuron_of(*up).loss(x, d) - neuron_of(*down).loss(x, d)
        assert slope == pytest.approx(rise / (2 * step), abs=1e-6)


@given(weights, samples)
def test_a_step_goes_against_the_gradient_of_its_sample(at: tuple, rows: list) -> None:
    x, d = np.array(rows[0][:2]), rows[0][2]
    neuron = neuron_of(*at)
    wanted = np.array(at) - 0.3 * neuron.gradient(x[None], np.array([d]))
    neuron.learn(x, d, 0.3)
    assert np.allclose([*neuron.weight, neuron.bias], wanted)
