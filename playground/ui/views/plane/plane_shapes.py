"""What may be drawn on the plane beside points: curves, arrows, half-planes and rings, in the plane's coordinates."""

import math
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from playground.data.points import PLANE
from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_map import PlaneMap

HEAD = 11.0
BESIDE = 26


class Shape(Protocol):
    """Anything that can paint itself onto the plane; the painter is clipped to the plane and antialiases."""

    def paint(self, painter: QPainter, plane: PlaneMap) -> None: ...


@runtime_checkable
class Written(Protocol):
    """A shape with words in a box, over which nothing else should stand."""

    def written_at(self, plane: PlaneMap) -> QRectF | None: ...


@dataclass(frozen=True, eq=False)
class Curve:
    """Polylines through `points` (n, 2); a row of NaN ends one line and starts the next."""

    points: npt.NDArray[np.floating]
    colour: QColor
    width: float = 1.5
    dashed: bool = False

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        style = Qt.PenStyle.CustomDashLine if self.dashed else Qt.PenStyle.SolidLine
        pen = QPen(self.colour, THEME.stroke(self.width), style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
        if self.dashed:
            pen.setDashPattern([4.5 / self.width, 3.5 / self.width])
        painter.setPen(pen)
        pixels = plane.pixels(self.points)
        breaks = np.flatnonzero(np.isnan(pixels[:, 0]))
        for line in np.split(pixels, breaks):
            corners = [QPointF(x, y) for x, y in line[np.isfinite(line[:, 0])].tolist()]
            if len(corners) == 2:
                painter.drawLine(*corners)  # a fifth of a polyline's time
            elif corners[1:]:
                painter.drawPolyline(QPolygonF(corners))


@dataclass(frozen=True)
class Line:
    """The straight line w₁x₁ + w₂x₂ + b = 0 through the whole plane; nothing when w = 0."""

    weight: tuple[float, float]
    bias: float
    colour: QColor
    width: float = 2.0
    dashed: bool = False

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        ends = line_ends(self.weight, self.bias)
        if ends is not None:
            Curve(ends, self.colour, self.width, self.dashed).paint(painter, plane)


@dataclass(frozen=True)
class HalfPlane:
    """The points where w₁x₁ + w₂x₂ + b > 0, filled."""

    weight: tuple[float, float]
    bias: float
    colour: QColor

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        polygon = half_plane(self.weight, self.bias)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        # Its edges are the plane's or lie under the separator: without smoothing it takes half the time.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in plane.pixels(polygon).tolist()]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


@dataclass(frozen=True)
class Arrow:
    """An arrow from one point of the plane to another, with a label at its tip, or beside its middle."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: QColor
    label: str = ""
    beside: bool = False

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        line = QLineF(plane.pixel(*self.start), plane.pixel(*self.end))
        if line.length() < 1:
            return
        unit = QPointF(line.dx(), line.dy()) / line.length()
        across = QPointF(-unit.y(), unit.x())
        head = THEME.mark(HEAD)
        neck = line.p2() - unit * head
        painter.setPen(QPen(self.colour, THEME.stroke(2.2)))
        painter.drawLine(line.p1(), neck)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        painter.drawPolygon(QPolygonF([line.p2(), neck + across * head / 2.2, neck - across * head / 2.2]))
        if self.label:
            painter.setFont(THEME.font(14, 700))
            place = line.center() + across * BESIDE if self.beside else line.p2() + unit * 13
            paint_text(painter, plane, place, self.label, self.colour)


@dataclass(frozen=True)
class Ring:
    """A circle of `radius` pixels around a point of the plane, with a label beside it."""

    centre: tuple[float, float]
    radius: float
    colour: QColor
    width: float = 2.0
    label: str = ""

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        centre = plane.pixel(*self.centre)
        painter.setPen(QPen(self.colour, THEME.stroke(self.width)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, self.radius, self.radius)
        if self.label:
            painter.setFont(THEME.font(12, 500))
            width = QFontMetricsF(painter.font()).horizontalAdvance(self.label)
            side = 1 if centre.x() + self.radius + width + 12 < plane.rect.right() else -1
            offset = side * (self.radius + 7 + width / 2)
            paint_text(painter, plane, centre + QPointF(offset, 0), self.label, self.colour)


def paint_text(painter: QPainter, plane: PlaneMap, centre: QPointF, text: str, colour: QColor) -> None:
    """Text around `centre`, kept inside the plane, with a halo so that it can be read on points and colours."""
    metrics = QFontMetricsF(painter.font())
    box = QRectF(0, 0, metrics.horizontalAdvance(text), metrics.ascent() + metrics.descent())
    box.moveCenter(centre)
    room = plane.rect.adjusted(6, 4, -6, -4)
    box.moveLeft(min(max(box.left(), room.left()), room.right() - box.width()))
    box.moveTop(min(max(box.top(), room.top()), room.bottom() - box.height()))
    path = QPainterPath()
    path.addText(QPointF(box.left(), box.top() + metrics.ascent()), painter.font(), text)
    halo = QColor(THEME.colours.panel)
    halo.setAlphaF(0.85)
    painter.strokePath(path, QPen(halo, THEME.stroke(3.5), j=Qt.PenJoinStyle.RoundJoin))
    painter.fillPath(path, colour)


def half_plane(weight: tuple[float, float], bias: float) -> npt.NDArray[np.float64]:
    """The corners (k, 2) of the part of the plane where w₁x₁ + w₂x₂ + b > 0: the square, clipped by the line."""
    square = np.array([(-PLANE, -PLANE), (PLANE, -PLANE), (PLANE, PLANE), (-PLANE, PLANE)])
    score = square @ np.asarray(weight, dtype=np.float64) + bias
    corners: list[npt.NDArray[np.float64]] = []
    for here in range(4):
        there = (here + 1) % 4
        if score[here] > 0:
            corners.append(square[here])
        if (score[here] > 0) != (score[there] > 0):
            share = score[here] / (score[here] - score[there])
            corners.append(square[here] + share * (square[there] - square[here]))
    return np.array(corners).reshape(-1, 2)


def line_ends(weight: tuple[float, float], bias: float) -> npt.NDArray[np.float64] | None:
    """Two points (2, 2) of the line w₁x₁ + w₂x₂ + b = 0, outside the plane on either side; None when w = 0."""
    w1, w2 = weight
    square = w1 * w1 + w2 * w2
    if square == 0 or not math.isfinite(square + bias):
        return None
    foot = np.array([w1, w2]) * (-bias / square)
    if np.hypot(*foot) > 2 * PLANE:
        return None
    along = np.array([-w2, w1]) / math.sqrt(square) * 3 * PLANE
    return np.stack([foot - along, foot + along])


def visible_part(weight: tuple[float, float], bias: float) -> npt.NDArray[np.float64] | None:
    """The ends (2, 2) of the part of the line w₁x₁ + w₂x₂ + b = 0 inside the plane; None when there is none."""
    corners = half_plane(weight, bias)
    if not len(corners):
        return None
    on_line = np.abs(corners @ np.asarray(weight) + bias) <= 1e-9 * (np.abs(weight).max() * PLANE + abs(bias))
    return corners[on_line] if on_line.sum() == 2 else None
