"""The edits that the loss curve remembers, as dots on it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.training.snapshot import Curves, EditMark
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import Axis
from playground.ui.words.edit_text import edit_text

RADIUS = 4.0
REACH = 7.0
NARROW = 200
"""In a chart that is narrower an edit that is too long is not written out at all."""
SHOWN_TEXTS = 1
"""So many of the latest edits are written out; the others say what they were under the pointer."""

Placed = list[tuple[EditMark, QPointF]]


def place_marks(curves: Curves, x: Axis, y: Axis) -> Placed:
    """The marks with their places on the training curve."""
    result = []
    for mark in curves.marks:
        loss = loss_at(curves, mark.epoch)
        if x.low <= mark.epoch <= x.high and loss is not None:
            height = y.pixel(min(max(loss, y.low), y.high))
            result.append((mark, QPointF(x.pixel(mark.epoch), height)))
    return result


def texts_near(placed: Placed, across: float) -> list[str]:
    """What the marks within reach of a place across the chart say."""
    return [edit_text(mark) for mark, place in placed if abs(place.x() - across) <= REACH]


def paint_marks(painter: QPainter, placed: Placed, x: Axis, y: Axis, taken: QRectF | None = None) -> None:
    """Dots, and what the latest edits were beside theirs, but not where something else is written."""
    colours = THEME.colours
    painter.setPen(QPen(colours.panel, THEME.stroke(1.5)))
    painter.setBrush(colours.bad)
    for _, place in placed:
        painter.drawEllipse(place, THEME.mark(RADIUS), THEME.mark(RADIUS))
    metrics = QFontMetricsF(painter.font())
    ground = QColor(colours.panel)
    ground.setAlphaF(0.8)
    room = x.end - x.start - 8
    for mark, place in placed[-SHOWN_TEXTS:]:
        text = edit_text(mark)
        if metrics.horizontalAdvance(text) > room and room < THEME.px(NARROW):
            continue  # The pointer reads it.
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text)
        left = min(max(place.x() - width / 2, x.start + 4), x.end - width - 2)
        above = place.y() > y.end + THEME.px(24)
        box = QRectF(left, place.y() + (-THEME.px(23) if above else 7), width + 2, metrics.height())
        if taken is not None and taken.intersects(box):
            box.moveTop(taken.bottom() + 3)
        painter.fillRect(box, ground)
        painter.setPen(colours.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def loss_at(curves: Curves, epoch: float) -> float | None:
    """The training loss at an epoch, from the records around it that have one; None if none has."""
    known = np.isfinite(curves.train_loss)
    return float(np.interp(epoch, curves.epoch[known], curves.train_loss[known])) if known.any() else None
