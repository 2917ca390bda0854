"""Pooling at work on batches of one size; the layout is explained in stage.py."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from playground.engine.activations import Array
from playground.engine.fast.stage import Slot, Stage, Task, inside, runs
from playground.engine.layer_kinds import PoolSpec

Values = NDArray[Any]


class MaxPool2D(Stage):
    """The largest value of every window: first down the rows, then along the columns of what is left.

    The windows are gathered so that all their first members lie side by side, then all second ones and so on: the
    comparisons then run along contiguous values, several times as fast as skipping through a map.
    `activation` is that of the convolution before it: as it never falls, g(max a) = max g(a), and after
    pooling there are fewer values to apply it to.
    """

    takes_activation: ClassVar = True

    def __init__(self, task: Task) -> None:
        spec, activation, target, wanted = task.layer.spec, task.activation, task.target, task.wanted
        assert isinstance(spec, PoolSpec)
        h: Array = np.empty(inside(task.layer.input_shape, target.h.shape[-1]), target.h.dtype)
        # The convolution that left its activation to the pooling has no more use for its a: ∇_a E goes there.
        place = h if activation.name != "linear" else np.empty_like(h)
        self.source = Slot(h, place if wanted else None)
        members: Array = np.empty((spec.size, spec.size, *target.h.shape), h.dtype)
        between: Array = np.empty(members.shape[1:], h.dtype)
        best: Array = target.h if target.h.flags.c_contiguous else np.empty(target.h.shape, h.dtype)
        self._rows, self._columns = _Largest(members, between, wanted), _Largest(between, best, wanted)
        self._members, self._windows = runs(members), _windows(runs(h), spec)
        self._best, self._h, self._target_gradient = best, target.h, target.gradient
        self._delta, self._scratch = np.empty_like(best), np.empty_like(best)
        self._activate = activation.allocating_nothing(self._scratch)
        self._differentiate = activation.backward
        if wanted:
            self._prepare_way_back(spec, place, members)

    def _prepare_way_back(self, spec: PoolSpec, gradient: Array, members: Array) -> None:
        self._overlap = spec.step < spec.size
        self._gaps = members.size < gradient.size
        whole, parts = (gradient, members) if self._overlap else (runs(gradient), runs(members))
        self._places = list(zip(_members(whole, spec), parts.reshape(-1, *parts.shape[2:]), strict=True))

    def forward(self) -> None:
        np.copyto(self._members, self._windows)
        self._rows.forward()
        self._columns.forward()
        self._activate(self._best, self._h)

    def backward(self) -> None:
        """The gradient goes to the winner of each window, and to it alone."""
        assert self._target_gradient is not None and self.source.gradient is not None
        self._differentiate(self._h, self._target_gradient, self._delta, self._scratch)
        self._columns.backward(self._delta)
        self._rows.backward(self._columns.candidates)
        if self._overlap or self._gaps:
            self.source.gradient.fill(0)
        for place, part in self._places:
            if self._overlap:
                np.add(place, part, out=place)
            else:
                np.copyto(place, part)


class _Largest:
    """The largest of some candidates, `candidates` (size, …), value by value; of equal ones the first wins.

    Where it is trained, the candidates' memory then holds who was beaten by whom, and on the way back the gradients.
    """

    def __init__(self, candidates: Array, best: Array, trained: bool) -> None:
        self.candidates = candidates
        bits = np.dtype(f"i{best.itemsize}")
        first, *others = candidates
        self._first, self._best, self._trained = first, best, trained
        # The winners so far stand in `best` and in the first candidate by turns.
        winners = [first, *((best, first)[i % 2] for i in range(len(others)))]
        self._rounds = list(zip(winners[:-1], others, candidates[1:].view(bits), winners[1:], strict=True))
        self._last = winners[-1]
        self._sign = np.array(8 * bits.itemsize - 1, bits)

    def forward(self) -> None:
        for winner, part, beaten, place in self._rounds:
            np.maximum(part, winner, out=place)
            if self._trained:
                # The sign of a negative lead, shifted over all bits, becomes a mask that lets a gradient through
                # or blanks it: half the time of a boolean, which would have to be converted first.
                np.subtract(winner, part, out=part)
                np.right_shift(beaten, self._sign, out=beaten)
        if self._last is not self._best:
            np.copyto(self._best, self._last)

    def backward(self, gradient: Array) -> None:
        """From the last candidate to the second, each takes the gradient where it won; the first gets the rest."""
        left = gradient
        for _, part, beaten, _ in reversed(self._rounds):
            np.bitwise_and(left.view(beaten.dtype), beaten, out=beaten)
            left = np.subtract(left, part, out=self._first)
        if left is gradient:
            np.copyto(self._first, left)


class AveragePool2D(Stage):
    """The mean of every window."""

    def __init__(self, task: Task) -> None:
        spec = task.layer.spec
        assert isinstance(spec, PoolSpec)
        self.source, self._target = task.new_source(), task.target
        self._share = 1 / spec.size**2
        self._parts = _members(self.source.h, spec)
        if self.source.gradient is not None:
            self._gradients = _members(self.source.gradient, spec)
            self._spread = np.empty(task.target.h.shape, task.target.h.dtype)

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


def _windows(maps: Values, spec: PoolSpec) -> Values:
    """The view (size, size, channels, rows, columns, …): every window's first member, second member, …"""
    windows = sliding_window_view(maps, (spec.size, spec.size), axis=(1, 2), writeable=True)
    return np.moveaxis(windows[:, :: spec.step, :: spec.step], (-2, -1), (0, 1))


def _members(maps: Values, spec: PoolSpec) -> list[Values]:
    """The members of the windows one after the other, row by row."""
    return [member for row in _windows(maps, spec) for member in row]
