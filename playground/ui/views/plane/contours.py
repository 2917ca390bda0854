"""Contour lines of a grid of numbers by marching squares, a few NumPy calls for all cells at once."""

from __future__ import annotations

import numpy as np

# Which sides of a cell (0 bottom, 1 right, 2 top, 3 left) a line joins, for every pattern of corners above the
# level: bit 0 lower left, 1 lower right, 2 upper right, 3 upper left. Saddles (5, 10) have two lines.
_SIDES = (
    (), ((3, 0),), ((0, 1),), ((3, 1),), ((1, 2),), ((3, 0), (1, 2)), ((0, 2),), ((3, 2),),
    ((2, 3),), ((2, 0),), ((0, 1), (2, 3)), ((2, 1),), ((1, 3),), ((1, 0),), ((0, 3),), (),
)  # fmt: skip
# The same as one list of lines: those of a pattern stand in _LINES[_FIRST[pattern] : _FIRST[pattern + 1]].
_LINES = np.array([line for lines in _SIDES for line in lines])
_COUNT = np.array([len(lines) for lines in _SIDES])
_FIRST = np.cumsum(_COUNT) - _COUNT
# The corners (row, column) that each side joins.
_ENDS = np.array((((0, 0), (0, 1)), ((0, 1), (1, 1)), ((1, 0), (1, 1)), ((0, 0), (1, 0))))


def contour(field: np.ndarray, level: float = 0.0, where: np.ndarray | None = None) -> np.ndarray:
    """The line field = level as segments (n, 2, 2) of (column, row) in cells; field: (rows, columns), finite.

    where (rows − 1, columns − 1): the cells to look in, by default all.
    """
    f = np.asarray(field, np.float32) - np.float32(level)
    above = (f > 0).view(np.uint8)
    pattern = above[:-1, :-1] | above[:-1, 1:] << 1 | above[1:, 1:] << 2 | above[1:, :-1] << 3
    if where is not None:
        pattern[~where] = 0
    cell = np.flatnonzero((pattern > 0) & (pattern < 15))
    found = pattern.ravel()[cell]
    # A saddle has two lines: its cell stands twice, once with each.
    count = _COUNT[found]
    line = np.repeat(_FIRST[found], count)
    if len(line) > len(cell):
        saddle = np.flatnonzero(count == 2)
        line[saddle + np.arange(1, len(saddle) + 1)] += 1
    side = _LINES[line]
    corner = np.stack(np.divmod(np.repeat(cell, count), pattern.shape[1]), axis=1)
    return _crossings(f, corner[:, None], side)


def _crossings(f: np.ndarray, corner: np.ndarray, side: np.ndarray) -> np.ndarray:
    """Where the line crosses sides (n, 2) of cells whose lower left corners are (n, 1, 2): (n, 2, 2) as (column, row).

    By linear interpolation between the two corners that a side joins.
    """
    start, end = _ENDS[side, 0], _ENDS[side, 1]
    (row, column), (to_row, to_column) = np.moveaxis(corner + start, 2, 0), np.moveaxis(corner + end, 2, 0)
    a, b = f[row, column], f[to_row, to_column]
    share = a / (a - b)
    return np.stack([column + share * (to_column - column), row + share * (to_row - row)], axis=2)
