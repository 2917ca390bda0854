"""The loss over the epochs: training set solid, test set dashed, and the edits made on the way."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import Curves, NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.batch_losses import BatchCurve, Floor, paint_floor
from playground.ui.views.curves.chart import (
    Axis,
    axis_rect,
    draw_curve,
    draw_dashed,
    draw_starts,
    loss_range,
    stretches,
    thinned,
)
from playground.ui.views.curves.edit_marks import paint_marks, place_marks, texts_near
from playground.ui.views.hover_card import Reading, paint_reading
from playground.ui.words import formatting

translate = QCoreApplication.translate

MOST_ROWS = 8


class LossView(QWidget):
    """Renders the curves of a snapshot. Log axes show small losses; the pointer reads values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Curves | None = None
        self._batches: BatchCurve | None = None
        self._floor: Floor | None = None
        self._log = False
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Loss over the epochs"))

    def sizeHint(self) -> QSize:
        return QSize(380, THEME.px(128))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, THEME.px(104))

    def set_log(self, log: bool) -> None:
        """Shows the loss on a logarithmic axis or on a linear one."""
        self._log = log
        self.update()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame; the same curves again cost nothing."""
        if snapshot.curves is not self._curves:
            self._curves = snapshot.curves
            self.update()

    def show_batches(self, batches: BatchCurve | None) -> None:
        """Shows the loss of the mini-batches as well, or no more."""
        if batches is not None or self._batches is not None:
            self._batches = batches
            self.update()

    def show_floor(self, floor: Floor | None) -> None:
        """Shows a loss that nothing gets below, or none."""
        if floor != self._floor:
            self._floor = floor
            self.update()

    def reading_at(self, point: QPointF | None) -> Reading | None:
        """The record nearest to a point, and the edits there; None beside the curves."""
        curves = self._curves
        if curves is None or not len(curves.epoch) or point is None:
            return None
        x, y = self._axes()
        if not x.start <= point.x() <= x.end:
            return None
        nearest = int(np.argmin(np.abs(curves.epoch - x.value(point.x()))))
        at = x.pixel(float(curves.epoch[nearest]))
        lines = [*reading(curves, nearest), *texts_near(place_marks(curves, x, y), point.x())]
        line = QLineF(round(at) + 0.5, y.end, round(at) + 0.5, y.start)
        return Reading(QRectF(at - 2, y.end, 4, (y.start - y.end) * 0.6), lines, line)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.setFont(THEME.font(11))
        x, y = self._axes()
        self._paint_grid(painter, x, y)
        curves = self._curves
        if curves is None or not len(curves.epoch):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(QRectF(x.start - 1, y.end - 3, x.end - x.start + 4, y.start - y.end + 5))
        if self._batches is not None:
            losses = thinned(x.pixels(self._batches.epoch), y.pixels(self._batches.loss))
            draw_curve(painter, THEME.colours.batch, *losses)
        across, parts = x.pixels(curves.epoch), stretches(curves)
        for part in parts:
            draw_dashed(painter, THEME.colours.muted, *thinned(across[part], y.pixels(curves.test_loss[part])))
            draw_curve(
                painter, THEME.colours.accent, *thinned(across[part], y.pixels(curves.train_loss[part])), bold=True
            )
            if part.stop == part.start + 1:
                self._paint_start(painter, curves, part.start, x, y)
        draw_starts(painter, [across[part.start] for part in parts[1:]], y)
        painter.restore()
        if self._floor is not None:
            paint_floor(painter, self._floor, x, y)
        paint_marks(painter, place_marks(curves, x, y), x, y)
        found = self.reading_at(self._pointer)
        if found is not None:
            paint_reading(painter, found, QRectF(self.rect()))

    def _axes(self) -> tuple[Axis, Axis]:
        """The epochs from the first record on, and the losses; the labels of the latter have the room they need."""
        curves = None if self._curves is None or not len(self._curves.epoch) else self._curves
        low, high = loss_range([] if curves is None else self._losses(curves), self._log)
        metrics = QFontMetricsF(THEME.font(11))
        area = axis_rect(QRectF(self.rect()), 0, THEME.px(20))
        y = Axis(low, high, area.bottom(), area.top(), self._log)
        widest = max((metrics.horizontalAdvance(text) for _, text in y.ticks(_rows(y))), default=0.0)
        first = 0.0 if curves is None else float(curves.epoch[0])
        last = first + 1 if curves is None else max(first + 1, float(curves.epoch[-1]))
        return Axis(first, last, max(widest + 9, THEME.px(34)), area.right()), y

    def _losses(self, curves: Curves) -> list[np.ndarray]:
        """All that the axis has room for; the mini-batches may leave it."""
        losses = [curves.train_loss, curves.test_loss]
        return losses if self._floor is None else [*losses, np.array([self._floor.loss])]

    def _paint_grid(self, painter: QPainter, x: Axis, y: Axis) -> None:
        colours = THEME.colours
        height = QFontMetricsF(painter.font()).height()
        for value, text in y.ticks(_rows(y)):
            at = round(y.pixel(value)) + 0.5
            painter.setPen(QPen(colours.line, THEME.stroke(1)))
            painter.drawLine(QLineF(x.start, at, x.end, at))
            painter.setPen(colours.muted)
            area = QRectF(0, at - height / 2, x.start - 6, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(colours.muted)
        name = self.tr("epoch")
        metrics = QFontMetricsF(painter.font())
        room = x.end - metrics.horizontalAdvance(name) - 10
        apart = max(70, metrics.horizontalAdvance(_epoch(x.high)) + 16)
        # Below the lowest number beside the axis, which a first one as wide as 7.00 would touch.
        below = y.start + height / 2 - 1
        for value, text in x.ticks(max(1, int((x.end - x.start) / apart))):
            width, at = metrics.horizontalAdvance(text) + 8, x.pixel(value)
            if at + width / 2 - 4 < room:
                painter.drawText(QRectF(at - width / 2, below, width, height), Qt.AlignmentFlag.AlignCenter, text)
        painter.drawText(QRectF(room, below, x.end - room, height), Qt.AlignmentFlag.AlignRight, name)

    def _paint_start(self, painter: QPainter, curves: Curves, record: int, x: Axis, y: Axis) -> None:
        """A single record, from which a curve will grow, as dots."""
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, losses in ((THEME.colours.muted, curves.test_loss), (THEME.colours.accent, curves.train_loss)):
            if np.isfinite(losses[record]):
                painter.setBrush(colour)
                height = min(max(y.pixel(float(losses[record])), y.end), y.start)
                place, radius = QPointF(x.pixel(float(curves.epoch[record])) + 2, height), THEME.mark(2.5)
                painter.drawEllipse(place, radius, radius)


def reading(curves: Curves, record: int) -> list[str]:
    """What a record says, line by line."""
    lines = [translate("LossView", "epoch {0}").format(_epoch(float(curves.epoch[record])))]
    train, test = translate("LossView", "train {0}"), translate("LossView", "test {0}")
    for text, values in ((train, curves.train_loss), (test, curves.test_loss)):
        if np.isfinite(values[record]):
            lines.append(text.format(formatting.significant(float(values[record]), 3)))
    accuracy = curves.test_accuracy[record]
    accuracy = accuracy if np.isfinite(accuracy) else curves.train_accuracy[record]
    if np.isfinite(accuracy):
        lines.append(translate("LossView", "accuracy {0}").format(formatting.percent(float(accuracy), 1)))
    return lines


def _rows(axis: Axis) -> int:
    """About how many lines a grid has: few enough to be read, however high it is."""
    return min(max(2, int((axis.start - axis.end) / 38)), MOST_ROWS)


def _epoch(epoch: float) -> str:
    return formatting.integer(epoch) if epoch >= 10 or epoch == int(epoch) else formatting.decimal(epoch, 1)
