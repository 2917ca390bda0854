"""Layers: their weights as views into θ, and dense, flatten and dropout at work on batches of one size.

Inside a network the samples of a batch are columns, as on the slides: h_k is (units, n), and a map is
(channels, rows, columns, n). Every elementwise call, every shifted window and every pooling stride then runs
along n contiguous values; only behind a large dense product, which is quicker by samples, does a sample. A layer at
work is prepared once per batch size and keeps all its buffers, so that `forward` and `backward` allocate nothing and
look nothing up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import Activation, Array
from playground.engine.products import Call, product_by_rows
from playground.engine.spec import Conv2DSpec, LayerSpec, Shape

Raw = NDArray[np.void]


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of a network: its spec, its shapes, and its part of θ and of ∇E.

    block: (inputs + 1, units) view into θ, or None; its last row is the bias. gradient: the same for ∇E.
    """

    spec: LayerSpec
    input_shape: Shape
    output_shape: Shape
    block: Array | None = None
    gradient: Array | None = None

    @property
    def parameters(self) -> tuple[Array, Array] | None:
        """Views (weight, bias) into θ: for a dense layer (inputs, units), the slide's W transposed, so h = x @ W + b;
        for a convolution (size, size, channels, filters)."""
        return self._split(self.block)

    @property
    def gradients(self) -> tuple[Array, Array] | None:
        """Views into ∇E, as for `parameters`."""
        return self._split(self.gradient)

    def _split(self, block: Array | None) -> tuple[Array, Array] | None:
        if block is None:
            return None
        weight = block[:-1]
        if isinstance(self.spec, Conv2DSpec):
            size = self.spec.kernel_size
            weight = weight.reshape(size, size, self.input_shape[2], self.spec.filters)
        return weight, block[-1]


@dataclass(frozen=True)
class Slot:
    """The place of one h_k, (units, n) or (channels, rows, columns, n), and of ∇_{h_k}E where it is wanted.

    in_rows: the values of one sample lie side by side in memory, instead of those of one unit.
    """

    h: Array
    gradient: Array | None
    in_rows: bool = False


class Stage(Protocol):
    """A layer at work: `forward` reads source.h and fills its target's h, `backward` the other way round."""

    source: Slot

    def forward(self) -> None: ...

    def backward(self) -> None: ...


class Dense:
    """a_k = W_k h_{k−1} + b_k and h_k = g_k(a_k).

    h_{k−1} carries a row of ones below it, so the bias, the last row of the block, takes part in the one product.
    """

    def __init__(self, layer: Layer, activation: Activation, target: Slot, wanted: bool, in_rows: bool) -> None:
        """`wanted`: somebody needs ∇_{h_{k−1}}E. `in_rows`: how h_{k−1} lies, as in Slot."""
        block, n = layer.block, target.h.shape[-1]
        assert block is not None
        inputs = block.shape[0] - 1
        order: Literal["C", "F"] = "F" if in_rows else "C"
        before = np.ones((inputs + 1, n), block.dtype, order)
        self.source = Slot(before[:-1], np.empty((inputs, n), block.dtype, order) if wanted else None, in_rows)
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

    def forward(self) -> None:
        self._weigh()  # a_k = W_k h_{k−1} + b_k
        self._activate(self._h, self._h)  # h_k = g_k(a_k), in the place of a_k

    def backward(self) -> None:
        """δ_k = ∇_{h_k}E ⊙ g′_k(a_k);  ∇_{W_k}E = δ_k h_{k−1}ᵀ, ∇_{b_k}E = δ_k;  ∇_{h_{k−1}}E = W_kᵀ δ_k."""
        self._differentiate(self._h, self._delta, self._delta, self._scratch)
        self._correlate()
        if self._weigh_back is not None:
            self._weigh_back()


class Flatten:
    """A map (channels, rows, columns, n) as vectors (values, n) with channels running fastest, as at the surface."""

    def __init__(self, layer: Layer, target: Slot, wanted: bool) -> None:
        rows, columns, channels = layer.input_shape
        n, dtype = target.h.shape[-1], target.h.dtype
        shape = (channels, rows, columns, n)
        self.source = Slot(np.empty(shape, dtype), np.empty(shape, dtype) if wanted else None)
        flat = (rows, columns, channels, n)
        self._map, self._h = runs(self.source.h), runs(target.h.reshape(flat)).transpose(2, 0, 1)
        if target.gradient is not None and self.source.gradient is not None:
            self._map_gradient = runs(self.source.gradient)
            self._gradient = runs(target.gradient.reshape(flat)).transpose(2, 0, 1)

    def forward(self) -> None:
        np.copyto(self._h, self._map)

    def backward(self) -> None:
        np.copyto(self._map_gradient, self._gradient)


class Dropout:
    """h_k = h_{k−1} ⊙ m with m = 0 with probability `rate`, otherwise 1 / (1 − rate); only while training."""

    def __init__(self, rate: float, rng: np.random.Generator, target: Slot, wanted: bool) -> None:
        shape, dtype = target.h.shape, target.h.dtype
        self.source = Slot(np.empty(shape, dtype), np.empty(shape, dtype) if wanted else None)
        self._target = target
        self._mask: Array = np.empty(shape, dtype)
        self._rng = rng
        self._rate = rate

    def forward(self) -> None:
        self._rng.random(dtype=self._mask.dtype.type, out=self._mask)
        np.add(self._mask, 1 - self._rate, out=self._mask)
        np.floor(self._mask, out=self._mask)  # 1 where the random number reached the rate; no boolean to convert
        np.divide(self._mask, 1 - self._rate, out=self._mask)
        np.multiply(self.source.h, self._mask, out=self._target.h)

    def backward(self) -> None:
        assert self._target.gradient is not None and self.source.gradient is not None
        np.multiply(self._target.gradient, self._mask, out=self.source.gradient)


def runs(array: Array) -> Raw:
    """The view (…) of an array (…, n) with runs of n samples as items.

    When NumPy rearranges a map it spends its time on the number of items, hardly on their size.
    """
    return array.view(np.dtype((np.void, array.shape[-1] * array.itemsize)))[..., 0]


def values_last(array: Array, activation: Activation) -> Array:
    """The view on which an activation works: for the softmax, units or channels along the last axis."""
    return array if activation.elementwise else np.moveaxis(array, 0, -1)
