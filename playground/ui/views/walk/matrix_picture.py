"""A matrix between brackets below its symbol, its cells tinted by sign."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.training.walk_table import Quantity
from playground.ui.look.colour_maps import diverging_index, diverging_table
from playground.ui.look.theme import THEME
from playground.ui.words import formatting

MOST_ROWS = 12
"""Of larger matrices the first rows are shown, as many columns as there is room for, and dots for the others."""
CELL_WIDTH, CELL_HEIGHT, SYMBOL, SERIF = 52, 19, 18, 4
DIGITS = 3
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, eq=False)
class MatrixPicture:
    """A quantity of which so many rows are known, in a width that it keeps to."""

    quantity: Quantity
    known: int
    most_width: float

    def size(self) -> QSizeF:
        """The room that it takes."""
        rows, columns = self._shown()
        height = THEME.px(SYMBOL) + rows * THEME.px(CELL_HEIGHT) + (THEME.px(CELL_HEIGHT) if self._is_cut(0) else 0)
        width = columns * THEME.px(CELL_WIDTH) + (THEME.px(CELL_HEIGHT) if self._is_cut(1) else 0) + 2 * THEME.px(SERIF)
        symbol = QFontMetricsF(THEME.font(12, 600)).horizontalAdvance(self.quantity.symbol)
        return QSizeF(max(width, symbol), height)

    def paint(self, painter: QPainter, rect: QRectF, is_current: bool) -> None:
        """Paints it; what a current section computes is framed in the accent."""
        colours, symbol = THEME.colours, THEME.px(SYMBOL)
        is_new = is_current and not (self.quantity.is_given or self.quantity.is_earlier)
        painter.setFont(THEME.font(12, 600))
        painter.setPen(colours.accent if is_new else colours.text if self.known else colours.muted)
        painter.drawText(QRectF(rect.x(), rect.y(), rect.width(), symbol), CENTRE, self.quantity.symbol)
        self._paint_cells(painter, rect.adjusted(THEME.px(SERIF), symbol, -THEME.px(SERIF), 0), is_new)
        painter.setPen(QPen(colours.accent if is_new else colours.muted, THEME.stroke(1.2)))
        box, serif = rect.adjusted(1, symbol, -1, 0), THEME.px(SERIF)
        for x, inwards in ((box.left(), serif), (box.right(), -serif)):
            painter.drawLine(QLineF(x, box.top(), x, box.bottom()))
            for y in (box.top(), box.bottom()):
                painter.drawLine(QLineF(x, y, x + inwards, y))

    def _paint_cells(self, painter: QPainter, area: QRectF, is_new: bool) -> None:
        rows, columns = self._shown()
        width, height = THEME.px(CELL_WIDTH), THEME.px(CELL_HEIGHT)
        tints = diverging_table()[diverging_index(self.quantity.values)]
        painter.setFont(THEME.font(11, 600 if is_new else 400))
        painter.setPen(THEME.colours.text)
        for row, column in np.ndindex(min(rows, self.known), columns):
            cell = QRectF(area.x() + column * width, area.y() + row * height, width, height)
            painter.fillRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), QColor(*map(int, tints[row, column])))
            painter.drawText(cell, CENTRE, number_text(float(self.quantity.values[row, column])))
        painter.setPen(THEME.colours.muted)
        if self._is_cut(0):
            painter.drawText(QRectF(area.x(), area.y() + rows * height, columns * width, height), CENTRE, "⋮")
        if self._is_cut(1):
            painter.drawText(QRectF(area.x() + columns * width, area.y(), height, rows * height), CENTRE, "…")

    def _shown(self) -> tuple[int, int]:
        rows, columns = self.quantity.values.shape
        room = int((self.most_width - 2 * THEME.px(SERIF)) / THEME.px(CELL_WIDTH))
        if room < columns:
            room = int((self.most_width - 2 * THEME.px(SERIF) - THEME.px(CELL_HEIGHT)) / THEME.px(CELL_WIDTH))
        return min(rows, MOST_ROWS), min(columns, max(room, 1))

    def _is_cut(self, axis: int) -> bool:
        return bool(self._shown()[axis] < self.quantity.values.shape[axis])


def number_text(value: float) -> str:
    """Three decimals, or the power of ten where that would say nothing."""
    if value == 0 or 0.001 <= abs(value) < 1000:
        return formatting.decimal(value, DIGITS)
    return formatting.scientific(value, 1)
