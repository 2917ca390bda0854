"""A network at work on batches of one size: the layers' stages, connected so that nothing is copied in between."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike

from playground.engine.activations import ACTIVATIONS, Activation, Array, linear_backward
from playground.engine.convolution import Conv2D
from playground.engine.layers import Dense, Dropout, Flatten, Layer, Slot, Stage
from playground.engine.losses import Loss
from playground.engine.pooling import AveragePool2D, MaxPool2D
from playground.engine.products import is_cut
from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    LayerSpec,
    MaxPool2DSpec,
    Shape,
)

LINEAR = ACTIVATIONS["linear"]

CACHE = 2**20
"""Bytes that the busiest layer's buffers may fill before a batch is worked through in slices."""
MEMORY = 2**26
"""The same where even a few samples overflow the cache."""

Bind = Callable[[Array], tuple[Layer, ...]]
"""The network's layers with their gradients as views into another flat vector."""


def uninterrupted() -> None:
    """What is done between the parts of a batch when nobody asks for anything."""


class Forward:
    """Forward passes of n samples; h holds every h_k afterwards.

    logits: leave out the last layer's activation. every: the h_k of all layers are wanted (otherwise a convolution
    leaves its activation to the pooling behind it).
    """

    def __init__(
        self, layers: Sequence[Layer], n: int, dtype: DTypeLike, *, logits: bool = False, every: bool = False
    ) -> None:
        target = Slot(np.empty(_inside(layers[-1].output_shape, n), dtype), None)
        chain = _connect(layers, target, LINEAR if logits else None, None, not every)
        self._input, self._stages, self.h = chain.input, chain.stages, chain.h
        self.output = target.h

    def run(self, x: Array) -> None:
        """x: (n, …) as at the surface."""
        _fill(self._input, x)
        for stage in self._stages:
            stage.forward()


class Training:
    """Forward and backward passes of n samples; ∇E is the mean over `batch` samples, of which these are a part.

    y: what the last run put out, (n, *output_shape), as at the surface; `output` is the same with samples last.
    """

    def __init__(
        self, layers: Sequence[Layer], n: int, batch: int, dtype: DTypeLike, loss: Loss, rng: np.random.Generator
    ) -> None:
        final = None
        if loss.activation is not None:
            final = replace(ACTIVATIONS[loss.activation], backward=linear_backward)
        self.output: Array = np.empty(_inside(layers[-1].output_shape, n), dtype)
        self.y = turned(self.output)
        self._gradient = np.empty_like(self.output)
        chain = _connect(layers, Slot(self.output, self._gradient), final, rng, True)
        self._input = chain.input
        self._forward = [stage.forward for stage in chain.stages]
        self._backward = [stage.backward for stage in chain.trained]
        self._slope = loss.slope
        self._scale = np.array(loss.factor / batch, dtype)

    def run(self, x: Array, d: Array, between: Callable[[], object]) -> None:
        """x, d: (n, …) as at the surface; fills the output and every layer's part of ∇E. Nothing is in between."""
        _fill(self._input, x)  # h_0 = x
        for forward in self._forward:
            forward()
        self._slope(self.output, turned(d), self._gradient)
        np.multiply(self._gradient, self._scale, self._gradient)  # ∇_{h_L}E
        for backward in self._backward:
            backward()


class Sliced:
    """Training on batches that overflow the cache, slice by slice; ∇E adds up. y: as in Training."""

    def __init__(self, bind: Bind, gradient: Array, n: int, size: int, loss: Loss, rng: np.random.Generator) -> None:
        self._sum, self._part = gradient, np.empty_like(gradient)
        layers = bind(self._part)
        output: Array = np.empty(_inside(layers[-1].output_shape, n), gradient.dtype)
        self.y = turned(output)
        bounds = [(start, min(start + size, n)) for start in range(0, n, size)]
        plans = {m: Training(layers, m, n, gradient.dtype, loss, rng) for m in {stop - start for start, stop in bounds}}
        self._slices = [(slice(start, stop), plans[stop - start], output[..., start:stop]) for start, stop in bounds]

    def run(self, x: Array, d: Array, between: Callable[[], object]) -> None:
        """As in Training; calls `between` before every slice."""
        self._sum.fill(0)
        for part, plan, output in self._slices:
            between()
            plan.run(x[part], d[part], between)
            np.add(self._sum, self._part, self._sum)
            np.copyto(output, plan.output)


def turned(x: Array) -> Array:
    """The view with samples last of an array with samples first, and back; maps have channels where samples are not."""
    return x.transpose(3, 1, 2, 0) if x.ndim == 4 else x.T


