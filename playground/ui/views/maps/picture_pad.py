"""The pad to draw on where it shows a picture: parts of it are cropped, and one of several digits is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from playground.data.box import Box
from playground.ui.views.maps.draw_pad import DrawPad
from playground.ui.views.maps.pad_marks import PadMarks

LEFT = Qt.MouseButton.LeftButton
STEPS = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}


class PicturePad(DrawPad):
    """Where several digits are marked, a click or the arrow keys choose another: `digit_chosen` with its index.

    `cropped` brings the part that was dragged while cropping. Parts and boxes are shares of the pad.
    """

    digit_chosen = Signal(int)
    cropped = Signal(object)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(hint, parent)
        self._marks = PadMarks()
        self._crops = False
        self._pressed: tuple[int, QPointF] | None = None

    def set_cropping(self, crops: bool) -> None:
        """Has a drag with the mouse choose a part, or draw again."""
        self._crops = crops
        self._pointer = None
        self.update()

    def mark_digits(self, digits: tuple[Box, ...], chosen: int) -> None:
        """Marks several digits, and which of them is chosen; none where there is only one."""
        self._marks.digits, self._marks.chosen = (digits if len(digits) > 1 else ()), chosen
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._share(event.position())
        other = self._marks.other_at(place)
        if self._crops and event.button() == LEFT:
            self._marks.begin(place)
        elif other is not None and event.button() == LEFT and not self._erases:
            self._pressed = (other, event.position())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._crops:
            self._marks.stretch(self._share(event.position()))
            self.update()
            return
        if self._pressed is not None:
            start = self._pressed[1]
            if (event.position() - start).manhattanLength() < QApplication.startDragDistance():
                return
            # No click: a stroke that begins on another digit.
            self._pressed = None
            self.begin_stroke(start, erasing=False)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None:
            self.digit_chosen.emit(pressed[0])
        elif self._marks.is_dragging:
            part = self._marks.end()
            self.update()
            if part is not None:
                self.cropped.emit(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._marks.digits and event.key() in STEPS:
            self.digit_chosen.emit((self._marks.chosen + STEPS[event.key()]) % len(self._marks.digits))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks.paint(painter, self.width())

    def _share(self, point: QPointF) -> QPointF:
        return QPointF(point.x() / self.width(), point.y() / self.height())
