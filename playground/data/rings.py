"""A line that goes nearly round writing: a circle that is not closed, a box whose corners stay open."""

import numpy as np
import numpy.typing as npt

from playground.data.components import find_components
from playground.data.frames import CONTENT, FAINTEST, LEAST_FRAME, widened

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
DIRECTIONS = 36
MOST_OPEN = 5
"""In at most so many of all directions nothing goes round, seen from the middle of what is written; the stem of a 4
sees its other stroke in half of them."""


def ringed_place(raw: FloatArray, dark: Mask) -> Mask | None:
    """The place within a line of the dark areas that goes nearly round something written; None without one."""
    areas = find_components(dark)
    size = areas.height * areas.width * (areas.length >= LEAST_FRAME * min(dark.shape))
    if not size.any():
        return None
    outer = int(np.argmax(size))
    box, line = areas.box(outer), areas.part(outer)
    within = (areas.top > box[0].start) & (areas.bottom < box[0].stop)
    within &= (areas.left > box[1].start) & (areas.right < box[1].stop)
    within &= areas.length >= CONTENT * areas.length[outer]
    if not within.any():
        return None
    content = areas.mask(within)[box]
    if float(raw[box][content].mean()) < FAINTEST * float(raw[box][line].mean()) or not goes_round(line, content):
        return None
    place = np.zeros_like(dark)
    place[box] = ~widened(widened(line)) | content
    return place


def goes_round(line: Mask, content: Mask) -> bool:
    """Whether a line is seen in nearly all directions from the middle of what is within."""
    rows, columns = np.nonzero(content)
    middle = (rows.min() + rows.max()) / 2, (columns.min() + columns.max()) / 2
    high, wide = np.nonzero(line)
    angle = np.arctan2(high - middle[0], wide - middle[1])
    seen = np.unique(((angle + np.pi) * DIRECTIONS / (2 * np.pi)).astype(np.int64) % DIRECTIONS)
    return len(seen) >= DIRECTIONS - MOST_OPEN
