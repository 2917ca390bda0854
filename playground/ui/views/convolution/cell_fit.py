"""How numbers are written so that each of them fits its cell: in smaller digits, and then in fewer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QFont, QFontMetricsF

from playground.engine.window_sums import Numbers
from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.number_table import Table
from playground.ui.views.convolution.number_text import cell_text

FONT, LEAST_FONT = 14, 8
LARGEST_FACTOR = 9.5
MARGIN = 3
"""Pixels of a cell beside its number."""
TIMES = "×"
LEAST_DECIMALS = 2
STEPS = ((None, 10), (LEAST_DECIMALS, LEAST_FONT), (1, LEAST_FONT))
"""All digits while the text is at least so large, then so many after the point."""


@dataclass(frozen=True)
class CellFit:
    """The text of all cells of a table: its font, and how many digits there are after the point, None: all."""

    font: QFont
    decimals: int | None

    def text(self, value: float) -> str:
        """A number as it is written."""
        return cell_text(value, self.decimals)


def fit_of(table: Table, cell: float, weight: int = 400) -> CellFit:
    """The largest text in which every number of a table fits its cell."""
    return _fit(table.values.tobytes(), cell, weight, THEME.scale)


def factor_fit_of(factors: Numbers, cell: float) -> CellFit | None:
    """The text of the factors below the numbers; None where there is no room for them."""
    font = THEME.font(min(max(LARGEST_FACTOR, cell / THEME.scale * 0.16), cell / THEME.scale * 0.26), 600)
    room = cell - MARGIN - QFontMetricsF(font).horizontalAdvance(TIMES)
    numbers = factors.tobytes()
    for decimals in (None, LEAST_DECIMALS):
        if _widest(numbers, decimals, font.pixelSize(), THEME.scale) <= room:
            return CellFit(font, decimals)
    return None


def least_cell(tables: Iterable[Table]) -> float:
    """The side from which on every number fits its cell to two digits after the point."""
    return max((_least(table.values.tobytes(), THEME.scale) for table in tables), default=0.0)


@lru_cache(maxsize=512)
def _fit(numbers: bytes, cell: float, weight: int, scale: float) -> CellFit:
    side = cell / scale
    font = THEME.font(min(max(FONT, side / 3), side * 0.44), weight)
    largest = font.pixelSize()
    for decimals, least in STEPS:
        size = largest * min(1.0, (cell - MARGIN) / _widest(numbers, decimals, largest, scale))
        font.setPixelSize(max(int(size), THEME.px(LEAST_FONT)))
        if size >= min(THEME.px(least), largest):
            break
    return CellFit(font, decimals)


@lru_cache(maxsize=512)
def _least(numbers: bytes, scale: float) -> float:
    return _widest(numbers, LEAST_DECIMALS, THEME.px(LEAST_FONT), scale) + MARGIN


@lru_cache(maxsize=1024)
def _widest(numbers: bytes, decimals: int | None, size: int, scale: float) -> float:
    """How wide the widest number is in bold, so that those that stand out have as many digits as the others."""
    font = THEME.font(LEAST_FONT, 700)
    font.setPixelSize(size)
    texts = {cell_text(value, decimals) for value in np.unique(np.frombuffer(numbers)).tolist()}
    most = max(map(len, texts))
    metrics = QFontMetricsF(font)
    return max(metrics.horizontalAdvance(text) for text in texts if len(text) >= most - 1)
