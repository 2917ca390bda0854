"""Another number of classes leaves what is known of the old ones as it was."""

from collections.abc import Sequence
from functools import partial

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


def with_output(old: Network, words: str, origins: Sequence[int | None] | None = None) -> Network:
    spec = NetworkSpec((2,), parse_layers(words))
    if origins is None:
        before, after = (max(2, each.output_shape[0]) for each in (old.spec, spec))
        origins = [place if place < before else None for place in range(after)]
    fit = partial(keep_classes, origins=origins)
    return transplant(old, spec, [0, 1], np.random.default_rng(2), fit_output=fit)


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


def test_classes_are_followed_wherever_they_stand() -> None:
    old = make("dense8:tanh dense3:softmax")
    p, q = old.predict(X), with_output(old, "dense8:tanh dense3:softmax", [2, None, 0]).predict(X)
    np.testing.assert_allclose(q[:, 0] / q[:, 2], p[:, 2] / p[:, 0])
    assert q[:, 1].max() < 0.03
    one = make("dense8:tanh dense1:sigmoid")
    np.testing.assert_allclose(with_output(one, "dense8:tanh dense1:sigmoid", [1, 0]).predict(X), 1 - one.predict(X))


def test_where_all_classes_are_new_nothing_is_known() -> None:
    q = with_output(make("dense8:tanh dense3:softmax"), "dense8:tanh dense3:softmax", [None] * 3).predict(X)
    np.testing.assert_allclose(q, 1 / 3)
