"""A horizontal slider with a thin groove and a round handle that jumps to where it is pressed."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from playground.ui.look.theme import THEME

GROOVE = 3
RADIUS = 6
MARK = 9
"""How high a mark is that stands on the groove."""


class Slider(QSlider):
    """A QSlider that paints itself from the theme; the wheel turns it only when it has the keyboard's focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._mark: int | None = None

    @property
    def mark(self) -> int | None:
        """The position that is marked."""
        return self._mark

    def set_mark(self, position: int | None) -> None:
        """Mark a position on the groove, or none."""
        if position != self._mark:
            self._mark = position
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 2 * RADIUS + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 2 * RADIUS + 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self.setSliderPosition(self._position_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderPosition(self._position_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isSliderDown():
            self.setSliderDown(False)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = THEME.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, x = self.height() / 2, self._x()
        painter.setBrush(colours.line)
        painter.drawRoundedRect(QRectF(0, middle - GROOVE / 2, self.width(), GROOVE), GROOVE / 2, GROOVE / 2)
        ink = colours.accent if self.isEnabled() else colours.faint
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(0, middle - GROOVE / 2, x, GROOVE), GROOVE / 2, GROOVE / 2)
        if self._mark is not None:
            across = self._place(self._mark)
            painter.setBrush(colours.bad_text)
            painter.drawRoundedRect(QRectF(across - 1, middle - MARK / 2, 2, MARK), 1, 1)
            painter.setBrush(ink)
        if self.hasFocus() or (self.isEnabled() and (self.underMouse() or self.isSliderDown())):
            halo = type(ink)(ink)
            halo.setAlphaF(0.5 if self.hasFocus() else 0.18)
            painter.setBrush(halo)
            painter.drawEllipse(QPointF(x, middle), RADIUS + 2, RADIUS + 2)
        painter.setBrush(ink if self.hasFocus() else colours.panel)
        painter.setPen(QPen(ink, 2))
        painter.drawEllipse(QPointF(x, middle), RADIUS - 0.5, RADIUS - 0.5)

    def _margin(self) -> int:
        return RADIUS + 1

    def _x(self) -> float:
        return self._place(self.sliderPosition())

    def _place(self, position: int) -> float:
        span = max(self.maximum() - self.minimum(), 1)
        share = (position - self.minimum()) / span
        return self._margin() + share * (self.width() - 2 * self._margin())

    def _position_at(self, x: float) -> int:
        share = (x - self._margin()) / max(self.width() - 2 * self._margin(), 1)
        return self.minimum() + round(min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()))
