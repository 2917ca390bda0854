"""What goes round writing: a printed box, the cell of a table, a circle. What is within is sought by itself."""

import numpy as np
import numpy.typing as npt

from playground.data.components import find_components
from playground.data.threshold import has_contrast, otsu

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
LEAST_FRAME, NARROWEST = 0.2, 0.06
"""The least longer and shorter side of a frame as shares of the picture's shorter side."""
MOST_FRAMES = 4
"""Of so many areas, the largest, it is asked whether they go round something."""
CONTENT = 0.22
"""The least length of what is written in a frame, as a share of the longer side within."""
HELD = 0.1
"""How much of it may touch the frame: less than of a soft edge, or of a stroke that begins there."""
FAINTEST = 0.25
"""The least strength of what is written in a frame, as a share of the frame's."""


def framed_place(raw: FloatArray, dark: Mask, photo: bool) -> Mask | None:
    """The place within a frame of the dark areas that goes round something written; None without one."""
    areas = find_components(dark)
    shorter = min(dark.shape)
    large = (areas.length >= LEAST_FRAME * shorter) & (np.minimum(areas.height, areas.width) >= NARROWEST * shorter)
    size = areas.height * areas.width * large
    for index in np.argsort(-size, kind="stable")[: min(int(large.sum()), MOST_FRAMES)]:
        box, line = areas.box(index), areas.part(index)
        strength = float(raw[box][line].mean())
        sides = box[0].start == 0, box[0].stop == dark.shape[0], box[1].start == 0, box[1].stop == dark.shape[1]
        for hole in holes(line, shorter, sides):
            if has_content(raw[box], hole, strength, 0 if photo else HELD):
                place = np.zeros_like(dark)
                place[box] = hole
                return place
    return None


def holes(line: Mask, shorter: int, sides: tuple[bool, bool, bool, bool]) -> list[Mask]:
    """The places in a line's box that it goes round, alone or with one of the picture's sides that it touches (top,
    bottom, left, right); small gaps are closed. The largest first."""
    closed = line
    for _ in range(round(shorter / 128)):
        closed = widened(closed)
    areas = find_components(~closed, diagonal=False)
    ends = (areas.top == 0, areas.bottom == line.shape[0], areas.left == 0, areas.right == line.shape[1])
    outside = sum(end.astype(int) for end in ends)
    cut = sum((end & side).astype(int) for end, side in zip(ends, sides, strict=True))
    inside = (outside == cut) & (cut <= 1)
    inside &= areas.length >= 0.7 * LEAST_FRAME * shorter
    order = np.argsort(-areas.area * inside, kind="stable")[: min(int(inside.sum()), MOST_FRAMES)]
    return [areas.mask(np.arange(len(areas)) == index) for index in order]


def has_content(raw: FloatArray, place: Mask, strength: float, held: float) -> bool:
    """Whether something is written in a place, apart from its edge, that is about as strong as the frame."""
    rows, columns = np.flatnonzero(place.any(axis=1)), np.flatnonzero(place.any(axis=0))
    part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    within, inner = place[part], np.where(place[part], raw[part], np.float32(0))
    dark = within & (inner > otsu(inner))
    if not has_contrast(inner, dark):
        return False
    areas = find_components(dark)
    edge = np.pad(widened(~np.pad(within, 1)), 0)[1:-1, 1:-1]
    row, start, end, area = areas.runs
    touching = np.add.accumulate(np.pad(edge, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    at_edge = np.bincount(area, touching[row, end] - touching[row, start], minlength=len(areas))
    free = (at_edge <= held * areas.area) & (areas.length >= CONTENT * max(within.shape))
    return bool(free.any()) and float(inner[areas.mask(free)].mean()) >= FAINTEST * strength


def widened(mask: Mask) -> Mask:
    """The mask and the pixels around it."""
    padded = np.pad(mask, 1)
    rows = padded[:-2] | padded[1:-1] | padded[2:]
    result: Mask = rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]
    return result
