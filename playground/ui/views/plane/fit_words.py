"""What is written on the plane of a fit: a label along a line, the legend, the flag at the largest error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.plane.halo_text import paint_halo_text
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.widgets.class_marker import paint_marker

Sample = Literal["training", "test", "batch", "fit", "dashed"]
SIZE, SIGN, INSET, CORNER = 11, 16, 8, 6
DOT = 4.0
RING = 6.5
NEAR = 60
"""A flag is planted upwards unless its place is so near to the upper edge, at the usual size of text."""


@dataclass(frozen=True)
class LineLabel:
    """A text along the line from one place of the plane to another, a share of the way along, above or below it."""

    start: tuple[float, float]
    end: tuple[float, float]
    share: float
    text: str
    colour: QColor
    below: bool = False
    weight: int = 400

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        line = QLineF(plane.pixel(*self.start), plane.pixel(*self.end))
        painter.setFont(THEME.font(SIZE, self.weight))
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(self.text)
        if line.length() < 1.6 * width:
            return
        painter.save()
        painter.translate(line.pointAt(self.share))
        painter.rotate(-line.angle())
        baseline = QPointF(0, metrics.ascent() + 4 if self.below else -5)
        paint_halo_text(painter, baseline, self.text, self.colour, THEME.colours.background, THEME.stroke(3))
        painter.restore()


@dataclass(frozen=True, eq=False)
class Legend:
    """What each mark is called, in the corner with the fewest of the points x (n, 2) in its way; not over the flag or
    on the handles, if that can be."""

    entries: Sequence[tuple[Sample, str]]
    x: npt.NDArray[np.floating]
    flag: Flag | None = None
    handles: Sequence[tuple[float, float]] = ()

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        painter.setFont(THEME.font(SIZE))
        box = self.written_at(plane)
        if box is None:
            return
        _paint_box(painter, box)
        metrics, left = QFontMetricsF(painter.font()), box.left() + INSET
        for sample, text in self.entries:
            _paint_sample(painter, sample, QPointF(left + THEME.px(SIGN) / 2 - 2, box.center().y()))
            left += THEME.px(SIGN)
            painter.setPen(THEME.colours.muted)
            painter.drawText(QRectF(left, box.top(), box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += metrics.horizontalAdvance(text) + INSET

    def written_at(self, plane: PlaneMap) -> QRectF | None:
        """Where it stands; None where it has no room."""
        metrics = QFontMetricsF(THEME.font(SIZE))
        texts = [metrics.horizontalAdvance(text) for _, text in self.entries]
        box = QRectF(0, 0, sum(texts) + len(texts) * (THEME.px(SIGN) + INSET) + INSET, metrics.height() + 10)
        room = plane.rect.adjusted(INSET, INSET, -INSET, -INSET)
        if box.width() > room.width() or 3 * box.height() > room.height():
            return None
        tops = room.top(), room.bottom() - box.height()
        corners = [box.translated(left, top) for top in tops for left in (room.left(), room.right() - box.width())]
        taken = None if self.flag is None else self.flag.written_at(plane)
        points, handles = plane.pixels(self.x), plane.pixels(np.reshape(self.handles, (-1, 2)))

        def in_the_way(corner: QRectF) -> tuple[int, int]:
            covers = taken is not None and corner.intersects(taken)
            return covers + _count(handles, corner.adjusted(-RING, -RING, RING, RING)), _count(points, corner)

        return min(corners, key=in_the_way)


@dataclass(frozen=True)
class Flag:
    """A ring around a place, and a text on a pole above it, or below it where it is near the upper edge."""

    place: tuple[float, float]
    text: str
    value: str

    def written_at(self, plane: PlaneMap) -> QRectF:
        """Where the text stands."""
        plain, bold = (QFontMetricsF(THEME.font(SIZE, weight)) for weight in (400, 600))
        before, _, after = self.text.partition("{0}")
        width = plain.horizontalAdvance(before + after) + bold.horizontalAdvance(self.value) + 2 * INSET
        place, room = plane.pixel(*self.place), plane.rect.adjusted(INSET, INSET, -INSET, -INSET)
        box = QRectF(0, 0, width, plain.height() + 10)
        left = min(max(place.x() - width / 2, room.left()), max(room.right() - width, room.left()))
        above = place.y() - room.top() > THEME.px(NEAR)
        box.moveTo(left, room.top() if above else room.bottom() - box.height())
        return box

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        place, box, ink = plane.pixel(*self.place), self.written_at(plane), THEME.colours.text
        radius = THEME.mark(7)
        painter.setPen(QPen(ink, THEME.stroke(1.3)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place, radius, radius)
        above = box.center().y() < place.y()
        end = place.y() - radius if above else place.y() + radius
        painter.drawLine(QLineF(place.x(), box.bottom() if above else box.top(), place.x(), end))
        _paint_box(painter, box)
        before, _, after = self.text.partition("{0}")
        left = box.left() + INSET
        for text, weight in ((before, 400), (self.value, 600), (after, 400)):
            painter.setFont(THEME.font(SIZE, weight))
            painter.setPen(ink if weight == 600 else THEME.colours.muted)
            painter.drawText(QRectF(left, box.top(), box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += QFontMetricsF(painter.font()).horizontalAdvance(text)


def _count(pixels: npt.NDArray[np.float64], box: QRectF) -> int:
    """How many places (n, 2) lie in a box."""
    x, y = pixels.T
    inside = (x > box.left()) & (x < box.right()) & (y > box.top()) & (y < box.bottom())
    return int(inside.sum())


def _paint_box(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(THEME.colours.line, 1))
    ground = QColor(THEME.colours.panel)
    ground.setAlphaF(0.94)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, CORNER, CORNER)


def _paint_sample(painter: QPainter, sample: Sample, centre: QPointF) -> None:
    colours = THEME.colours
    if sample in ("fit", "dashed"):
        pen = QPen(colours.accent if sample == "fit" else colours.muted, THEME.stroke(2 if sample == "fit" else 1.4))
        if sample == "dashed":
            pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
        half = math.floor(THEME.px(SIGN) / 2 - 2)
        painter.drawLine(centre - QPointF(half, 0), centre + QPointF(half, 0))
        return
    paint_marker(painter, None, centre, THEME.mark(DOT), pale=sample == "test")
    if sample == "batch":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.batch, THEME.stroke(1.5)))
        painter.drawEllipse(centre, THEME.mark(RING), THEME.mark(RING))
