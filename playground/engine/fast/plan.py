"""A network at work on batches of one size: forward passes, and training."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
from numpy.typing import DTypeLike

from playground.engine.activations import ACTIVATIONS, LINEAR, Array, linear_backward
from playground.engine.fast.chain import connect
from playground.engine.fast.layers import Dropout
from playground.engine.fast.stage import Slot, inside, turned
from playground.engine.layer import Layer
from playground.engine.losses import Loss

CACHE = 7 * 2**19
"""Bytes that the busiest layer's buffers may fill before samples are worked through in slices."""
FEWEST = 8
"""Smaller slices would make too many calls, between which threads wait for each other."""
MEMORY = 2**26
"""Bytes that the busiest layer's buffers may fill with the fewest samples that are worked on at once."""
HANDS_MEMORY = 2**29
"""Bytes that the buffers of all threads may fill that work at one thing: there are no more threads than that."""

Bind = Callable[[Array], tuple[Layer, ...]]
"""The network's layers with their gradients as views into another flat vector."""


class Forward:
    """Forward passes of n samples; h holds every h_k afterwards.

    logits: leave out the last layer's activation. every: the h_k of all layers are wanted (otherwise a convolution
    leaves its activation to the pooling behind it).
    """

    def __init__(
        self, layers: Sequence[Layer], n: int, dtype: DTypeLike, *, logits: bool = False, every: bool = False
    ) -> None:
        target = Slot(np.empty(inside(layers[-1].output_shape, n), dtype), None)
        chain = connect(layers, target, LINEAR if logits else None, None, not every)
        self._input, self.h = chain.input, chain.h
        self._forward = [call for stage in chain.stages for call in stage.forward_calls]
        self.output = target.h

    def run(self, x: Array) -> None:
        """x: (n, …) as at the surface."""
        _fill(self._input, x)
        for forward in self._forward:
            forward()


class Training:
    """Forward and backward passes of n samples; ∇E is the mean over `batch` samples, of which these are a part.

    y: what the last run put out, (n, *output_shape), as at the surface; `output` is the same with samples last.
    masks: what every dropout layer multiplied with in the last run, samples last; first_masks: those of the first
    sample. draws: whether chance has a part.
    """

    settled: ClassVar = 1
    """One thread does it."""

    def __init__(
        self, layers: Sequence[Layer], n: int, batch: int, dtype: DTypeLike, loss: Loss, rng: np.random.Generator
    ) -> None:
        final = None
        if loss.activation is not None:
            final = replace(ACTIVATIONS[loss.activation], backward=linear_backward)
        self.output: Array = np.empty(inside(layers[-1].output_shape, n), dtype)
        self.y = turned(self.output)
        self._gradient = np.empty_like(self.output)
        chain = connect(layers, Slot(self.output, self._gradient), final, rng, True)
        self._input = chain.input
        self._forward = [call for stage in chain.stages for call in stage.forward_calls]
        self._backward = [call for stage in chain.trained for call in stage.backward_calls]
        self.masks = tuple(stage.mask for stage in chain.stages if isinstance(stage, Dropout))
        self.first_masks = tuple(mask[..., 0] for mask in self.masks)
        self.draws = any(stage.draws for stage in chain.stages)
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


def busiest_values(layers: Sequence[Layer]) -> int:
    """How many values the busiest layer lays out for one sample."""
    return max(map(_values, layers))


def hands_affordable(layers: Sequence[Layer], n: int, itemsize: int) -> int:
    """How many threads may each have buffers for n samples; in all there are about twice what the layers lay out."""
    return max(1, HANDS_MEMORY // (2 * sum(map(_values, layers)) * n * itemsize))


def samples_at_once(layers: Sequence[Layer], itemsize: int) -> int:
    """How many samples keep the buffers of the busiest layer within the cache, as a power of two; FEWEST unless
    these overflow the memory."""
    size = busiest_values(layers) * itemsize
    fitting = CACHE // size
    return 2 ** (fitting.bit_length() - 1) if fitting > FEWEST else max(1, min(FEWEST, MEMORY // size))


def _values(layer: Layer) -> int:
    return layer.spec.window_values(layer.input_shape) + math.prod(layer.output_shape)


def _fill(place: Array, x: Array) -> None:
    # Quicker than np.copyto by a fortieth of a tiny network's whole step.
    place[...] = turned(x) if x.ndim == place.ndim else x.reshape(len(x), -1).T
