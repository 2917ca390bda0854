"""Losses worked out by hand, their slopes, and their stability."""

import numpy as np
import pytest

from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.spec import DenseSpec, NetworkSpec

Y = np.array([[0.5, -1.0], [3.0, 0.0]])
D = np.array([[1.0, 1.0], [0.0, 0.25]])


@pytest.mark.parametrize(
    ("name", "expected", "gradient"),
    [
        ("squared-error", [0.25 + 4, 9 + 0.0625], [[-1, -4], [6, -0.5]]),
        ("absolute-error", [2.5, 3.25], [[-1, -1], [1, -1]]),
        ("huber", [0.125 + 1.5, 2.5 + 0.03125], [[-0.5, -1], [1, -0.25]]),
    ],
)
def test_values_and_gradients(name: str, expected: list[float], gradient: list[list[float]]) -> None:
    loss = LOSSES[name]
    np.testing.assert_allclose(loss.value(Y, D), expected)
    np.testing.assert_allclose(loss.factor * loss.slope(Y, D, np.empty_like(Y)), gradient)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ["absolute-error", "huber"])
@pytest.mark.parametrize("activation", ["linear", "softplus"])
def test_a_value_far_away_pulls_by_one(name: str, activation: str, dtype: type) -> None:
    network = Network(NetworkSpec((1,), (DenseSpec(1, activation), DenseSpec(1))), dtype=dtype)
    network.theta[:] = 1, 0, 1, 0
    x, d = np.array([[1e30]], dtype), np.zeros((1, 1), dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value = network.loss(x, d, LOSSES[name])
        network.train_batch(x, d, LOSSES[name])
    assert value == pytest.approx(1e30)
    np.testing.assert_allclose(network.gradient, [1e30, 1, 1e30, 1])


def test_cross_entropies_are_negative_log_likelihoods() -> None:
    a, d = np.array([[1.0, -2.0, 0.5]]), np.array([[0.0, 0.0, 1.0]])
    p = np.exp(a) / np.exp(a).sum()
    np.testing.assert_allclose(LOSSES["cross-entropy"].value(a, d), -np.log(p[:, 2]))
    q = 1 / (1 + np.exp(-a))
    expected = -np.sum(d * np.log(q) + (1 - d) * np.log(1 - q), axis=1)
    np.testing.assert_allclose(LOSSES["binary-cross-entropy"].value(a, d), expected)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("logit", [-1e4, 0.0, 1e4])
@pytest.mark.parametrize("target", [0.0, 1.0])
def test_binary_cross_entropy_of_extreme_logits(logit: float, target: float, dtype: type) -> None:
    network = Network(NetworkSpec((1,), (DenseSpec(1, "sigmoid"),)), dtype=dtype)
    network.theta[:] = logit, 0
    x, d = np.ones((1, 1), dtype), np.full((1, 1), target, dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value = network.loss(x, d, LOSSES["binary-cross-entropy"])
        network.train_batch(x, d, LOSSES["binary-cross-entropy"])
    probability = {-1e4: 0.0, 0.0: 0.5, 1e4: 1.0}[logit]
    assert value == pytest.approx(max(logit, 0) - target * logit + (np.log(2) if logit == 0 else 0))
    assert network.gradient[1] == pytest.approx(probability - target)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("winner", [0, 1])
def test_cross_entropy_of_extreme_logits(winner: int, dtype: type) -> None:
    network = Network(NetworkSpec((1,), (DenseSpec(2, "softmax"),)), dtype=dtype)
    network.theta[:] = 1e4, -1e4, 0, 0
    x, d = np.ones((1, 1), dtype), np.eye(2, dtype=dtype)[[winner]]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value = network.loss(x, d, LOSSES["cross-entropy"])
        network.train_batch(x, d, LOSSES["cross-entropy"])
    assert value == pytest.approx(2e4 * winner)
    np.testing.assert_allclose(network.gradient, [winner, -winner, winner, -winner])


def test_a_fused_loss_asks_for_its_activation() -> None:
    network = Network(NetworkSpec((1,), (DenseSpec(2, "tanh"),)))
    x, d = np.ones((1, 1), np.float32), np.ones((1, 2), np.float32)
    with pytest.raises(ValueError, match="'cross-entropy' needs the output activation 'softmax', not 'tanh'"):
        network.train_batch(x, d, LOSSES["cross-entropy"])
    with pytest.raises(ValueError, match="'binary-cross-entropy' needs the output activation 'sigmoid'"):
        network.loss(x, d, LOSSES["binary-cross-entropy"])
