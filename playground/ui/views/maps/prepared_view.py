"""What the network sees: the prepared picture, value by value, with the receptive field that is pointed at."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.engine.receptive_field import Field
from playground.ui.look.theme import THEME
from playground.ui.views import mosaic
from playground.ui.words import formatting

SIDE = 80


class PreparedView(QWidget):
    """A tensor (rows, columns, channels) in [0, 1] as sharp squares; a hint where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tensor: np.ndarray | None = None
        self._field: Field | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("What the network sees"))
        THEME.changed.connect(self.update)

    def show_tensor(self, tensor: np.ndarray | None) -> None:
        """Shows another picture."""
        if tensor is not self._tensor:
            self._tensor = tensor
            self.update()

    def show_field(self, field: Field | None) -> None:
        """Frames a part of the picture, or nothing."""
        if field != self._field:
            self._field = field
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(SIDE), THEME.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._tensor is None:
            painter.setPen(QPen(THEME.colours.line, THEME.stroke(1), Qt.PenStyle.DashLine))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            return
        tiling = self._tiling(self._tensor)
        pixels = mosaic.picture_pixels(self._tensor)[None]
        painter.drawImage(0, 0, mosaic.compose(pixels, tiling, THEME.colours.panel, self.devicePixelRatioF()))
        if self._field is not None:
            rows, columns, _ = self._tensor.shape
            across, down = tiling.width / columns, tiling.height / rows
            field = self._field
            rect = QRectF(field.left * across, field.top * down, 0, 0)
            rect.setBottomRight(QPointF(field.right * across, field.bottom * down))
            painter.setPen(QPen(THEME.colours.warning, THEME.stroke(2)))
            painter.drawRect(rect.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        text = self.text_at(event.position())
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def text_at(self, point: QPointF) -> str:
        """The value under a point, in words."""
        if self._tensor is None or not self.rect().contains(point.toPoint()):
            return ""
        rows, columns, _ = self._tensor.shape
        row, column = self._tiling(self._tensor).pixel_at(0, point, rows, columns)
        values = ", ".join(formatting.decimal(float(value)) for value in self._tensor[row, column])
        return self.tr("x, row {0}, column {1}: {2}").format(row + 1, column + 1, values)

    def _tiling(self, tensor: np.ndarray) -> mosaic.Tiling:
        rows, columns, _ = tensor.shape
        scale = min(self.width() / columns, self.height() / rows)
        return mosaic.Tiling(1, 1, columns * scale, rows * scale, 0)
