"""A unit of a network taken apart gives its very number, and a kernel goes the other way."""

from typing import Any

import numpy as np
import pytest

from playground.engine.kernels import Kernels
from playground.engine.limits import SpecError
from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers
from playground.training.convolution_answer import answer_of
from playground.training.kernel_transfer import taken_apart, with_kernel

WORDS = "conv3x5:relu pool2 conv4x3s2p0d2:tanh avgpool2 dense3"


def network() -> tuple[Network, np.ndarray, tuple[np.ndarray, ...]]:
    """A network with a picture in it: what arrives at each layer, and what it answers."""
    rng = np.random.default_rng(5)
    found = Network(NetworkSpec((20, 22, 3), parse_layers(WORDS)), rng)
    found.theta[:] += rng.normal(0, 0.1, found.theta.size)
    picture = rng.random((1, 20, 22, 3), dtype=np.float32)
    return found, picture[0], tuple(h[0] for h in found.activations(picture))


@pytest.mark.parametrize("layer", range(4))
def test_a_unit_taken_apart_gives_its_number(layer: int) -> None:
    found, picture, h = network()
    arriving = picture if layer == 0 else h[layer - 1]
    for place in np.ndindex(*h[layer].shape):
        experiment = taken_apart(found.spec.layers[layer], arriving, found.parameters[layer], place, "conv")
        answer = answer_of(experiment)
        assert answer.h.shape == (1, 1, 1)
        assert answer.h[0, 0, 0] == pytest.approx(h[layer][place], rel=1e-4, abs=1e-5)
    assert experiment.data.resolve().name == "conv"


def test_what_cannot_be_taken_apart_is_refused() -> None:
    found, picture, h = network()
    with pytest.raises(SpecError, match="has no windows"):
        taken_apart(found.spec.layers[4], h[3], found.parameters[4], (0, 0, 0), "")
    weight, bias = found.parameters[0] or ()
    with pytest.raises(SpecError, match="only the weights of its first units"):
        taken_apart(found.spec.layers[0], picture, (weight[:, :, :2], bias), (0, 0, 0), "")
    (large,) = parse_layers("conv1x9p0")
    with pytest.raises(SpecError, match="a kernel of 9 × 9 over 9 places and 3 channels"):
        taken_apart(large, picture, (np.ones((9, 9, 3, 1)), np.ones(1)), (0, 0, 0), "")


def test_a_kernel_is_taken_along_into_a_layer() -> None:
    found, _, _ = network()
    sharp = Kernels(np.arange(9.0).reshape(3, 3, 1, 1), np.array([0.25])).with_filters(2)
    theta = with_kernel(found.spec, found.theta, 0, 2, sharp)
    weight, bias = found.spec.split(theta)[0] or ()
    assert np.array_equal(weight[1:4, 1:4, 1, 2], np.arange(9).reshape(3, 3)) and bias[2] == 0.25
    assert weight[..., 2].sum() == 3 * 36, "the same on each channel, in the middle"
    others = np.ones(theta.size, bool)
    (found.spec.split(others)[0] or ())[0][..., 2] = False
    (found.spec.split(others)[0] or ())[1][2] = False
    assert np.array_equal(theta[others], found.theta[others]) and theta.dtype == np.float32
    assert np.array_equal(with_kernel(found.spec, theta, 0, 2, sharp, 0), theta)


@pytest.mark.parametrize(
    ("layer", "kernels", "words"),
    [
        (1, np.ones((3, 3, 1, 1)), "layer 2 is no convolution"),
        (4, np.ones((3, 3, 1, 1)), "layer 5 is no convolution"),
        (0, np.ones((7, 7, 1, 1)), "the kernel is 7 × 7, but those of the layer 5"),
        (0, np.ones((3, 3, 2, 1)), "the kernel has 2 channels, but those of the layer 3"),
    ],
)
def test_a_kernel_that_does_not_fit_is_refused(layer: int, kernels: Any, words: str) -> None:
    found, _, _ = network()
    with pytest.raises(SpecError, match=words):
        with_kernel(found.spec, found.theta, layer, 0, Kernels(kernels, np.zeros(1)))
