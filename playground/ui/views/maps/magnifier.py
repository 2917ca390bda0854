"""One small picture under the pointer, enlarged beside it: a kernel, a feature map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from playground.ui.look.theme import THEME
from playground.ui.views import mosaic

SIDE = 236
PADDING, DISTANCE = 10, 12
LINE = 18


class Magnifier(QWidget):
    """A window without a frame that leaves the pointer to what lies below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.WindowTransparentForInput)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._image = QImage()
        self._lines: tuple[str, ...] = ()
        self._marked = (0, 0)
        parent.installEventFilter(self)

    def show_tile(self, pixels: mosaic.Pixels, lines: Sequence[str], marked: tuple[int, int], beside: QRect) -> None:
        """Shows pixels (rows, columns) with lines of text below, one pixel framed; `beside`: the tile on the screen."""
        self._image, self._lines, self._marked = mosaic.to_image(pixels), tuple(lines), marked
        metrics = QFontMetrics(THEME.font(12))
        widest = max((metrics.horizontalAdvance(line) for line in lines), default=0)
        size = self._picture_size()
        width = max(size.width(), widest) + 2 * PADDING
        self.resize(width, size.height() + THEME.px(LINE) * len(lines) + 2 * PADDING + 4)
        self.move(self._place(beside))
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = THEME.colours, QPainter(self)
        painter.fillRect(self.rect(), colours.panel)
        painter.setPen(QPen(colours.line, THEME.stroke(1)))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        size = self._picture_size()
        target = QRectF((self.width() - size.width()) / 2, PADDING, size.width(), size.height())
        painter.drawImage(target, self._image)
        cell = size.width() / max(self._image.width(), 1)
        row, column = self._marked
        painter.setPen(QPen(colours.accent, THEME.stroke(2)))
        painter.drawRect(QRectF(target.left() + column * cell, target.top() + row * cell, cell, cell))
        painter.setFont(THEME.font(12))
        painter.setPen(colours.text)
        for number, line in enumerate(self._lines):
            top = target.bottom() + 4 + number * THEME.px(LINE)
            area = QRectF(PADDING, top, self.width() - 2 * PADDING, THEME.px(LINE))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, line)

    def _picture_size(self) -> QSize:
        """As large as fits a square; the pixels stay squares."""
        return self._image.size().scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)

    def _place(self, beside: QRect) -> QPoint:
        """At the right of a tile, or at its left where the screen ends."""
        screen = self.screen().availableGeometry()
        left = beside.right() + DISTANCE
        if left + self.width() > screen.right():
            left = beside.left() - DISTANCE - self.width()
        top = beside.center().y() - self.height() // 2
        return QPoint(max(left, screen.left()), min(max(top, screen.top()), screen.bottom() - self.height()))
