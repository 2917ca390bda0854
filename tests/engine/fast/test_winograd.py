"""Convolutions with fewer multiplications give the numbers of the course's, and are chosen for wide layers alone."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from playground.engine.activations import ACTIVATIONS
from playground.engine.fast.plan import Training
from playground.engine.fast.winograd import Winograd
from playground.engine.gradcheck import numerical_gradient, relative_error
from playground.engine.losses import LOSSES
from playground.engine.network import Network, uninterrupted
from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    LayerSpec,
    MaxPool2DSpec,
    NetworkSpec,
    Shape,
    SpecError,
)
from playground.engine.words import parse_layers
from tests.engine.fast.test_equals_course import assert_alike

# Squares of squares are so large that a gradient of zero drowns in their rounding.
activations = st.sampled_from([name for name in ACTIVATIONS if name not in ("step", "square")])
paddings = st.just("same") | st.integers(0, 3)
convolutions = st.builds(Conv2DSpec, st.integers(1, 4), st.just(3), padding=paddings, activation=activations)
others = st.one_of(
    st.builds(MaxPool2DSpec, st.integers(2, 3), st.none() | st.integers(1, 3)),
    st.builds(AveragePool2DSpec, st.integers(2, 3), st.none() | st.integers(1, 3)),
    st.builds(Conv2DSpec, st.integers(1, 4), st.integers(1, 3), st.integers(1, 2), paddings, activations),
    st.just(DropoutSpec(0.2)),
)
maps = st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 3))


@pytest.fixture
def everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """However narrow the layer and odd the map."""
    for name in ("FEWEST_CHANNELS", "FEWEST_FILTERS", "LEAST_USED"):
        monkeypatch.setattr(f"playground.engine.fast.winograd.{name}", 0)


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches in slices, products in tiles."""
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 40)
    monkeypatch.setattr("playground.engine.fast.plan.FEWEST", 2)
    monkeypatch.setattr("playground.engine.fast.products.UNPACKED", 200)
    monkeypatch.setattr("playground.engine.fast.products.UNPACKED_RESULT", 20)


@st.composite
def networks(draw: st.DrawFn) -> NetworkSpec:
    layers: list[LayerSpec] = draw(st.lists(convolutions | others, max_size=1))
    layers += [draw(convolutions), *draw(st.lists(convolutions | others, max_size=1))]
    if draw(st.booleans()):
        layers.append(DenseSpec(2, "tanh"))
    try:
        return NetworkSpec(draw(maps), tuple(layers))
    except SpecError:
        assume(False)
        raise


@settings(max_examples=200)
@given(networks(), st.integers(1, 5), st.integers(0, 2**16))
@pytest.mark.usefixtures("everywhere")
def test_random_networks(spec: NetworkSpec, n: int, seed: int) -> None:
    assert_alike(spec, "squared-error", "sgd", n, seed)


@settings(max_examples=60)
@given(networks(), st.integers(5, 9), st.integers(0, 2**16))
@pytest.mark.usefixtures("everywhere", "in_pieces")
def test_random_networks_in_slices_and_tiles(spec: NetworkSpec, n: int, seed: int) -> None:
    assume(not any(isinstance(layer, DropoutSpec) for layer in spec.layers))  # each slice draws for itself
    assert Network(spec, dtype=np.float64).works_in_slices(n)
    assert_alike(spec, "squared-error", "sgd", n, seed)


@pytest.mark.parametrize("words", ["conv64x3:square", "conv64x3p0:relu pool2", "conv64x3p1:relu pool3s1 dense3:tanh"])
def test_wide_layers(words: str) -> None:
    assert_alike(NetworkSpec((6, 8, 32), parse_layers(words)), "squared-error", "adam", 3, 0)


def test_in_single_precision_the_error_stays_as_small() -> None:
    spec = NetworkSpec((14, 14, 32), parse_layers("conv64x3:relu pool2 dense10:softmax"))
    rng = np.random.default_rng(0)
    x, d = rng.normal(size=(8, 14, 14, 32)), np.eye(10)[rng.integers(0, 10, 8)]
    exact, rounded = (Network(spec, np.random.default_rng(1), dtype) for dtype in (np.float64, np.float32))
    exact.theta[:] = rounded.theta
    for network in (exact, rounded):
        network.train_batch(x.astype(network.dtype), d.astype(network.dtype), LOSSES["cross-entropy"])
    assert relative_error(rounded.gradient.astype(np.float64), exact.gradient) < 1e-5


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("shape", [(4, 6, 2), (5, 3, 2)])
@pytest.mark.parametrize("padding", ["same", 0, 2])
def test_the_gradient_agrees_with_central_differences(shape: Shape, padding: int) -> None:
    layers = (Conv2DSpec(2, 3, padding=1, activation="tanh"), Conv2DSpec(2, 3, padding=padding, activation="sigmoid"))
    network = Network(NetworkSpec(shape, layers), np.random.default_rng(0), np.float64)
    rng, loss, probe = np.random.default_rng(1), LOSSES["squared-error"], network.copy()
    x, d = rng.normal(size=(3, *shape)), rng.normal(size=(3, *network.spec.output_shape))

    def error(theta: np.ndarray) -> float:
        probe.theta[:] = theta
        return probe.loss(x, d, loss)

    network.train_batch(x, d, loss)
    assert relative_error(network.gradient, numerical_gradient(error, network.theta)) < 1e-7


@pytest.mark.usefixtures("everywhere")
def test_training_allocates_nothing() -> None:
    network = Network(NetworkSpec((9, 9, 2), parse_layers("conv32x3:relu conv64x3:tanh pool2 dense3")))
    training = Training(network.layers, 8, 8, network.dtype, LOSSES["squared-error"], network.rng)
    x, d = np.ones((8, 9, 9, 2), np.float32), np.ones((8, 3), np.float32)
    training.run(x, d, uninterrupted)
    tracemalloc.start()
    try:
        training.run(x, d, uninterrupted)
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()  # NumPy itself takes up to 8192 values per operand for the length of a call
        for _ in range(20):
            training.run(x, d, uninterrupted)
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 4 * 1024
    assert peak - before < 128 * 1024


@pytest.mark.parametrize(
    ("shape", "word", "pays"),
    [
        ((14, 14, 32), "conv64x3", True),
        ((28, 28, 64), "conv64x3p0", True),
        ((13, 13, 32), "conv64x3", True),
        ((11, 11, 64), "conv64x3", False),
        ((14, 14, 16), "conv64x3", False),
        ((14, 14, 32), "conv32x3", False),
        ((14, 14, 32), "conv64x3s2", False),
        ((14, 14, 32), "conv64x3d2", False),
        ((14, 14, 32), "conv64x5", False),
    ],
)
def test_where_it_pays(shape: Shape, word: str, pays: bool) -> None:
    assert Winograd.pays(Network(NetworkSpec(shape, parse_layers(word))).layers[0]) is pays
