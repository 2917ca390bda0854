"""Markers of points: one small picture per class or value, drawn thousands of times."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPixmap

from playground.data.points import PointSet
from playground.ui.look.theme import THEME
from playground.ui.views.many_values import first_of
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.widgets.class_marker import paint_marker, paint_value_marker

RADII = (2.2, 3.0, 4.0, 5.0, 6.0, 7.0)
RING_WIDTH = 1.5
MARGIN = 3 * RADII[-1]
MAX_VECTOR_RINGS = 40
VALUE_STEPS = 16
"""So many colours of values there are on either side of 0."""


def marker_radius(count: int, side: float) -> float:
    """Radius in pixels of `count` markers on a plane of `side` pixels: large where there is room, in few steps."""
    spacing = side / math.sqrt(max(count, 120))
    return THEME.mark(min(RADII, key=lambda radius: abs(radius - 1.1 * spacing**0.45)))


class Sprites:
    """The pictures of markers, kept: there are few kinds of them, in few sizes."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], QPixmap] = {}

    def of(self, mark: float | None, is_value: bool, radius: float, ratio: float, pale: bool) -> QPixmap:
        """The picture of one of the kinds of points, for a screen with so many pixels for each."""
        key = (mark, is_value, radius, ratio, pale, THEME.colours.dark)
        if key not in self._made:
            sprite, painter, middle = canvas(1.4 * radius + 1, ratio)
            paint_mark(painter, mark, is_value, middle, radius, pale)
            painter.end()
            self._made[key] = sprite
        return self._made[key]


class PointLayer:
    """The points of a set, drawn into a picture that is kept while they stay: what is behind them changes often."""

    def __init__(self) -> None:
        self._sprites = Sprites()
        self._key: tuple[object, ...] = ()
        self._picture = QPixmap()

    def paint(
        self,
        painter: QPainter,
        plane: PlaneMap,
        points: PointSet,
        is_test: npt.NDArray[np.bool_] | None,
        count: int | None = None,
    ) -> None:
        """Draw all points, test points (`is_test`, (n,)) paler and below the others; as large as of `count` points."""
        ratio = painter.device().devicePixelRatioF()
        # The set itself is part of the key, so that its id cannot pass to another one.
        looks = THEME.colours.dark, THEME.mark(1)
        key = (id(points), id(is_test), plane.rect.size().toTuple(), ratio, looks, points, is_test)
        if key[:5] != self._key[:5]:
            radius = marker_radius(len(points) if count is None else count, plane.side)
            self._key, self._picture = key, self._render(plane, ratio, points, is_test, radius)
        painter.drawPixmap(QPointF(plane.left - MARGIN, plane.top - MARGIN), self._picture)

    def _render(
        self,
        plane: PlaneMap,
        ratio: float,
        points: PointSet,
        is_test: npt.NDArray[np.bool_] | None,
        radius: float,
    ) -> QPixmap:
        wide, high = (math.ceil((side + 2 * MARGIN) * ratio) for side in plane.rect.size().toTuple())
        # The picture of before serves again: a new one would have its pages mapped anew for every edit.
        picture = self._picture if self._picture.size() == QSize(wide, high) else QPixmap(wide, high)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._stamp_all(painter, replace(plane, left=MARGIN, top=MARGIN), ratio, points, is_test, radius)
        painter.end()
        return picture

    def _stamp_all(
        self,
        painter: QPainter,
        plane: PlaneMap,
        ratio: float,
        points: PointSet,
        is_test: npt.NDArray[np.bool_] | None,
        radius: float,
    ) -> None:
        place = plane.pixels(points.x)
        marks, kinds = kinds_of(points)
        for pale, chosen in _passes(len(points), is_test):
            for mark in kinds:
                here = place[chosen if mark is None else chosen & (marks == mark)]
                stamp(painter, here, self._sprites.of(mark, points.has_values, radius, ratio, pale), 1 / ratio)


def kinds_of(points: PointSet) -> tuple[npt.NDArray[np.generic], Sequence[float | None]]:
    """What every point is drawn as (n,), and what of that there is: classes, values in steps, or one mark for all."""
    if points.value is not None:
        steps = np.round(points.value * VALUE_STEPS) / VALUE_STEPS
        return steps, np.unique(steps).tolist()
    return points.label, range(points.classes) if points.classes else (None,)


def paint_mark(
    painter: QPainter, mark: float | None, is_value: bool, centre: QPointF, radius: float, pale: bool
) -> None:
    """Draw one of the kinds of points."""
    if is_value and mark is not None:
        paint_value_marker(painter, mark, centre, radius, pale)
    else:
        paint_marker(painter, None if mark is None else int(mark), centre, radius, pale)


def paint_vectors(
    painter: QPainter,
    plane: PlaneMap,
    points: PointSet,
    is_test: npt.NDArray[np.bool_] | None,
    count: int | None = None,
) -> None:
    """The same as vectors, for files that can be enlarged."""
    radius = marker_radius(len(points) if count is None else count, plane.side)
    place = plane.pixels(points.x)
    painter.save()
    for pale, chosen in _passes(len(points), is_test):
        for index in np.flatnonzero(chosen):
            mark = float(points.marks[index]) if points.classes or points.has_values else None
            paint_mark(painter, mark, points.has_values, QPointF(*place[index]), radius, pale)
    painter.restore()


def _passes(count: int, is_test: npt.NDArray[np.bool_] | None) -> list[tuple[bool, npt.NDArray[np.bool_]]]:
    if is_test is None:
        return [(False, np.ones(count, dtype=bool))]
    return [(True, is_test), (False, ~is_test)]


def paint_rings(painter: QPainter, plane: PlaneMap, x: npt.NDArray[np.floating], radius: float, colour: QColor) -> None:
    """Draw a ring of `radius` pixels around each of the points x (n, 2)."""
    width = THEME.stroke(RING_WIDTH)
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(x) <= MAX_VECTOR_RINGS or painter.paintEngine().type() == QPaintEngine.Type.SVG:
        for place in plane.pixels(x).tolist():
            painter.drawEllipse(QPointF(*place), radius, radius)
        return
    ratio = painter.device().devicePixelRatioF()
    sprite, pen, middle = canvas(radius + width, ratio)
    pen.setPen(painter.pen())
    pen.drawEllipse(middle, radius, radius)
    pen.end()
    stamp(painter, plane.pixels(x), sprite, 1 / ratio)


def canvas(radius: float, ratio: float) -> tuple[QPixmap, QPainter, QPointF]:
    """A transparent pixmap for something of this radius, a painter on it, and its middle."""
    side = math.ceil(2 * radius * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ratio, ratio)
    return pixmap, painter, QPointF(side / ratio / 2, side / ratio / 2)


def stamp(painter: QPainter, place: npt.NDArray[np.float64], sprite: QPixmap, scale: float = 1.0) -> None:
    """Draw a sprite around every place (n, 2): one call into Qt, 10,000 in 2 ms."""
    if not len(place):
        return
    rows = np.empty((len(place), 10))
    # x, y, left and top, width and height in the sprite, scales, rotation, opacity
    rows[:, 0:2] = place
    rows[:, 2:4] = 0
    rows[:, 4], rows[:, 5] = sprite.width(), sprite.height()
    rows[:, 6:8] = scale
    rows[:, 8] = 0
    rows[:, 9] = 1
    painter.drawPixmapFragments(first_of(rows, QPainter.PixmapFragment), len(rows), sprite)
