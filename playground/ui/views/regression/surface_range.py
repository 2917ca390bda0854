"""Which part of the (a, b) plane the error surface shows: it stays while descent goes on, and grows in steps."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from playground.late_dataclass import dataclass

SIZES = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0)
"""From the middle to an edge; what is farther away is only told of."""
USUAL = 2.0
ROOM = 1.15
"""A new part has this much more than it needs."""
TOO_LARGE = 4.0
"""A part so many times as large as a new path needs is left for a smaller one."""
GRID = 0.25
THINNED = 0.4
"""Of a path that is thinned more places than that are left, otherwise it is a new one from the same start."""
SLACK = 1.0001
"""What is put at the very edge is in sight, whatever rounding says."""


@dataclass(frozen=True)
class Extent:
    """A part of the plane: its middle, and how far it goes to either side, `across` for a and `upwards` for b."""

    a: float = 0.0
    b: float = 0.0
    across: float = USUAL
    upwards: float = USUAL

    def holds(self, a: float, b: float) -> bool:
        """Whether a point lies in it; one that is no number does not."""
        return abs(a - self.a) <= SLACK * self.across and abs(b - self.b) <= SLACK * self.upwards

    def nearest(self, a: float, b: float) -> tuple[float, float]:
        """The place in it that is nearest to a point; to one that is no number, the middle."""
        if math.isnan(a) or math.isnan(b):
            return self.a, self.b
        left, low = self.a - self.across, self.b - self.upwards
        return min(max(a, left), left + 2 * self.across), min(max(b, low), low + 2 * self.upwards)


class SurfaceRange:
    """Keeps the optimum near the middle, and all of a path in sight as long as that is possible.

    Both axes have one scale, so that −∇E stands at right angles to the contours.
    """

    def __init__(self) -> None:
        self._middle = (0.0, 0.0)
        self._size = USUAL
        self._start: tuple[float, float] | None = None
        self._places = 0

    def extent(self, aspect: float) -> Extent:
        """What is shown in a picture whose width is `aspect` times its height."""
        across, upwards = max(aspect, 1.0), max(1 / aspect, 1.0)
        return Extent(*self._middle, self._size * across, self._size * upwards)

    def follow(self, optimum: tuple[float, float], path: NDArray[np.float64], aspect: float) -> None:
        """Has the optimum and the path (n, 2), the last of which is the present point, in sight."""
        path = path[np.isfinite(path).all(axis=1)]
        if math.dist(optimum, self._middle) > self._size / 4:
            self._middle = (round(optimum[0] / GRID) * GRID, round(optimum[1] / GRID) * GRID)
        need = self._need(path, aspect)
        start = (float(path[0, 0]), float(path[0, 1])) if len(path) else None
        is_new = start != self._start or len(path) < THINNED * self._places
        self._start, self._places = start, len(path)
        if need > SLACK * self._size or (is_new and self._size > TOO_LARGE * max(need, USUAL / ROOM)):
            wanted = max(ROOM * need, USUAL)
            self._size = next((size for size in SIZES if size >= wanted), SIZES[-1])

    def _need(self, path: NDArray[np.float64], aspect: float) -> float:
        """How far a picture must reach from its middle on its shorter side; a path that leaves even the largest counts
        as far as it stays in it."""
        largest = SIZES[-1] * np.array([max(aspect, 1.0), max(1 / aspect, 1.0)])
        away = np.abs(path - self._middle)
        away = away[(away <= largest).all(axis=1)]
        return float((away / largest).max() * SIZES[-1]) if len(away) else 0.0
