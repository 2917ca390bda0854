"""Linear layers behind one another are one affine map, whatever they are and however many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.affine import affine_maps, folds
from playground.engine.network import Network
from playground.engine.spec import Conv2DSpec, DenseSpec, DropoutSpec, NetworkSpec

BENDING = ["tanh", "relu", "sigmoid", "square", "leaky-relu"]
outputs = st.builds(DenseSpec, st.integers(1, 4), st.sampled_from(["linear", "sigmoid", "softmax", "tanh"]))
dropout = st.builds(DropoutSpec, st.floats(0.1, 0.9))


def hidden(*activations: str) -> st.SearchStrategy[DenseSpec]:
    return st.builds(DenseSpec, st.integers(1, 6), st.sampled_from(activations))


@st.composite
def networks(draw: st.DrawFn, layer: st.SearchStrategy[DenseSpec]) -> Network:
    layers = (*draw(st.lists(st.one_of(layer, dropout), max_size=6)), draw(outputs))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    network = Network(NetworkSpec((draw(st.integers(1, 4)),), layers), rng, np.float64)
    network.theta += rng.normal(0, 0.5, network.theta.size)
    return network


def samples(network: Network) -> np.ndarray:
    return np.random.default_rng(3).uniform(-3, 3, (40, *network.spec.input_shape))


@settings(max_examples=150)
@given(networks(hidden("linear")))
def test_a_network_of_linear_layers_is_one_map_behind_the_activation_of_its_output(network):
    (single,), x = affine_maps(network.spec, network.theta), samples(network)
    assert single.activation == network.spec.layers[-1].activation
    assert single.weight.shape == (*network.spec.output_shape, *network.spec.input_shape)
    np.testing.assert_allclose(x @ single.weight.T + single.bias, network.logits(x), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(single(x), network.predict(x), rtol=1e-9, atol=1e-9)


@settings(max_examples=150)
@given(networks(hidden("linear", *BENDING)))
def test_fewer_layers_answer_the_same_and_none_is_forgotten(network):
    maps, x = affine_maps(network.spec, network.theta), samples(network)
    assert maps is not None
    h = x
    for each in maps:
        h = each(h)
    np.testing.assert_allclose(h, network.predict(x), rtol=1e-8, atol=1e-8)
    learning = sum(pair is not None for pair in network.parameters)
    assert [number for each in maps for number in each.layers] == list(range(1, learning + 1))
    assert all(each.activation != "linear" for each in maps[:-1])
    assert folds(network.spec) is (len(maps) < learning)


@settings(max_examples=60)
@given(networks(hidden(*BENDING)))
def test_layers_that_bend_what_arrives_stay_by_themselves(network):
    maps = affine_maps(network.spec, network.theta)
    assert maps is not None and all(len(each.layers) == 1 for each in maps)
    assert not folds(network.spec)


def test_a_product_by_hand():
    spec = NetworkSpec((2,), (DenseSpec(2, "linear"), DropoutSpec(0.5), DenseSpec(1, "sigmoid")))
    # W₁ = [1 2; 3 4], b₁ = (1, −1), W₂ = (1, −1), b₂ = 0.5
    theta = np.array([1, 3, 2, 4, 1, -1, 1, -1, 0.5], np.float32)
    (single,) = affine_maps(spec, theta)
    # W = W₂ W₁ = (1 − 3, 2 − 4), b = W₂ b₁ + b₂ = 1 + 1 + 0.5
    assert single.layers == (1, 2)
    assert (single.weight == [[-2, -2]]).all() and single.bias == pytest.approx([2.5])


def test_of_other_kinds_of_layers_nothing_is_said():
    spec = NetworkSpec((4, 4, 1), (Conv2DSpec(2, 3), DenseSpec(2)))
    assert affine_maps(spec, np.zeros(spec.parameters)) is None and not folds(spec)
