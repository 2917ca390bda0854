"""A pooling of one map, number by number: which values of its window each output takes, and where gradients go."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from playground.engine import course
from playground.engine.layer_kinds import PoolSpec
from playground.engine.window_sums import Gradients, InputSum, Numbers, Window, frozen, input_sum, laid_on, window_of
from playground.late_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class PooledOutput:
    """One output of a pooling.

    place: (row, column, channel) of the output; window: with values (size, size, 1); shares (size, size): how much each
    of them counts: 1 for the winner of a max-pooling, 1 / size² in a mean.
    """

    place: tuple[int, int, int]
    window: Window
    shares: Numbers
    a: float
    h: float


@dataclass(frozen=True, eq=False)
class PoolingSums:
    """A pooling of an input x (rows, columns, channels) float64; SpecError where it does not fit.

    δ is ∇_a E (rows, columns, channels) of the output.
    """

    x: Numbers
    spec: PoolSpec

    def __post_init__(self) -> None:
        self.spec.output_shape(self.x.shape)

    @cached_property
    def a(self) -> Numbers:
        """a = h (rows, columns, channels)."""
        return frozen(self._forward().a[0])

    @property
    def h(self) -> Numbers:
        """h = a: pooling has no activation."""
        return self.a

    @cached_property
    def shares(self) -> Numbers:
        """How much each value of a window counts, (size, size, rows, columns, channels)."""
        each = [
            np.broadcast_to(np.asarray(share, np.float64), (1, *self.a.shape))[0] for share in self._forward().shares
        ]
        by_columns = np.stack(each).reshape(self.spec.size, self.spec.size, *self.a.shape)
        return frozen(np.ascontiguousarray(by_columns.swapaxes(0, 1)))

    def window(self, row: int, column: int, channel: int) -> Window:
        """What an output is made of."""
        rows, columns = (self.spec.step * at + np.arange(self.spec.size) for at in (row, column))
        return window_of(self.x[..., channel : channel + 1], rows, columns)

    def output(self, row: int, column: int, channel: int) -> PooledOutput:
        """How an output comes about."""
        place = row, column, channel
        value = float(self.a[place])
        return PooledOutput(place, self.window(*place), self.shares[:, :, row, column, channel], value, value)

    def gradients(self, delta: Numbers) -> Gradients:
        """The whole way back from δ; there is nothing to learn."""
        nothing = frozen(np.empty(0))
        return Gradients(nothing, nothing, frozen(self._forward().distribute(delta[None])[0]))

    def input(self, place: tuple[int, int, int], delta: Numbers) -> InputSum:
        """How ∂E/∂x of the input's place comes about: over the windows that it lies in, δ times its share in each."""
        row, column, channel = place
        size, step = self.spec.size, self.spec.step
        (rows, is_row), (columns, is_column) = (
            laid_on(at, size, step, 1, count) for at, count in zip((row, column), delta.shape[:2], strict=True)
        )
        inside = is_row[:, None] & is_column
        some = np.ix_(rows * is_row, columns * is_column)
        below = np.where(inside, delta[..., channel][some], 0.0)[..., None]
        back = np.arange(size)[::-1]
        shares = self.shares[back[:, None], back, some[0], some[1], channel]
        weight = np.where(inside, shares, 0.0)[..., None]
        return input_sum(place, (rows, columns), inside, weight, below)

    def _forward(self) -> course.Pool:
        layer = self.spec.course_layer()
        assert isinstance(layer, course.Pool)
        layer.forward(self.x[None])
        return layer
