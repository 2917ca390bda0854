"""Sets that fill the plane on either side of a curve: of the graph of a function, of a heart, of a checkerboard."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from playground.data.point_recipe import Points, jitter, labels

Numbers = npt.NDArray[np.float64]
Side = Callable[[Numbers, Numbers], Numbers]
"""Of places (x1, x2): above 0 where points are of class 1, below where they are of class 0; 0 where there are none."""

EDGE = 2.7
GAP = 0.12
"""How far points keep from the border, as long as there is no noise."""
CELL = 2 * EDGE / 4
HEART = 1.8
"""Half the width of the heart."""


def sine(count: int, noise: float, rng: np.random.Generator) -> Points:
    """The plane above (class 1) and below a sine."""
    return _filled(lambda x1, x2: _beside(x2 - 1.2 * np.sin(1.8 * x1)), count, noise, rng)


def cubic(count: int, noise: float, rng: np.random.Generator) -> Points:
    """The plane above (class 1) and below a cubic with two turning points."""
    return _filled(lambda x1, x2: _beside(x2 - (0.3 * x1**3 - 1.3 * x1)), count, noise, rng)


def absolute(count: int, noise: float, rng: np.random.Generator) -> Points:
    """The plane above (class 1) and below |x|, moved down."""
    return _filled(lambda x1, x2: _beside(x2 - (1.2 * np.abs(x1) - 1.4)), count, noise, rng)


def heart(count: int, noise: float, rng: np.random.Generator) -> Points:
    """The plane inside (class 1) and outside a heart."""
    return _filled(_heart_side, count, noise, rng)


def checkerboard(count: int, noise: float, rng: np.random.Generator) -> Points:
    """Four times four squares, of either class by turns, with a gap between them."""
    return _filled(_checkerboard_side, count, noise, rng)


def _heart_side(x1: Numbers, x2: Numbers) -> Numbers:
    """x² + (y − 1.1 √|x|)² = 1 is the border."""
    x, y = np.abs(x1) / HEART, (x2 + 0.6) / HEART
    return _beside(HEART * (1 - np.hypot(x, y - 1.1 * np.sqrt(x))))


def _checkerboard_side(x1: Numbers, x2: Numbers) -> Numbers:
    columns, rows = ((x + EDGE) / CELL for x in (x1, x2))
    side = np.where((np.floor(columns) + np.floor(rows)) % 2 == 0, 1.0, -1.0)
    nearest = np.minimum(np.abs(columns - np.round(columns)), np.abs(rows - np.round(rows))) * CELL
    return np.where(nearest < GAP, 0.0, side)


def _filled(side: Side, count: int, noise: float, rng: np.random.Generator) -> Points:
    """Points all over the plane, as many of one class as of the other."""
    label = labels(count, 2)
    x = np.empty((count, 2))
    for value, sign in ((1, 1.0), (0, -1.0)):
        wanted = np.flatnonzero(label == value)
        found = np.empty((0, 2))
        while len(found) < len(wanted):
            tried = rng.uniform(-EDGE, EDGE, (4 * count, 2))
            found = np.concatenate([found, tried[sign * side(*tried.T) > 0]])
        x[wanted] = found[: len(wanted)]
    return jitter(x, noise, rng), label


def _beside(distance: Numbers) -> Numbers:
    """1 above, −1 below, 0 within the gap."""
    return np.where(np.abs(distance) < GAP, 0.0, np.sign(distance))
