"""At which values an error surface has contours, and how its values become one hue."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

MOST = 8
"""Contours that can be told apart."""
DEEPEST = 1e-4
"""Of the greatest value; what lies deeper has one colour, as E may be 0."""


def bounds(values: NDArray[np.float64]) -> tuple[float, float]:
    """The least and the greatest value that colours tell apart, both above 0."""
    high = float(values.max())
    if high <= 0:
        return 0.5, 1.0
    low = max(float(values.min()), DEEPEST * high)
    return (low, high) if high > low * 1.0001 else (low / 2, high)


def levels(low: float, high: float) -> list[float]:
    """Powers of 2 between two numbers, or where those are too many of 4, or of 16, …"""
    first, last = math.ceil(math.log2(low) + 1e-9), math.floor(math.log2(high) - 1e-9)
    stride = 1
    while (last - first) // stride >= MOST:
        stride *= 2
    return [2.0**k for k in range(first, last + 1) if k % stride == 0]


def shares(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    """Where values stand between the least, 0, and the greatest, 1, by their logarithms."""
    logarithms = np.log(np.clip(values, low, high))
    return np.asarray((logarithms - math.log(low)) / math.log(high / low))
