"""A picture of numbers as it is painted: what is seen of it, no finer than the screen, in grey, colour or by sign."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from playground.engine.filtering import Picture
from playground.late_dataclass import dataclass
from playground.ui.views import mosaic


@dataclass(frozen=True, eq=False)
class ShownPicture:
    """values (rows, columns, 1 or 3); limit: what is brightest, or most coloured; is_signed: 0 is in the middle."""

    values: Picture
    limit: float
    is_signed: bool

    @classmethod
    def of(cls, values: Picture, is_signed: bool) -> ShownPicture:
        """With the limit at the largest number, by size where it is signed; signed where numbers are below 0."""
        low, high = float(values.min()), float(values.max())
        signed = is_signed or low < 0
        return cls(values, max(-low, high) if signed else high, signed)

    def image(self, part: QRectF, width: float, height: float) -> QImage:
        """A part, in shares of the width and the height, for so many pixels of the screen; its edges may be a little
        outside of the part: `whole_part` tells where."""
        rows, columns, right, bottom = self._cut(part)
        cut = self.values[rows:bottom, columns:right]
        factor = max(1, int(min(cut.shape[0] / max(height, 1), cut.shape[1] / max(width, 1))))
        return mosaic.to_image(self._pixels(shrunk(cut, factor)))

    def whole_part(self, part: QRectF) -> QRectF:
        """The part that the image shows: whole numbers only, each in full."""
        rows, columns = self.values.shape[:2]
        top, left, right, bottom = self._cut(part)
        return QRectF(left / columns, top / rows, (right - left) / columns, (bottom - top) / rows)

    def _cut(self, part: QRectF) -> tuple[int, int, int, int]:
        """First row and column, and behind the last column and row."""
        rows, columns = self.values.shape[:2]
        top, left = int(max(part.top(), 0) * rows), int(max(part.left(), 0) * columns)
        right = min(columns, int(np.ceil(part.right() * columns - 1e-9)))
        bottom = min(rows, int(np.ceil(part.bottom() * rows - 1e-9)))
        return min(top, rows - 1), min(left, columns - 1), max(right, left + 1), max(bottom, top + 1)

    def _pixels(self, values: Picture) -> mosaic.Pixels:
        limit = self.limit or 1.0
        if values.shape[2] == 1:
            plane = values[..., 0]
            return mosaic.diverging_pixels(plane, limit) if self.is_signed else mosaic.grey_pixels(plane, limit)
        scaled = values * np.float32(0.5 / limit) + np.float32(0.5) if self.is_signed else values / np.float32(limit)
        return mosaic.picture_pixels(scaled)


def shrunk(values: Picture, factor: int) -> Picture:
    """The means of factor × factor places each; what is left over at the edges is dropped."""
    if factor == 1:
        return values
    rows, columns, maps = values.shape
    down, across = rows // factor, columns // factor
    out = np.empty((down, across, maps), np.float32)
    for k in range(maps):
        plane = values[: down * factor, : across * factor, k]
        lines = plane.reshape(down, factor, across * factor).sum(axis=1)
        out[..., k] = lines.reshape(down, across, factor).sum(axis=2)
    out *= np.float32(1 / factor**2)
    return out
