"""The kernels of a layer, or their gradients, as a mosaic: orange below zero, blue above."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.engine.spec import Conv2DSpec, NetworkSpec
from playground.training.snapshot import NetworkSnapshot
from playground.ui import mosaic
from playground.ui.theme import THEME
from playground.ui.widgets import formatting

GAP = 5
FINE_GAP = 2
LEAST, MOST = 56, 84
MAX_TILES = 1024


class KernelsView(QWidget):
    """Shows a layer's W, or ∇_W E: a column for each kernel or unit, a row for each channel that it reads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = np.zeros((0, 1, 1), np.float32)
        self._channels = 1
        self._limit = 0.0
        self._image: QImage | None = None
        self._sizes: tuple[int, ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Kernels"))
        THEME.changed.connect(self._forget)

    @property
    def limit(self) -> float:
        """The magnitude that has the full colour: the largest one shown."""
        return self._limit

    @property
    def tiles(self) -> np.ndarray:
        """What is shown: (channels · kernels, rows, columns), all kernels of the first channel first."""
        return self._tiles

    def render(self, snapshot: NetworkSnapshot, layer: int, gradient: bool) -> None:
        """Shows the weights of layer `layer` of a snapshot, or their gradient; nothing where it has none."""
        pairs = snapshot.gradients if gradient else snapshot.parameters
        pair = pairs[layer] if 0 <= layer < len(pairs) else None
        if pair is None:
            self._tiles, self._channels = np.zeros((0, 1, 1), np.float32), 1
        else:
            self._tiles, self._channels = kernel_tiles(pair[0], snapshot.spec, layer)
        self._limit = float(np.max(np.abs(self._tiles), initial=0.0))
        self._image = None
        sizes = (*self._tiles.shape, self._channels)
        if sizes != self._sizes:
            self._sizes = sizes
            self._settle()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._tiles):
            return
        if self._image is None:
            pixels = mosaic.diverging_pixels(self._tiles, self._limit)
            self._image = mosaic.compose(pixels, self._tiling(), THEME.colours.panel, self.devicePixelRatioF())
        QPainter(self).drawImage(0, 0, self._image)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        text = self.text_at(event.position())
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        else:
            QToolTip.hideText()

    def text_at(self, point: QPointF) -> str:
        """The weight under a point, in words; empty beside the kernels."""
        if not len(self._tiles):
            return ""
        tiling = self._tiling()
        index = tiling.at(point)
        if index is None:
            return ""
        _, rows, columns = self._tiles.shape
        row, column = tiling.pixel_at(index, point, rows, columns)
        channel, kernel = divmod(index, len(self._tiles) // self._channels)
        value = formatting.signed(float(self._tiles[index, row, column]), 4)
        text = self.tr("Kernel {0}, channel {1}, row {2}, column {3}: {4}")
        return text.format(kernel + 1, channel + 1, row + 1, column + 1, value)

    def _tiling(self) -> mosaic.Tiling:
        count, rows, columns = self._tiles.shape
        aspect = rows / columns
        if self._channels == 1:
            return mosaic.fit(count, aspect, self.width(), LEAST if count <= 16 else LEAST / 2, MOST, GAP)
        kernels = count // self._channels
        most = MOST if self._channels <= 3 else LEAST / 2
        side = min((self.width() + FINE_GAP) / kernels - FINE_GAP, most, 240 / self._channels)
        side = max(side, 3.0)
        return mosaic.Tiling(count, kernels, side, side * aspect, FINE_GAP if side > 8 else 1)

    def _settle(self) -> None:
        height = round(self._tiling().size[1]) if len(self._tiles) else 0
        self._image = None
        if height != self.height():
            self.setFixedHeight(max(height, 1))

    def _forget(self) -> None:
        self._image = None
        self.update()


def kernel_tiles(weight: np.ndarray, spec: NetworkSpec, layer: int) -> tuple[np.ndarray, int]:
    """A layer's weight as tiles (channels · units, rows, columns), and the number of channels.

    A dense layer on maps has one map-sized tile for each unit and channel; on a vector it is one tile, a row for
    every input. Of very many tiles the first are taken.
    """
    if not isinstance(spec.layers[layer], Conv2DSpec):
        arriving = map_shape(spec, layer)
        if arriving is None:
            return np.ascontiguousarray(weight.T)[None], 1
        weight = weight.reshape(*arriving, -1)
    rows, columns, channels, units = weight.shape
    units = min(units, max(MAX_TILES // channels, 1))
    tiles = weight[..., :units].transpose(2, 3, 0, 1)
    return np.ascontiguousarray(tiles).reshape(channels * units, rows, columns), channels


def map_shape(spec: NetworkSpec, layer: int) -> tuple[int, ...] | None:
    """The shape (rows, columns, channels) of the map that a dense layer takes flattened; None if it takes a vector."""
    size = 1
    for value in spec.input_shapes[layer]:
        size *= value
    for k in range(layer, -1, -1):
        shape = spec.input_shapes[k]
        if len(shape) == 3:
            return shape if shape[0] * shape[1] * shape[2] == size else None
        if spec.parameter_counts[k - 1] and k:
            return None
    return None
