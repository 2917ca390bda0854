"""The kernels of a layer, or their gradients, as a mosaic: orange below zero, blue above."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views import mosaic
from playground.ui.views.maps.kernel_sheet import KernelSheet, kernel_sheet
from playground.ui.views.maps.magnifier import Magnifier
from playground.ui.words import formatting

GAP, PARTED_GAP = 5, 12
ENOUGH, PARTED_ENOUGH, MOST = 44, 72, 84
ROOM = 152

NOTHING = KernelSheet(np.zeros((0, 1, 1, 1), np.float32), 1)


class KernelsView(QWidget):
    """Shows a layer's W, or ∇_W E: a tile for each kernel or unit, divided into one part for each channel it reads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = NOTHING
        self._limit = 0.0
        self._image: QImage | None = None
        self._pointer: QPointF | None = None
        self.magnifier = Magnifier(self)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(MOST)
        self.setAccessibleName(self.tr("Kernels"))
        THEME.changed.connect(self._forget)

    @property
    def limit(self) -> float:
        """The magnitude that has the full colour: the largest one shown."""
        return self._limit

    @property
    def sheet(self) -> KernelSheet:
        """What is shown."""
        return self._sheet

    def show_frame(self, snapshot: NetworkSnapshot, layer: int, gradient: bool) -> None:
        """Shows the weights of layer `layer` of a snapshot, or their gradient; nothing where it has none."""
        pairs = snapshot.gradients if gradient else snapshot.parameters
        pair = pairs[layer] if 0 <= layer < len(pairs) else None
        before = self._sheet.shape
        self._sheet = NOTHING if pair is None else kernel_sheet(pair[0], snapshot.spec, layer)
        self._limit = float(np.max(np.abs(self._sheet.weight), initial=0.0))
        self._image = None
        if self._sheet.shape != before:
            self._settle()
        self._magnify()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        if not len(self._sheet.weight):
            return
        if self._image is None:
            pixels = self._sheet.tiles(self._limit, THEME.colours.panel)
            self._image = mosaic.compose(pixels, self._tiling(), THEME.colours.panel, self.devicePixelRatioF())
        painter.drawImage(0, 0, self._image)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self._magnify()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self._magnify()

    def _magnify(self) -> None:
        """The kernel under the pointer, large, with the weight there."""
        text = "" if self._pointer is None else self.text_at(self._pointer)
        if not text or self._pointer is None:
            self.magnifier.hide()
            return
        tiling = self._tiling()
        kernel = tiling.at(self._pointer)
        assert kernel is not None
        one = KernelSheet(self._sheet.weight[kernel : kernel + 1], self._sheet.across)
        pixels = one.tiles(self._limit, THEME.colours.panel)[0]
        tile = tiling.rect(kernel).toRect()
        place = QRect(self.mapToGlobal(tile.topLeft()), tile.size())
        marked = tiling.pixel_at(kernel, self._pointer, *self._sheet.size)
        self.magnifier.show_tile(pixels, [text], marked, place)

    def text_at(self, point: QPointF) -> str:
        """The weight under a point, in words; empty beside the kernels."""
        if not len(self._sheet.weight):
            return ""
        tiling = self._tiling()
        kernel = tiling.at(point)
        if kernel is None:
            return ""
        place = self._sheet.place(*tiling.pixel_at(kernel, point, *self._sheet.size))
        if place is None:
            return ""
        value = formatting.signed(float(self._sheet.weight[(kernel, *place)]), 4)
        channel, row, column = place
        text = self.tr("Kernel {0}, channel {1}, row {2}, column {3}: {4}")
        return text.format(kernel + 1, channel + 1, row + 1, column + 1, value)

    def _tiling(self) -> mosaic.Tiling:
        """One line of tiles, or where these would be small, as many as make them as large as the room allows."""
        rows, columns = self._sheet.size
        gap, enough = (GAP, ENOUGH) if self._sheet.across == 1 else (PARTED_GAP, PARTED_ENOUGH)
        count, aspect, best = len(self._sheet.weight), rows / columns, (0.0, 1)
        for lines in range(1, min(count, 16) + 1):
            across = -(-count // lines)
            wide = (self.width() - gap * (across - 1)) / across
            high = (THEME.px(ROOM) - gap * (lines - 1)) / lines
            best = max(best, (min(wide, high / aspect, MOST / min(aspect, 1.0)), across))
            if best[0] >= enough:
                break
        side = max(best[0], 2.0)
        return mosaic.Tiling(count, best[1], side, side * aspect, gap)

    def _settle(self) -> None:
        height = round(self._tiling().size[1]) if len(self._sheet.weight) else 0
        self._image = None
        if height != self.height():
            self.setFixedHeight(max(height, 1))

    def _forget(self) -> None:
        self._image = None
        self.update()
