"""The cursor of the chart of the loss: which record it is at, what that says, and how it is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.training.snapshot import Curves
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import Axis
from playground.ui.views.curves.loss_axes import LossAxes, epoch_text
from playground.ui.words import formatting

translate = QCoreApplication.translate
STRIDE = 10
"""So many records a key goes on with Shift."""
RADIUS = 3.0


class LossCursor:
    """Where the chart is read: at the pointer, else at the epoch to which the keys took the cursor."""

    def __init__(self) -> None:
        self.pointer: QPointF | None = None
        self.epoch: float | None = None

    def record(self, curves: Curves, x: Axis) -> int | None:
        """The record that is read, if one is."""
        found = record_under(self.pointer, curves, x)
        return self.keyed(curves) if found is None else found

    def keyed(self, curves: Curves) -> int | None:
        """The record of the keys."""
        return None if self.epoch is None else _nearest(curves, self.epoch)

    def press(self, key: Qt.Key, shift: bool, curves: Curves) -> bool:
        """Arrow keys, Home and End move the cursor from record to record, beginning at the last one; Escape takes it
        away. False for all other keys."""
        if key == Qt.Key.Key_Escape and self.epoch is not None:
            self.epoch = None
            return True
        last, now = len(curves.epoch) - 1, self.keyed(curves)
        place = last + 1 if now is None else now
        by = STRIDE if shift else 1
        ways = {Qt.Key.Key_Left: place - by, Qt.Key.Key_Right: place + by, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key not in ways:
            return False
        self.epoch = float(curves.epoch[min(max(ways[key], 0), last)])
        return True


def record_under(point: QPointF | None, curves: Curves, x: Axis) -> int | None:
    """The record nearest to a point; None beside the curves."""
    return _nearest(curves, x.value(point.x())) if point is not None and x.start <= point.x() <= x.end else None


def _nearest(curves: Curves, epoch: float) -> int:
    return int(np.argmin(np.abs(curves.epoch - epoch)))


def reading(curves: Curves, record: int, smooth: Curves | None = None, both: bool = False) -> list[str]:
    """What a record says, line by line; smooth: with the averages beside it; both: the accuracies of both sets."""
    plain, both_ways = translate("LossView", "epoch {0}"), translate("LossView", "epoch {0} · value (smoothed)")
    title = plain if smooth is None else both_ways
    lines = [title.format(epoch_text(float(curves.epoch[record])))]
    for name, text in _losses():
        lines += _line(curves, smooth, name, record, text, lambda loss: formatting.significant(loss, 3))
    for name, text in _accuracies(curves, record, both):
        lines += _line(curves, smooth, name, record, text, lambda share: formatting.percent(share, 1))
    return lines


def _losses() -> list[tuple[str, str]]:
    return [("train_loss", translate("LossView", "train {0}")), ("test_loss", translate("LossView", "test {0}"))]


def _accuracies(curves: Curves, record: int, both: bool) -> list[tuple[str, str]]:
    if both:
        train, test = translate("LossView", "accuracy, train {0}"), translate("LossView", "accuracy, test {0}")
        return [("train_accuracy", train), ("test_accuracy", test)]
    name = "test_accuracy" if np.isfinite(curves.test_accuracy[record]) else "train_accuracy"
    return [(name, translate("LossView", "accuracy {0}"))]


def _line(
    curves: Curves, smooth: Curves | None, name: str, record: int, text: str, write: Callable[[float], str]
) -> list[str]:
    value = float(getattr(curves, name)[record])
    if math.isnan(value):
        return []
    if math.isinf(value):
        return [text.format(translate("LossView", "no finite number"))]
    told = text.format(write(value))
    if smooth is None:
        return [told]
    return [f"{told} ({write(float(getattr(smooth, name)[record]))})"]


def paint_cursor(painter: QPainter, shown: Curves, record: int, axes: LossAxes) -> None:
    """Cross hairs at the training loss, and dots on all curves that are shown."""
    x, y, colours = axes.x, axes.y, THEME.colours
    at = round(x.pixel(float(shown.epoch[record]))) + 0.5
    painter.setPen(QPen(colours.faint, 1))
    painter.drawLine(QLineF(at, y.end, at, y.start))
    dots: list[tuple[float, QColor]] = [
        (y.pixel(float(shown.test_loss[record])), colours.muted),
        (y.pixel(float(shown.train_loss[record])), colours.accent),
    ]
    if y.end <= dots[1][0] <= y.start:
        level = round(dots[1][0]) + 0.5
        painter.drawLine(QLineF(x.start, level, at, level))
    if axes.shares is not None:
        shares = (shown.test_accuracy[record], shown.train_accuracy[record])
        dots += [(axes.shares.pixel(float(share)), colours.good) for share in shares]
    painter.setPen(QPen(colours.panel, 1))
    for height, colour in dots:
        if y.end - 1 <= height <= y.start + 1:
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(at, height), THEME.mark(RADIUS), THEME.mark(RADIUS))
