"""Straight lines that are no writing: of ruled and squared paper, of tables, under a word."""

import numpy as np
import numpy.typing as npt

from playground.data.components import find_components
from playground.data.line_pair import without_line_pair
from playground.data.underline import long_runs, without_underline

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
ACROSS = 0.8
"""The least length of a line across the picture as a share of its width."""
LEAST_LEFT = 0.1
"""The least length of writing beside a line, as a share of the picture's longer side."""
BEYOND = 0.12
"""How far a line goes on beyond what touches it, as a share of its length."""
DARKER = 1.25
"""By how much writing is darker than the printed lines that it crosses."""


def without_lines(written: Mask) -> Mask:
    """Without thin lines that run across the whole width, level or a little inclined; what they cross is kept."""
    rows, columns = written.shape
    if written.any(axis=0).mean() < ACROSS:
        return written
    areas = find_components(long_runs(written, max(columns // 8, 8)))
    across = (areas.width >= ACROSS * columns) & (areas.height <= 0.15 * rows)
    # A single one that stops short of the edges is rather a stroke of a digit that fills the picture.
    if across.sum() < 2:
        across &= (areas.left <= 1) & (areas.right >= columns - 1)
    if not across.any():
        return written
    return cleared(written, areas.mask(across), int(across.sum()))


def cleared(written: Mask, lines: Mask, count: int) -> Mask:
    """The mask without so many lines, but for what goes on above and below them."""
    thickness = max(int(lines.sum() / max(int(lines.any(axis=0).sum()), 1) / max(count, 1) + 1), 1)
    above, below = np.zeros_like(written), np.zeros_like(written)
    rest = written & ~lines
    for step in range(1, thickness + 2):
        above[step:] |= rest[:-step]
        below[:-step] |= rest[step:]
    return rest | (lines & above & below)


def without_clean_lines(raw: FloatArray, written: Mask) -> Mask:
    """A drawing's mask without lines across the picture and under the writing, but for what is darker than they."""
    rest = without_edge_lines(without_edge_lines(written, level=True).T, level=False).T
    rest = without_underline(without_underline(without_line_pair(rest)))
    lines = written & ~rest
    return rest | (lines & (raw > DARKER * np.quantile(raw[lines], 0.75))) if lines.any() else rest


def without_edge_lines(written: Mask, level: bool) -> Mask:
    """Without thin lines from edge to edge, as long as writing is left that does not hang on them."""
    rows, columns = written.shape
    if written.any(axis=0).mean() < ACROSS:
        return written
    areas = find_components(long_runs(written, max(columns // 8, 8)))
    across = (areas.width >= ACROSS * columns) & (areas.height <= 0.15 * rows)
    across &= (areas.left <= 1) | (areas.right >= columns - 1)
    if not across.any():
        return written
    lines = areas.mask(across)
    left = find_components(written & ~lines)
    if not (~left.at_border & (left.length >= LEAST_LEFT * max(rows, columns))).any():
        return written
    if across.sum() == 1 and hangs(written, lines, level):
        return written
    return cleared(written, lines, int(across.sum()))


def hangs(written: Mask, line: Mask, level: bool) -> bool:
    """Whether a line is a stroke of what touches it: the bar of a 7 or 5, the foot of a 2, the stem of a 4."""
    rest = written & ~line
    near = rest.copy()
    near[1:] |= rest[:-1]
    near[:-1] |= rest[1:]
    contacts = np.flatnonzero((near & line).any(axis=0))
    if not len(contacts):
        return False
    columns = np.flatnonzero(line.any(axis=0))
    beyond = min(contacts[0] - columns[0], columns[-1] - contacts[-1])
    return not level or bool(beyond < BEYOND * len(columns))
