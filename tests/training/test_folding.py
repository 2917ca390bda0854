"""Linear layers as one map, held against the network that is learning."""

import numpy as np
import pytest

from playground.engine.network import Network
from playground.engine.spec import DenseSpec, NetworkSpec
from playground.training.folding import folding


def network(*layers: DenseSpec) -> Network:
    return Network(NetworkSpec((2,), layers), np.random.default_rng(5))


def test_the_difference_is_that_of_rounding_only():
    deep = network(*[DenseSpec(20, "linear")] * 8, DenseSpec(1, "sigmoid"))
    found = folding(deep, np.random.default_rng(1).uniform(-3, 3, (500, 2)).astype(np.float32))
    assert found is not None and found.single is not None and found.places == 500
    assert found.single.layers == tuple(range(1, 10))
    assert 0 < found.difference < 1e-6  # of float32, in which the network answers


def test_it_is_the_largest_difference_to_what_the_network_answers():
    single, x = network(DenseSpec(3, "linear"), DenseSpec(2, "tanh")), np.array([[1.0, 2.0], [0.0, -1.0]], np.float32)
    found = folding(single, x)
    assert found is not None and found.single is not None
    answers = np.tanh(x @ found.single.weight.T + found.single.bias)
    assert found.difference == pytest.approx(np.abs(answers - single.predict(x)).max())


def test_where_every_layer_is_needed_there_is_nothing_to_tell():
    x = np.zeros((3, 2), np.float32)
    assert folding(network(DenseSpec(3, "tanh"), DenseSpec(1, "sigmoid")), x) is None
    assert folding(network(DenseSpec(1, "sigmoid")), x) is None
