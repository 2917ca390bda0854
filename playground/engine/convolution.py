"""Convolution and pooling at work on batches of one size; the layout is explained in layers.py."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from playground.engine.activations import Activation, Array
from playground.engine.layers import Layer, Slot, values_last
from playground.engine.spec import AveragePool2DSpec, Conv2DSpec, MaxPool2DSpec


class Conv2D:
    """a_k = W_k h_{k−1} + b_k with shared weights: one matrix product with all windows side by side.

    Row (u, v, channel) of the matrix of windows is the whole map of that channel, shifted by (u, v); a last row
    of ones carries the bias. As everywhere in deep learning the kernel is not turned: a cross-correlation.
    """

    def __init__(self, layer: Layer, activation: Activation, target: Slot, wanted: bool) -> None:
        """`wanted`: somebody needs ∇_{h_{k−1}}E."""
        spec, block = layer.spec, layer.block
        assert isinstance(spec, Conv2DSpec) and block is not None
        self._layer, self._spec, self._block, self._shape = layer, spec, block, target.h.shape
        self._prepare_windows()
        # A map with a margin for the next layer's padding has gaps, and a product can only be written without them.
        self._a = target.h if target.h.flags.c_contiguous else np.empty_like(target.h, order="C")
        self._a_flat = self._a.reshape(self._shape[0], -1)
        self._a_values, self._h = values_last(self._a, activation), values_last(target.h, activation)
        self._weigh = block.T.dot
        self._activate = activation.function
        if target.gradient is not None:
            self._prepare_backward(activation, target.gradient)
        if wanted:
            self._prepare_way_back()

    def _prepare_windows(self) -> None:
        rows, columns, channels = self._layer.input_shape
        _, out_rows, out_columns, n = self._shape
        (before, after), size, stride = self._spec.pads, self._spec.kernel_size, self._spec.stride
        self._planes: Array = np.zeros(
            (channels, rows + before + after, columns + before + after, n), self._block.dtype
        )
        self._inside = (slice(None), slice(before, before + rows), slice(before, before + columns))
        self._windows: Array = np.ones((self._block.shape[0], out_rows * out_columns * n), self._block.dtype)
        self._spread = self._windows[:-1].reshape(size, size, channels, out_rows, out_columns, n)
        shifted = sliding_window_view(self._planes, (size, size), axis=(1, 2))[:, ::stride, ::stride]
        self._shifted = shifted.transpose(4, 5, 0, 1, 2, 3)
        self.source = Slot(self._planes[self._inside], None)

    def _prepare_backward(self, activation: Activation, gradient: Array) -> None:
        delta = gradient if gradient.flags.c_contiguous else np.empty_like(gradient, order="C")
        self._target_gradient = values_last(gradient, activation)
        self._delta = values_last(delta, activation)
        self._delta_flat = delta.reshape(delta.shape[0], -1)
        self._scratch = values_last(np.empty_like(delta), activation)
        self._activate = activation.allocating_nothing(self._scratch)
        self._differentiate = activation.backward
        self._correlate = self._windows.dot
        self._gradient = self._layer.gradient

    def _prepare_way_back(self) -> None:
        size, stride = self._spec.kernel_size, self._spec.stride
        channels, (filters, out_rows, out_columns, n) = len(self._planes), self._shape
        self._planes_gradient = np.empty_like(self._planes)
        self._part: Array = np.empty((channels, out_rows * out_columns * n), self._block.dtype)
        part = self._part.reshape(channels, out_rows, out_columns, n)
        weights = self._block[:-1].reshape(size * size, channels, filters)
        places = _members(self._planes_gradient, size, stride, (out_rows, out_columns))
        self._ways_back = [(weight.dot, part, place) for weight, place in zip(weights, places, strict=True)]
        self.source = Slot(self._planes[self._inside], self._planes_gradient[self._inside])

    def forward(self) -> None:
        np.copyto(self._spread, self._shifted)
        self._weigh(self._windows, self._a_flat)  # a_k = W_k h_{k−1} + b_k
        self._activate(self._a_values, self._h)  # h_k = g_k(a_k)

    def backward(self) -> None:
        """δ_k, ∇_{W_k}E and ∇_{b_k}E as in a dense layer; ∇_{h_{k−1}}E gets W_kᵀ δ_k from each place of the kernel."""
        self._differentiate(self._h, self._target_gradient, self._delta, self._scratch)
        self._correlate(self._delta_flat.T, self._gradient)
        if self.source.gradient is not None:
            self._planes_gradient.fill(0)
            # One small product after the other: their sums stay in the cache, all windows' gradients would not.
            for weigh_back, part, place in self._ways_back:
                weigh_back(self._delta_flat, self._part)
                np.add(place, part, out=place)


class MaxPool2D:
    """The largest value of every window: first down the rows, then along the columns of what is left.

    `activation` is that of the convolution before it: as it never falls, g(max a) = max g(a), and after
    pooling there are fewer values to apply it to.
    """

    def __init__(self, layer: Layer, activation: Activation, target: Slot, wanted: bool) -> None:
        spec = layer.spec
        assert isinstance(spec, MaxPool2DSpec)
        rows, columns, channels = layer.input_shape
        shape, dtype = (channels, rows, columns, target.h.shape[-1]), target.h.dtype
        self.source = Slot(np.empty(shape, dtype), np.zeros(shape, dtype) if wanted else None)
        shape = (channels, layer.output_shape[0], columns, target.h.shape[-1])
        between = Slot(np.empty(shape, dtype), np.zeros(shape, dtype) if wanted else None)
        delta = np.empty(target.h.shape, dtype)
        self._rows = _MaxAlong(1, spec, self.source, between)
        self._columns = _MaxAlong(2, spec, between, Slot(target.h, delta if wanted else None))
        self._h = target.h
        self._target_gradient, self._delta, self._scratch = target.gradient, delta, np.empty_like(delta)
        self._activate = activation.allocating_nothing(self._scratch)
        self._differentiate = activation.backward

    def forward(self) -> None:
        self._rows.forward()
        self._columns.forward()
        self._activate(self._h, self._h)

    def backward(self) -> None:
        """The gradient goes to the winner of each window, and to it alone."""
        assert self._target_gradient is not None
        self._differentiate(self._h, self._target_gradient, self._delta, self._scratch)
        self._columns.backward()
        self._rows.backward()


class _MaxAlong:
    """The largest of `size` neighbours along one axis; of equal ones the first wins."""

    def __init__(self, axis: int, spec: MaxPool2DSpec, source: Slot, target: Slot) -> None:
        length = target.h.shape[axis]
        self._parts = _parts(source.h, axis, spec.size, spec.step, length)
        self._h = target.h
        self._leads: list[Array] = []
        self._overlap = spec.step < spec.size
        if source.gradient is not None and target.gradient is not None:
            bits = np.dtype(f"i{target.h.itemsize}")
            self._leads = [np.empty(target.h.shape, target.h.dtype) for _ in self._parts[1:]]
            self._beaten = [lead.view(bits) for lead in self._leads]
            self._sign = np.array(8 * bits.itemsize - 1, bits)
            self._source_gradient = source.gradient
            self._gradients = _parts(source.gradient, axis, spec.size, spec.step, length)
            self._left, self._left_bits = target.gradient, target.gradient.view(bits)
            shared = np.empty_like(self._left)
            self._taken = [shared if self._overlap else place for place in self._gradients]
            self._taken_bits = [taken.view(bits) for taken in self._taken]
            self._rest = self._left if self._overlap else self._gradients[0]

    def forward(self) -> None:
        best = self._parts[0]
        if len(self._parts) == 1:
            np.copyto(self._h, best)
        for i, part in enumerate(self._parts[1:]):
            if self._leads:
                # The sign of a negative lead, shifted over all bits, becomes a mask that lets a gradient through
                # or blanks it: half the time of a boolean, which would have to be converted first.
                np.subtract(best, part, out=self._leads[i])
                np.right_shift(self._beaten[i], self._sign, out=self._beaten[i])
            np.maximum(part, best, out=self._h)
            best = self._h

    def backward(self) -> None:
        """From the last part to the second, each takes the gradient where it won; the first gets the rest."""
        if self._overlap:
            self._source_gradient.fill(0)
        for i in range(len(self._leads), 0, -1):
            np.bitwise_and(self._left_bits, self._beaten[i - 1], out=self._taken_bits[i])
            np.subtract(self._left, self._taken[i], out=self._rest if i == 1 else self._left)
            if self._overlap:
                np.add(self._gradients[i], self._taken[i], out=self._gradients[i])
        if self._overlap:
            np.add(self._gradients[0], self._left, out=self._gradients[0])
        elif not self._leads:
            np.copyto(self._gradients[0], self._left)


class AveragePool2D:
    """The mean of every window."""

    def __init__(self, layer: Layer, target: Slot, wanted: bool) -> None:
        spec = layer.spec
        assert isinstance(spec, AveragePool2DSpec)
        rows, columns, channels = layer.input_shape
        shape, dtype = (channels, rows, columns, target.h.shape[-1]), target.h.dtype
        self.source = Slot(np.empty(shape, dtype), np.empty(shape, dtype) if wanted else None)
        self._target = target
        self._share = 1 / spec.size**2
        self._parts = _members(self.source.h, spec.size, spec.step, layer.output_shape)
        if self.source.gradient is not None:
            self._gradients = _members(self.source.gradient, spec.size, spec.step, layer.output_shape)
            self._spread = np.empty(target.h.shape, dtype)

    def forward(self) -> None:
        h = self._target.h
        np.copyto(h, self._parts[0])
        for part in self._parts[1:]:
            np.add(h, part, out=h)
        np.multiply(h, self._share, out=h)

    def backward(self) -> None:
        """Every value of a window gets the same share of its gradient."""
        assert self.source.gradient is not None and self._target.gradient is not None
        self.source.gradient.fill(0)
        np.multiply(self._target.gradient, self._share, out=self._spread)
        for place in self._gradients:
            np.add(place, self._spread, out=place)


def _parts(array: Array, axis: int, size: int, step: int, length: int) -> list[Array]:
    """Views of the first, second, … member of each of `length` windows along an axis."""
    before = (slice(None),) * axis
    return [array[(*before, slice(u, u + step * (length - 1) + 1, step))] for u in range(size)]


def _members(array: Array, size: int, step: int, shape: tuple[int, ...]) -> list[Array]:
    """Views of the first, second, … member of each of the windows, row by row; shape = (rows, columns, …)."""
    rows = _parts(array, 1, size, step, shape[0])
    return [part for row in rows for part in _parts(row, 2, size, step, shape[1])]
