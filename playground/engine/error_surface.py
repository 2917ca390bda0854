"""E(a, b) of a line f(x) = a·x + b over a grid, exact and a column at a time, also for many points."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


class ErrorSurface(Protocol):
    """The mean loss of lines over points x (n,), y (n,)."""

    @property
    def points(self) -> int:
        """How many points are looked at for every column."""

    def column(self, a: float, b: Numbers) -> Numbers:
        """E (rows,) of the lines with one slope a and the intercepts b (rows,)."""


def error_surface(x: ArrayLike, y: ArrayLike, loss: str) -> ErrorSurface:
    """The surface of a loss of values: squared-error, absolute-error or huber. Without points it is 0."""
    x, y = (np.asarray(values, np.float64).reshape(-1) for values in (x, y))
    if not len(x):
        return _Flat()
    return _Squared(x, y) if loss == "squared-error" else _Sorted(x, y, loss == "huber")


class _Flat:
    """Without points nothing is wrong."""

    points = 0

    def column(self, a: float, b: Numbers) -> Numbers:
        return np.zeros(len(b))


class _Squared:
    """E = mean (a·x + b − y)² is a polynomial of a and b: the points count by their moments only."""

    points = 0

    def __init__(self, x: Numbers, y: Numbers) -> None:
        count = len(x)
        self._x, self._y = x.mean(), y.mean()
        # About the means, so that nothing cancels where the points are far from 0.
        u, v = x - self._x, y - self._y
        self._uu, self._uv, self._vv = u @ u / count, u @ v / count, v @ v / count

    def column(self, a: float, b: Numbers) -> Numbers:
        middle = a * self._x + b - self._y
        found: Numbers = np.maximum(middle * middle + a * (a * self._uu - 2 * self._uv) + self._vv, 0)
        return found


class _Sorted:
    """Of sorted residuals y − a·x, those below b, near it and above it have sums that stand in running sums."""

    def __init__(self, x: Numbers, y: Numbers, is_huber: bool) -> None:
        self._x, self._y, self._reach = x, y, 1.0 if is_huber else 0.0
        self.points = len(x)

    def column(self, a: float, b: Numbers) -> Numbers:
        r, reach = np.sort(self._y - a * self._x), self._reach
        count = len(r)
        low, high = np.searchsorted(r, b - reach), np.searchsorted(r, b + reach)
        total = _running(r)
        below = b * low - total[low]
        above = total[count] - total[high] - b * (count - high)
        found: Numbers = below + above - reach / 2 * (low + count - high)
        if reach:
            square = _running(r * r)
            near = b * b * (high - low) - 2 * b * (total[high] - total[low]) + square[high] - square[low]
            found = found + near / 2
        return np.maximum(found, 0) / count


def _running(values: Numbers) -> Numbers:
    """The sums of the first 0, 1, … values."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums
