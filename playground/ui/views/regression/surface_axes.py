"""The axes a and b of an error surface: ticks, their numbers, the names."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import linear_ticks
from playground.ui.views.plane.plane_frame import TICK_LENGTH
from playground.ui.views.regression.surface_map import SurfaceMap

APART = 56
"""Pixels between two ticks, about, at the usual size of text."""
BESIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_axes(painter: QPainter, plane: SurfaceMap) -> None:
    """Below (a) and at the left (b); where a number has no room it gives way to the axis's name."""
    rect, extent, inset = plane.rect, plane.extent, TICK_LENGTH + 2
    painter.setFont(THEME.font(11))
    line = QFontMetricsF(painter.font()).height()
    for value, text in _ticks(extent.a, extent.across, rect.width()):
        at = plane.pixel(value, extent.b).x()
        _tick(painter, QPointF(at, rect.bottom()), QPointF(at, rect.bottom() + TICK_LENGTH))
        if at < rect.right() - 2 * line:
            box = QRectF(at - THEME.px(APART) / 2, rect.bottom() + TICK_LENGTH, THEME.px(APART), line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    for value, text in _ticks(extent.b, extent.upwards, rect.height()):
        at = plane.pixel(extent.a, value).y()
        _tick(painter, QPointF(rect.left() - TICK_LENGTH, at), QPointF(rect.left(), at))
        if at > rect.top() + 2 * line:
            painter.drawText(QRectF(0, at - line / 2, rect.left() - inset, line), BESIDE, text)
    name = QRectF(rect.right() - line, rect.bottom() + TICK_LENGTH, line, line)
    painter.drawText(name, Qt.AlignmentFlag.AlignCenter, "a")
    painter.drawText(QRectF(0, rect.top(), rect.left() - inset, line), BESIDE, "b")


def _ticks(middle: float, reach: float, pixels: float) -> list[tuple[float, str]]:
    return linear_ticks(middle - reach, middle + reach, max(2, int(pixels / THEME.px(APART))))


def _tick(painter: QPainter, start: QPointF, end: QPointF) -> None:
    painter.setPen(QPen(THEME.colours.faint, THEME.stroke(1)))
    painter.drawLine(start, end)
    painter.setPen(THEME.colours.muted)
