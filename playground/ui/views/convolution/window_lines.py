"""A line from every place of the window to the output that is pointed at, below all numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.number_table import Scene
from playground.ui.views.convolution.table_layout import TableLayout

FREE = 0.18, 0.2
"""What a cell's number leaves free to the left and right of it, and above and below, as shares of the cell."""
HAIR, THICKEST = 0.8, 2.4
"""Widths of the lines of the smallest and the largest factor, in pixels at the usual size of text."""
OPACITY = 0.8
MARGIN = 0.1
"""Lines leave their cell so far from its corners, as a share of its side."""


@dataclass(frozen=True)
class WindowLine:
    """From a place of the window to the output, level at both ends or upright; the factor that counts there."""

    start: QPointF
    end: QPointF
    is_level: bool
    factor: float


def window_lines(scene: Scene, layout: TableLayout) -> list[WindowLine]:
    """The lines; none unless an output is pointed at, and none of several channels, whose lines would be a tangle."""
    spot = scene.pointed
    target = None if spot is None or spot != scene.current else scene.table(spot.table)
    name, laid = next(iter(scene.laid.items()), (None, None))
    table = None if name is None or len(scene.laid) > 1 else scene.table(name)
    if spot is None or target is None or table is None or laid is None or not laid.is_told:
        return []
    goal = layout.cell_rect(target, spot.place)
    cells = [(layout.cell_rect(table, place), factor) for place, factor, _ in laid.cells()]
    is_level = all(cell.right() <= goal.left() for cell, _ in cells)
    rows, columns = laid.factors.shape
    lines = []
    for index, (cell, factor) in enumerate(cells):
        # Those of one row, or column, go side by side; at the output all of them do.
        lane = (index % columns + 0.5) / columns if is_level else (index // columns + 0.5) / rows
        start = _on_side(cell, MARGIN + (1 - 2 * MARGIN) * lane, is_level, leaving=True)
        end = _on_side(goal, (index + 0.5) / len(cells), is_level, leaving=False)
        lines.append(WindowLine(start, end, is_level, factor))
    return lines


def paint_window_lines(painter: QPainter, scene: Scene, layout: TableLayout) -> None:
    """Paints them below all texts."""
    lines = window_lines(scene, layout)
    if not lines:
        return
    limit = max(abs(line.factor) for line in lines) or 1.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    curves = [_curve(line) for line in lines]
    painter.setClipRegion(_free_of_texts(scene, layout, curves))
    painter.setOpacity(OPACITY)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, curve in sorted(zip(lines, curves, strict=True), key=lambda each: abs(each[0].factor)):
        painter.setPen(QPen(_colour(line.factor), THEME.stroke(HAIR + (THICKEST - HAIR) * abs(line.factor) / limit)))
        painter.drawPath(curve)
    painter.restore()


def _on_side(cell: QRectF, share: float, is_level: bool, leaving: bool) -> QPointF:
    """A place on the side at which lines leave a cell, or come to one."""
    if is_level:
        return QPointF(cell.right() if leaving else cell.left(), cell.top() + share * cell.height())
    return QPointF(cell.left() + share * cell.width(), cell.bottom() if leaving else cell.top())


def _curve(line: WindowLine) -> QPainterPath:
    start, end = line.start, line.end
    path, middle = QPainterPath(start), (start + end) / 2
    if line.is_level:
        path.cubicTo(QPointF(middle.x(), start.y()), QPointF(middle.x(), end.y()), end)
    else:
        path.cubicTo(QPointF(start.x(), middle.y()), QPointF(end.x(), middle.y()), end)
    return path


def _free_of_texts(scene: Scene, layout: TableLayout, curves: list[QPainterPath]) -> QRegion:
    """All but the numbers, titles and signs that lines would cross."""
    reach = QRectF()
    for curve in curves:
        reach = reach.united(curve.boundingRect())
    region = QRegion(reach.adjusted(-4, -4, 4, 4).toAlignedRect())
    aside, above = (share * layout.cell for share in FREE)
    boxes = [layout.title_rect(table) for table in scene.tables()]
    boxes += [rect.adjusted(aside / 2, above, -aside / 2, -above) for _, rect in layout.signs]
    for table in scene.tables():
        rows, columns = table.shape
        before = table.ring[0]
        for row, column in np.ndindex(rows, columns):
            place = row - before, column - before
            if not table.holds(place) or table.is_known(place):
                boxes.append(layout.cell_rect(table, place).adjusted(aside, above, -aside, -above))
    for box in boxes:
        if box.intersects(reach):
            region -= QRegion(box.toAlignedRect())
    return region


def _colour(factor: float) -> QColor:
    colours = THEME.colours
    return colours.positive if factor > 0 else colours.negative if factor < 0 else colours.faint
