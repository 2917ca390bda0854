"""The fast engine gives the same numbers as the course's, on random networks."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from playground.engine import course
from playground.engine.activations import ACTIVATIONS
from playground.engine.clipping import clip_norm
from playground.engine.fast.stage import inside, turned
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import (
    LAYERS,
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    LayerSpec,
    MaxPool2DSpec,
    NetworkSpec,
    SpecError,
)

activations = st.sampled_from([name for name in ACTIVATIONS if name != "step"])
sizes, strides = st.integers(1, 3), st.none() | st.integers(1, 3)
dense = st.builds(DenseSpec, st.integers(1, 5), activations)
KINDS: dict[str, st.SearchStrategy[LayerSpec]] = {
    "dense": dense,
    "conv": st.builds(
        Conv2DSpec, sizes, st.integers(1, 4), sizes, st.just("same") | st.integers(0, 3), activations, st.integers(1, 3)
    ),
    "pool": st.builds(MaxPool2DSpec, sizes, strides),
    "avgpool": st.builds(AveragePool2DSpec, sizes, strides),
    "flatten": st.just(FlattenSpec()),
    "dropout": st.builds(DropoutSpec, st.sampled_from([0.0, 0.2, 0.5])),
}
on_vectors = st.lists(dense | KINDS["dropout"] | KINDS["flatten"], max_size=4)
on_maps = st.lists(st.one_of(*(KINDS[name] for name in ("conv", "pool", "avgpool", "dropout"))), max_size=4)
vectors, maps = st.tuples(st.integers(1, 5)), st.tuples(st.integers(3, 8), st.integers(3, 8), st.integers(1, 3))
ends = dense | KINDS["conv"]


class Draws:
    """Random numbers in the order in which the fast engine draws them: samples last."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def random(self, shape: tuple[int, ...]) -> np.ndarray:
        return turned(self._rng.random(inside(shape[1:], shape[0])))


@st.composite
def networks(draw: st.DrawFn) -> tuple[NetworkSpec, str]:
    """A network, and a loss that goes with it."""
    loss = draw(st.sampled_from(list(LOSSES)))
    if draw(st.booleans()):
        shape, layers, end = draw(vectors), draw(on_vectors), draw(dense)
    else:
        shape, layers, end = draw(maps), draw(on_maps) + draw(on_vectors), draw(ends)
    fitting = LOSSES[loss].activation
    end = end if fitting is None else replace(end, activation=fitting)
    try:
        return NetworkSpec(shape, (*layers, end)), loss
    except SpecError:
        assume(False)
        raise


def targets(spec: NetworkSpec, loss: str, n: int, rng: np.random.Generator) -> np.ndarray:
    *others, units = spec.output_shape
    if loss == "cross-entropy":
        return np.eye(units)[rng.integers(0, units, (n, *others))]
    if loss == "binary-cross-entropy":
        return rng.integers(0, 2, (n, *others, units)).astype(float)
    return rng.normal(size=(n, *others, units))


def assert_alike(spec: NetworkSpec, loss: str, optimizer: str, n: int, seed: int, clip: float = math.inf) -> None:
    """All that both say of n samples is equal, and so is what they learn in three steps."""
    rng = np.random.default_rng(seed)
    network = Network(spec, np.random.default_rng(seed), np.float64)
    network.theta[:] = rng.normal(0, 0.5, network.theta.size)
    x, d = rng.normal(size=(n, *spec.input_shape)), targets(spec, loss, n, rng)

    written = spec.course_network(network.theta)
    np.testing.assert_allclose(network.predict(x), written.forward(x), atol=1e-10)
    np.testing.assert_allclose(network.logits(x), written.layers[-1].a, atol=1e-10)
    for fast, layer in zip(network.activations(x), written.layers, strict=True):
        np.testing.assert_allclose(fast.reshape(layer.h.shape), layer.h, atol=1e-10)
    assert network.loss(x, d, LOSSES[loss]) == pytest.approx(written.error(d, loss))

    network.rng.bit_generator.state = np.random.default_rng(seed).bit_generator.state
    learning = spec.course_network(network.theta, Draws(seed))  # type: ignore[arg-type]
    steps, moments = OPTIMIZERS[optimizer](network.theta.size, np.float64), []
    for _ in range(3):
        network.train_batch(x, d, LOSSES[loss])
        y = learning.forward(x)
        learning.backward(d, loss)
        np.testing.assert_allclose(network.output, y, atol=1e-8)
        np.testing.assert_allclose(network.gradient, learning.gradient, atol=1e-8)
        clip_norm(network.gradient, clip)
        steps.step(network.theta, network.gradient, 0.01)
        gradient = course.clip(learning.gradient, clip)
        learning.theta, *moments = course.UPDATES[optimizer](learning.theta, gradient, 0.01, *moments)
        np.testing.assert_allclose(network.theta, learning.theta, atol=1e-8)


@settings(max_examples=250)
@given(
    networks(),
    st.sampled_from(list(OPTIMIZERS)),
    st.integers(1, 6),
    st.integers(0, 2**16),
    st.sampled_from((math.inf, 0.1)),
)
def test_random_networks(network: tuple[NetworkSpec, str], optimizer: str, n: int, seed: int, clip: float) -> None:
    assert_alike(*network, optimizer, n, seed, clip)


@settings(max_examples=60)
@given(networks(), st.integers(5, 9), st.integers(0, 2**16))
def test_random_networks_in_slices_and_tiles(network: tuple[NetworkSpec, str], n: int, seed: int) -> None:
    spec, loss = network
    assume(not any(isinstance(layer, DropoutSpec) for layer in spec.layers))  # each slice draws for itself
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playground.engine.fast.plan.CACHE", 40)
        patch.setattr("playground.engine.fast.plan.FEWEST", 2)
        patch.setattr("playground.engine.fast.products.UNPACKED", 200)
        patch.setattr("playground.engine.fast.products.UNPACKED_RESULT", 20)
        assert Network(spec, dtype=np.float64).works_in_slices(n)
        assert_alike(spec, loss, "sgd", n, seed)


def test_no_kind_is_left_out() -> None:
    assert KINDS.keys() == LAYERS.keys()
