"""What is written on an error surface and below it: the arrows' names, the scale of colours, the reading, a note."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.mosaic import to_image
from playground.ui.views.regression.surface_ground import hue
from playground.ui.views.regression.surface_marks import paint_arrow
from playground.ui.words import formatting

SAMPLE, GAP, SCALE = 26, 16, 64
"""Widths of an arrow in the legend, of the room between two entries, and of the scale, at the usual size of text."""
ROW = 20


@dataclass(frozen=True)
class LegendArrow:
    """An arrow as it is drawn on the surface, and what it is called."""

    colour: QColor
    dashed: bool
    text: str
    ink: QColor


@dataclass(frozen=True)
class SurfaceLegend:
    """Arrows, one after the other, and at the right the scale of colours; a row more where one is too narrow.

    bounds: the least and the greatest E; is_low: rather no scale than a row for it alone.
    """

    arrows: tuple[LegendArrow, ...]
    bounds: tuple[float, float]
    is_low: bool

    def rows(self, width: float) -> int:
        """How many rows it takes in a width."""
        places = self._places(width)
        return (places[-1][0] + 1 if places else 1) + (not self.is_low and not self._fits_beside(width))

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints it into an area with room for its rows."""
        painter.setFont(THEME.font(11))
        row_height = THEME.px(ROW)
        for arrow, (row, right) in zip(self.arrows, self._places(area.width()), strict=True):
            left = area.left() + right - self._width(arrow)
            box = QRectF(left, area.top() + row * row_height, self._width(arrow), row_height)
            line = QLineF(box.left(), box.center().y(), box.left() + THEME.px(SAMPLE) - 4, box.center().y())
            paint_arrow(painter, line, arrow.colour, arrow.dashed)
            painter.setPen(arrow.ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, arrow.text)
        bottom = area.top() + self.rows(area.width()) * row_height
        width = self._scale_width()
        if self._fits_beside(area.width()) or not self.is_low:
            self._paint_scale(painter, QRectF(area.right() - width, bottom - row_height, width, row_height))

    def _fits_beside(self, width: float) -> bool:
        """Whether the scale has room beside the last arrow."""
        places = self._places(width)
        return (places[-1][1] if places else 0.0) + self._scale_width() <= width

    def _places(self, width: float) -> list[tuple[int, float]]:
        """For every arrow its row and where it ends."""
        places: list[tuple[int, float]] = []
        row, left = 0, 0.0
        for arrow in self.arrows:
            if left and left + self._width(arrow) > width:
                row, left = row + 1, 0.0
            places.append((row, left + self._width(arrow)))
            left += self._width(arrow) + THEME.px(GAP)
        return places

    def _width(self, arrow: LegendArrow) -> float:
        return THEME.px(SAMPLE) + _advance(arrow.text, THEME.scale) + 1

    def _texts(self) -> tuple[str, str]:
        low, high = (formatting.shortest(float(f"{value:.1e}"), 1) for value in self.bounds)
        return low, high

    def _scale_width(self) -> float:
        return sum(_advance(text, THEME.scale) for text in self._texts()) + THEME.px(SCALE) + 14

    def _paint_scale(self, painter: QPainter, box: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        left = box.left()
        painter.setPen(THEME.colours.muted)
        for k, text in enumerate(self._texts()):
            width = metrics.horizontalAdvance(text) + 1
            painter.drawText(QRectF(left, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + 6
            if k == 0:
                bar = QRectF(left, box.center().y() - 3, THEME.px(SCALE), 7)
                painter.drawImage(bar, to_image(hue()[np.newaxis]))
                painter.setPen(QPen(THEME.colours.line, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(bar)
                painter.setPen(THEME.colours.muted)
                left += bar.width() + 6


@lru_cache(maxsize=64)
def _advance(text: str, scale: float) -> float:
    """How wide a text is at this size of all texts; it is asked for several times a frame."""
    return QFontMetricsF(THEME.font(11)).horizontalAdvance(text)


def paint_reading(painter: QPainter, rect: QRectF, text: str, pointer: QPointF) -> None:
    """The value under the pointer in the upper right corner, or the upper left when the pointer is there."""
    painter.setFont(THEME.font(12, 500))
    metrics = QFontMetricsF(painter.font())
    box = QRectF(0, 0, metrics.horizontalAdvance(text) + 18, metrics.height() + 8)
    box.moveTopRight(rect.topRight() + QPointF(-8, 8))
    if box.adjusted(-40, -40, 40, 40).contains(pointer):
        box.moveTopLeft(rect.topLeft() + QPointF(8, 8))
    _paint_box(painter, box)
    painter.setPen(THEME.colours.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_note(painter: QPainter, rect: QRectF, text: str, is_low: bool) -> None:
    """A sentence at the lower or the upper edge of the surface, over as many lines as it needs."""
    painter.setFont(THEME.font(12))
    flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
    box = QFontMetricsF(painter.font()).boundingRect(rect.adjusted(20, 8, -20, -16), flags, text)
    box.moveTop(rect.bottom() - 14 - box.height() if is_low else rect.top() + 14)
    _paint_box(painter, box.adjusted(-9, -5, 9, 5))
    painter.setPen(THEME.colours.text)
    painter.drawText(box, flags, text)


def _paint_box(painter: QPainter, box: QRectF) -> None:
    ground = QColor(THEME.colours.panel)
    ground.setAlphaF(0.92)
    painter.setPen(QPen(THEME.colours.line, THEME.stroke(1)))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 6, 6)
