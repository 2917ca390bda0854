"""The error surface of a part of the plane, worked out a few milliseconds at a time, coarse at first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.engine.error_surface import ErrorSurface
from playground.ui.views.regression.surface_range import Extent

SIDE = 97
"""Places a side."""
STRIDES = (16, 8, 4, 2, 1)
WORK = 40_000
"""Points that are looked at in one go, some 2 ms; a column costs as much as so many points at least."""
LEAST = 400


class SurfaceField:
    """E (rows of b, columns of a) at the places of an extent; `advance` works on, until it `is_complete`.

    Columns that are not known yet are between their neighbours.
    """

    def __init__(self, surface: ErrorSurface, extent: Extent) -> None:
        self.extent = extent
        self.a = np.linspace(extent.a - extent.across, extent.a + extent.across, SIDE)
        self.b = np.linspace(extent.b - extent.upwards, extent.b + extent.upwards, SIDE)
        self._surface = surface
        self._batch = max(1, WORK // max(surface.points, LEAST))
        self._open = _order()
        self._known = np.zeros(SIDE, bool)
        self._values = np.zeros((SIDE, SIDE))
        while not self.has_picture:
            self.advance()

    @property
    def is_complete(self) -> bool:
        """Whether every column is known."""
        return not self._open

    @property
    def has_picture(self) -> bool:
        """Whether the coarsest columns are known, so that there is something to be seen."""
        return bool(self._known[:: STRIDES[0]].all())

    def advance(self) -> None:
        """Works out some more columns."""
        now, self._open = self._open[: self._batch], self._open[self._batch :]
        for column in now:
            self._values[:, column] = self._surface.column(float(self.a[column]), self.b)
        self._known[now] = True

    def values(self) -> NDArray[np.float64]:
        """E as far as it is known, a new array."""
        known = np.flatnonzero(self._known)
        place = np.arange(SIDE)
        right = np.clip(np.searchsorted(known, place), 1, len(known) - 1)
        before, after = known[right - 1], known[right]
        share = (place - before) / (after - before)
        found: NDArray[np.float64] = self._values[:, before] * (1 - share) + self._values[:, after] * share
        return found


def _order() -> list[int]:
    """All columns, every sixteenth first."""
    order: list[int] = []
    for stride in STRIDES:
        order += [column for column in range(0, SIDE, stride) if column % (2 * stride) or stride == STRIDES[0]]
    return order
