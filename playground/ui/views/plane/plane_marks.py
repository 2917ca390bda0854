"""Polygons, segments and the mark of a tested point, to be drawn on the plane."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_shapes import paint_text

DIAMOND = 8.0


@dataclass(frozen=True, eq=False)
class Polygon:
    """The area between corners (n, 2), filled, outlined or both; of two corners there is the line between them."""

    corners: npt.NDArray[np.floating]
    outline: QColor | None = None
    fill: QColor | None = None

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        if len(self.corners) < 2:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush if self.fill is None else self.fill)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.outline is not None:
            pen = QPen(self.outline, THEME.stroke(1.5), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([4, 2.5])
            painter.setPen(pen)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in plane.pixels(self.corners).tolist()]))


@dataclass(frozen=True)
class Segment:
    """The way between two places, dashed, with a label beside its middle."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: QColor
    label: str = ""

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        start, end = plane.pixel(*self.start), plane.pixel(*self.end)
        painter.setPen(QPen(self.colour, THEME.stroke(1.6), Qt.PenStyle.DashLine))
        painter.drawLine(start, end)
        if self.label:
            painter.setFont(THEME.font(12, 600))
            metrics = QFontMetricsF(painter.font())
            beside = QPointF(metrics.horizontalAdvance(self.label) / 2 + 8, -metrics.height() / 2)
            paint_text(painter, plane, (start + end) / 2 + beside, self.label, self.colour)


@dataclass(frozen=True)
class Diamond:
    """A point without a class."""

    centre: tuple[float, float]

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        centre, half = plane.pixel(*self.centre), THEME.mark(DIAMOND)
        corners = [centre + QPointF(x, y) * half for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0))]
        painter.setPen(QPen(THEME.colours.panel, THEME.stroke(3)))
        painter.setBrush(THEME.colours.muted)
        painter.drawPolygon(QPolygonF(corners))
        painter.setPen(QPen(THEME.colours.text, THEME.stroke(1.4)))
        painter.drawPolygon(QPolygonF(corners))
