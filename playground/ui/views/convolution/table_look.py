"""How a small table of numbers looks: the numbers, the colour of each cell, and what stands out."""

from __future__ import annotations

from dataclasses import field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.colour_maps import value_colour
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.number_text import cell_text

PLAIN, WARM, COOL, MARKED = range(4)
"""The colours of cells."""
CORNER_TEXT = 0.62
TINT = 0.6
"""How strong the colour of the largest number is, so that it can be read on it."""
LARGE = 42
"""From this side of a cell on, at the usual size of text, the text is larger as well."""
Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class TableLook:
    """numbers (rows, columns); tones (rows, columns): PLAIN to MARKED; strong (rows, columns): bold, the others muted,
    None: all alike; corners: what stands small in the corner of a cell; limit: the magnitude with the fullest
    tint, where cells are tinted by their sign."""

    numbers: NDArray[np.floating]
    tones: NDArray[np.integer] | None = None
    strong: NDArray[np.bool_] | None = None
    corners: dict[Cell, str] = field(default_factory=dict)
    limit: float | None = None

    @property
    def shape(self) -> Cell:
        """How many rows and columns there are."""
        return self.numbers.shape[0], self.numbers.shape[1]


def paint_table(painter: QPainter, look: TableLook, origin: QPoint, side: int) -> None:
    """All cells, from the upper left on."""
    colours = THEME.colours
    rows, columns = look.shape
    area = QRectF(origin.x(), origin.y(), columns * side, rows * side)
    for row, column in np.ndindex(rows, columns):
        _paint_cell(painter, look, (row, column), cell_rect(origin, side, row, column))
    painter.setPen(QPen(colours.line, THEME.stroke(1)))
    for k in range(columns + 1):
        painter.drawLine(QLineF(area.left() + k * side, area.top(), area.left() + k * side, area.bottom()))
    for k in range(rows + 1):
        painter.drawLine(QLineF(area.left(), area.top() + k * side, area.right(), area.top() + k * side))


def cell_rect(origin: QPoint, side: int, row: int, column: int) -> QRectF:
    """Where a cell lies."""
    return QRectF(origin.x() + column * side, origin.y() + row * side, side, side)


def _paint_cell(painter: QPainter, look: TableLook, cell: Cell, area: QRectF) -> None:
    colours = THEME.colours
    painter.fillRect(area, _colour(look, cell))
    is_strong = look.strong is not None and bool(look.strong[cell])
    text, room = cell_text(float(look.numbers[cell])), area.width() - 4
    painter.setPen(colours.muted if look.strong is not None and not is_strong else colours.text)
    side = area.height() / THEME.scale
    scale = min(side / 30, max(1.0, side / LARGE))
    for size in (13.0, 11.0, 9.0, 7.5):
        painter.setFont(THEME.font(size * scale, 600 if is_strong else 400))
        if painter.fontMetrics().horizontalAdvance(text) <= room:
            break
    corner = look.corners.get(cell, "")
    middle = area.adjusted(0, 0, 0, -area.height() / 4) if corner else area
    painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, text)
    if corner:
        painter.setFont(THEME.font(13 * CORNER_TEXT * max(1.0, side / LARGE)))
        painter.setPen(colours.warning_text)
        place = area.adjusted(0, 0, -3, -2)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, corner)


def _colour(look: TableLook, cell: Cell) -> QColor:
    if look.limit is not None:
        return value_colour(TINT * float(look.numbers[cell]) / look.limit)
    colours = THEME.colours
    tone = PLAIN if look.tones is None else int(look.tones[cell])
    return (colours.panel, colours.warning_soft, colours.accent_soft, colours.bad_soft)[tone]
