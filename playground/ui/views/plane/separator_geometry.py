"""Lengths and places of a separator on the plane: its normal vector, feet of perpendiculars, parallel shifts, turns."""

from __future__ import annotations

import math

import numpy as np

from playground.data.points import PLANE
from playground.late_dataclass import dataclass
from playground.ui.views.plane.plane_shapes import visible_part

LONGEST, SHORTEST = 2.0, 0.5
"""As an arrow the normal vector is to scale between these lengths."""
SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)
"""Where along the separator there may be room for it, the best place first."""
WITHIN = PLANE - 0.15
LEAST = 0.05
"""No shorter does its tip become by dragging."""

Place = tuple[float, float]
Line = tuple[tuple[float, float], float]
"""Weights and bias, of places of the plane."""


@dataclass(frozen=True)
class Normal:
    """A normal vector as an arrow: from a place on the separator, `scale` times as long as it is."""

    foot: Place
    scale: float

    def tip(self, weight: Place) -> Place:
        """Where the arrow of a weight ends."""
        return self.foot[0] + self.scale * weight[0], self.foot[1] + self.scale * weight[1]


def normal_at(weight: Place, line: Line) -> Normal | None:
    """The arrow of a weight at the middle of the visible part of its separator, `line`; elsewhere, or shorter, where
    its tip would not be seen, and None where there is no such part."""
    part = visible_part(*line)
    length = math.hypot(*weight)
    if part is None or not length:
        return None
    usual = min(max(length, SHORTEST), LONGEST)
    found = [
        Normal(pair(part[0] + share * (part[1] - part[0])), drawn / length)
        for drawn in (usual, min(usual, 1.0), SHORTEST)
        for share in SHARES
    ]
    return next((normal for normal in found if max(map(abs, normal.tip(weight))) < WITHIN), found[0])


def turned(normal: Normal, tip: Place, factor: float) -> Line | None:
    """The line through the arrow's foot whose arrow ends at `tip`; None where that would be next to nothing.

    factor: of the plane's span, by which weights of places are those of values.
    """
    w1, w2 = (tip[0] - normal.foot[0]) / normal.scale, (tip[1] - normal.foot[1]) / normal.scale
    if math.hypot(w1, w2) * normal.scale < LEAST:
        return None
    return (factor * w1, factor * w2), -factor * (w1 * normal.foot[0] + w2 * normal.foot[1])


def shifted(line: Line, start: Place, end: Place) -> Line:
    """The parallel line that has gone along from one place to another."""
    (w1, w2), bias = line
    return (w1, w2), bias - w1 * (end[0] - start[0]) - w2 * (end[1] - start[1])


def foot_on(line: Line, place: Place) -> Place | None:
    """The nearest place on a line; None where there is no line."""
    (w1, w2), bias = line
    square = w1 * w1 + w2 * w2
    if not square:
        return None
    share = (w1 * place[0] + w2 * place[1] + bias) / square
    return place[0] - share * w1, place[1] - share * w2


def distance(line: Line, place: Place) -> float:
    """How far a place lies from a line; infinite where there is none."""
    foot = foot_on(line, place)
    return math.inf if foot is None else math.hypot(place[0] - foot[0], place[1] - foot[1])


def pair(values: np.ndarray) -> Place:
    """Two numbers of an array."""
    return float(values[0]), float(values[1])
