"""The two handles by which a line f(x) = a·x + b is dragged: where they stand, and the line through them."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.plane.grip import Pointer
from playground.ui.views.plane.plane_map import PlaneMap

REACH, ROOM = 2.4, 2.75
"""So far from the middle of the plane handles stand, across and upwards."""
APART = 0.4
LEAST_WAY = 0.05
"""Across, between the two places that a line is drawn through: nothing is a vertical one."""
RADIUS, HALO = 7.0, 11.0

Place = tuple[float, float]


def handle_places(a: float, b: float) -> tuple[Place, Place] | None:
    """Near the ends of what is seen of a line; of one out of sight, at the edge that is nearest to it."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return None
    low, high = -REACH, REACH
    if a:
        ends = sorted(((-ROOM - b) / a, (ROOM - b) / a))
        low, high = max(low, ends[0]), min(high, ends[1])
    if math.hypot(high - low, a * (high - low)) < APART or high < low:
        low, high = -REACH, REACH
    left, right = ((x, min(max(a * x + b, -ROOM), ROOM)) for x in (low, high))
    return left, right


def line_through(moved: Place, other: Place, side: float) -> tuple[float, float]:
    """a and b of the line through two places; `side`, ±1, is where the first is of the second while it is above it."""
    way = moved[0] - other[0]
    if abs(way) < LEAST_WAY:
        way = math.copysign(LEAST_WAY, way or side)
    a = (moved[1] - other[1]) / way
    return a, other[1] - a * other[0]


def nearest(places: tuple[Place, Place] | None, pointer: Pointer) -> int | None:
    """The handle under the pointer."""
    if places is None:
        return None
    lengths = [math.dist(place, (pointer.x1, pointer.x2)) / pointer.pixel for place in places]
    best = int(np.argmin(lengths))
    return best if lengths[best] <= THEME.mark(HALO) else None


@dataclass(frozen=True)
class Handles:
    """Both as open circles with a halo; `held` is stronger."""

    places: tuple[Place, Place]
    held: int | None = None

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        accent = THEME.colours.accent
        for index, place in enumerate(self.places):
            centre = plane.pixel(*place)
            halo = QColor(accent)
            halo.setAlphaF(0.4 if index == self.held else 0.2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(halo)
            painter.drawEllipse(centre, THEME.mark(HALO), THEME.mark(HALO))
            painter.setPen(QPen(accent, THEME.stroke(2.4)))
            painter.setBrush(THEME.colours.panel)
            painter.drawEllipse(centre, THEME.mark(RADIUS), THEME.mark(RADIUS))
