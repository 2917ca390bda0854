"""Convolution with kernels of 3 × 3, at work with fewer multiplications; the layout is explained in stage.py."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from playground.engine.activations import Activation, Array
from playground.engine.fast.products import correlation, product
from playground.engine.fast.stage import Slot, Stage, Task, runs, values_last
from playground.engine.layer import Layer
from playground.engine.layer_kinds import Conv2DSpec

Values = NDArray[Any]

# Along one axis: the 4 sums of a kernel's 3 weights, those of the 4 values that a tile reads, and how its 2 results
# come from the 4 products of the one with the other.
_WEIGHTS = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])
_WINDOW = np.array([[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]])
_RESULTS = np.array([[1, 1, 1, 0], [0, 1, -1, -1]])
_IN_ALL = 5
"""The product that each of the 4 results has once."""

FEWEST_CHANNELS = 32
"""With fewer the sums and the rearranging take about as long as is saved, …"""
FEWEST_FILTERS = 48
"""… and so they do with fewer filters, …"""
LEAST_USED = 0.85
"""… and where more of the tiles' results lie beside a small map of odd size; figures in docs/performance.md."""


class Winograd(Stage):
    """a_k = W_k h_{k−1} + b_k with shared weights, in tiles of 2 × 2 results (Winograd 1980; Lavin and Gray 2016).

    For each channel and filter a tile takes 16 products instead of 36, of 16 sums of the values in its window of 4 × 4
    and 16 sums of the kernel's weights; for all of them together these are 16 matrix products. The sums are themselves
    products with a matrix of zeros, ones and halves: BLAS takes half as long as NumPy's additions. On the way back each
    of these linear steps is transposed, so ∇_W E and ∇_{h_{k−1}}E both come from the gradients of the 16 products.
    """

    leaves_activation: ClassVar = True

    @staticmethod
    def pays(layer: Layer) -> bool:
        """Whether it is quicker for a convolution than one large product. The batch has no say: a network's answer
        should not depend on how many are asked for."""
        spec, (rows, columns, filters) = layer.spec, layer.output_shape
        assert isinstance(spec, Conv2DSpec)
        fits = (spec.kernel_size, spec.stride, spec.dilation) == (3, 1, 1)
        wide = layer.input_shape[2] >= FEWEST_CHANNELS and filters >= FEWEST_FILTERS
        return fits and wide and rows * columns >= LEAST_USED * 4 * _tiles(rows) * _tiles(columns)

    def __init__(self, task: Task) -> None:
        layer, target = task.layer, task.target
        assert layer.block is not None
        (filters, rows, columns, n), channels, dtype = target.h.shape, layer.input_shape[2], layer.block.dtype
        tiles = _tiles(rows), _tiles(columns), n
        # On the way back the gradients of windows and sums take their place, as nobody needs them any more.
        self._windows: Array = np.empty((4, 4, channels, *tiles), dtype)
        self._sums: Array = np.empty((16, channels, self._windows[0, 0, 0].size), dtype)
        self._kernels: Array = np.empty((16, channels, filters), dtype)
        self._products: Array = np.empty((16, filters, self._sums.shape[-1]), dtype)
        self._results: Array = np.empty((2, 2, filters, *tiles), dtype)
        self._prepare_map(layer, task.wanted)
        self._prepare_forward(layer.block, task.activation, target.h)
        if target.gradient is not None:
            self._prepare_backward(layer, task.activation, target.gradient)

    def _prepare_map(self, layer: Layer, wanted: bool) -> None:
        assert isinstance(layer.spec, Conv2DSpec)
        (rows, columns, _), (before, _) = layer.input_shape, layer.spec.pads
        _, _, channels, high, wide, n = self._windows.shape
        planes: Array = np.zeros((channels, 2 * high + 2, 2 * wide + 2, n), self._windows.dtype)
        self._own = slice(before, before + rows), slice(before, before + columns)
        inside = planes[:, *self._own]
        self.source = Slot(inside, np.empty(inside.shape, inside.dtype) if wanted else None)
        self._read = sliding_window_view(runs(planes), (4, 4), axis=(1, 2))[:, ::2, ::2].transpose(3, 4, 0, 1, 2)

    def _prepare_forward(self, block: Array, activation: Activation, h: Array) -> None:
        of_weights, of_window, of_results = _sums(block.dtype)
        weights, self._bias = block[:-1].reshape(9, -1), block[-1][:, None]
        self._add_weights = product(of_weights, weights, self._kernels.reshape(16, -1))
        self._add_windows = product(of_window, self._windows.reshape(16, -1), self._sums.reshape(16, -1))
        self._multiply = product(self._kernels.transpose(0, 2, 1), self._sums, self._products)
        self._add_products = product(of_results, self._products.reshape(16, -1), self._results.reshape(4, -1))
        self._places = _quarters(runs(h), runs(self._results))
        self._h, self._activate = values_last(h, activation), activation.function

    def _prepare_backward(self, layer: Layer, activation: Activation, gradient: Array) -> None:
        assert layer.gradient is not None
        self._delta = values_last(gradient, activation)
        self._scratch = np.empty_like(self._delta)
        self._activate = activation.allocating_nothing(self._scratch)
        self._differentiate = activation.backward
        deltas = np.zeros_like(self._results)  # Beside the map they stay zero, where results do not.
        self._deltas = _quarters(runs(gradient), runs(deltas))
        of_weights, of_window, of_results = (matrix.T for matrix in _sums(gradient.dtype))
        kernels, self._bias_gradient = np.empty_like(self._kernels), layer.gradient[-1]
        self._spread_deltas = product(of_results, deltas.reshape(4, -1), self._products.reshape(16, -1))
        self._correlate = correlation(self._sums, self._products, kernels)
        self._spread_kernels = product(of_weights, kernels.reshape(16, -1), layer.gradient[:-1].reshape(9, -1))
        if self.source.gradient is not None:
            self._multiply_back = product(self._kernels, self._products, self._sums)
            self._spread_sums = product(of_window, self._sums.reshape(16, -1), self._windows.reshape(16, -1))
            self._overlaps = _overlaps(self._windows)
            self._ways_back = _ways_back(runs(self._windows), runs(self.source.gradient), *self._own)

    def forward(self) -> None:
        np.copyto(runs(self._windows), self._read)
        self._add_windows()
        self._add_weights()
        self._multiply()
        with_bias = self._products[_IN_ALL]
        np.add(with_bias, self._bias, out=with_bias)
        self._add_products()
        for place, part in self._places:
            np.copyto(place, part)  # a_k = W_k h_{k−1} + b_k
        self._activate(self._h, self._h)  # h_k = g_k(a_k), in the place of a_k

    def backward(self) -> None:
        """δ_k, ∇_{W_k}E and ∇_{b_k}E as in a dense layer, through the 16 products."""
        self._differentiate(self._h, self._delta, self._delta, self._scratch)
        for delta, part in self._deltas:
            np.copyto(part, delta)
        self._spread_deltas()
        self._correlate()
        self._spread_kernels()
        np.add.reduce(self._products[_IN_ALL], axis=1, out=self._bias_gradient)
        if self.source.gradient is not None:
            self._multiply_back()
            self._spread_sums()
            for total, part in self._overlaps:
                np.add(total, part, out=total)
            for place, part in self._ways_back:
                np.copyto(place, part)


