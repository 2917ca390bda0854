"""Which dark areas of a picture are handwriting, and which are specks, ruled lines, shadows or the table."""

import numpy as np
import numpy.typing as npt

from playground.data.components import Components, find_components
from playground.data.frames import widened
from playground.data.lines import without_lines

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
MARGIN = 0.1
"""What touches the border of a photograph and lies nearly all within this share of its side is no writing."""
MOST_PARTS = 6
"""A digit has few strokes and few holes; squared paper has many."""
SHORTEST = 0.03
"""The least length of writing as a share of a photograph's side."""
RULED = 0.25
"""Two thin pieces of at least this share of the picture's width or height, level or upright, are printed lines."""
ENOUGH = 0.6
"""The share of the dark places that must be writing."""


def without_margins(raw: FloatArray, dark: Mask) -> FloatArray:
    """The raw darkness of a photograph, cleared where something dark lies along its border, as a strip of table does.

    Its contrast would otherwise set the threshold for the writing too.
    """
    areas = find_components(dark)
    if not len(areas):
        return raw
    row, start, end, area = areas.runs
    rows, columns = dark.shape
    margin = int(MARGIN * min(rows, columns))
    inner = np.clip(np.minimum(end, columns - margin) - np.maximum(start, margin), 0, None)
    inner = inner * ((row >= margin) & (row < rows - margin))
    along = areas.at_border & (np.bincount(area, inner, minlength=len(areas)) <= 0.3 * areas.area)
    if not along.any():
        return raw
    cleared: FloatArray = np.where(widened(widened(areas.mask(along))), np.float32(0), raw)
    return cleared


def is_writing(kept: Mask, dark: Mask) -> bool:
    """Whether what was kept of the dark places of a photograph is most of them, no speck, and no mesh of lines."""
    areas = find_components(kept)
    if kept.sum() < ENOUGH * dark.sum() or areas.length.max(initial=0) < SHORTEST * max(kept.shape):
        return False
    rows, columns = kept.shape
    level = (areas.width >= RULED * columns) & (areas.height <= 0.05 * rows)
    upright = (areas.height >= RULED * rows) & (areas.width <= 0.05 * columns)
    holes = int((~find_components(~kept).at_border).sum())
    return len(areas) + holes <= MOST_PARTS and int((level | upright).sum()) < 2


def keep_writing(written: Mask, photo: bool) -> Mask:
    """The mask without specks and, in photographs, without ruled lines, shadows and whatever reaches the border."""
    if photo:
        written = without_lines(without_lines(written).T).T
    areas = find_components(written)
    if not len(areas):
        return written
    return areas.mask(chosen_areas(areas, photo))


def chosen_areas(areas: Components, photo: bool) -> Mask:
    """Which areas are writing: the largest, and what is near it and not small beside it."""
    allowed = np.ones(len(areas), dtype=bool)
    candidate = allowed
    if photo:
        large = areas.length >= 0.08 * max(areas.shape)
        allowed = ~areas.at_border
        if not (allowed & large).any():
            allowed = np.ones(len(areas), dtype=bool)
        allowed &= ~frames(areas, allowed & large)
        candidate = allowed & large if (allowed & large).any() else allowed
    largest = int(np.argmax(areas.area * candidate))
    chosen: Mask = allowed & (areas.area >= 0.03 * areas.area[largest])
    chosen &= areas.length >= 0.22 * areas.length[largest]
    if photo:
        chosen &= near(areas, largest) | (areas.length >= 0.5 * areas.length[largest])
    chosen[largest] = True
    return chosen


def frames(areas: Components, candidate: Mask) -> Mask:
    """Large areas that go round another candidate: the edge of the sheet on a table, a printed box."""
    rows, columns = areas.shape
    margin = max(rows, columns) // 50
    frame: Mask = np.zeros(len(areas), dtype=bool)
    content = candidate & (areas.length >= 0.12 * max(rows, columns))
    for index in np.flatnonzero((areas.height >= 0.6 * rows) & (areas.width >= 0.6 * columns)):
        enclosed = (areas.top > areas.top[index] + margin) & (areas.bottom < areas.bottom[index] - margin)
        enclosed &= (areas.left > areas.left[index] + margin) & (areas.right < areas.right[index] - margin)
        frame[index] = bool((enclosed & content).any())
    return frame


def near(areas: Components, main: int) -> Mask:
    """Areas not farther from the main one's box than half its length."""
    reach = 0.5 * areas.length[main]
    across = np.maximum(areas.left - areas.right[main], areas.left[main] - areas.right)
    down = np.maximum(areas.top - areas.bottom[main], areas.top[main] - areas.bottom)
    result: Mask = np.maximum(across, down) <= reach
    return result