def samples_at_once(layers: Sequence[Layer], itemsize: int) -> int:
    """How many samples keep the buffers of the busiest layer about within the cache, as a power of two.

    With fewer than 4 the runs of n contiguous values get too short, so it is 4 unless that fills the memory; 4
    values in single precision are 16 bytes, which NumPy rearranges quickest.
    """
    values = 1
    for layer in layers:
        inputs, outputs = math.prod(layer.input_shape), math.prod(layer.output_shape)
        if isinstance(layer.spec, Conv2DSpec):
            inputs = layer.spec.window_values(layer.input_shape)
        values = max(values, inputs + outputs)
    fitting = round(math.log2(CACHE / (values * itemsize)))
    return 2**fitting if fitting > 2 else max(1, min(4, MEMORY // (values * itemsize)))


def _fill(place: Array, x: Array) -> None:
    # Quicker than np.copyto by a fortieth of a tiny network's whole step.
    place[...] = turned(x) if x.ndim == place.ndim else x.reshape(len(x), -1).T


def _inside(shape: Shape, n: int) -> tuple[int, ...]:
    return (shape[2], shape[0], shape[1], n) if len(shape) == 3 else (shape[0], n)


@dataclass(frozen=True)
class _Chain:
    input: Array
    stages: list[Stage]  # in the order of the forward pass
    trained: list[Stage]  # in the order of the backward pass
    h: tuple[Array, ...]  # one for each layer


def _connect(
    layers: Sequence[Layer], target: Slot, final: Activation | None, rng: np.random.Generator | None, fuse: bool
) -> _Chain:
    """Build the stages from the last to the first, as each provides the place that the one before it writes to."""
    learning = next((i for i, layer in enumerate(layers) if layer.block is not None), len(layers))
    activations = _activations(layers, final, fuse)
    slot, places = target, dict[int, Array]()
    stages: list[Stage] = []
    trained: list[Stage] = []
    steps = _steps(layers, rng is not None)
    for position, (index, spec) in reversed(list(enumerate(steps))):
        if spec is layers[index].spec:
            places[index] = slot.h
        wanted = slot.gradient is not None and index > learning
        in_rows = position == 0 or (fuse and _leaves_rows(steps[position - 1], layers, target.h.shape[-1]))
        stage = _stage(spec, layers[index], activations[index], slot, wanted, in_rows, rng)
        stages.insert(0, stage)
        if slot.gradient is not None and index >= learning:
            trained.append(stage)
        slot = stage.source
    h = [slot.h]
    for index in range(len(layers)):
        h.append(places.get(index, h[-1]))
    return _Chain(slot.h, stages, trained, tuple(h[1:]))


def _steps(layers: Sequence[Layer], training: bool) -> list[tuple[int, LayerSpec]]:
    """What has to be done, in order: the layers, and flattening a map that arrives at a dense layer.

    Flattening the input takes no step, as it is copied into place anyway, nor does dropout in a prediction.
    """
    steps: list[tuple[int, LayerSpec]] = []
    for index, layer in enumerate(layers):
        spec, on_map = layer.spec, len(layer.input_shape) == 3
        if isinstance(spec, FlattenSpec) and not (steps and on_map):
            continue
        if isinstance(spec, DropoutSpec) and not training:
            continue
        if isinstance(spec, DenseSpec) and steps and on_map:
            steps.append((index, FlattenSpec()))
        steps.append((index, spec))
    return steps


def _leaves_rows(step: tuple[int, LayerSpec], layers: Sequence[Layer], n: int) -> bool:
    """Whether the step is a product so large that it is cut into tiles of a few samples each."""
    index, spec = step
    block = layers[index].block
    return isinstance(spec, DenseSpec) and block is not None and is_cut(block.size * n)


def _activations(layers: Sequence[Layer], final: Activation | None, fuse: bool) -> list[Activation]:
    """What each layer applies to its output; behind a convolution, max-pooling does it in its place."""
    activations = [ACTIVATIONS[getattr(layer.spec, "activation", "linear")] for layer in layers]
    if final is not None:
        activations[-1] = final
    for index, (layer, behind) in enumerate(pairwise(layers)):
        pooled = isinstance(layer.spec, Conv2DSpec) and isinstance(behind.spec, MaxPool2DSpec)
        if fuse and pooled and activations[index].elementwise:
            activations[index : index + 2] = LINEAR, activations[index]
    return activations


def _stage(
    spec: LayerSpec,
    layer: Layer,
    activation: Activation,
    target: Slot,
    wanted: bool,
    in_rows: bool,
    rng: np.random.Generator | None,
) -> Stage:
    match spec:
        case DenseSpec():
            return Dense(layer, activation, target, wanted, in_rows)
        case Conv2DSpec():
            return Conv2D(layer, activation, target, wanted)
        case MaxPool2DSpec():
            return MaxPool2D(layer, activation, target, wanted)
        case AveragePool2DSpec():
            return AveragePool2D(layer, target, wanted)
        case FlattenSpec():
            return Flatten(layer, target, wanted)
        case DropoutSpec(rate):
            assert rng is not None
            return Dropout(rate, rng, target, wanted)