def _tiles(length: int) -> int:
    return (length + 1) // 2


def _sums(dtype: np.dtype[Any]) -> list[Array]:
    """The matrices (sums, values) that add up weights, windows and products, along both axes."""
    return [np.kron(along_one, along_one).astype(dtype) for along_one in (_WEIGHTS, _WINDOW, _RESULTS)]


def _quarters(maps: Values, results: Values) -> list[tuple[Values, Values]]:
    """Every second row and column of maps, and the tiles' results that belong there."""
    pairs = []
    for i, j in np.ndindex(2, 2):
        place = maps[:, i::2, j::2]
        pairs.append((place, results[i, j, :, : place.shape[1], : place.shape[2]]))
    return pairs


def _overlaps(windows: Array) -> list[tuple[Array, Array]]:
    """What is to be added to what, one after the other, as every window begins in the middle of the one before it.

    Then the first two rows and columns of all windows, with the last two of the last windows, have the whole sums.
    """
    begin, end = windows[:2], windows[2:]
    last = end[:, :, :, -1]
    return [
        (begin[:, :, :, 1:], end[:, :, :, :-1]),
        (begin[:, :2, :, :, 1:], begin[:, 2:, :, :, :-1]),
        (last[:, :2, :, 1:], last[:, 2:, :, :-1]),
    ]


def _ways_back(windows: Values, maps: Values, rows: slice, columns: slice) -> list[tuple[Values, Values]]:
    """Places in the maps, which are these rows and columns of the padded ones, and the sums that belong there."""
    pairs = []
    for i, j in np.ndindex(4, 4):
        in_row, place_in_row = _placed(i, windows.shape[3], rows)
        in_column, place_in_column = _placed(j, windows.shape[4], columns)
        place = maps[:, place_in_row, place_in_column]
        if place.size:
            pairs.append((place, windows[i, j, :, in_row, in_column]))
    return pairs


def _placed(line: int, tiles: int, own: slice) -> tuple[slice, slice]:
    """Which tiles have a whole sum in this line of their window that is wanted, and where in the map it belongs."""
    first = max(0 if line < 2 else tiles - 1, _tiles(own.start - line))
    stop = max(first, min(tiles, _tiles(own.stop - line)))
    begin = 2 * first + line - own.start
    return slice(first, stop), slice(begin, begin + 2 * (stop - first), 2)
