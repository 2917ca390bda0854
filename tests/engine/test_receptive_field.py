"""Which part of the input a unit sees."""

import numpy as np
import pytest

from playground.engine.network import Network
from playground.engine.receptive_field import Field, Reach, field_of, reach, receptive_field
from playground.engine.spec import DenseSpec, NetworkSpec
from playground.engine.words import parse_layers


def test_grows_from_layer_to_layer():
    # 3 × 3, then pooled in pairs, then 3 × 3 on that: 3, 4 and 8 pixels wide.
    spec = NetworkSpec((20, 20, 1), parse_layers("conv2x3 pool2 conv2x3"))
    assert receptive_field(spec, 0, 10, 10) == Field(9, 9, 12, 12)
    assert receptive_field(spec, 1, 5, 5) == Field(9, 9, 13, 13)
    assert receptive_field(spec, 2, 5, 5) == Field(7, 7, 15, 15)


def test_ends_at_the_edges_of_the_input():
    spec = NetworkSpec((6, 8, 1), parse_layers("conv2x5"))
    assert receptive_field(spec, 0, 0, 0) == Field(0, 0, 3, 3)
    assert receptive_field(spec, 0, 5, 7) == Field(3, 5, 6, 8)


def test_a_dense_unit_sees_everything():
    spec = NetworkSpec((6, 8, 1), (*parse_layers("conv2x3"), DenseSpec(4)))
    assert receptive_field(spec, 1, 0, 3) == Field(0, 0, 6, 8)


@pytest.mark.parametrize("words", ["conv2x4s2p1 pool3s2", "conv3x3 pool2 conv2x5s2p0 avgpool2s1", "conv2x2 dropout0.5"])
def test_is_what_a_change_of_the_input_changes(words):
    rng = np.random.default_rng(3)
    network = Network(NetworkSpec((16, 17, 2), parse_layers(words)), rng)
    layer = len(network.spec.layers) - 1
    rows, columns, _ = network.spec.output_shape
    row, column = rows // 2, columns // 2
    x = rng.random((1, 16, 17, 2), dtype=np.float32)
    before = network.activations(x)[layer][0, row, column].copy()
    seen = np.zeros((16, 17), bool)
    for i, j in np.ndindex(16, 17):
        changed = x.copy()
        changed[0, i, j] += 5
        lower = x.copy()
        lower[0, i, j] -= 5
        both = (network.activations(each)[layer][0, row, column] for each in (changed, lower))
        seen[i, j] = any(not np.array_equal(after, before) for after in both)
    field = receptive_field(network.spec, layer, row, column)
    expected = np.zeros_like(seen)
    expected[field.top : field.bottom, field.left : field.right] = True
    assert not (seen & ~expected).any()
    assert (np.flatnonzero(seen.any(1))[[0, -1]] == [field.top, field.bottom - 1]).all()
    assert (np.flatnonzero(seen.any(0))[[0, -1]] == [field.left, field.right - 1]).all()


def test_a_stack_without_a_network():
    stack = parse_layers("conv1x3 pool2 conv1x3")
    assert reach(stack) == Reach(8, 2, -3)
    assert field_of(stack, 0, 0) == Field(-3, -3, 5, 5)
    assert field_of(stack, 5, 4) == Field(7, 5, 15, 13)
    assert field_of(stack, 0, 0).within(4, 20) == Field(0, 0, 4, 5)
    assert reach(()) == Reach(1, 1, 0)
    assert reach(parse_layers("conv1x3p0d2 conv1x3s2p0 avgpool3s1")) == Reach(11, 2, 0)
