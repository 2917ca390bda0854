"""Convolution at work on batches of one size; the layout is explained in stage.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from playground.engine.activations import Activation, Array
from playground.engine.fast.products import correlation, product
from playground.engine.fast.stage import Slot, Stage, Task, values_last
from playground.engine.layer import Layer
from playground.engine.layer_kinds import Conv2DSpec


class Conv2D(Stage):
    """a_k = W_k h_{k−1} + b_k with shared weights: one matrix product with all windows side by side.

    Row (u, v, channel) of the matrix of windows is the whole map of that channel, shifted by dilation · (u, v); a last
    row of ones carries the bias. As everywhere in deep learning the kernel is not turned: a cross-correlation.
    """

    leaves_activation: ClassVar = True

    def __init__(self, task: Task) -> None:
        layer, activation, target = task.layer, task.activation, task.target
        assert isinstance(layer.spec, Conv2DSpec) and layer.block is not None
        self._layer, self._spec, self._shape = layer, layer.spec, target.h.shape
        windows = self._prepare_windows(layer.block, task.wanted)
        # A map with a margin for the next layer's padding has gaps, and a product can only be written without them.
        a = target.h if target.h.flags.c_contiguous else np.empty_like(target.h, order="C")
        self._a, self._h = values_last(a, activation), values_last(target.h, activation)
        self._weigh = product(layer.block.T, windows, a.reshape(len(a), -1))
        self._activate = activation.function
        if target.gradient is not None:
            self._prepare_backward(activation, windows, target.gradient)

    def _prepare_windows(self, block: Array, wanted: bool) -> Array:
        rows, columns, channels = self._layer.input_shape
        _, out_rows, out_columns, n = self._shape
        (before, after), size, stride = self._spec.pads, self._spec.kernel_size, self._spec.stride
        reach, dilation = self._spec.reach, self._spec.dilation
        planes: Array = np.zeros((channels, rows + before + after, columns + before + after, n), block.dtype)
        inside = planes[:, before : before + rows, before : before + columns]
        self.source = Slot(inside, np.empty(inside.shape, block.dtype) if wanted else None)
        windows: Array = np.ones((len(block), out_rows * out_columns * n), block.dtype)
        self._spread = windows[:-1].reshape(size, size, channels, out_rows, out_columns, n)
        shifted = sliding_window_view(planes, (reach, reach), axis=(1, 2))[:, ::stride, ::stride]
        shifted = shifted[..., ::dilation, ::dilation]
        self._shifted = shifted.transpose(4, 5, 0, 1, 2, 3)
        return windows

    def _prepare_backward(self, activation: Activation, windows: Array, gradient: Array) -> None:
        delta = gradient if gradient.flags.c_contiguous else np.empty_like(gradient, order="C")
        self._target_gradient, self._delta = values_last(gradient, activation), values_last(delta, activation)
        self._scratch = values_last(np.empty_like(delta), activation)
        self._activate = activation.allocating_nothing(self._scratch)
        self._differentiate = activation.backward
        flat, block = delta.reshape(len(delta), -1), self._layer.gradient
        assert block is not None
        self._correlate = correlation(windows[:-1], flat, block[:-1])
        self._add_up, self._ones, self._bias_gradient = flat.dot, windows[-1], block[-1]
        self._way_back = None
        if self.source.gradient is not None:
            self._way_back = WayBack(self._layer, self._spec, delta, self.source.gradient)

    def forward(self) -> None:
        np.copyto(self._spread, self._shifted)
        self._weigh()  # a_k = W_k h_{k−1} + b_k
        self._activate(self._a, self._h)  # h_k = g_k(a_k)

    def backward(self) -> None:
        """δ_k, ∇_{W_k}E and ∇_{b_k}E as in a dense layer."""
        self._differentiate(self._h, self._target_gradient, self._delta, self._scratch)
        self._correlate()
        self._add_up(self._ones, self._bias_gradient)
        if self._way_back is not None:
            self._way_back.run()


class WayBack:
    """∇_{h_{k−1}}E = W_kᵀ δ_k: every row of every kernel spreads δ over the rows that it was laid on, and they add up.

    δ is laid out once for each column of the kernel, shifted, so that one product answers for all rows of the kernel,
    each of whose results has only to be added some rows further down. Shifts in both directions before the product
    would take more multiplications, both behind it the size squared in additions.
    """

    def __init__(self, layer: Layer, spec: Conv2DSpec, delta: Array, gradient: Array) -> None:
        """delta: (filters, rows, columns, n); gradient: (channels, rows, columns, n), filled by `run`."""
        assert layer.block is not None
        size, (filters, out_rows, _, n), (channels, rows, columns, _) = spec.kernel_size, delta.shape, gradient.shape
        shifted: Array = np.zeros((size, filters, out_rows, columns, n), delta.dtype)
        self._shifts = list(_shifts(spec, delta, shifted))
        kernels = layer.block[:-1].reshape(size, size, channels, filters)
        self._turned = kernels.transpose(0, 2, 1, 3)
        self._kernels = np.empty_like(self._turned, order="C")
        parts: Array = np.empty((size, channels, out_rows, columns, n), delta.dtype)
        self._weigh_back = product(
            self._kernels.reshape(size * channels, -1),
            shifted.reshape(size * filters, -1),
            parts.reshape(size * channels, -1),
        )
        self._gradient, self._sums = gradient, []
        for u, part in enumerate(parts):
            taken, place = _placed(out_rows, spec.stride, spec.dilation * u - spec.pads[0], rows)
            self._sums.append((gradient[:, place], part[:, taken]))

    def run(self) -> None:
        np.copyto(self._kernels, self._turned)
        for place, delta in self._shifts:
            np.copyto(place, delta)
        self._weigh_back()
        self._gradient.fill(0)
        for place, part in self._sums:
            np.add(place, part, out=place)


def _shifts(spec: Conv2DSpec, delta: Array, shifted: Array) -> Iterator[tuple[Array, Array]]:
    """For every column v of the kernel: where in `shifted` which part of δ stands, dilation · v further right."""
    for v, place in enumerate(shifted):
        start = spec.dilation * v - spec.pads[0]
        taken, columns = _placed(delta.shape[2], spec.stride, start, place.shape[2])
        yield place[:, :, columns], delta[:, :, taken]


def _placed(length: int, step: int, start: int, room: int) -> tuple[slice, slice]:
    """Which of `length` values fit into `room` places when they stand `step` apart from place `start` on, and where."""
    first = max(0, -(start // step))
    last = max(first, min(length, (room - 1 - start) // step + 1))
    begin = start + step * first
    return slice(first, last), slice(begin, max(begin, begin + step * (last - first - 1) + 1), step)
