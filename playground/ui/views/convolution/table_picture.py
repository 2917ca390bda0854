"""Tables of numbers as pictures: what stays is painted once, what moves over them in every frame."""

from __future__ import annotations

from dataclasses import field

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.colour_maps import diverging_index, diverging_table
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.cell_fit import TIMES, factor_fit_of, fit_of
from playground.ui.views.convolution.number_table import Laid, Place, Scene, Spot, Table, TableName
from playground.ui.views.convolution.table_layout import TITLE, TITLE_FONT, TableLayout
from playground.ui.views.convolution.table_look import TINT
from playground.ui.views.convolution.window_lines import paint_window_lines
from playground.ui.views.kept_picture import KeptPicture

CENTRE = Qt.AlignmentFlag.AlignCenter
CORNER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
TOLD = 26
"""From this side of a cell on, at the usual size of text, the factors are written below the numbers."""


@dataclass
class TablePicture:
    """Paints a scene in a layout."""

    kept: dict[TableName, KeptPicture] = field(default_factory=dict)

    def paint(self, painter: QPainter, scene: Scene, layout: TableLayout) -> None:
        """Paints all tables with what is laid on them."""
        for table in scene.tables():
            self._paint_kept(painter, table, layout)
            laid = scene.laid.get(table.name)
            if laid is not None:
                _paint_laid(painter, table, laid, layout)
        _paint_signs(painter, layout)
        paint_window_lines(painter, scene, layout)
        for spot in scene.reached:
            _frame(painter, scene, spot, layout, THEME.stroke(2))
        if scene.current is not None:
            _paint_current(painter, scene, scene.current, layout)

    def _paint_kept(self, painter: QPainter, table: Table, layout: TableLayout) -> None:
        rect = layout.tables[table.name]
        area = rect.adjusted(-1, -THEME.px(TITLE), 1, 1)
        title = QFontMetricsF(THEME.font(TITLE_FONT)).horizontalAdvance(table.title)
        area.setWidth(max(area.width(), title + 4))
        key = (table.title, table.values.tobytes(), table.ring, table.limit, table.is_signed, layout.cell)
        kept = self.kept.setdefault(table.name, KeptPicture())
        kept.paint(painter, area.toAlignedRect(), key, lambda painter: _paint_table(painter, table, layout))
        _cover_unknown(painter, table, layout)


def _paint_table(painter: QPainter, table: Table, layout: TableLayout) -> None:
    colours, rect = THEME.colours, layout.tables[table.name]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(THEME.font(TITLE_FONT))
    painter.setPen(colours.muted)
    title = QRectF(rect.x(), rect.y() - THEME.px(TITLE), 10_000, THEME.px(TITLE - 4))
    painter.drawText(title, LEFT, table.title)
    inner = layout.inner(table)
    painter.fillRect(inner, colours.panel)
    if sum(table.ring):
        painter.fillRect(rect, colours.hover)
        painter.fillRect(inner, colours.panel)
    _paint_cells(painter, table, layout)
    _paint_grid(painter, table, layout)


def _paint_cells(painter: QPainter, table: Table, layout: TableLayout) -> None:
    colours = THEME.colours
    tints = tints_of(table)
    fit = fit_of(table, layout.cell)
    painter.setFont(fit.font)
    for place in np.ndindex(*table.values.shape):
        rect = layout.cell_rect(table, place)
        if tints is not None:
            painter.fillRect(rect, QColor(*tints[place].tolist()))
        painter.setPen(colours.text)
        painter.drawText(rect, CENTRE, fit.text(float(table.values[place])))
    if sum(table.ring):
        painter.setPen(colours.faint)
        for place in ring_of(table):
            painter.drawText(layout.cell_rect(table, place), CENTRE, "0")


def _paint_grid(painter: QPainter, table: Table, layout: TableLayout) -> None:
    rect, (rows, columns) = layout.tables[table.name], table.shape
    painter.setPen(QPen(THEME.colours.line, 1))
    lines = [QLineF(rect.left(), y, rect.right(), y) for y in _steps(rect.top(), rows, layout.cell)]
    lines += [QLineF(x, rect.top(), x, rect.bottom()) for x in _steps(rect.left(), columns, layout.cell)]
    painter.drawLines(lines)
    if sum(table.ring):
        painter.setPen(QPen(THEME.colours.faint, 1))
        painter.drawRect(layout.inner(table))


