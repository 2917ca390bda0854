"""Contour lines of a grid of numbers by marching squares, a few NumPy calls for all cells at once."""

from __future__ import annotations

import numpy as np

# Which sides of a cell (0 bottom, 1 right, 2 top, 3 left) a line joins, for every pattern of corners above the
# level: bit 0 lower left, 1 lower right, 2 upper right, 3 upper left. Saddles (5, 10) have two lines.
_SIDES = (
    (), ((3, 0),), ((0, 1),), ((3, 1),), ((1, 2),), ((3, 0), (1, 2)), ((0, 2),), ((3, 2),),
    ((2, 3),), ((2, 0),), ((0, 1), (2, 3)), ((2, 1),), ((1, 3),), ((1, 0),), ((0, 3),), (),
)  # fmt: skip


def contour(field: np.ndarray, level: float = 0.0, where: np.ndarray | None = None) -> np.ndarray:
    """The line field = level as segments (n, 2, 2) of (column, row) in cells; field: (rows, columns), finite.

    where (rows − 1, columns − 1): the cells to look in, by default all.
    """
    f = np.asarray(field, np.float32) - np.float32(level)
    above = f > 0
    pattern = (
        above[:-1, :-1] | above[:-1, 1:] << np.uint8(1) | above[1:, 1:] << np.uint8(2) | above[1:, :-1] << np.uint8(3)
    )
    if where is not None:
        pattern[~where] = 0
    parts = []
    rows, columns = np.nonzero((pattern > 0) & (pattern < 15))
    found = pattern[rows, columns]
    for case in np.unique(found):
        chosen = found == case
        row, column = rows[chosen], columns[chosen]
        for start, end in _SIDES[case]:
            parts.append(np.stack([_crossing(f, row, column, start), _crossing(f, row, column, end)], axis=1))
    return np.concatenate(parts) if parts else np.empty((0, 2, 2), np.float32)


def _crossing(f: np.ndarray, row: np.ndarray, column: np.ndarray, side: int) -> np.ndarray:
    """Where the line crosses one side of each cell: (n, 2) as (column, row), by linear interpolation."""
    (r0, c0), (r1, c1) = (((0, 0), (0, 1)), ((0, 1), (1, 1)), ((1, 0), (1, 1)), ((0, 0), (1, 0)))[side]
    a, b = f[row + r0, column + c0], f[row + r1, column + c1]
    share = a / (a - b)
    return np.stack([column + c0 + share * (c1 - c0), row + r0 + share * (r1 - r0)], axis=1)
