"""Residuals on the plane: from every point to the fit, and their squares, as squares."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.many_values import path_of
from playground.ui.views.plane.plane_map import PlaneMap

MOST = 300
"""Of more, what they cover is worked out pixel by pixel: it takes no longer, however many there are."""
FILL, EDGE, LINE = 0.10, 0.45, 0.7
FAINTEST = 0.1
COARSE = 2
LAYERS = 2048

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Residuals:
    """From the points (x, y) (n,) to the fit f (n,): orange where f(x) − y < 0, blue above.

    `squares`: their squares, opening away from a line of slope `slope`.
    """

    x: Floats
    y: Floats
    f: Floats
    segments: bool = True
    squares: bool = False
    slope: float = 0.0

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        few, share = len(self.x) <= MOST, min(MOST / max(len(self.x), 1), 1.0)
        point, end = (plane.pixels(np.stack([self.x, upwards], 1)) for upwards in (self.y, self.f))
        for colour, chosen in (
            (THEME.colours.negative, self.f < self.y),
            (THEME.colours.positive, self.f > self.y),
        ):
            self._paint_side(painter, plane, point[chosen], end[chosen], colour, few, share)

    def _paint_side(
        self, painter: QPainter, plane: PlaneMap, point: Floats, fit: Floats, colour: QColor, few: bool, share: float
    ) -> None:
        if len(point):
            if self.squares:
                corners = self._squares(point, fit)
                if few:
                    _paint_squares(painter, corners, colour)
                else:
                    _paint_covered(painter, plane, corners, colour, share * FILL, COARSE)
            if self.segments and few:
                _paint_segments(painter, point, fit, colour)
            elif self.segments:
                cell = COARSE if len(self.x) > plane.rect.width() else 1  # more lines than there are pixels for
                lines = np.concatenate([point, fit + (cell, 0)], 1)
                _paint_covered(painter, plane, lines, colour, max(share * LINE, FAINTEST) / cell, cell)

    def _squares(self, point: Floats, fit: Floats) -> Floats:
        """Opposite corners (n, 4) in pixels: of a point above a rising line to the left, away from it."""
        side = fit[:, 1] - point[:, 1]
        away = point[:, 0] - (side if self.slope >= 0 else -side)
        return np.stack([point[:, 0], point[:, 1], away, fit[:, 1]], 1)


def _paint_segments(painter: QPainter, point: Floats, fit: Floats, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, THEME.stroke(1.6), c=Qt.PenCapStyle.FlatCap))
    painter.drawPath(path_of(np.stack([point, fit], axis=1)))


def _paint_squares(painter: QPainter, corners: Floats, colour: QColor) -> None:
    painter.setPen(QPen(_translucent(colour, EDGE), 1))
    painter.setBrush(_translucent(colour, FILL))
    painter.drawRects([QRectF(QPointF(*row[:2]), QPointF(*row[2:])).normalized() for row in corners.tolist()])


def _paint_covered(
    painter: QPainter, plane: PlaneMap, corners: Floats, colour: QColor, share: float, cell: int = 1
) -> None:
    """Rectangles (n, 4) above each other, each of them letting 1 − share of what is below it through; cell: how many
    pixels wide and high what is told apart is."""
    rect = plane.rect
    inside = (corners - (rect.left(), rect.top()) * 2) / cell
    count = covered(inside, math.ceil(rect.width() / cell), math.ceil(rect.height() / cell))
    opacity = 1 - (1 - share) ** np.arange(LAYERS)
    words = (np.round(opacity * 255).astype(np.uint32) << 24) | np.uint32(colour.rgb() & 0xFFFFFF)
    pixels = words.take(count, mode="clip")
    high, wide = pixels.shape
    area = QRectF(rect.left(), rect.top(), wide * cell, high * cell)
    painter.drawImage(area, QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32))


def covered(corners: Floats, wide: int, high: int) -> npt.NDArray[np.int32]:
    """How many rectangles, given by opposite corners (n, 4) in pixels, lie over every pixel (high, wide)."""
    limits = np.array([wide, high, wide, high])
    inside = np.clip(np.round(corners), 0, limits).astype(np.int64)
    left, right = np.minimum(inside[:, 0], inside[:, 2]), np.maximum(inside[:, 0], inside[:, 2])
    top, bottom = np.minimum(inside[:, 1], inside[:, 3]), np.maximum(inside[:, 1], inside[:, 3])
    shape = high + 1, wide + 1
    starts = np.concatenate([top * shape[1] + left, bottom * shape[1] + right])
    ends = np.concatenate([top * shape[1] + right, bottom * shape[1] + left])
    cells = shape[0] * shape[1]
    steps = np.subtract(np.bincount(starts, minlength=cells), np.bincount(ends, minlength=cells), dtype=np.int32)
    counts: npt.NDArray[np.int32] = steps.reshape(shape).cumsum(0, np.int32).cumsum(1, np.int32)[:high, :wide]
    return counts


def _translucent(colour: QColor, alpha: float) -> QColor:
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result
