"""A kind of layer that is written as the course would, and nothing more, works everywhere in the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pytest

from playground.engine import course
from playground.engine.activations import ACTIVATIONS
from playground.engine.gradcheck import numerical_gradient, relative_error
from playground.engine.layer_kinds import ACTIVATION
from playground.engine.layer_spec import LayerSpec, Shape
from playground.engine.limits import Limit, Range, SpecError, within
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.receptive_field import Field, receptive_field
from playground.engine.spec import LAYERS, NetworkSpec
from playground.engine.surgery import transplant
from playground.engine.words import format_layers, parse_layers


class Gain(course.Weighted):
    """a = w ⊙ h + b, with one weight for each unit or channel."""

    def combine(self, h: np.ndarray) -> np.ndarray:
        return h * self.weight + self.bias

    def distribute(self, delta: np.ndarray) -> np.ndarray:
        others = tuple(range(delta.ndim - 1))
        self.weight_gradient = (delta * self.h_in).sum(axis=others)
        self.bias_gradient = delta.sum(axis=others)
        return delta * self.weight


@dataclass(frozen=True)
class GainSpec(LayerSpec):
    activation: str = field(default="linear", metadata=within(ACTIVATION))
    examples: ClassVar = ("gain",)
    weights_start_at: ClassVar = 1.0

    @property
    def word(self) -> str:
        return "gain" if self.activation == "linear" else f"gain:{self.activation}"

    @classmethod
    def parse(cls, word: str) -> GainSpec | None:
        kind, _, activation = word.partition(":")
        return cls(activation or "linear") if kind == "gain" else None

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def weight_shape(self, shape: Shape) -> Shape:
        return shape[-1:]

    def course_layer(self, *weights: np.ndarray) -> course.Layer:
        return Gain(*weights, activation=self.activation)


class Noise(course.Layer):
    """h = h_before + noise while training; nothing to learn."""

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self.deviation = deviation

    def combine(self, h: np.ndarray) -> np.ndarray:
        return h if self.rng is None else h + self.rng.normal(0, self.deviation, h.shape)

    def distribute(self, delta: np.ndarray) -> np.ndarray:
        return delta


@dataclass(frozen=True)
class NoiseSpec(LayerSpec):
    percent: int = field(metadata=within(Limit("the noise in per cent", Range(0, 100, whole=True))))
    examples: ClassVar = ("noise10",)

    @property
    def word(self) -> str:
        return f"noise{self.percent}"

    @classmethod
    def parse(cls, word: str) -> NoiseSpec | None:
        number = word.removeprefix("noise")
        return cls(int(number)) if number != word and number.isdecimal() else None

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def course_layer(self, *weights: np.ndarray) -> course.Layer:
        return Noise(self.percent / 100)


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    LAYERS.update(gain=GainSpec, noise=NoiseSpec)
    yield
    del LAYERS["gain"], LAYERS["noise"]


def make(shape: Shape, words: str, dtype: type = np.float64) -> Network:
    network = Network(NetworkSpec(shape, parse_layers(words)), np.random.default_rng(0), dtype)
    network.theta += np.random.default_rng(1).normal(0, 0.3, network.theta.size)
    return network


def test_its_word_is_read_written_and_offered() -> None:
    words = "dense4:tanh gain:relu noise20 gain"
    layers = parse_layers(words)
    assert layers[1:] == (GainSpec("relu"), NoiseSpec(20), GainSpec())
    assert format_layers(layers) == words
    with pytest.raises(SpecError, match="gain, noise10; dense and conv and gain may end in :relu"):
        parse_layers("gian")
    with pytest.raises(
        SpecError, match="'noise101': the noise in per cent must be a whole number between 0 and 100, not"
    ):
        parse_layers("noise101")
    with pytest.raises(SpecError, match="'gain:rellu': unknown activation 'rellu'"):
        parse_layers("gain:rellu")


def test_its_weights_are_counted_and_drawn() -> None:
    spec = NetworkSpec((6, 6, 2), parse_layers("conv3x3 gain pool2 gain:tanh dense2"))
    assert spec.parameter_counts == (3 * (18 + 1), 3 + 3, 0, 3 + 3, 2 * (27 + 1))
    network = Network(spec, np.random.default_rng(0))
    weight, bias = network.parameters[1]
    assert (weight.shape, bias.shape) == ((3,), (3,))
    assert (weight == 1).all() and (bias == 0).all()
    assert receptive_field(spec, 1, 3, 3) == Field(2, 2, 5, 5)


@pytest.mark.parametrize(
    ("shape", "words", "loss"),
    [
        ((3,), "gain:tanh dense4:relu gain dense2", "squared-error"),
        ((3,), "dense4:tanh gain:softmax", "squared-error"),
        ((3,), "dense4:tanh gain:softmax", "cross-entropy"),
        ((3,), "dense1 gain:sigmoid", "binary-cross-entropy"),
        ((6, 5, 2), "gain:tanh conv3x3:relu gain pool2 gain:softplus dense3:softmax", "cross-entropy"),
        ((6, 5, 2), "conv3x3:tanh gain:elu conv2x3 gain pool2s1 flatten gain dense2", "huber"),
        ((6, 5, 2), "noise0 pool2 gain", "squared-error"),
    ],
)
def test_it_learns_as_the_course_says(shape: Shape, words: str, loss: str) -> None:
    network, rng = make(shape, words), np.random.default_rng(2)
    x, d = rng.normal(size=(3, *shape)), np.abs(rng.normal(size=(3, *network.spec.output_shape)))
    d /= d.sum(axis=-1, keepdims=True)
    written, probe = network.spec.course_network(network.theta), network.copy()

    def error(theta: np.ndarray) -> float:
        probe.theta[:] = theta
        return probe.loss(x, d, LOSSES[loss])

    np.testing.assert_allclose(network.predict(x), written.forward(x), atol=1e-12)
    np.testing.assert_allclose(network.logits(x), written.layers[-1].a, atol=1e-12)
    written.backward(d, loss)
    network.train_batch(x, d, LOSSES[loss])
    np.testing.assert_allclose(network.output, network.predict(x), atol=1e-12)
    np.testing.assert_allclose(network.gradient, written.gradient, atol=1e-12)
    assert relative_error(network.gradient, numerical_gradient(error, network.theta)) < 1e-6


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_any_activation_behind_it(name: str) -> None:
    if name != "step":
        network, x = make((4,), f"dense3 gain:{name}"), np.random.default_rng(2).normal(size=(5, 4))
        np.testing.assert_allclose(network.predict(x), ACTIVATIONS[name].function(network.logits(x)), atol=1e-12)


def test_it_trains_in_single_precision_and_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 3000)
    network = make((6, 6, 1), "conv4x3:relu gain:tanh pool2 noise1 dense2:softmax", np.float32)
    x = np.random.default_rng(0).normal(size=(40, 6, 6, 1)).astype(np.float32)
    d = np.eye(2, dtype=np.float32)[(x.mean(axis=(1, 2, 3)) > 0).astype(int)]
    optimizer, before = OPTIMIZERS["adam"](network.theta.size), network.loss(x, d, LOSSES["cross-entropy"])
    for _ in range(60):
        network.train_batch(x, d, LOSSES["cross-entropy"])
        optimizer.step(network.theta, network.gradient, 0.02)
    assert network.theta.dtype == np.float32
    assert network.loss(x, d, LOSSES["cross-entropy"]) < before / 3


def test_chance_comes_from_the_networks_generator_and_only_in_training() -> None:
    network, x, d = make((4,), "noise50 dense2"), np.ones((3, 4)), np.zeros((3, 2))
    np.testing.assert_array_equal(network.predict(x), network.predict(x))
    state, outputs = network.rng.bit_generator.state, []
    for again in (False, False, True):
        if again:
            network.rng.bit_generator.state = state
        network.train_batch(x, d, LOSSES["squared-error"])
        outputs.append(network.output.copy())
    assert (outputs[0] != outputs[1]).any()
    np.testing.assert_array_equal(outputs[0], outputs[2])


def test_it_keeps_what_it_learned() -> None:
    old, x = make((3,), "dense4:tanh gain:tanh dense2"), np.random.default_rng(2).normal(size=(5, 3))
    spec = NetworkSpec((3,), parse_layers("dense6:tanh gain:tanh dense2"))
    new = transplant(old, spec, [0, 1, 2], np.random.default_rng(3))
    np.testing.assert_allclose(new.predict(x), old.predict(x), atol=1e-12)
