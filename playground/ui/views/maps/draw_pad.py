"""The pad to draw on with the mouse: pen, eraser, one picture beneath."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.maps.canvas import SIDE, Canvas, CanvasContent

ERASER = 1.6
"""How much wider than the pen."""

SIDE_SHOWN = 196
"""At the usual size of text, where nothing else is said."""

BLACK, WHITE = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)


@dataclass(frozen=True)
class PadContent:
    """What is on a pad, to be put back; fleeting: it goes as soon as the user draws."""

    canvas: CanvasContent
    fleeting: bool

    @property
    def image(self) -> bytes:
        """What takes memory."""
        return self.canvas.image


class DrawPad(QWidget):
    """A square of 280 × 280 pixels, white ink on black, black ink on a bright picture.

    It emits `drawn` whenever something on it changes by hand, and `changing` with a name for it before.
    The right mouse button erases whatever the tool is; Backspace takes a stroke back, Delete clears.
    """

    drawn = Signal()
    changing = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._canvas = Canvas()
        self._fleeting = False
        self._last: QPointF | None = None
        self._pointer: QPointF | None = None
        self._erases = self._erasing = False
        self._thickness = 0.09
        self._side = 0
        self._ink: QColor | None = None
        self._stroke_ink = WHITE
        self._ground = BLACK
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def canvas(self) -> np.ndarray:
        """What is drawn: (280, 280, 3) uint8."""
        return self._canvas.pixels()

    def set_side(self, side: int) -> None:
        """How large it is shown, in pixels."""
        if side != self._side:
            self._side = side
            self.updateGeometry()

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on the pad."""
        return self._canvas.is_blank

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture, and not black, beneath the strokes."""
        return self._canvas.has_picture

    def set_erasing(self, erases: bool) -> None:
        """Takes the eraser or the pen."""
        self._erases = erases
        self.update()

    def set_thickness(self, share: float) -> None:
        """Sets the width of the pen as a share of the pad's side."""
        self._thickness = share
        self.update()

    def set_ink(self, ink: QColor | None) -> None:
        """Sets the colour of the pen; None is white, and black on a bright picture."""
        self._ink = ink

    def set_hint(self, hint: str) -> None:
        """Sets what stands on the empty pad."""
        self._hint = hint
        self.update()

    def show_picture(self, picture: np.ndarray) -> None:
        """Puts a picture (rows, columns, 1 or 3), uint8 or floats in [0, 1], on the pad; emits nothing."""
        self._canvas.put(picture)
        self._fleeting = False
        self.update()

    def sketch(self) -> np.ndarray | None:
        """What is on the pad as it can be shown again; None where nothing is, or nothing of the user's."""
        return None if self.is_blank or self._fleeting else self._canvas.sketch()

    def show_sketch(self, sketch: np.ndarray) -> None:
        """Puts back what `sketch` gave; emits nothing."""
        self._canvas.put_sketch(sketch)
        self._fleeting = False
        self.update()

    def make_fleeting(self) -> None:
        """Lets the picture on the pad go as soon as the user draws."""
        self._fleeting = True

    def clear(self) -> None:
        """Empties the pad; emits nothing."""
        self._canvas.clear()
        self._fleeting = False
        self.update()

    def clear_by_hand(self) -> None:
        """Empties the pad as the user wants it."""
        if not self.is_blank:
            self.changing.emit(self.tr("pad cleared"))
        self.clear()
        self.drawn.emit()

    def take_back(self) -> None:
        """Takes the last stroke back, as if the user had never drawn it."""
        if self._canvas.has_strokes:
            self.changing.emit(self.tr("stroke taken back"))
            self._canvas.take_back()
            self.drawn.emit()
            self.update()

    def content(self) -> PadContent:
        """All that is on the pad."""
        return PadContent(self._canvas.content(), self._fleeting)

    def show_content(self, content: PadContent) -> None:
        """Puts back what was there; a stroke that is being drawn ends. Emits nothing."""
        self._canvas.show_content(content.canvas)
        self._fleeting, self._last = content.fleeting, None
        self.update()

    def sizeHint(self) -> QSize:
        side = self._side or THEME.px(SIDE_SHOWN)
        return QSize(side, side)

    def begin_stroke(self, point: QPointF, erasing: bool) -> None:
        """Begins a stroke at a place on the widget; what is fleeting goes."""
        self._erasing = self._erases or erasing
        self.changing.emit(self.tr("stroke of the eraser") if self._erasing else self.tr("stroke of the pen"))
        if self._fleeting:
            self.clear()
        self._ground, contrast = (WHITE, BLACK) if self._canvas.is_bright else (BLACK, WHITE)
        self._stroke_ink = self._ink or contrast
        self._canvas.begin_stroke()
        self._last = self._to_canvas(point)
        self._draw_to(self._last)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self.begin_stroke(event.position(), event.button() == Qt.MouseButton.RightButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._last is not None:
            self._draw_to(self._to_canvas(event.position()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._last = None

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete or event.matches(QKeySequence.StandardKey.Delete):
            self.clear_by_hand()
        elif event.key() == Qt.Key.Key_Backspace:
            self.take_back()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self._canvas.is_sharp)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, 6, 6)
        painter.save()
        painter.setClipPath(outline)
        painter.drawImage(QRectF(self.rect()), self._canvas.image)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(THEME.colours.accent if self.hasFocus() else THEME.colours.line, 1))
        painter.drawPath(outline)
        if self.is_blank:
            painter.setPen(Qt.GlobalColor.lightGray)
            painter.setFont(THEME.font(12))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(frame.adjusted(24, 24, -24, -24), flags, self._hint)
        elif self._pointer is not None and self._last is None:
            radius = self._thickness * self.width() / 2
            painter.setPen(QPen(Qt.GlobalColor.gray, 1, Qt.PenStyle.DotLine if self._erases else Qt.PenStyle.SolidLine))
            painter.drawEllipse(self._pointer, radius, radius)

    def _to_canvas(self, point: QPointF) -> QPointF:
        return QPointF(point.x() * SIDE / self.width(), point.y() * SIDE / self.height())

    def _draw_to(self, point: QPointF) -> None:
        ink = self._ground if self._erasing else self._stroke_ink
        width = self._thickness * SIDE * (ERASER if self._erasing else 1)
        self._canvas.draw(point if self._last is None else self._last, point, ink, width)
        self._last = point
        self.drawn.emit()
        self.update()
