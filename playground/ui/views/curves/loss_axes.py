"""The axes of the chart of the loss: epochs, the loss at the left and, where it is shown, accuracy at the right."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.training.snapshot import Curves
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import Axis, axis_rect
from playground.ui.views.curves.loss_range import loss_range
from playground.ui.words import formatting

translate = QCoreApplication.translate
MOST_ROWS = 8
LINE_GAP = 38
"""Least distance of the lines of the grid."""


@dataclass(frozen=True)
class LossAxes:
    """Epochs, losses, and shares of samples that are right, if these are shown."""

    x: Axis
    y: Axis
    shares: Axis | None = None


def loss_axes(area: QRectF, curves: Curves | None, losses: list[np.ndarray], log: bool, accuracy: bool) -> LossAxes:
    """The epochs from the first record on, and the losses; the labels of the latter have the room they need."""
    metrics = QFontMetricsF(THEME.font(11))
    low, high = loss_range(losses, log)
    # What both axes show is written above them: upright it would take longer than all the curves.
    plot = axis_rect(area, 0, THEME.px(20)).adjusted(0, 1.2 * metrics.height() if accuracy else 0, 0, 0)
    y = Axis(low, high, plot.bottom(), plot.top(), log)
    widest = max((metrics.horizontalAdvance(text) for _, text in y.ticks(_rows(y))), default=0.0)
    first = 0.0 if curves is None else float(curves.epoch[0])
    last = first + 1 if curves is None else max(first + 1, float(curves.epoch[-1]))
    right = metrics.horizontalAdvance(formatting.percent(1.0)) + 6 if accuracy else 0.0
    x = Axis(first, last, max(widest + 9, THEME.px(34)), plot.right() - right)
    return LossAxes(x, y, Axis(0.0, 1.0, y.start, y.end) if accuracy else None)


def paint_grid(painter: QPainter, axes: LossAxes, width: float) -> None:
    """Lines at round losses, and what all axes say; `width`: of the whole chart."""
    colours, x, y = THEME.colours, axes.x, axes.y
    height = QFontMetricsF(painter.font()).height()
    for value, text in y.ticks(_rows(y)):
        at = round(y.pixel(value)) + 0.5
        painter.setPen(QPen(colours.line, THEME.stroke(1)))
        painter.drawLine(QLineF(x.start, at, x.end, at))
        painter.setPen(colours.muted)
        box = QRectF(0, at - height / 2, x.start - 6, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    if axes.shares is not None:
        title = QRectF(4, 2, width - 8, height)
        painter.setPen(colours.muted)
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft, translate("LossView", "loss E"))
        painter.setPen(colours.good_text)
        painter.drawText(title, Qt.AlignmentFlag.AlignRight, translate("LossView", "accuracy"))
        _paint_shares(painter, axes.shares, x.end, width)
    _paint_epochs(painter, x, y)


def _paint_epochs(painter: QPainter, x: Axis, y: Axis) -> None:
    painter.setPen(THEME.colours.muted)
    name = translate("LossView", "epoch")
    metrics = QFontMetricsF(painter.font())
    height = metrics.height()
    room = x.end - metrics.horizontalAdvance(name) - 10
    apart = max(70, metrics.horizontalAdvance(epoch_text(x.high)) + 16)
    # Below the lowest number beside the axis, which a first one as wide as 7.00 would touch.
    below = y.start + height / 2 - 1
    for value, text in x.ticks(max(1, int((x.end - x.start) / apart))):
        wide, at = metrics.horizontalAdvance(text) + 8, x.pixel(value)
        if at + wide / 2 - 4 < room:
            painter.drawText(QRectF(at - wide / 2, below, wide, height), Qt.AlignmentFlag.AlignCenter, text)
    painter.drawText(QRectF(room, below, x.end - room, height), Qt.AlignmentFlag.AlignRight, name)


def _paint_shares(painter: QPainter, shares: Axis, left: float, width: float) -> None:
    colours = THEME.colours
    height = QFontMetricsF(painter.font()).height()
    for value in (0.0, 0.25, 0.5, 0.75, 1.0) if shares.start - shares.end > 6 * height else (0.0, 0.5, 1.0):
        at = round(shares.pixel(value)) + 0.5
        painter.setPen(QPen(colours.good, THEME.stroke(1)))
        painter.drawLine(QLineF(left, at, left + 3, at))
        painter.setPen(colours.good_text)
        box = QRectF(left + 6, at - height / 2, width - left, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, formatting.percent(value))


def epoch_text(epoch: float) -> str:
    """An epoch as short as can be: 0.5, 7, 1,284"""
    return formatting.integer(epoch) if epoch >= 10 or epoch == int(epoch) else formatting.decimal(epoch, 1)


def _rows(axis: Axis) -> int:
    """About how many lines a grid has: few enough to be read, however high it is."""
    return min(max(2, int((axis.start - axis.end) / LINE_GAP)), MOST_ROWS)
