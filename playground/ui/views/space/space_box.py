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
    """Numbers and names along both near edges of the floor and the axis of heights."""
    painter.setFont(THEME.font(11))
    cosine, sine = projection.camera.turns
    near = -1.0 if sine < 0 else 1.0, -1.0 if cosine > 0 else 1.0
    for axis, axis_name in enumerate(("x₁", "x₂")):
        for value, text in linear_ticks(-PLANE, PLANE, 6):
            if abs(value) < PLANE:
                _beside_floor(painter, projection, axis, value / PLANE, near[1 - axis], NUMBER, text)
        _beside_floor(painter, projection, axis, 0.0, near[1 - axis], NAME, axis_name)
    x, y = side_corner(projection)
    for value, text in linear_ticks(low, high, 3):
        place = _point(projection, (x, y, (2 * (value - low) / (high - low) - 1) * HEIGHT))
        _write(painter, place - QPointF(THEME.px(NUMBER), 0), text)
    _write(painter, _point(projection, (x, y, HEIGHT)) - QPointF(0, THEME.px(ABOVE)), name)


def side_corner(projection: Projection) -> tuple[float, float]:
    """The corner of the floor that is the farthest to the left, where nothing hides the axis of heights."""
    cosine, sine = projection.camera.turns
    return -1.0 if cosine > 0 else 1.0, -1.0 if sine > 0 else 1.0


def _beside_floor(
    painter: QPainter, projection: Projection, axis: int, value: float, edge: float, distance: float, text: str
) -> None:
    """A text outside the edge of the floor that lies along an axis."""
    place, inside = [0.0, 0.0, -HEIGHT], [0.0, 0.0, -HEIGHT]
    place[axis] = inside[axis] = value
    place[1 - axis], inside[1 - axis] = edge, 0.9 * edge
    outwards = QLineF(_point(projection, inside), _point(projection, place)).unitVector()
    start = _point(projection, place)
    _write(painter, start + QPointF(outwards.dx(), outwards.dy()) * THEME.px(distance), text)


def _write(painter: QPainter, middle: QPointF, text: str) -> None:
    painter.setPen(THEME.colours.muted)
    metrics = QFontMetricsF(painter.font())
    box = QRectF(0, 0, metrics.horizontalAdvance(text) + 2, metrics.height())
    box.moveCenter(middle)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _point(projection: Projection, place: Sequence[float]) -> QPointF:
    return QPointF(*projection.pixels(np.array(place)).tolist())


def _points(projection: Projection, places: np.ndarray) -> list[QPointF]:
    return [QPointF(x, y) for x, y in projection.pixels(places).tolist()]
