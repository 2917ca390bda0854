"""What a fit draws on its plane beside the points: curves of functions, the place where a unit switches, the batch."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.plane import plane_frame
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.point_markers import marker_radius, paint_rings

FAR = 100.0
"""Of the plane; painters cannot reckon with places that are farther away."""
GRID = (-2, -1, 0, 1, 2)


def margins() -> tuple[int, int]:
    """Room at the left of a wide fit and below it, in pixels; what stands below it has the same, with one x axis."""
    return THEME.px(38), round(plane_frame.axis_margins()[1])


def polyline(x: npt.NDArray[np.floating], y: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Places (n, 2) of a function, not farther away than painters can reckon with; NaN where it has no value."""
    heights = np.clip(np.asarray(y, np.float64), -FAR, FAR)
    return np.stack([np.asarray(x, np.float64), heights], axis=1)


@dataclass(frozen=True)
class Grid:
    """Thin lines at whole numbers, those through the middle stronger."""

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        rect, colours = plane.rect, THEME.colours
        for tick in GRID:
            place = plane.pixel(tick, tick)
            painter.setPen(QPen(colours.line if tick else colours.faint, 1 if tick else 0.8))
            across, upwards = round(place.x()) + 0.5, round(place.y()) + 0.5
            painter.drawLine(QLineF(across, rect.top(), across, rect.bottom()))
            painter.drawLine(QLineF(rect.left(), upwards, rect.right(), upwards))


@dataclass(frozen=True)
class Switch:
    """A dashed line from top to bottom where a unit switches."""

    x: float

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        pen = QPen(THEME.colours.muted, THEME.stroke(1.1))
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        across = plane.pixel(self.x, 0).x()
        painter.drawLine(QLineF(across, plane.rect.top(), across, plane.rect.bottom()))


@dataclass(frozen=True, eq=False)
class BatchRings:
    """A magenta ring around each of the points x (n, 2) of a mini-batch, of `count` points in all."""

    x: npt.NDArray[np.floating]
    count: int

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        radius = marker_radius(self.count, plane.side) + THEME.mark(3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_rings(painter, plane, self.x, radius, THEME.colours.batch)
