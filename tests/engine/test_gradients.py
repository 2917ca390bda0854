"""Backpropagation agrees with central differences for every layer, activation and loss."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from playground.engine.activations import ACTIVATIONS
from playground.engine.gradcheck import numerical_gradient, relative_error
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    FlattenSpec,
    LayerSpec,
    MaxPool2DSpec,
    NetworkSpec,
    Shape,
    SpecError,
)
from playground.engine.words import parse_layers

TRAINABLE = [name for name in ACTIVATIONS if name != "step"]
FREE = [loss.name for loss in LOSSES.values() if loss.activation is None]


def gradient_error(shape: Shape, layers: tuple[LayerSpec, ...], loss: str, seed: int, n: int = 3) -> float | None:
    """Error of backpropagation on random samples, None where a kink of E is too near for differences to tell."""
    rng = np.random.default_rng(seed)
    network = Network(NetworkSpec(shape, layers), rng, np.float64)
    network.theta += rng.normal(0, 0.2, network.theta.size)
    x = rng.normal(size=(n, *shape))
    outputs = network.spec.output_shape
    if loss == "cross-entropy":
        d = np.eye(outputs[-1])[rng.integers(0, outputs[-1], (n, *outputs[:-1]))]
    elif loss == "binary-cross-entropy":
        d = rng.integers(0, 2, (n, *outputs)).astype(np.float64)
    else:
        d = rng.normal(size=(n, *outputs))
    probe = network.copy()

    def error(theta: np.ndarray) -> float:
        probe.theta[:] = theta
        return probe.loss(x, d, LOSSES[loss])

    reference = numerical_gradient(error, network.theta)
    coarser = numerical_gradient(error, network.theta, 1e-4)
    if relative_error(coarser, reference) > 1e-5 or np.linalg.norm(reference) < 1e-4:
        return None
    network.train_batch(x, d, LOSSES[loss])
    np.testing.assert_allclose(network.output, network.predict(x), atol=1e-12)
    return relative_error(network.gradient, reference)


def assert_gradient(shape: Shape, words: str, loss: str = "squared-error", n: int = 3) -> None:
    errors = (gradient_error(shape, parse_layers(words), loss, seed, n) for seed in range(20))
    assert next(error for error in errors if error is not None) <= 1e-6


@pytest.mark.parametrize("loss", FREE)
@pytest.mark.parametrize("activation", TRAINABLE)
def test_dense(activation: str, loss: str) -> None:
    words = f"dense4:{activation} dense3:{activation}"
    assert_gradient((2,), words, loss)


@pytest.mark.parametrize("loss", FREE)
@pytest.mark.parametrize("activation", TRAINABLE)
def test_convolution_and_pooling(activation: str, loss: str) -> None:
    words = f"conv3x3:{activation} pool2 conv2x3p0:{activation} avgpool2 dense2:{activation}"
    assert_gradient((9, 8, 2), words, loss)


@pytest.mark.parametrize("activation", TRAINABLE)
def test_fused_losses_behind_every_activation(activation: str) -> None:
    assert_gradient((3,), f"dense4:{activation} dense3:softmax", "cross-entropy")
    words = f"dense4:{activation} dense2:sigmoid"
    assert_gradient((3,), words, "binary-cross-entropy")


@pytest.mark.parametrize(
    "words",
    [
        "conv3x2:tanh",
        "conv3x2s2:tanh conv2x4:softmax",
        "conv3x4s3:tanh flatten dense2",
        "conv2x1p2:tanh conv2x2s2p3:tanh dense2",
        "pool3s2 conv2x3:tanh pool2s3",
        "conv3x3:tanh pool3s1 conv2x2:tanh pool2s1 dense2",
        "avgpool3s2 conv2x3:tanh avgpool2s3 flatten dense2",
        "flatten dense3:tanh dense2",
        "avgpool2 flatten dense3:tanh",
        "conv2x3:softmax pool2 dense2",
        "conv2x3 pool1 avgpool1 dense2",
        "conv3x5p0:tanh conv2x3s2p0:tanh dense2",
        "conv2x4s2:relu pool2 conv2x2:relu pool2s1 dense2",
        "conv2x2p3:tanh pool3 conv2x3s3p2:tanh dense2",
        "conv3x3d2:tanh pool2 conv2x2d2:tanh dense2",
        "conv2x3s2p3d3:tanh conv2x2p0d2:relu dense2",
    ],
)
@pytest.mark.parametrize("n", [1, 3])
def test_unusual_geometry(words: str, n: int) -> None:
    assert_gradient((7, 9, 2), words, "squared-error", n)


def test_batches_worked_through_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 4000)
    monkeypatch.setattr("playground.engine.fast.plan.FEWEST", 2)
    words = "conv3x3:tanh pool2 conv4x3:tanh pool2 dense3:softmax"
    assert Network(NetworkSpec((8, 8, 2), parse_layers(words)), dtype=np.float64).works_in_slices(7)
    assert_gradient((8, 8, 2), words, "cross-entropy", n=7)


@pytest.mark.parametrize(
    "words", ["dense8:tanh dense9:elu dense3:softmax", "conv4x3:tanh pool2 dense7:relu dense3:softmax"]
)
def test_products_cut_into_tiles(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.engine.fast.products.UNPACKED", 500)
    monkeypatch.setattr("playground.engine.fast.products.UNPACKED_RESULT", 30)
    assert_gradient((6, 6, 2), words, "cross-entropy", n=9)


@pytest.mark.parametrize("words", ["conv8x5:relu pool2 conv16x5:relu pool2", "conv32x3s2:relu conv64x3p0:elu pool3s1"])
def test_the_gradient_of_a_large_network_is_the_mean_of_its_samples(words: str) -> None:
    rng = np.random.default_rng(0)
    network = Network(NetworkSpec((28, 20, 3), parse_layers(f"{words} dense4:softmax")), rng, np.float64)
    x, d = rng.normal(size=(21, 28, 20, 3)), np.eye(4)[rng.integers(0, 4, 21)]
    network.train_batch(x, d, LOSSES["cross-entropy"])
    gradient, total = network.gradient.copy(), np.zeros_like(network.gradient)
    for i in range(21):
        network.train_batch(x[i : i + 1], d[i : i + 1], LOSSES["cross-entropy"])
        total += network.gradient / 21
    np.testing.assert_allclose(gradient, total, atol=1e-12)


activations = st.sampled_from(TRAINABLE)
dense = st.builds(DenseSpec, st.integers(1, 4), activations)
convolution = st.builds(
    Conv2DSpec,
    filters=st.integers(1, 3),
    kernel_size=st.integers(1, 4),
    stride=st.integers(1, 3),
    padding=st.one_of(st.just("same"), st.integers(0, 4)),
    activation=activations,
    dilation=st.integers(1, 3),
)
sizes, strides = st.integers(1, 3), st.one_of(st.none(), st.integers(1, 3))
pooling = st.builds(MaxPool2DSpec, sizes, strides) | st.builds(AveragePool2DSpec, sizes, strides)
flatten = st.lists(st.just(FlattenSpec()), max_size=1)
shapes = st.tuples(st.integers(3, 7), st.integers(3, 7), st.integers(1, 3))
seeds = st.integers(0, 2**16)


@settings(max_examples=60)
@given(st.integers(1, 4), st.lists(dense, min_size=1, max_size=4), st.sampled_from(FREE), seeds)
def test_random_perceptrons(inputs: int, layers: list[LayerSpec], loss: str, seed: int) -> None:
    error = gradient_error((inputs,), tuple(layers), loss, seed)
    assume(error is not None)
    assert error <= 1e-6


@settings(max_examples=60)
@given(shapes, st.lists(convolution | pooling, min_size=1, max_size=3), flatten, st.lists(dense, max_size=1), seeds)
def test_random_convolutional_networks(
    shape: Shape, maps: list[LayerSpec], flatten: list[LayerSpec], end: list[LayerSpec], seed: int
) -> None:
    layers = (*maps, *flatten, *end)
    try:
        parameters = NetworkSpec(shape, layers).parameters
    except SpecError:
        assume(False)
    assume(0 < parameters < 250)
    error = gradient_error(shape, layers, "squared-error", seed, n=2)
    assume(error is not None)
    assert error <= 1e-6
