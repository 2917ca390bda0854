"""Convolution and pooling against the course's examples and against plain loops."""

import numpy as np
import pytest

from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.spec import AveragePool2DSpec, Conv2DSpec, LayerSpec, MaxPool2DSpec, NetworkSpec

# The course's examples; rows run over the kernel, columns over one channel each.
BINARY = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
RED = [[156, 155, 156, 158, 158], [153, 154, 157, 159, 159], [149, 151, 155, 158, 159], [146, 146, 149, 153, 158]]
GREEN = [[167, 166, 167, 169, 169], [164, 165, 168, 170, 170], [160, 162, 166, 169, 170], [156, 156, 159, 163, 168]]
BLUE = [[163, 162, 163, 165, 165], [160, 161, 164, 166, 166], [156, 158, 162, 165, 166], [155, 155, 158, 162, 167]]
RED_KERNEL = [[-1, -1, 1], [0, 1, -1], [0, 1, 1]]
GREEN_KERNEL = [[1, 0, 0], [1, -1, -1], [1, 0, -1]]
BLUE_KERNEL = [[0, 1, 1], [0, 1, 0], [1, -1, 1]]


def single(shape: tuple[int, int, int], layer: LayerSpec) -> Network:
    return Network(NetworkSpec(shape, (layer,)), np.random.default_rng(0), np.float64)


def test_the_courses_convolution_one_value_at_a_time() -> None:
    network = single((5, 5, 1), Conv2DSpec(1, 3, padding=0))
    network.theta[:] = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0]
    y = network.predict(np.array(BINARY, float)[None, :, :, None])
    assert y[0, :, :, 0].tolist() == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]


def test_the_courses_convolution_with_channels() -> None:
    network = single((4, 5, 3), Conv2DSpec(1, 3, padding=1))
    kernel, bias = network.parameters[0]
    kernel[:, :, :, 0] = np.stack([RED_KERNEL, GREEN_KERNEL, BLUE_KERNEL], axis=-1)
    bias[:] = 1
    y = network.predict(np.stack([RED, GREEN, BLUE], axis=-1)[None].astype(float))
    assert y[0, :2, :4, 0].tolist() == [[-25, 466, 466, 475], [295, 787, 798, 812]]


def convolved(x: np.ndarray, kernel: np.ndarray, bias: np.ndarray, layer: Conv2DSpec) -> np.ndarray:
    n, rows, columns, channels = x.shape
    before, after = layer.pads
    padded = np.zeros((n, rows + before + after, columns + before + after, channels))
    padded[:, before : before + rows, before : before + columns] = x
    out_rows, out_columns, filters = layer.output_shape((rows, columns, channels))
    y = np.empty((n, out_rows, out_columns, filters))
    for i in range(out_rows):
        for j in range(out_columns):
            top, left = i * layer.stride, j * layer.stride
            reached = np.s_[: layer.reach : layer.dilation]
            window = padded[:, top:, left:][:, reached, reached]
            y[:, i, j] = np.tensordot(window, kernel, 3) + bias
    return y


@pytest.mark.parametrize("padding", ["same", 0, 1, 4])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize(("kernel_size", "dilation"), [(1, 1), (2, 1), (3, 1), (4, 1), (1, 3), (2, 2), (3, 2), (2, 4)])
def test_any_geometry(kernel_size: int, dilation: int, stride: int, padding: int) -> None:
    layer = Conv2DSpec(3, kernel_size, stride, padding, dilation=dilation)
    network = single((7, 5, 2), layer)
    network.theta += 0.1
    x = np.random.default_rng(1).normal(size=(3, 7, 5, 2))
    np.testing.assert_allclose(network.predict(x), convolved(x, *network.parameters[0], layer), atol=1e-12)


@pytest.mark.parametrize("stride", [None, 1, 2, 3])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pooling(size: int, stride: int | None) -> None:
    x = np.random.default_rng(2).normal(size=(3, 7, 5, 2))
    for kind, reduce in ((MaxPool2DSpec, np.max), (AveragePool2DSpec, np.mean)):
        layer = kind(size, stride)
        y = single((7, 5, 2), layer).predict(x)
        for i in range(y.shape[1]):
            for j in range(y.shape[2]):
                top, left = i * layer.step, j * layer.step
                window = x[:, top : top + size, left : left + size]
                np.testing.assert_allclose(y[:, i, j], reduce(window, axis=(1, 2)))


@pytest.mark.parametrize("stride", [None, 1])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_gradient_of_a_maximum_goes_to_one_winner_even_among_equals(size: int, stride: int | None) -> None:
    pool = MaxPool2DSpec(size, stride)
    network = Network(NetworkSpec((6, 6, 1), (Conv2DSpec(1, 1), pool)), None, np.float64)
    x = np.ones((1, 6, 6, 1))
    # All values are equal and the kernel is one weight w, so ∇_w E = Σ δ x counts each winner's share of δ = −2.
    network.train_batch(x, np.ones((1, *network.spec.output_shape)), LOSSES["squared-error"])
    windows = np.prod(network.spec.output_shape)
    assert network.gradient.tolist() == [-2 * windows, -2 * windows]


def test_a_small_shift_leaves_the_maximum_unchanged() -> None:
    network = single((4, 4, 1), MaxPool2DSpec(2))
    x = np.zeros((2, 4, 4, 1))
    x[0, 0, 2] = x[1, 1, 3] = 1
    np.testing.assert_array_equal(*network.predict(x))


def test_an_activation_before_pooling_is_the_same_in_training_and_in_activations() -> None:
    spec = NetworkSpec((6, 6, 1), (Conv2DSpec(3, 3, activation="tanh"), MaxPool2DSpec()))
    network = Network(spec, np.random.default_rng(0), np.float64)
    x = np.random.default_rng(1).normal(size=(4, 6, 6, 1))
    maps, pooled = network.activations(x)
    assert np.abs(maps).max() < 1
    np.testing.assert_allclose(pooled, maps.reshape(4, 3, 2, 3, 2, 3).max(axis=(2, 4)))
    np.testing.assert_allclose(network.predict(x), pooled)
