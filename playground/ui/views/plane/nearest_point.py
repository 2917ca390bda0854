"""Which point is at a place of the plane."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt


def nearest(
    x: npt.NDArray[np.floating],
    place: tuple[float, float],
    reach: float = math.inf,
    shown: npt.NDArray[np.bool_] | None = None,
) -> int | None:
    """The point of x (n, 2), of those that are `shown` (n,), that is nearest to a place and no farther than `reach`."""
    distance = np.square(x - np.array(place)).sum(axis=1)
    if shown is not None:
        distance[~shown] = np.inf
    if not len(distance):
        return None
    index = int(distance.argmin())
    is_there = shown is None or bool(shown[index])
    return index if is_there and distance[index] <= reach**2 else None
