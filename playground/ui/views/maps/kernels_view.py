"""The kernels of a layer, or their gradients, as a mosaic: orange below zero, blue above."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.engine.spec import Conv2DSpec, NetworkSpec
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views import mosaic
from playground.ui.words import formatting

GAP, PARTED_GAP = 5, 12
ENOUGH, PARTED_ENOUGH, MOST = 44, 72, 84
ROOM = 152
MAX_KERNELS = 256
MAX_WEIGHTS = 100_000
"""More would make frames slow, and each would be smaller than a pixel."""


@dataclass(frozen=True)
class KernelSheet:
    """Weights (kernels, channels, rows, columns): in its tile, each kernel has its channels in rows of `across`."""

    weight: np.ndarray
    across: int

    @property
    def shape(self) -> tuple[int, ...]:
        """Kernels, channels, rows, columns."""
        return self.weight.shape

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of a tile in weights, with one empty line between channels."""
        _, channels, rows, columns = self.weight.shape
        down = -(-channels // self.across)
        return down * (rows + 1) - 1, self.across * (columns + 1) - 1

    def tiles(self, limit: float, background: QColor) -> mosaic.Pixels:
        """All kernels as pixels (kernels, rows, columns)."""
        count, channels, rows, columns = self.weight.shape
        colours = mosaic.diverging_pixels(self.weight, limit)
        if channels == 1:
            return colours[:, 0]
        height, width = self.size
        tiles = np.full((count, height, width), background.rgb(), np.uint32)
        for channel in range(channels):
            down, across = divmod(channel, self.across)
            top, left = down * (rows + 1), across * (columns + 1)
            tiles[:, top : top + rows, left : left + columns] = colours[:, channel]
        return tiles

    def place(self, row: int, column: int) -> tuple[int, int, int] | None:
        """The (channel, row, column) of a weight by its place in the tile; None between channels."""
        _, channels, rows, columns = self.weight.shape
        down, inner_row = divmod(row, rows + 1)
        across, inner_column = divmod(column, columns + 1)
        channel = down * self.across + across
        inside = inner_row < rows and inner_column < columns and channel < channels
        return (channel, inner_row, inner_column) if inside else None


NOTHING = KernelSheet(np.zeros((0, 1, 1, 1), np.float32), 1)


class KernelsView(QWidget):
    """Shows a layer's W, or ∇_W E: a tile for each kernel or unit, divided into one part for each channel it reads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = NOTHING
        self._limit = 0.0
        self._image: QImage | None = None
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
        text = self.text_at(event.position())
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        else:
            QToolTip.hideText()

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


def kernel_sheet(weight: np.ndarray, spec: NetworkSpec, layer: int) -> KernelSheet:
    """A layer's weight as kernels (kernels, channels, rows, columns).

    A unit of a dense layer on maps is a kernel as large as the maps; on a vector, all units together are one kernel
    with a row for each. Of very many kernels the first are taken.
    """
    weight = weight[..., : shown_kernels(weight)]
    if not isinstance(spec.layers[layer], Conv2DSpec):
        arriving = map_shape(spec, layer)
        if arriving is None:
            return KernelSheet(np.ascontiguousarray(weight.T)[None, None], 1)
        weight = weight.reshape(*arriving, -1)
    kernels = np.ascontiguousarray(weight.transpose(3, 2, 0, 1))
    return KernelSheet(kernels, channels_across(kernels.shape[1]))


def shown_kernels(weight: np.ndarray) -> int:
    """How many of a layer's kernels or units, the last axis of its weight, are shown."""
    kernels = weight.shape[-1]
    return min(kernels, MAX_KERNELS, max(MAX_WEIGHTS * kernels // weight.size, 1))


def channels_across(channels: int) -> int:
    """In rows of how many the channels of a kernel lie: about a square, without a gap at the end if there is one."""
    root = ceil(sqrt(channels))
    whole = (across for across in range(root, min(2 * root, channels) + 1) if channels % across == 0)
    return channels if channels <= 3 else next(whole, root)


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
