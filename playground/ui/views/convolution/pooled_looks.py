"""How the table under a pooling looks, and what comes of it: windows by turns in two colours, the winners bold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from playground.engine.pooling_sums import PoolingSums
from playground.ui.views.convolution.number_text import cell_text
from playground.ui.views.convolution.table_look import COOL, MARKED, PLAIN, WARM, Cell, TableLook

translate = QCoreApplication.translate


def pooled_looks(
    sums: PoolingSums, before: NDArray[np.float64], changed: NDArray[np.bool_], pointed: Cell | None
) -> tuple[TableLook, TableLook]:
    """The input and the output of a pooling of one channel.

    before, changed (rows, columns): the outputs of the input that has not moved, and which of them are others now;
    pointed: the output whose window alone is coloured, or None. Windows that overlap have no colours of their own.
    """
    pool, (rows, columns) = sums.spec, sums.a.shape[:2]
    x, a = sums.x[..., 0], sums.a[..., 0]
    tones, won = np.full(x.shape, PLAIN), np.zeros(x.shape, np.bool_)
    output_tones = np.full(a.shape, PLAIN)
    for row, column in np.ndindex(rows, columns):
        window = np.s_[
            row * pool.step : row * pool.step + pool.size, column * pool.step : column * pool.step + pool.size
        ]
        won[window] |= sums.shares[:, :, row, column, 0] > 0
        if (pool.step >= pool.size and pointed is None) or pointed == (row, column):
            tone = WARM if (row + column) % 2 == 0 else COOL
            tones[window] = output_tones[row, column] = tone
    output_tones[changed] = MARKED
    was = translate("PooledLooks", "was {0}")
    corners = {
        (int(r), int(c)): was.format(cell_text(float(before[r, c]))) for r, c in zip(*np.nonzero(changed), strict=True)
    }
    is_choice = bool(np.isin(sums.shares, (0, 1)).all())  # a mean takes a part of each
    strong = won if is_choice else None
    return TableLook(x, tones, strong), TableLook(a, output_tones, np.ones_like(a, np.bool_), corners)
