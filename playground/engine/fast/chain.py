"""The stages of a network's layers, connected so that nothing is copied in between; STAGES, kind of layer → stage."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from playground.engine.activations import ACTIVATIONS, LINEAR, Activation, Array
from playground.engine.fast.convolution import Conv2D
from playground.engine.fast.layers import Dense, Dropout, Flatten
from playground.engine.fast.pooling import AveragePool2D, MaxPool2D
from playground.engine.fast.stage import Slot, Stage, Task
from playground.engine.fast.winograd import Winograd
from playground.engine.fast.written import AsWritten
from playground.engine.layer import Layer
from playground.engine.layer_kinds import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    MaxPool2DSpec,
)
from playground.engine.layer_spec import LayerSpec
from playground.late_dataclass import dataclass

STAGES: dict[type[LayerSpec], type[Stage]] = {
    DenseSpec: Dense,
    Conv2DSpec: Conv2D,
    MaxPool2DSpec: MaxPool2D,
    AveragePool2DSpec: AveragePool2D,
    FlattenSpec: Flatten,
    DropoutSpec: Dropout,
}
"""The kinds of layers that have a fast stage; all others are worked on as the course writes them."""

LONG = 16
"""Values of a sample from which on it is quicker to copy them in as they come, one sample after the other."""


@dataclass(frozen=True, eq=False)
class Chain:
    """Stages that are connected. input: where h_0 is to be put. h: h_1, …, h_L, one for each layer."""

    input: Array
    stages: list[Stage]  # in the order of the forward pass
    trained: list[Stage]  # in the order of the backward pass
    h: tuple[Array, ...]


def connect(
    layers: Sequence[Layer], target: Slot, final: Activation | None, rng: np.random.Generator | None, fuse: bool
) -> Chain:
    """Build the stages from the last to the first, as each provides the place that the one before it writes to.

    final: what is applied to the output instead of the last layer's activation. rng: None in predictions. fuse: not
    every h_k is wanted, so that an activation may be left to the layer behind.
    """
    learning = next((i for i, layer in enumerate(layers) if layer.block is not None), len(layers))
    activations = _activations(layers, final, fuse)
    slot, places = target, dict[int, Array]()
    stages: list[Stage] = []
    trained: list[Stage] = []
    steps = _steps(layers, rng is not None)
    for position, (index, kind) in reversed(list(enumerate(steps))):
        places.setdefault(index, slot.h)
        wanted = slot.gradient is not None and index > learning
        if position == 0:
            in_rows = math.prod(layers[index].input_shape) >= LONG
        else:
            in_rows = fuse and _leaves_rows(steps[position - 1], layers, target.h.shape[-1])
        stage = kind(Task(layers[index], activations[index], slot, wanted, in_rows, rng))
        stages.insert(0, stage)
        if slot.gradient is not None and index >= learning:
            trained.append(stage)
        slot = stage.source
    h = [slot.h]
    for index in range(len(layers)):
        h.append(places.get(index, h[-1]))
    return Chain(slot.h, stages, trained, tuple(h[1:]))


def _steps(layers: Sequence[Layer], training: bool) -> list[tuple[int, type[Stage]]]:
    """What has to be done, in order: the layers' stages, and flattening a map where a stage takes none.

    Flattening the input takes no step, as it is copied into place anyway.
    """
    steps: list[tuple[int, type[Stage]]] = []
    for index, layer in enumerate(layers):
        kind = _kind(layer)
        if kind.is_idle(layer, not steps, training):
            continue
        if steps and len(layer.input_shape) == 3 and not kind.takes_maps:
            steps.append((index, Flatten))
        steps.append((index, kind))
    return steps


def _kind(layer: Layer) -> type[Stage]:
    kind = STAGES.get(type(layer.spec), AsWritten)
    return Winograd if kind is Conv2D and Winograd.pays(layer) else kind


def _leaves_rows(step: tuple[int, type[Stage]], layers: Sequence[Layer], n: int) -> bool:
    index, kind = step
    return kind.leaves_rows(layers[index], n)


def _activations(layers: Sequence[Layer], final: Activation | None, fuse: bool) -> list[Activation]:
    """What each layer applies to its output; where it may, the layer behind does it in its place."""
    activations = [ACTIVATIONS[layer.spec.activation] for layer in layers]
    if final is not None:
        activations[-1] = final
    for index, (layer, behind) in enumerate(pairwise(layers)):
        left = _kind(layer).leaves_activation and _kind(behind).takes_activation
        if fuse and left and activations[index].rises:
            activations[index : index + 2] = LINEAR, activations[index]
    return activations
