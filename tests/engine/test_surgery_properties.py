"""Surgery on random networks: what is added changes nothing, what is taken away again leaves all as it was."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.activations import ACTIVATIONS
from playground.engine.network import Network
from playground.engine.spec import DenseSpec, NetworkSpec
from playground.engine.surgery import carry, transplant

HIDDEN = [name for name in ACTIVATIONS if name not in ("softmax", "step")]

hidden = st.builds(DenseSpec, st.integers(1, 6), st.sampled_from(HIDDEN))
outputs = st.builds(DenseSpec, st.integers(1, 3), st.sampled_from(["linear", "sigmoid", "softmax", "tanh"]))
seeds = st.integers(0, 2**16)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    layers = (*draw(st.lists(hidden, min_size=1, max_size=4)), draw(outputs))
    rng = np.random.default_rng(draw(seeds))
    network = Network(NetworkSpec((draw(st.integers(1, 4)),), layers), rng, np.float64)
    network.theta += rng.normal(0, 0.3, network.theta.size)
    return network


def samples(network: Network) -> np.ndarray:
    return np.random.default_rng(3).uniform(-3, 3, (60, *network.spec.input_shape))


def operate(old: Network, layers: list[DenseSpec], origin: list[int | None], x: np.ndarray | None = None) -> Network:
    return transplant(old, replace(old.spec, layers=tuple(layers)), origin, np.random.default_rng(2), x=x)


def inserted(old: Network, place: int, activation: str, more: int = 0) -> tuple[Network, list[int | None], list[int]]:
    """The network with a layer of as many units as arrive, and `more`, in front of layer `place`."""
    layers = list(old.spec.layers)
    units = old.spec.input_shapes[place][-1] + more
    origin: list[int | None] = [*range(place), None, *range(place, len(layers))]
    new = operate(old, [*layers[:place], DenseSpec(units, activation), *layers[place:]], origin, samples(old))
    return new, origin, [index for index in range(len(layers) + 1) if index != place]


@settings(max_examples=150)
@given(networks(), st.data())
def test_neurons_that_are_added_anywhere_change_no_output_and_leave_without_a_trace(network, data):
    layers, x = list(network.spec.layers), samples(network)
    more = data.draw(st.lists(st.integers(0, 3), min_size=len(layers) - 1, max_size=len(layers) - 1))
    wider = [replace(layer, units=layer.units + extra) for layer, extra in zip(layers, more, strict=False)]
    origin = list(range(len(layers)))
    grown = operate(network, [*wider, layers[-1]], origin, x)
    np.testing.assert_allclose(grown.predict(x), network.predict(x), rtol=1e-6, atol=1e-6)
    np.testing.assert_array_equal(operate(grown, layers, origin, x).theta, network.theta)


@settings(max_examples=150)
@given(networks(), st.sampled_from(["relu", "leaky-relu", "linear", "elu"]), st.integers(0, 2), st.data())
def test_a_layer_that_is_added_changes_no_output(network, activation, more, data):
    place, x = data.draw(st.integers(0, len(network.spec.layers) - 1)), samples(network)
    grown, _, back = inserted(network, place, activation, more)
    np.testing.assert_allclose(grown.logits(x), network.logits(x), rtol=1e-6, atol=1e-6)
    again = operate(grown, list(network.spec.layers), back, x)
    np.testing.assert_allclose(again.theta, network.theta, rtol=1e-6, atol=1e-9)
    for pair, own in zip(again.parameters, network.parameters, strict=True):
        assert pair is not None and own is not None
        np.testing.assert_array_equal(pair[0], own[0], "but for the rounding of biases nothing is left of it")


@settings(max_examples=60)
@given(networks(), st.data())
def test_a_relu_layer_that_is_added_where_nothing_is_below_0_leaves_without_a_trace(network, data):
    layers = [replace(layer, activation="relu") for layer in network.spec.layers[:-1]]
    network = operate(network, [*layers, network.spec.layers[-1]], list(range(len(layers) + 1)))
    grown, _, back = inserted(network, data.draw(st.integers(1, len(layers))), "relu")
    np.testing.assert_array_equal(operate(grown, list(network.spec.layers), back).theta, network.theta)


@pytest.mark.parametrize(("activation", "share"), [("tanh", 0.01), ("sigmoid", 0.01), ("softplus", 0.001)])
@settings(max_examples=60)
@given(seed=seeds, place=st.integers(0, 2))
def test_a_layer_that_bends_changes_next_to_nothing(activation, share, seed, place):
    layers = (DenseSpec(6, "tanh"), DenseSpec(4, "relu"), DenseSpec(1))
    network = Network(NetworkSpec((2,), layers), np.random.default_rng(seed), np.float64)
    x = samples(network)
    grown, _, back = inserted(network, place, activation)
    # How far h′ may be from h, through the layers behind it.
    arriving = x if place == 0 else network.activations(x)[place - 1]
    reach = np.abs(arriving).max() * np.prod([np.linalg.norm(network.parameters[k][0], 1) for k in range(place, 3)])
    assert np.abs(grown.predict(x) - network.predict(x)).max() <= share * max(reach, 1.0) * 6
    again = operate(grown, list(layers), back, x)
    np.testing.assert_allclose(again.theta, network.theta, rtol=1e-6, atol=1e-9)


@settings(max_examples=100)
@given(networks(), st.data())
def test_moments_follow_their_weights_and_start_at_0_for_new_ones(network, data):
    moments = np.random.default_rng(1).normal(size=network.theta.size)
    place = data.draw(st.integers(0, len(network.spec.layers) - 1))
    grown, origin, back = inserted(network, place, "relu", more=1)
    carried = carry(network, grown, moments, origin)
    assert sorted(carried[carried != 0]) == sorted(moments)
    np.testing.assert_array_equal(carry(grown, network, carried, back), moments)


@settings(max_examples=60)
@given(networks(), st.integers(1, 3))
def test_moments_stand_where_their_weights_do(network, more):
    first, *others = network.spec.layers
    origin = list(range(len(others) + 1))
    grown = operate(network, [replace(first, units=first.units + more), *others], origin)
    # Weights of their own, carried as moments are, land where surgery put them.
    carried = carry(network, grown, network.theta, origin)
    np.testing.assert_array_equal(carried[carried != 0], grown.theta[carried != 0])
