"""The printed lines of squared paper and of tables with many cells, whatever is written across them."""

import numpy as np
import numpy.typing as npt

from playground.data.components import find_runs
from playground.data.lines import cleared

Mask = npt.NDArray[np.bool_]
ACROSS = 0.95
"""The least share of a picture's width that a printed line goes across."""
FEWEST = 3
"""So many lines in each direction make a grid; fewer may be the sides of a box."""
THIN = 0.06
"""The most thickness of a line as a share of the picture's height: a soft pixel of 28 that were enlarged is thin."""


def without_grid(dark: Mask) -> Mask:
    """The mask without lines that run straight across in both directions, but for what goes on on both their sides."""
    level, upright = full_rows(dark), full_rows(dark.T).T
    counts = [len(find_runs(lines)[0]) for lines in (level[:, :1].T, upright[:1])]
    if min(counts) < FEWEST:
        return dark
    return cleared(cleared(dark, level, counts[0]).T, (upright & dark).T, counts[1]).T


def full_rows(dark: Mask) -> Mask:
    """The rows that thin level lines take, whole."""
    full = dark.mean(axis=1) >= ACROSS
    _, start, end = find_runs(full[None])
    for first, last in zip(start, end, strict=True):
        if last - first > THIN * len(dark):
            full[first:last] = False
    return np.repeat(full[:, None], dark.shape[1], axis=1)
