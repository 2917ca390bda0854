"""Networks of another architecture keep what they learned."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.layer import Layer
from playground.engine.network import Network
from playground.engine.spec import DenseSpec, LayerSpec, NetworkSpec
from playground.engine.surgery import transplant
from playground.engine.words import parse_layers

MAP = (9, 9, 2)


def make(shape: tuple[int, ...], words: str) -> Network:
    network = Network(NetworkSpec(shape, parse_layers(words)), np.random.default_rng(0), np.float64)
    network.theta += np.random.default_rng(1).normal(0, 0.3, network.theta.size)
    return network


def operate(
    old: Network, words: str, origin: Sequence[int | None], shape: tuple[int, ...] | None = None, **inputs: object
) -> Network:
    spec = NetworkSpec(old.spec.input_shape if shape is None else shape, parse_layers(words))
    return transplant(old, spec, origin, np.random.default_rng(2), **inputs)


def points(shape: tuple[int, ...]) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(50, *shape))


@pytest.mark.parametrize(
    ("shape", "before", "after", "origin"),
    [
        ((2,), "dense8:tanh dense1:tanh", "dense9:tanh dense1:tanh", [0, 1]),
        ((2,), "dense3:relu dense3:relu dense2:softmax", "dense5:relu dense7:relu dense2:softmax", [0, 1, 2]),
        ((2,), "dense8:relu dense1", "dense8:relu dense8:relu dense1", [0, None, 1]),
        ((2,), "dense8:relu dense1", "dense8:relu dense12:relu dense1", [0, None, 1]),
        ((2,), "dense8:relu dense1", "dense8:relu dense9 dense9:relu dense1", [0, None, None, 1]),
        ((2,), "dense8:tanh dense1", "dense8 dense8:tanh dense1", [None, 0, 1]),
        (MAP, "conv3x3:relu pool2 dense4", "conv5x3:relu pool2 dense4", [0, 1, 2]),
        (MAP, "conv3x3:relu flatten dense4:tanh dense2", "conv5x3:relu flatten dense6:tanh dense2", [0, 1, 2, 3]),
        (MAP, "conv3x3:relu pool2 conv4x3 dense2", "conv6x3:relu pool2 conv5x3 dense2", [0, 1, 2, 3]),
        (MAP, "conv3x3:relu pool2 dense4", "conv3x3:relu conv4x5:relu pool2 dense4", [0, None, 1, 2]),
        (MAP, "conv3x3:relu pool2 dense4", "conv3x5:relu pool2 dense4", [0, 1, 2]),
        (MAP, "conv3x2:relu pool2 dense4", "conv3x5:relu pool2 dense4", [0, 1, 2]),
        (MAP, "conv3x3:relu dense4", "conv3x3:relu dropout0.5 dense4", [0, None, 1]),
        (MAP, "conv3x3:relu dense4", "conv3x3:relu flatten dense4", [0, None, 1]),
    ],
)
def test_growing_leaves_the_function_unchanged(
    shape: tuple[int, ...], before: str, after: str, origin: list[int | None]
) -> None:
    old, x = make(shape, before), points(shape)
    theta, y = old.theta.copy(), old.predict(x)
    new = operate(old, after, origin)
    np.testing.assert_allclose(new.predict(x), y, atol=1e-6)
    np.testing.assert_array_equal(old.theta, theta)
    assert new.theta.dtype == old.theta.dtype


@pytest.mark.parametrize(
    ("after", "origin"), [("dense8:relu dense12:relu dense1", [0, None, 1]), ("dense9:relu dense1", [0, 1])]
)
def test_growing_leaves_the_function_unchanged_where_biases_are_drawn(after: str, origin: list[int | None]) -> None:
    old = Network(NetworkSpec((1,), parse_layers("dense8:relu dense1"), "spread"), np.random.default_rng(0), np.float64)
    new = transplant(old, replace(old.spec, layers=parse_layers(after)), origin, np.random.default_rng(2))
    np.testing.assert_allclose(new.predict(points((1,))), old.predict(points((1,))), atol=1e-6)
    assert new.parameters[origin.index(None) if None in origin else 0][1][8:].all()


def test_an_added_neuron_draws_its_incoming_weights_and_has_no_say() -> None:
    new = operate(make((2,), "dense3:tanh dense1:tanh"), "dense4:tanh dense1:tanh", [0, 1])
    assert (new.parameters[0][0][:, 3] != 0).all()
    assert (new.parameters[1][0][3] == 0).all()


def test_the_last_neuron_takes_only_its_own_weights_along() -> None:
    old = make((2,), "dense4:tanh dense3:tanh dense1")
    new = operate(old, "dense4:tanh dense2:tanh dense1", [0, 1, 2])
    for index in (0, 1):
        for kept, before in zip(new.parameters[index], old.parameters[index], strict=True):
            np.testing.assert_array_equal(kept, before[..., : kept.shape[-1]])
    np.testing.assert_array_equal(new.parameters[2][0], old.parameters[2][0][:2])
    np.testing.assert_array_equal(new.parameters[2][1], old.parameters[2][1])


def test_a_removed_filter_takes_only_its_own_weights_along() -> None:
    old = make(MAP, "conv4x3:relu pool2 dense5")
    new = operate(old, "conv3x3:relu pool2 dense5", [0, 1, 2])
    np.testing.assert_array_equal(new.parameters[0][0], old.parameters[0][0][..., :3])
    kept = old.parameters[2][0].reshape(4, 4, 4, 5)[:, :, :3]
    np.testing.assert_array_equal(new.parameters[2][0].reshape(4, 4, 3, 5), kept)


def test_a_removed_layer_leaves_the_overlapping_blocks() -> None:
    old = make((2,), "dense5:tanh dense3:tanh dense2:softmax")
    new = operate(old, "dense5:tanh dense2:softmax", [0, 2])
    np.testing.assert_array_equal(new.parameters[0][0], old.parameters[0][0])
    np.testing.assert_array_equal(new.parameters[1][0][:3], old.parameters[2][0])
    assert (new.parameters[1][0][3:] == 0).all()
    np.testing.assert_array_equal(new.parameters[1][1], old.parameters[2][1])


def test_another_activation_keeps_all_weights() -> None:
    old = make((2,), "dense5:tanh dense1:tanh")
    np.testing.assert_array_equal(operate(old, "dense5:relu dense1:tanh", [0, 1]).theta, old.theta)


def test_added_and_removed_input_features() -> None:
    old, x = make((2,), "dense5:tanh dense1"), points((2,))
    wider = operate(old, "dense5:tanh dense1", [0, 1], (4,), input_origin=[None, 1, None, 0])
    arranged = np.stack([x[:, 0] * 7, x[:, 1], x[:, 1] ** 2, x[:, 0]], axis=1)
    np.testing.assert_allclose(wider.predict(arranged), old.predict(x), atol=1e-6)
    narrower = operate(wider, "dense5:tanh dense1", [0, 1], (2,), input_origin=[3, 1])
    np.testing.assert_allclose(narrower.theta, old.theta)
    deeper = operate(old, "dense3 dense5:tanh dense1", [None, 0, 1], (3,), input_origin=[1, 0, None])
    np.testing.assert_allclose(deeper.predict(np.stack([x[:, 1], x[:, 0], x[:, 0]], 1)), old.predict(x), atol=1e-6)


def test_output_units_are_kept_as_any_other_where_they_mean_nothing() -> None:
    old, x = make((2,), "dense8:tanh dense3:softmax"), points((2,))
    wider = operate(old, "dense8:tanh dense4:softmax", [0, 1])
    np.testing.assert_allclose(wider.logits(x)[:, :3], old.logits(x))


def test_the_output_layer_can_be_made_to_fit_by_what_its_units_mean() -> None:
    def mirrored(layer: Layer, spec: LayerSpec) -> Layer:
        assert spec == DenseSpec(2)
        return replace(layer, spec=spec, output_shape=(2,), block=np.concatenate([layer.block, -layer.block], axis=1))

    old, x = make((2,), "dense8:tanh dense1"), points((2,))
    new = operate(old, "dense8:tanh dense2", [0, 1], fit_output=mirrored)
    np.testing.assert_allclose(new.predict(x), np.concatenate([old.predict(x), -old.predict(x)], axis=1))


def test_layers_of_another_kind_start_afresh() -> None:
    old = make(MAP, "conv3x3:relu dense4:tanh dense2")
    new = operate(old, "dense3:relu dense4:tanh dense2", [0, 1, 2])
    np.testing.assert_array_equal(new.parameters[2][0], old.parameters[2][0])
    assert (new.parameters[1][0] != 0).all()
    assert np.isfinite(new.predict(points(MAP))).all()
