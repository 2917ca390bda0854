"""One unit in the diagram of a walk: a box with its numbers, one of them, or only its colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.training.walk_scene import Row, SceneColumn
from playground.ui.look.colour_maps import diverging_index, diverging_table
from playground.ui.look.theme import THEME
from playground.ui.views.walk.edge_labels import LEFT, RIGHT, sign_ink
from playground.ui.views.walk.matrix_picture import number_text
from playground.ui.views.walk.walk_layout import BIAS, PADDING, ROW, TIGHT_PADDING, TIGHT_ROW, Level

INSET, CORNER, HALO = 7, 6.0, 3.0


def paint_unit(
    painter: QPainter,
    rect: QRectF,
    column: SceneColumn,
    unit: int,
    names: Sequence[str],
    level: Level,
    is_at_work: bool,
) -> None:
    """Paints it as its level says; names: what its rows are called."""
    is_framed = is_at_work and level > Level.TILE
    is_off = column.mask is not None and column.mask[unit] == 0
    _paint_box(painter, rect, _fill(column, unit), is_framed, is_off, level is Level.TILE)
    if level >= Level.ROWS:
        padding, height = (PADDING, ROW) if level is Level.FULL else (TIGHT_PADDING, TIGHT_ROW)
        for place, (row, name) in enumerate(zip(column.rows, names, strict=True)):
            top = rect.y() + THEME.px(padding) + place * THEME.px(height)
            area = QRectF(rect.x(), top, rect.width(), THEME.px(height))
            _paint_row(painter, area, row, unit, name, is_at_work)
    elif level is Level.LINE:
        place = line_row(column, unit)
        _paint_row(painter, rect.adjusted(0, 2, 0, -2), column.rows[place], unit, names[place], is_at_work)


def _paint_box(painter: QPainter, rect: QRectF, fill: QColor, is_framed: bool, is_off: bool, is_small: bool) -> None:
    """Frames are filled rather than drawn, which takes a tenth of the time; dropout leaves a broken one."""
    colours, corner = THEME.colours, min(CORNER, rect.height() / 3)
    ink = colours.accent if is_framed else colours.muted if colours.dark or is_small else colours.text
    width = THEME.stroke(1.8 if is_framed else 0.8 if is_small else 1.2)
    halo = QColor(colours.accent)
    halo.setAlphaF(0.25)
    layers = [(HALO, halo)] if is_framed else []
    layers += [(0.0, fill)] if is_off else [(width / 2, ink), (-width / 2, fill)]
    painter.setPen(Qt.PenStyle.NoPen)
    for by, colour in layers:
        painter.setBrush(colour)
        painter.drawRoundedRect(rect.adjusted(-by, -by, by, by), corner + by, corner + by)
    if is_off:
        painter.setPen(QPen(ink, width, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, corner, corner)


def paint_bias(painter: QPainter, rect: QRectF, column: SceneColumn, unit: int, gradients: bool) -> None:
    """b below a box, with ∂E/∂b or what b becomes where that is known."""
    weights = column.weights
    if weights is None:
        return
    area = QRectF(rect.x(), rect.bottom() + THEME.px(2), rect.width(), THEME.px(BIAS - 4))
    bias = float(weights.bias[unit])
    parts = [("b ", THEME.colours.muted), (number_text(bias), sign_ink(bias))]
    if unit < column.after:
        after = float(weights.bias_after[unit])
        parts += [(" → ", THEME.colours.accent), (number_text(after), sign_ink(after))]
    elif gradients and unit < column.gradients:
        parts += [("  ∂ ", THEME.colours.accent), (number_text(float(weights.bias_gradient[unit])), THEME.colours.text)]
    painter.setFont(THEME.font(11))
    widths = [painter.fontMetrics().horizontalAdvance(text) for text, _ in parts]
    x = area.center().x() - sum(widths) / 2
    for (text, ink), width in zip(parts, widths, strict=True):
        painter.setPen(ink)
        painter.drawText(QRectF(x, area.y(), width + 2, area.height()), LEFT, text)
        x += width


def line_row(column: SceneColumn, unit: int) -> int:
    """Which one number of a unit says most now: what was worked out last."""
    known = [place for place, row in enumerate(column.rows) if unit < row.known]
    new = [place for place in known if column.rows[place].is_new]
    return (new or known or [0])[-1]


def _fill(column: SceneColumn, unit: int) -> QColor:
    """The colour of h, where it is known."""
    out = column.rows[0 if column.weights is None else 1]
    if unit >= out.known:
        return THEME.colours.panel
    index = int(diverging_index(out.values)[unit])
    return QColor(*map(int, diverging_table()[index]))


def _paint_row(painter: QPainter, area: QRectF, row: Row, unit: int, name: str, is_at_work: bool) -> None:
    colours, is_known = THEME.colours, unit < row.known
    is_new = is_at_work and row.is_new and is_known
    if is_new:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        inner = area.adjusted(THEME.px(3), 1, -THEME.px(3), -1)
        painter.drawRoundedRect(inner, 3, 3)
    inset = THEME.px(INSET)
    text = area.adjusted(inset, 0, -inset, 0)
    painter.setFont(THEME.font(12))
    painter.setPen(colours.on_accent if is_new else colours.text if is_known else colours.muted)
    if not is_known:
        painter.drawText(text, LEFT, name)
        return
    number = number_text(float(row.values[unit]))
    metrics, numbers = painter.fontMetrics(), THEME.font(12, 600)
    room = text.width() - QFontMetricsF(numbers).horizontalAdvance(number) - THEME.px(3)
    names = name, name.partition(" = ")[0]
    painter.drawText(text, LEFT, next((each for each in names if metrics.horizontalAdvance(each) <= room), ""))
    painter.setFont(numbers)
    painter.drawText(text, RIGHT, number)
