"""The edges between two columns of the diagram as one picture: sign by colour, width by size, every weight drawn."""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
from PySide6.QtGui import QColor

LEVELS = 64
FRACTION_BITS = 10
"""Coverage is added up in so small parts of a level."""
SEEN = 0.1
"""A change of width by less, in pixels, is not seen."""
THIN = 0.3
HIT = 8.0
"""So wide, in pixels, is every edge under the pointer."""
CROWDED, CROWDED_NEAR = 0.7, 0.3
"""The most edges that may cover a pixel on average before weak ones fade; the second from nearer."""
FAINTEST = 0.02
"""Edges that have faded more are not drawn."""
SAMPLES, SAMPLES_NEAR = 160_000, 800_000
"""Of more samples only every second, third or fourth column of pixels is computed: the picture is as much narrower."""
WIDEST_STEP = 4


class EdgePicture:
    """The gap between two columns. The geometry is kept, so that new weights cost a few NumPy calls."""

    def __init__(
        self,
        left: np.ndarray,
        right: np.ndarray,
        width: int,
        height: int,
        ratio: float = 1.0,
        widest: float = 6.0,
        is_near: bool = False,
    ) -> None:
        """`left` (inputs,), `right` (outputs,): heights in pixels where edges begin and end; `ratio`: device pixels a
        pixel; `widest`: the width in pixels of the largest weight; `is_near`: it is to be sharper, and fewer edges to
        stand out, as where somebody looks closely."""
        self._crowded = CROWDED_NEAR if is_near else CROWDED
        self._widest = widest * ratio
        self._columns, self._rows = max(2, round(width * ratio)), round(height * ratio)
        self.step = min(
            WIDEST_STEP, 1 + len(left) * len(right) * self._columns // (SAMPLES_NEAR if is_near else SAMPLES)
        )
        columns = -(-self._columns // self.step)
        self._ends = left.astype(np.float32), right.astype(np.float32)
        self._column = np.arange(columns, dtype=np.int32)
        self._shape = (len(left), len(right))
        self._ratio = ratio
        self._shown: tuple[np.ndarray, np.ndarray, int, int] | None = None
        self._level = np.empty((2, columns, self._rows + 1), np.int32)
        self.pixels = np.zeros((self._rows, columns), np.uint32)
        """What was rendered last: premultiplied ARGB words (rows, columns)."""

    @cached_property
    def _curves(self) -> tuple[np.ndarray, np.ndarray]:
        """Of every edge, in every column of pixels, its height and how much its slope stretches its width there:
        (edges, columns). Not worked out for what nobody sees."""
        (left, right), count, ratio = self._ends, len(self._column), np.float32(self._ratio)
        t = (np.arange(count, dtype=np.float32) + np.float32(0.5)) / np.float32(count)
        share = t * t * (3 - 2 * t)
        rise = (right[None, :] - left[:, None]).reshape(-1, 1) * ratio
        y = np.repeat(left, len(right))[:, None] * ratio + rise * share
        slope = rise * (6 * t * (1 - t)) / np.float32(self._columns)
        return y, np.sqrt(1 + slope * slope)

    def widths(self, weight: np.ndarray, limit: float) -> np.ndarray:
        """Widths (inputs, outputs) in pixels of weights (inputs, outputs), where `limit` gets the widest."""
        return line_widths(weight, limit, self._widest / self._ratio)

    def draw(self, weight: np.ndarray, limit: float, negative: QColor, positive: QColor) -> None:
        """Fills `pixels` with the picture of weights (inputs, outputs)."""
        width = self.widths(weight, limit)
        self._shown = (width, weight > 0, negative.rgb(), positive.rgb())
        self._cover(weight, width.reshape(-1, 1) * np.float32(self._ratio), limit)
        n, p = self._level[:, :, : self._rows]
        n *= LEVELS
        n += p
        np.copyto(self.pixels, _blend_table(negative.rgb(), positive.rgb()).take(n).T)

    def shows(self, weight: np.ndarray, limit: float, negative: QColor, positive: QColor) -> bool:
        """Whether nobody could tell the picture of these weights (inputs, outputs) from what was drawn last."""
        if self._shown is None:
            return False
        width, is_positive, *colours = self._shown
        if colours != [negative.rgb(), positive.rgb()] or ((weight > 0) != is_positive).any():
            return False
        return bool(np.abs(self.widths(weight, limit) - width).max(initial=0.0) < SEEN)

    def nearest(self, x: float, y: float, weight: np.ndarray, limit: float) -> tuple[int, int] | None:
        """The edge (input, output) at a place in pixels; of several the one whose middle is nearest."""
        column = int(x * self._ratio / self.step)
        if not 0 <= column < len(self._column):
            return None
        width, (curves, stretch) = np.maximum(self.widths(weight, limit).reshape(-1), HIT), self._curves
        reach = width * stretch[:, column] / 2
        distance = np.abs(curves[:, column] / self._ratio - y) / reach
        best = int(np.argmin(distance))
        return divmod(best, self._shape[1]) if distance[best] <= 1 else None

    def _cover(self, weight: np.ndarray, width: np.ndarray, limit: float) -> None:
        """How much of each pixel negative and positive edges cover, from 0 to LEVELS − 1.

        Every edge adds its opacity from its upper bound on and takes it back from its lower bound on; bounds between
        two rows are shared out, and a running sum down every column does the rest: exact along the height.
        """
        opacity = self._opacity(weight, width, limit)
        # Where there are many, most have faded: they need not be computed.
        seen = np.flatnonzero(opacity >= FAINTEST)
        y, stretch = (each[seen] for each in self._curves)
        half, level = stretch * (width[seen] / 2), self._level
        # In whole numbers, of which a running sum takes an eighth of the time.
        opacity = np.rint(opacity[seen] * np.float32(LEVELS - 1 << FRACTION_BITS))
        columns, rows = level.shape[1:]
        start = (weight.reshape(-1, 1)[seen] > 0) * np.int32(columns * rows) + self._column * np.int32(rows)
        level.fill(0)
        for bound, amount in ((y - half, opacity), (y + half, -opacity)):
            np.clip(bound, 0, self._rows - 1, out=bound)
            row = np.floor(bound)
            bound -= row
            bound *= amount
            low = bound.astype(np.int32)
            index = start + row.astype(np.int32)
            np.add.at(level.reshape(-1), index, amount.astype(np.int32) - low)
            index += 1
            np.add.at(level.reshape(-1), index, low)
        np.cumsum(level, out=level.reshape(-1))
        level >>= FRACTION_BITS
        np.minimum(level, LEVELS - 1, out=level)

    def _opacity(self, weight: np.ndarray, width: np.ndarray, limit: float) -> np.ndarray:
        """Opacities (edges, 1): full, unless the gap is so crowded that only strong edges may stand out."""
        crowd = float((width * self._curves[1]).sum()) / (self._rows * len(self._column))
        if crowd <= self._crowded:
            return np.ones_like(width)
        strength: np.ndarray = np.minimum(np.abs(weight.reshape(-1, 1)) / limit, 1).astype(np.float32) ** 3
        gain = self._crowded / crowd * float(width.sum()) / max(float((strength * width).sum()), 1e-9)
        opacity: np.ndarray = np.minimum(strength * np.float32(gain), 1)
        return opacity


def line_widths(weight: np.ndarray, limit: float, widest: float) -> np.ndarray:
    """Widths in pixels of edges of any weights, where `limit` gets the widest."""
    strength: np.ndarray = np.minimum(np.abs(weight) / limit, 1)
    return (THIN + (widest - THIN) * strength).astype(np.float32)


@lru_cache(maxsize=4)
def _blend_table(negative: int, positive: int) -> np.ndarray:
    """The premultiplied ARGB word for every pair of coverages; where edges cross, the stronger one shows."""
    cover = np.arange(LEVELS) / (LEVELS - 1)
    n, p = cover[:, None], cover[None, :]
    alpha = 1 - (1 - n) * (1 - p)
    share = p**3 / np.maximum(n**3 + p**3, 1e-9)
    words = np.rint(255 * alpha).astype(np.uint32) << 24
    for shift in (16, 8, 0):
        low, high = negative >> shift & 255, positive >> shift & 255
        words |= np.rint((low + (high - low) * share) * alpha).astype(np.uint32) << shift
    return np.ascontiguousarray(words.ravel())
