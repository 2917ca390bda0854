"""Little pictures of point sets, drawn from the generators themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from playground.data.plane_value_sets import make_plane_values
from playground.data.point_sets import POINT_SETS, make_points
from playground.data.points import PLANE, PointSet
from playground.ui.look import icons
from playground.ui.look.colour_maps import value_colour
from playground.ui.look.theme import THEME

SEED = 8
MARGIN = 0.4
MOST = 200
VALUE_SKETCH = (48, 0.04)
"""How many values, and how noisy, make a good little picture."""


def points_picture(points: PointSet) -> Callable[[QPainter, QRectF], None]:
    """A function that paints the points, at most 200 of them, into a rectangle, in the classes' colours."""
    if not len(points):
        return _paint_pencil
    step = max(1, -(-len(points) // MOST))
    places: list[list[float]] = points.x[::step].tolist()
    if points.value is not None:
        values: list[float] = points.value[::step].tolist()
        return lambda painter, frame: _paint(painter, frame, zip(places, map(value_colour, values), strict=True))
    labels: list[int | None] = points.label[::step].tolist() if points.classes else [None] * len(places)
    return lambda painter, frame: _paint(painter, frame, zip(places, map(_class_colour, labels), strict=True))


@cache
def built_in_picture(name: str) -> Callable[[QPainter, QRectF], None]:
    """The picture of a built-in set, always the same."""
    return points_picture(make_points(name, *POINT_SETS[name].sketch, SEED, MARGIN))


@cache
def plane_value_picture(name: str) -> Callable[[QPainter, QRectF], None]:
    """The picture of a built-in set of values over the plane, always the same."""
    return points_picture(make_plane_values(name, MOST, 0.0, SEED))


@cache
def value_picture(name: str) -> Callable[[QPainter, QRectF], None]:
    """The picture of a built-in set of values, always the same."""
    from playground.data.value_sets import make_values

    return points_picture(make_values(name, *VALUE_SKETCH, seed=SEED))


def _paint_pencil(painter: QPainter, frame: QRectF) -> None:
    """What stands for points that are still to be drawn."""
    side = frame.width() * 0.42
    place = QRectF(0, 0, side, side)
    place.moveCenter(frame.center())
    icons.paint(painter, "paint", place, THEME.colours.faint)


def _paint(painter: QPainter, frame: QRectF, points: Iterable[tuple[list[float], QColor]]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    scale = frame.width() / (2 * PLANE) * 0.92
    middle = frame.center()
    radius = max(1.2, frame.width() / 36)
    for (x1, x2), colour in points:
        painter.setBrush(colour)
        painter.drawEllipse(middle + QPointF(x1, -x2) * scale, radius, radius)


def _class_colour(label: int | None) -> QColor:
    return THEME.colours.text if label is None else THEME.colours.classes[label]
