"""The loss over the epochs: training set solid, test set dashed, and the edits made on the way."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import Curves, NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.batch_losses import BatchCurve, Floor, paint_floor
from playground.ui.views.curves.chart import draw_curve, draw_starts, stretches, thinned
from playground.ui.views.curves.edit_marks import paint_marks, place_marks, texts_near
from playground.ui.views.curves.loss_axes import LossAxes, loss_axes, paint_grid
from playground.ui.views.curves.loss_cursor import LossCursor, paint_cursor, reading, record_under
from playground.ui.views.curves.loss_curves import paint_beyond, paint_curves
from playground.ui.views.curves.smoothing import smoothed
from playground.ui.views.hover_card import Reading, paint_card


class LossView(QWidget):
    """Renders the curves of a snapshot. Log axes show small losses; the pointer and the arrow keys read values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Curves | None = None
        self._smooth: Curves | None = None
        self._batches: BatchCurve | None = None
        self._floor: Floor | None = None
        self._log = self._accuracy = False
        self._smoothing = 0.0
        self._cursor = LossCursor()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Loss over the epochs"))
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(380, THEME.px(128))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, THEME.px(104))

    @property
    def is_log(self) -> bool:
        return self._log

    def set_log(self, log: bool) -> None:
        """Shows the loss on a logarithmic axis or on a linear one."""
        self._log = log
        self.update()

    def set_accuracy(self, accuracy: bool) -> None:
        """Shows how large a share of the samples is right as well, on an axis of its own, or no more."""
        self._accuracy = accuracy
        self.update()

    def set_smoothing(self, weight: float) -> None:
        """Shows averages with this weight of what was before, 0 for none, and what they are averages of paler."""
        self._smoothing = weight
        self._smooth_curves()
        self.update()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame; the same curves again cost nothing."""
        if snapshot.curves is not self._curves:
            self._curves = snapshot.curves
            self._smooth_curves()
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
        curves, axes = self._known, self._layout()
        record = None if curves is None else record_under(point, curves, axes.x)
        return None if curves is None or record is None else self._read(curves, record, axes)

    def leaveEvent(self, event: QEvent) -> None:
        self._cursor.pointer = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click leaves the cursor there, from where the keys take it on."""
        curves, x = self._known, self._layout().x
        record = None if curves is None else record_under(event.position(), curves, x)
        if curves is None or record is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._cursor.epoch = float(curves.epoch[record])
        self._describe()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._cursor.pointer = event.position()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End move the cursor from record to record; Escape takes it away."""
        curves, shift = self._known, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if curves is not None and self._cursor.press(Qt.Key(event.key()), shift, curves):
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cursor.epoch = None
        self._describe()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.setFont(THEME.font(11))
        axes = self._layout()
        paint_grid(painter, axes, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        curves = self._known
        if curves is not None:
            self._paint_curves(painter, curves, axes)
        if self.hasFocus():
            painter.setPen(QPen(THEME.colours.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)

    def _paint_curves(self, painter: QPainter, curves: Curves, axes: LossAxes) -> None:
        x, y = axes.x, axes.y
        painter.save()
        painter.setClipRect(QRectF(x.start - 1, y.end - 3, x.end - x.start + 4, y.start - y.end + 5))
        if self._batches is not None:
            losses = thinned(x.pixels(self._batches.epoch), y.pixels(self._batches.loss))
            draw_curve(painter, THEME.colours.batch, *losses)
        if self._smooth is not None:
            paint_curves(painter, curves, axes, pale=True)
        paint_curves(painter, self._smooth or curves, axes)
        draw_starts(painter, [x.pixel(float(curves.epoch[part.start])) for part in stretches(curves)[1:]], y)
        painter.restore()
        written = paint_beyond(painter, curves, axes)
        if self._floor is not None:
            paint_floor(painter, self._floor, x, y)
        paint_marks(painter, place_marks(curves, x, y), x, y, written)
        record = self._cursor.record(curves, x)
        if record is not None:
            paint_cursor(painter, self._smooth or curves, record, axes)
            found = self._read(curves, record, axes)
            paint_card(painter, found.place, QRectF(self.rect()), found.lines)

    @property
    def _known(self) -> Curves | None:
        """The curves, once there is a record."""
        return None if self._curves is None or not len(self._curves.epoch) else self._curves

    def _read(self, curves: Curves, record: int, axes: LossAxes) -> Reading:
        x, y = axes.x, axes.y
        at = x.pixel(float(curves.epoch[record]))
        lines = reading(curves, record, self._smooth, self._accuracy)
        lines += texts_near(place_marks(curves, x, y), at)
        return Reading(QRectF(at - 2, y.end, 4, (y.start - y.end) * 0.6), lines)

    def _describe(self) -> None:
        """A screen reader says what the cursor of the keys is at."""
        curves = self._known
        record = None if curves is None else self._cursor.keyed(curves)
        if curves is None or record is None:
            self.setAccessibleDescription(self.tr("The arrow keys, Home and End move a cursor along the curves."))
            return
        self.setAccessibleDescription("; ".join(self._read(curves, record, self._layout()).lines))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _smooth_curves(self) -> None:
        curves = self._known
        self._smooth = smoothed(curves, self._smoothing) if self._smoothing and curves is not None else None

    def _layout(self) -> LossAxes:
        curves = self._known
        known = curves is None or any(np.isfinite(each).any() for each in (curves.train_accuracy, curves.test_accuracy))
        return loss_axes(QRectF(self.rect()), curves, self._losses(curves), self._log, self._accuracy and known)

    def _losses(self, curves: Curves | None) -> list[np.ndarray]:
        """All that the axis has room for; the mini-batches may leave it."""
        losses = [] if curves is None else [curves.train_loss, curves.test_loss]
        return [*losses, np.array([self._floor.loss])] if losses and self._floor is not None else losses
