"""The floor that a surface stands on, its axes, and what is written along them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from playground.data.points import PLANE
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import linear_ticks
from playground.ui.views.space.camera import HEIGHT, Projection

NUMBER, NAME, ABOVE = 13, 30, 14
"""How far from the edge of the floor its numbers and its names are, and from the axis of heights its name."""


def paint_floor(painter: QPainter, projection: Projection) -> None:
    """The plane at the lowest height, with the lines where x₁ or x₂ is 0, and the axis of heights."""
    corners = np.array([(-1, -1, -HEIGHT), (1, -1, -HEIGHT), (1, 1, -HEIGHT), (-1, 1, -HEIGHT)])
    painter.setPen(QPen(THEME.colours.line, THEME.stroke(1)))
    painter.setBrush(THEME.colours.background)
    painter.drawPolygon(QPolygonF(_points(projection, corners)))
    for ends in ([(-1, 0, -HEIGHT), (1, 0, -HEIGHT)], [(0, -1, -HEIGHT), (0, 1, -HEIGHT)]):
        painter.drawLine(QLineF(*_points(projection, np.array(ends))))
    painter.setPen(QPen(THEME.colours.faint, THEME.stroke(1)))
    x, y = side_corner(projection)
    painter.drawLine(QLineF(*_points(projection, np.array([(x, y, -HEIGHT), (x, y, HEIGHT)]))))


def paint_labels(painter: QPainter, projection: Projection, low: float, high: float, name: str) -> None:
    """Names and numbers along both near edges of the floor and the axis of heights, as far as there is room."""
    painter.setFont(THEME.font(11))
    painter.setPen(THEME.colours.muted)
    metrics, taken = QFontMetricsF(painter.font()), list[QRectF]()
    for middle, text in [*_names(projection, name), *_numbers(projection, low, high)]:
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + 2, metrics.height())
        box.moveCenter(middle)
        box.moveLeft(max(min(box.left(), projection.rect.right() - box.width()), projection.left))
        if not any(box.intersects(other) for other in taken):
            taken.append(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _names(projection: Projection, name: str) -> list[tuple[QPointF, str]]:
    top = _point(projection, (*side_corner(projection), HEIGHT)) - QPointF(0, THEME.px(ABOVE))
    return [(top, name), *((_beside_floor(projection, axis, 0.0, NAME), ("x₁", "x₂")[axis]) for axis in (0, 1))]


def _numbers(projection: Projection, low: float, high: float) -> list[tuple[QPointF, str]]:
    plane = [(value / PLANE, text) for value, text in linear_ticks(-PLANE, PLANE, 6) if abs(value) < PLANE]
    floor = [(_beside_floor(projection, axis, value, NUMBER), text) for axis in (0, 1) for value, text in plane]
    corner, left = side_corner(projection), QPointF(THEME.px(NUMBER), 0)
    heights = [((2 * (value - low) / (high - low) - 1) * HEIGHT, text) for value, text in linear_ticks(low, high, 3)]
    return [*((_point(projection, (*corner, height)) - left, text) for height, text in heights), *floor]


def side_corner(projection: Projection) -> tuple[float, float]:
    """The corner of the floor that is the farthest to the left, where nothing hides the axis of heights."""
    cosine, sine = projection.camera.turns
    return -1.0 if cosine > 0 else 1.0, -1.0 if sine > 0 else 1.0


def _beside_floor(projection: Projection, axis: int, value: float, distance: float) -> QPointF:
    """A place outside the near edge of the floor that lies along an axis."""
    cosine, sine = projection.camera.turns
    edge = (-1.0 if cosine > 0 else 1.0) if axis == 0 else (-1.0 if sine < 0 else 1.0)
    ends = [(value, each) if axis == 0 else (each, value) for each in (0.9 * edge, edge)]
    outwards = QLineF(*(_point(projection, (*end, -HEIGHT)) for end in ends))
    return outwards.p2() + QPointF(outwards.dx(), outwards.dy()) * (THEME.px(distance) / max(outwards.length(), 1e-6))


def _point(projection: Projection, place: Sequence[float]) -> QPointF:
    return QPointF(*projection.pixels(np.array(place)).tolist())


def _points(projection: Projection, places: np.ndarray) -> list[QPointF]:
    return [QPointF(x, y) for x, y in projection.pixels(places).tolist()]
