"""Between a network and a kernel on a map: one unit of a layer taken apart, and a kernel taken along into a layer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from playground.data.number_maps import MOST_SIDE, NumberMap
from playground.engine.kernels import MOST_CHANNELS, MOST_SIZE, Kernels, centred
from playground.engine.layer_kinds import Conv2DSpec, PoolSpec
from playground.engine.layer_spec import LayerSpec
from playground.engine.limits import SpecError
from playground.engine.pooling_sums import PoolingSums
from playground.engine.spec import NetworkSpec
from playground.engine.window_sums import ConvolutionSums
from playground.late_dataclass import dataclass
from playground.training.chosen_convolution import ConvolutionModel
from playground.training.chosen_maps import MapsData
from playground.training.convolution_beside import POOLINGS
from playground.training.convolution_examples import USUAL_PACE
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings

Weights = tuple[NDArray[np.floating], NDArray[np.floating]]


@dataclass(frozen=True)
class OfferedKernel:
    """A kernel, number `of` of some, that a layer of a network is to take along."""

    kernels: Kernels
    of: int = 0


def taken_apart(
    layer: LayerSpec, h: NDArray[np.floating], weights: Weights | None, place: tuple[int, int, int], name: str
) -> Experiment:
    """One unit of a layer as an experiment of its own, whose only output is the unit's: its patch of what arrives,
    zeros of the padding included, its kernel and its bias.

    h (rows, columns, channels): what arrives; weights: of the layer, all of them; place: (row, column, filter) of the
    unit; name: what the patch is called. SpecError or ExperimentError for a unit that is too large to be shown.
    """
    row, column, filter = place
    x = np.asarray(h, np.float64)
    if isinstance(layer, PoolSpec):
        kind = next(each for each, spec in POOLINGS.items() if isinstance(layer, spec))
        patch = PoolingSums(x, layer).window(row, column, filter).values
        return _experiment(patch, name, ConvolutionModel(operation=kind, pool_size=layer.size))
    if not isinstance(layer, Conv2DSpec) or weights is None:
        raise SpecError("{layer} has no windows; units of convolutions and poolings are taken apart", layer=str(layer))
    kernels = _kernel_of(layer, x.shape, weights, filter)
    window = ConvolutionSums(x, kernels, replace(layer, filters=1)).window(row, column)
    patch = np.zeros((layer.reach, layer.reach, kernels.channels))
    patch[:: layer.dilation, :: layer.dilation] = window.values
    model = ConvolutionModel(kernels=kernels, padding=0, dilation=layer.dilation, activation=layer.activation)
    return _experiment(patch, name, model)


def with_kernel(
    spec: NetworkSpec, theta: NDArray[np.floating], layer: int, filter: int, kernels: Kernels, of: int = 0
) -> NDArray[np.float32]:
    """θ of a network in which one filter of a convolution is kernel number `of` of some others, bias and all.

    A smaller kernel stands in the middle, one of a single channel takes each channel by itself. SpecError for a layer
    that is no convolution, or where the kernel does not fit.
    """
    changed = np.array(theta, np.float32)
    pair, chosen = spec.split(changed)[layer], spec.layers[layer]
    if pair is None or not isinstance(chosen, Conv2DSpec):
        raise SpecError("layer {number} is no convolution", number=layer + 1)
    weight, bias = pair
    size, channels = chosen.kernel_size, weight.shape[2]
    if kernels.size > size:
        raise SpecError("the kernel is {size} × {size}, but those of the layer {most}", size=kernels.size, most=size)
    if kernels.channels not in (1, channels):
        raise SpecError(
            "the kernel has {count} channels, but those of the layer {channels}",
            count=kernels.channels,
            channels=channels,
        )
    weight[..., filter] = centred(kernels.weight[..., of], size)
    bias[filter] = kernels.bias[of]
    return changed


def _kernel_of(layer: Conv2DSpec, shape: tuple[int, ...], weights: Weights, filter: int) -> Kernels:
    weight, bias = weights
    if layer.kernel_size > MOST_SIZE or layer.reach > MOST_SIDE or shape[2] > MOST_CHANNELS:
        raise SpecError(
            "a kernel of {size} × {size} over {reach} places and {channels} channels; shown are at most"
            " {most} × {most} over {side} and {most_channels}",
            size=layer.kernel_size,
            reach=layer.reach,
            channels=shape[2],
            most=MOST_SIZE,
            side=MOST_SIDE,
            most_channels=MOST_CHANNELS,
        )
    if weight.shape[:3] != layer.weight_shape(shape)[:3] or filter >= weight.shape[3]:
        raise SpecError("the network is too large: only the weights of its first units are at hand")
    one = slice(filter, filter + 1)
    return Kernels(weight[..., one].astype(np.float64), bias[one].astype(np.float64))


def _experiment(patch: NDArray[np.float64], name: str, model: ConvolutionModel) -> Experiment:
    return Experiment(MapsData().with_numbers(NumberMap(patch, name)), model, TrainingSettings(pace=USUAL_PACE))