def _cover_unknown(painter: QPainter, table: Table, layout: TableLayout) -> None:
    """Leaves the places empty that are not filled yet: the rest of a row, and the rows below it."""
    if table.known is None or table.known.all():
        return
    rows, columns = table.values.shape
    row, column = divmod(int(table.known.ravel().argmin()), columns)
    lines = []
    for top, left, height in ((row, column, 1), (row + 1, 0, rows - row - 1)):
        first = layout.cell_rect(table, (top, left))
        rect = QRectF(first.x(), first.y(), (columns - left) * layout.cell, height * layout.cell)
        painter.fillRect(rect, THEME.colours.panel)
        lines += [QLineF(rect.left(), y, rect.right(), y) for y in _steps(rect.top(), height, layout.cell)]
        lines += [QLineF(x, rect.top(), x, rect.bottom()) for x in _steps(rect.left(), columns - left, layout.cell)]
    painter.setPen(QPen(THEME.colours.line, 1))
    painter.drawLines(lines)


def _paint_laid(painter: QPainter, table: Table, laid: Laid, layout: TableLayout) -> None:
    colours = THEME.colours
    factors = factor_fit_of(laid.factors, layout.cell) if laid.is_told and layout.cell >= THEME.px(TOLD) else None
    limit = float(np.abs(laid.factors).max(initial=0.0)) or 1.0
    tints = diverging_table()[diverging_index(laid.factors, limit)].reshape(-1, 3)
    plain, strong = fit_of(table, layout.cell), fit_of(table, layout.cell, 700)
    shown = [index for index, _ in np.ndenumerate(laid.factors) if laid.inside is None or laid.inside[index]]
    for (row, column), (place, factor, is_taken) in zip(shown, laid.cells(), strict=True):
        rect = layout.cell_rect(table, place)
        tint = QColor(*tints[row * laid.factors.shape[1] + column].tolist())
        counts = bool(factor) and is_taken
        painter.fillRect(rect.adjusted(1, 1, 0, 0), tint if counts else colours.hover)
        value = float(table.values[place]) if table.holds(place) else 0.0
        painter.setPen(colours.text if counts else colours.muted)
        painter.setFont(strong.font if counts and not laid.is_told else plain.font)
        number = rect.adjusted(0, 0, 0, -layout.cell * 0.22) if factors else rect
        painter.drawText(number, CENTRE, plain.text(value))
        if factors:
            painter.setFont(factors.font)
            painter.setPen(colours.text if is_taken else colours.muted)
            painter.drawText(rect.adjusted(1, 1, -3, -1), CORNER, f"{TIMES}{factors.text(factor)}")
    painter.setPen(QPen(colours.accent, THEME.stroke(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in _frames(table, laid, layout):
        painter.drawRect(rect)


def _frames(table: Table, laid: Laid, layout: TableLayout) -> list[QRectF]:
    """A frame around the window, or around each of its places where they do not touch."""
    cells = [layout.cell_rect(table, place) for place, _, _ in laid.cells()]
    if not cells:
        return []
    steps = np.concatenate([np.diff(laid.rows), np.diff(laid.columns)])
    if (steps == 1).all():
        whole = cells[0]
        for cell in cells[1:]:
            whole = whole.united(cell)
        return [whole]
    return cells


def _paint_current(painter: QPainter, scene: Scene, spot: Spot, layout: TableLayout) -> None:
    """The place that is being filled, strong; before it is filled only framed."""
    table = scene.table(spot.table)
    if table is None:
        return
    rect = layout.cell_rect(table, spot.place)
    if table.is_known(spot.place):
        painter.fillRect(rect.adjusted(1, 1, 0, 0), THEME.colours.accent)
        fit = fit_of(table, layout.cell, 700)
        painter.setFont(fit.font)
        painter.setPen(THEME.colours.on_accent)
        painter.drawText(rect, CENTRE, fit.text(float(table.values[spot.place])))
    else:
        _frame(painter, scene, spot, layout, THEME.stroke(2.5))


def _frame(painter: QPainter, scene: Scene, spot: Spot, layout: TableLayout, width: float) -> None:
    table = scene.table(spot.table)
    if table is not None:
        painter.setPen(QPen(THEME.colours.accent, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(layout.cell_rect(table, spot.place).adjusted(1, 1, -1, -1))


def _paint_signs(painter: QPainter, layout: TableLayout) -> None:
    painter.setFont(THEME.font(20))
    painter.setPen(THEME.colours.muted)
    for sign, rect in layout.signs:
        painter.drawText(rect, CENTRE, sign)


def tints_of(table: Table) -> np.ndarray | None:
    """The colours behind the numbers (rows, columns, 3), or None."""
    if not table.is_signed:
        return None
    tints: np.ndarray = diverging_table()[diverging_index(table.values * TINT, table.limit)]
    return tints


def ring_of(table: Table) -> list[Place]:
    """The places of the ring."""
    rows, columns = table.values.shape
    before, after = table.ring
    every = ((row, column) for row in range(-before, rows + after) for column in range(-before, columns + after))
    return [place for place in every if not table.holds(place)]


def _steps(start: float, count: int, cell: float) -> list[float]:
    return [start + index * cell for index in range(count + 1)]
