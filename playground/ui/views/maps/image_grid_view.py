"""A grid of small pictures with captions, from which one can be picked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.ui.look.theme import THEME
from playground.ui.views import mosaic

GAP = 5
LARGEST = 72
"""The side of a picture where there is plenty of room, at the usual size of text."""


class ImageGridView(QWidget):
    """Shows pictures (n, rows, columns, channels) in `columns` columns, with captions of a line or more.

    Emits `picked` with the number of one.

    Arrow keys and Enter pick as the mouse does.
    """

    picked = Signal(int)

    def __init__(self, columns: int, rows: int, name: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._rows = columns, rows
        self._images = np.zeros((0, 1, 1, 1), np.uint8)
        self._captions: tuple[str, ...] = ()
        self._hints: tuple[str, ...] = ()
        self._image: QImage | None = None
        self._current = 0
        self.setAccessibleName(name)
        self.setAccessibleDescription(tooltip)
        self.setToolTip(tooltip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self._forget)

    def show_images(self, images: np.ndarray, hints: Sequence[str], captions: Sequence[str] = ()) -> None:
        """Shows other pictures; `hints` are their tooltips, `captions` stand below them."""
        hints, captions = tuple(hints), tuple(captions)
        if hints == self._hints and captions == self._captions and np.array_equal(images, self._images):
            return
        self._images, self._hints, self._captions = images, hints, captions
        self._current = min(self._current, max(len(images) - 1, 0))
        self._forget()

    def set_grid(self, columns: int, rows: int) -> None:
        """Arranges the pictures in so many columns and rows."""
        if (columns, rows) != (self._columns, self._rows):
            self._columns, self._rows = columns, rows
            self._current = 0
            self._forget()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 24)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._rows * (self._side(width) + self._caption_height() + GAP) - GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._images):
            return
        tiling, painter = self._tiling(), QPainter(self)
        if self._image is None:
            pixels = mosaic.picture_pixels(self._images[: tiling.count])
            self._image = mosaic.compose(pixels, tiling, THEME.colours.panel, self.devicePixelRatioF())
        painter.drawImage(0, 0, self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(THEME.font(11))
        painter.setPen(THEME.colours.muted)
        metrics = QFontMetricsF(painter.font())
        for index, caption in enumerate(self._captions[: tiling.count]):
            tile = tiling.rect(index)
            area = QRectF(tile.left() - GAP, tile.bottom(), tile.width() + 2 * GAP, self._caption_height())
            room = tile.width() + GAP - 2
            lines = [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in caption.split("\n")]
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, "\n".join(lines))
        if self.hasFocus():
            painter.setPen(QPen(THEME.colours.accent, THEME.stroke(2)))
            painter.drawRoundedRect(tiling.rect(self._current), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pick(self._tiling().at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        if event.key() in steps:
            self._current = min(max(self._current + steps[Qt.Key(event.key())], 0), self._tiling().count - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._tiling().at(QPointF(event.pos()))
            text = self._hints[index] if index is not None and index < len(self._hints) else self.toolTip()
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _pick(self, index: int | None) -> None:
        if index is not None and index < len(self._images):
            self._current = index
            self.picked.emit(index)
            self.update()

    def _tiling(self) -> mosaic.Tiling:
        side = self._side(self.width())
        count = min(len(self._images), self._columns * self._rows)
        return mosaic.Tiling(count, self._columns, side, side, GAP, self._caption_height())

    def _side(self, width: int) -> float:
        return min((width - GAP * (self._columns - 1)) / self._columns, THEME.px(LARGEST))

    def _caption_height(self) -> float:
        lines = max((caption.count("\n") + 1 for caption in self._captions), default=0)
        return THEME.px(16 if lines == 1 else 15 * lines)

    def _forget(self) -> None:
        self._image = None
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.update()
