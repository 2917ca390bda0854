"""The marker of a class: the same shape and colour among the points, on its swatch, beside what is said of it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from playground.ui.look.colour_maps import mixed, value_colour
from playground.ui.look.theme import CLASS_SHAPES, THEME

GLYPH_RADIUS = 5.0
"""From here on the first two classes have their signs, − and +, on their markers."""
PALE = 0.45


def paint_marker(painter: QPainter, label: int | None, centre: QPointF, radius: float, pale: bool = False) -> None:
    """Draws one marker as vectors: a dark dot for what has no class.

    A pale one keeps its class's colour whatever lies behind it, and as its outline.
    """
    colours = THEME.colours
    if label is None:
        painter.setPen(QPen(colours.panel, max(0.8, radius * 0.2)))
        painter.setBrush(mixed(colours.text, colours.panel, PALE) if pale else colours.text)
        painter.drawEllipse(centre, radius, radius)
        return
    ink = colours.classes[label]
    outline, ground = (ink, mixed(ink, colours.panel, PALE)) if pale else (colours.panel, ink)
    painter.setPen(QPen(outline, max(0.8, radius * 0.2)))
    painter.setBrush(ground)
    painter.drawPath(marker_path(label, radius).translated(centre))
    if radius >= GLYPH_RADIUS and label < 2:
        arm = radius * 0.45
        painter.setPen(QPen(colours.panel, radius * 0.24, c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
        if label == 1:
            painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))


def paint_value_marker(painter: QPainter, value: float, centre: QPointF, radius: float, pale: bool = False) -> None:
    """Draws the marker of a value from −1 to 1: a dot in its colour, with a rim that is seen on the same colour."""
    colours = THEME.colours
    painter.setPen(QPen(colours.muted if pale else colours.text, max(0.8, radius * 0.2)))
    painter.setBrush(value_colour(value))
    painter.drawEllipse(centre, radius, radius)


def marker_path(label: int, radius: float) -> QPainterPath:
    """The outline of a class's marker around the origin; all classes look equally large."""
    shape = CLASS_SHAPES[label]
    path = QPainterPath()
    if shape == "circle":
        path.addEllipse(QPointF(0, 0), radius, radius)
    else:
        path.addPolygon(QPolygonF([QPointF(x, y) * radius for x, y in CORNERS[shape]]))
        path.closeSubpath()
    return path


def _around(*distances: float) -> list[tuple[float, float]]:
    """Corners in equal angles around the origin, from the top, each so far away."""
    angles = (math.tau * k / len(distances) for k in range(len(distances)))
    return [(r * math.sin(angle), -r * math.cos(angle)) for r, angle in zip(distances, angles, strict=True)]


CORNERS = {
    "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "triangle": [(-1.15, 1.15), (0, -1.15), (1.15, 1.15)],
    "diamond": _around(1.25, 1, 1.25, 1),
    "pentagon": _around(*[1.15] * 5),
    "star": _around(*[1.3, 0.5] * 5),
}
"""The markers with corners, for one of radius 1."""
