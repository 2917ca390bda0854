"""Many small pictures as one: where each tile lies, numbers as pixels, all tiles as a single image."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage

from playground.late_dataclass import dataclass
from playground.ui.look import colour_maps

Pixels = NDArray[np.uint32]
"""Pixels as 0xAARRGGBB words, which QImage takes as they are."""
OPAQUE = np.uint32(0xFF000000)
_GREYS: Pixels = np.arange(256, dtype=np.uint32) * np.uint32(0x010101) | OPAQUE


@dataclass(frozen=True)
class Tiling:
    """Where `count` equal tiles lie: rows of `columns`, from the upper left, in logical pixels.

    `caption` is free room below every tile.
    """

    count: int
    columns: int
    width: float
    height: float
    gap: float
    caption: float = 0.0

    @property
    def rows(self) -> int:
        """Number of rows that the tiles fill."""
        return -(-self.count // self.columns)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole mosaic."""
        across = self.columns * (self.width + self.gap) - self.gap
        return across, self.rows * (self.height + self.caption + self.gap) - self.gap

    def rect(self, index: int) -> QRectF:
        """Where tile `index` lies."""
        row, column = divmod(index, self.columns)
        left, top = column * (self.width + self.gap), row * (self.height + self.caption + self.gap)
        return QRectF(left, top, self.width, self.height)

    def at(self, point: QPointF) -> int | None:
        """The tile under a point, its caption included; None in a gap or outside."""
        column, across = divmod(point.x(), self.width + self.gap)
        row, down = divmod(point.y(), self.height + self.caption + self.gap)
        index = int(row) * self.columns + int(column)
        inside = 0 <= column < self.columns and row >= 0 and index < self.count
        return index if inside and across < self.width and down < self.height + self.caption else None

    def pixel_at(self, index: int, point: QPointF, rows: int, columns: int) -> tuple[int, int]:
        """The (row, column) of the pixel of tile `index`, which has rows × columns of them, nearest to a point."""
        rect = self.rect(index)
        row = int((point.y() - rect.top()) / self.height * rows)
        column = int((point.x() - rect.left()) / self.width * columns)
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)


def fit(count: int, aspect: float, width: float, least: float, most: float, gap: float, caption: float = 0) -> Tiling:
    """Tiles (height = aspect · width) that fill a width in as few rows as tiles of at least `least` allow."""
    across = max(int((width + gap) // (least + gap)), 1)
    rows = -(-count // across)
    columns = max(-(-count // max(rows, 1)), 1)
    side = min((width - gap * (columns - 1)) / columns, most)
    side = max(side, 1.0)
    return Tiling(count, columns, side, side * aspect, gap, caption)


def grey_pixels(values: NDArray[np.floating], top: float) -> Pixels:
    """Black for 0 and less, white for `top`; any shape."""
    level = colour_maps.levels(np.asarray(values, np.float32) * np.float32(255 / top if top > 0 else 0), 0)
    return _GREYS.take(level)


def diverging_pixels(values: NDArray[np.floating], limit: float) -> Pixels:
    """Orange for −limit, blue for limit, the theme's middle for 0; any shape."""
    return diverging_words().take(colour_maps.diverging_index(values, limit))


def diverging_words() -> Pixels:
    """The theme's diverging map as pixels (256,)."""
    return _words(colour_maps.diverging_table().tobytes())


def picture_pixels(images: np.ndarray) -> Pixels:
    """Pictures (…, rows, columns, 1 or 3), uint8 or floats in [0, 1], as pixels (…, rows, columns)."""
    scaled = images if images.dtype == np.uint8 else np.clip(images * np.float32(255) + np.float32(0.5), 0, 255)
    level: Pixels = scaled.astype(np.uint32)
    pixels: Pixels
    if level.shape[-1] == 1:
        pixels = level[..., 0] * np.uint32(0x010101) | OPAQUE
    else:
        pixels = level[..., 0] << np.uint32(16) | level[..., 1] << np.uint32(8) | level[..., 2] | OPAQUE
    return pixels


def words(table: NDArray[np.uint8]) -> Pixels:
    """A colour table (n, 3) as pixels (n,)."""
    return picture_pixels(table)


@lru_cache(maxsize=8)
def _words(table: bytes) -> Pixels:
    return words(np.frombuffer(table, np.uint8).reshape(-1, 3))


def compose(tiles: Pixels, tiling: Tiling, background: QColor, ratio: float = 1.0) -> QImage:
    """All tiles (n, rows, columns) as one image in the device's pixels; each value is a block with sharp edges."""
    count, rows, columns = tiles.shape
    sheet = np.full((tiling.rows * rows + 1, tiling.columns * columns + 1), background.rgb(), np.uint32)
    padded = np.full((tiling.rows * tiling.columns, rows, columns), background.rgb(), np.uint32)
    padded[:count] = tiles
    ordered = padded.reshape(tiling.rows, tiling.columns, rows, columns).swapaxes(1, 2)
    sheet[:-1, :-1] = ordered.reshape(tiling.rows * rows, tiling.columns * columns)
    down = _sources(tiling.rows, rows, tiling.height, tiling.gap + tiling.caption, ratio)
    across = _sources(tiling.columns, columns, tiling.width, tiling.gap, ratio)
    return to_image(sheet.take(down, axis=0).take(across, axis=1), ratio)


def to_image(pixels: Pixels, ratio: float = 1.0) -> QImage:
    """Pixels (rows, columns) as an image of its own memory."""
    pixels = np.ascontiguousarray(pixels)
    rows, columns = pixels.shape
    image = QImage(pixels.data, columns, rows, columns * 4, QImage.Format.Format_RGB32).copy()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=256)
def _sources(tiles: int, values: int, length: float, gap: float, ratio: float) -> NDArray[np.intp]:
    """For every device pixel along one axis the value that it shows, −1 (the sheet's last line) in a gap."""
    total = max(round((tiles * (length + gap) - gap) * ratio), 1)
    tile, inside = np.divmod((np.arange(total) + 0.5) / ratio, length + gap)
    value = np.minimum((inside / length * values).astype(np.intp), values - 1)
    return np.where(inside < length, tile.astype(np.intp) * values + value, -1)
