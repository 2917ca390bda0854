"""A convolution of one map, number by number: what each output is a sum of, and what each gradient is."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from playground.engine import course
from playground.engine.kernels import Kernels
from playground.engine.layer_kinds import Conv2DSpec
from playground.late_dataclass import dataclass

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
AnyArray = TypeVar("AnyArray", bound=NDArray[Any])


@dataclass(frozen=True, eq=False)
class Window:
    """The places of the input that one output is made of: rows (size,), columns (size,), outside of the input in the
    padding; inside (size, size): where they lie in it; values (size, size, channels), 0 in the padding."""

    rows: Indices
    columns: Indices
    inside: NDArray[np.bool_]
    values: Numbers


@dataclass(frozen=True, eq=False)
class OutputSum:
    """One output of a convolution: a = Σ products + bias, h = g(a).

    place: (row, column, filter) of the output; weight, products (size, size, channels); channel_sums (channels,).
    """

    place: tuple[int, int, int]
    window: Window
    weight: Numbers
    products: Numbers
    channel_sums: Numbers
    bias: float
    a: float
    h: float


@dataclass(frozen=True, eq=False)
class WeightSum:
    """∂E/∂w of one weight: the sum over all places of the map, Σ δ·x.

    place: (row, column, channel, filter) of the weight. window: of the input places that it is ever laid on, one for
    every output, with values (rows, columns, 1); delta, products (rows, columns).
    """

    place: tuple[int, int, int, int]
    window: Window
    delta: Numbers
    products: Numbers
    total: float


@dataclass(frozen=True, eq=False)
class InputSum:
    """∂E/∂x of one place of the input: Σ δ·w with the turned kernel, laid on δ.

    place: (row, column, channel) of the input. rows, columns (size,): the outputs below the turned kernel; inside
    (size, size): where there is one at all: neither beyond the map nor, with a stride, between two of them. weight:
    turned by 180°; delta, 0 where there is none; products: all (size, size, filters); filter_sums (filters,).
    """

    place: tuple[int, int, int]
    rows: Indices
    columns: Indices
    inside: NDArray[np.bool_]
    weight: Numbers
    delta: Numbers
    products: Numbers
    filter_sums: Numbers
    total: float


@dataclass(frozen=True, eq=False)
class Gradients:
    """∇E: weight (size, size, channels, filters), bias (filters,), input (rows, columns, channels)."""

    weight: Numbers
    bias: Numbers
    input: Numbers


@dataclass(frozen=True, eq=False)
class ConvolutionSums:
    """Kernels on an input x (rows, columns, channels) float64, as `spec` lays them; SpecError where they do not fit.

    δ is ∇_a E (rows, columns, filters) of the output, as in the course.
    """

    x: Numbers
    kernels: Kernels
    spec: Conv2DSpec

    def __post_init__(self) -> None:
        self.spec.output_shape(self.x.shape)

    @cached_property
    def a(self) -> Numbers:
        """a (rows, columns, filters)."""
        return frozen(np.asarray(self._forward().a[0], np.float64))

    @cached_property
    def h(self) -> Numbers:
        """h = g(a) (rows, columns, filters)."""
        g, _ = course.ACTIVATIONS[self.spec.activation]
        return frozen(np.asarray(g(self.a), np.float64))

    def window(self, row: int, column: int) -> Window:
        """What the output at (row, column) is made of."""
        spec = self.spec
        rows, columns = (
            spec.stride * at - spec.pads[0] + spec.dilation * np.arange(spec.kernel_size) for at in (row, column)
        )
        return window_of(self.x, rows, columns)

    def output(self, row: int, column: int, filter: int) -> OutputSum:
        """How an output comes about."""
        window, weight = self.window(row, column), self.kernels.weight[..., filter]
        products = window.values * weight
        place = row, column, filter
        bias, a, h = float(self.kernels.bias[filter]), float(self.a[place]), float(self.h[place])
        return OutputSum(place, window, weight, frozen(products), frozen(products.sum(axis=(0, 1))), bias, a, h)

    def gradients(self, delta: Numbers) -> Gradients:
        """The whole way back from δ."""
        layer = self._forward()
        gradient = layer.distribute(delta[None])[0]
        found = (layer.weight_gradient, layer.bias_gradient, gradient)
        return Gradients(*(frozen(np.asarray(each, np.float64)) for each in found))

    def weight(self, place: tuple[int, int, int, int], delta: Numbers) -> WeightSum:
        """How ∂E/∂w of the weight at (row, column, channel, filter) comes about."""
        u, v, channel, filter = place
        stride, dilation, before = self.spec.stride, self.spec.dilation, self.spec.pads[0]
        rows, columns = (
            stride * np.arange(count) + dilation * at - before
            for at, count in zip((u, v), self.a.shape[:2], strict=True)
        )
        window = window_of(self.x[..., channel : channel + 1], rows, columns)
        below = frozen(delta[..., filter].copy())
        products = frozen(window.values[..., 0] * below)
        return WeightSum(place, window, below, products, float(products.sum()))

    def input(self, place: tuple[int, int, int], delta: Numbers) -> InputSum:
        """How ∂E/∂x of the input's place (row, column, channel) comes about."""
        row, column, channel = place
        (rows, is_row), (columns, is_column) = (
            self._laid_on(at, count) for at, count in zip((row, column), delta.shape[:2], strict=True)
        )
        inside = is_row[:, None] & is_column
        below = np.where(inside[..., None], delta[np.ix_(rows * is_row, columns * is_column)], 0.0)
        weight = self.kernels.weight[::-1, ::-1, channel]
        return input_sum(place, (rows, columns), inside, weight, below)

    def _forward(self) -> course.Convolution:
        layer = self.spec.course_layer(self.kernels.weight, self.kernels.bias)
        assert isinstance(layer, course.Convolution)
        layer.forward(self.x[None])
        return layer

    def _laid_on(self, place: int, count: int) -> tuple[Indices, NDArray[np.bool_]]:
        spec = self.spec
        return laid_on(place + spec.pads[0], spec.kernel_size, spec.stride, spec.dilation, count)


def laid_on(place: int, size: int, stride: int, dilation: int, count: int) -> tuple[Indices, NDArray[np.bool_]]:
    """Along an axis of `count` outputs those that a turned kernel lies on at a place of the padded input, in order, and
    which of them there are; between two of them the one before is told."""
    start = place - dilation * np.arange(size)[::-1]
    output = start // stride
    return output, (start % stride == 0) & (output >= 0) & (output < count)


def window_of(x: Numbers, rows: Indices, columns: Indices) -> Window:
    """The places of an input at these rows and columns, which may lie in its padding."""
    is_row, is_column = ((at >= 0) & (at < count) for at, count in zip((rows, columns), x.shape[:2], strict=True))
    inside = is_row[:, None] & is_column
    values = np.where(inside[..., None], x[np.ix_(rows * is_row, columns * is_column)], 0.0)
    return Window(rows, columns, frozen(inside), frozen(values))


def frozen(array: AnyArray) -> AnyArray:
    """The same array, read-only from now on."""
    array.setflags(write=False)
    return array


def input_sum(
    place: tuple[int, int, int],
    at: tuple[Indices, Indices],
    inside: NDArray[np.bool_],
    weight: Numbers,
    delta: Numbers,
) -> InputSum:
    """The sum Σ δ·w of outputs in the rows and columns `at`."""
    products = delta * weight
    sums = products.sum(axis=(0, 1))
    weight = frozen(weight.copy())
    return InputSum(
        place, *at, frozen(inside), weight, frozen(delta), frozen(products), frozen(sums), float(sums.sum())
    )
