"""Another number of classes leaves what is known of the old ones as it was."""

import numpy as np

from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.engine.surgery import transplant
from playground.engine.words import parse_layers
from playground.training.class_units import keep_classes

X = np.random.default_rng(3).normal(size=(50, 2))


def make(words: str) -> Network:
    network = Network(NetworkSpec((2,), parse_layers(words)), np.random.default_rng(0), np.float64)
    network.theta += np.random.default_rng(1).normal(0, 0.3, network.theta.size)
    return network


def with_output(old: Network, words: str) -> Network:
    spec = NetworkSpec((2,), parse_layers(words))
    return transplant(old, spec, [0, 1], np.random.default_rng(2), fit_output=keep_classes)


def test_a_third_class_keeps_the_odds_of_the_first_two_and_starts_improbable() -> None:
    old = make("dense8:tanh dense1:sigmoid")
    p, q = old.predict(X)[:, 0], with_output(old, "dense8:tanh dense3:softmax").predict(X)
    np.testing.assert_allclose(q[:, 1] / q[:, 0], p / (1 - p))
    assert q[:, 2].max() < 0.02


def test_back_to_two_classes_keeps_the_difference_of_their_logits() -> None:
    old = make("dense8:tanh dense3:softmax")
    p, q = old.predict(X), with_output(old, "dense8:tanh dense1:sigmoid").predict(X)[:, 0]
    np.testing.assert_allclose(q / (1 - q), p[:, 1] / p[:, 0])
    there = with_output(old, "dense8:tanh dense1:sigmoid")
    again = with_output(with_output(there, "dense8:tanh dense4:softmax"), "dense8:tanh dense1:sigmoid")
    np.testing.assert_allclose(again.theta, there.theta)


def test_more_and_fewer_of_several_classes() -> None:
    old = make("dense8:tanh dense3:softmax")
    p, q = old.predict(X), with_output(old, "dense8:tanh dense5:softmax").predict(X)
    np.testing.assert_allclose(q[:, :3] / q[:, :1], p / p[:, :1])
    assert q[:, 3:].max() < 0.02
    r = with_output(old, "dense8:tanh dense2:softmax").predict(X)
    np.testing.assert_allclose(r[:, 1] / r[:, 0], p[:, 1] / p[:, 0])


def test_plus_and_minus_one_become_one_output_per_class() -> None:
    old = make("dense8:tanh dense1:tanh")
    y, z = old.predict(X), with_output(old, "dense8:tanh dense3:tanh")
    np.testing.assert_allclose(z.predict(X)[:, :2], np.concatenate([-y, y], axis=1))
    np.testing.assert_allclose(with_output(z, "dense8:tanh dense1:tanh").theta, old.theta)
