"""Dense layers, flattening and dropout at work on batches of one size; the layout is explained in stage.py."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Literal

import numpy as np

from playground.engine.activations import Array, linear, linear_backward
from playground.engine.fast.products import Call, is_cut, product_by_rows
from playground.engine.fast.stage import Slot, Stage, Task, runs, values_last
from playground.engine.layer import Layer
from playground.engine.layer_kinds import DropoutSpec


class Dense(Stage):
    """a_k = W_k h_{k−1} + b_k and h_k = g_k(a_k).

    h_{k−1} carries a row of ones below it, so the bias, the last row of the block, takes part in the one product.
    """

    takes_maps: ClassVar = False

    def __init__(self, task: Task) -> None:
        layer, activation, target, in_rows = task.layer, task.activation, task.target, task.in_rows
        block, n = layer.block, target.h.shape[-1]
        assert block is not None
        inputs = block.shape[0] - 1
        order: Literal["C", "F"] = "F" if in_rows else "C"
        before = np.ones((inputs + 1, n), block.dtype, order)
        self.source = Slot(before[:-1], np.empty((inputs, n), block.dtype, order) if task.wanted else None, in_rows)
        self._h = values_last(target.h, activation)
        self._activate = activation.function
        self._weigh: Call = partial(block.T.dot, before, target.h)
        if target.in_rows:
            self._weigh = product_by_rows(before.T, block, target.h.T)
        if target.gradient is not None:
            self._delta = values_last(target.gradient, activation)
            self._scratch = np.empty_like(self._delta)
            self._activate = activation.allocating_nothing(self._scratch)
            self._differentiate = activation.backward
            self._prepare_backward(before, block, target.gradient, layer.gradient, target.in_rows)

    def _prepare_backward(
        self, before: Array, block: Array, delta: Array, gradient: Array | None, in_rows: bool
    ) -> None:
        assert gradient is not None
        self._correlate: Call = partial(before.dot, delta.T, gradient)
        if in_rows:
            self._correlate = product_by_rows(before, delta.T, gradient)
        self._weigh_back: Call | None = None
        if self.source.gradient is not None:
            self._weigh_back = partial(block[:-1].dot, delta, self.source.gradient)
            if self.source.in_rows:
                self._weigh_back = product_by_rows(delta.T, block[:-1].T, self.source.gradient.T)

    @classmethod
    def leaves_rows(cls, layer: Layer, n: int) -> bool:
        """Where the product is so large that it is cut into tiles of a few samples each."""
        return layer.block is not None and is_cut(layer.block.size * n)

    @property
    def forward_calls(self) -> list[Call]:
        """a_k = W_k h_{k−1} + b_k; then h_k = g_k(a_k), in the place of a_k, unless that is the same."""
        return [self._weigh] if self._activate is linear else [self._weigh, partial(self._activate, self._h, self._h)]

    @property
    def backward_calls(self) -> list[Call]:
        """δ_k = ∇_{h_k}E ⊙ g′_k(a_k);  ∇_{W_k}E = δ_k h_{k−1}ᵀ, ∇_{b_k}E = δ_k;  ∇_{h_{k−1}}E = W_kᵀ δ_k."""
        differentiate = partial(self._differentiate, self._h, self._delta, self._delta, self._scratch)
        calls = [] if self._differentiate is linear_backward else [differentiate]
        return [*calls, self._correlate, *([] if self._weigh_back is None else [self._weigh_back])]

    def forward(self) -> None:
        for call in self.forward_calls:
            call()

    def backward(self) -> None:
        for call in self.backward_calls:
            call()


class Flatten(Stage):
    """A map (channels, rows, columns, n) as vectors (values, n) with channels running fastest, as at the surface."""

    def __init__(self, task: Task) -> None:
        target, self.source = task.target, task.new_source()
        flat = (*task.layer.input_shape, target.h.shape[-1])
        self._map, self._h = runs(self.source.h), runs(target.h.reshape(flat)).transpose(2, 0, 1)
        if target.gradient is not None and self.source.gradient is not None:
            self._map_gradient = runs(self.source.gradient)
            self._gradient = runs(target.gradient.reshape(flat)).transpose(2, 0, 1)

    @classmethod
    def is_idle(cls, layer: Layer, first: bool, training: bool) -> bool:
        """For a vector, and for the input, which is copied into place anyway."""
        return first or len(layer.input_shape) == 1

    def forward(self) -> None:
        np.copyto(self._h, self._map)

    def backward(self) -> None:
        np.copyto(self._map_gradient, self._gradient)


class Dropout(Stage):
    """h_k = h_{k−1} ⊙ m with m = 0 with probability `rate`, otherwise 1 / (1 − rate); only while training."""

    draws: ClassVar = True

    def __init__(self, task: Task) -> None:
        spec = task.layer.spec
        assert isinstance(spec, DropoutSpec) and task.rng is not None
        self.source, self._target = task.new_source(), task.target
        self.mask: Array = np.zeros_like(self.source.h)
        self._rng, self._rate = task.rng, spec.rate

    @classmethod
    def is_idle(cls, layer: Layer, first: bool, training: bool) -> bool:
        return not training

    def forward(self) -> None:
        self._rng.random(dtype=self.mask.dtype.type, out=self.mask)
        np.add(self.mask, 1 - self._rate, out=self.mask)
        np.floor(self.mask, out=self.mask)  # 1 where the random number reached the rate; no boolean to convert
        np.divide(self.mask, 1 - self._rate, out=self.mask)
        np.multiply(self.source.h, self.mask, out=self._target.h)

    def backward(self) -> None:
        assert self._target.gradient is not None and self.source.gradient is not None
        np.multiply(self._target.gradient, self.mask, out=self.source.gradient)
