"""The values that a plane spans while they change: it grows when it must, and shrinks seldom."""

from __future__ import annotations

import numpy as np

from playground.data.points import PLANE
from playground.ui.views.plane.plane_span import LEAST, PlaneSpan

ROOM = 1.15
"""So much larger than needed the span is when it is chosen anew."""
SMALL = 0.55
"""It shrinks when less than this share of it is needed along both axes."""


def calm_span(span: PlaneSpan | None, low: np.ndarray, high: np.ndarray, is_equal: bool) -> PlaneSpan:
    """The span as long as what lies between low (2,) and high (2,) is seen in it, and not too small; else another.

    is_equal: with one factor for both axes.
    """
    if span is not None and is_equal == (span.rise is None) and _suits(span, low, high):
        return span
    middle, half = (low + high) / 2, np.maximum((high - low) / 2 * ROOM, LEAST)
    across, upwards = ((half if not is_equal else np.repeat(half.max(), 2)) / PLANE).tolist()
    return PlaneSpan((float(middle[0]), float(middle[1])), across, None if is_equal else upwards)


def _suits(span: PlaneSpan, low: np.ndarray, high: np.ndarray) -> bool:
    places = span.places(np.stack([low, high]))
    return bool(np.abs(places).max() <= PLANE and (places[1] - places[0]).max() >= SMALL * 2 * PLANE)
