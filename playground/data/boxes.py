"""A printed box with straight, upright sides that the writing in it touches."""

import numpy as np
import numpy.typing as npt

from playground.data.components import find_components
from playground.data.frames import LEAST_FRAME, has_content

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
STRAIGHT = 0.9
"""How much of each of a box's sides is drawn; of the round or slanting sides of a digit far less is."""
FAINT = 0.25
"""The strength of a side's soft edge, as a share of its own."""
TOUCHING = 0.6
"""How much of what is written may lie along the sides: a 1 between close ones does for most of its length."""

TALL = 0.4
"""The least height of what touches them, as a share of the box's: the bar of an angular 8 is lower."""


def boxed_place(raw: FloatArray, dark: Mask) -> Mask | None:
    """The place within the largest box of the dark areas, if something is written there; None without one."""
    areas = find_components(dark)
    shorter = min(dark.shape)
    size = areas.height * areas.width * (areas.length >= LEAST_FRAME * shorter)
    if not size.any():
        return None
    box = areas.box(int(np.argmax(size)))
    line, values = areas.part(int(np.argmax(size))), raw[box]
    if min(side.mean() for side in (line[0], line[-1], line[:, 0], line[:, -1])) < STRAIGHT:
        return None
    strength = float(values[line].mean())
    inner = within_sides(values > FAINT * strength)
    hole = np.zeros_like(line)
    hole[inner] = True
    if min(hole[inner].shape) < 2 or line[inner].any(axis=1).mean() < TALL:
        return None
    if not has_content(values, hole, strength, TOUCHING):
        return None
    place = np.zeros_like(dark)
    place[box] = hole
    return place


def within_sides(drawn: Mask) -> tuple[slice, slice]:
    """What is left of a box without its sides, however thick."""
    top, bottom = thickness(drawn), thickness(drawn[::-1])
    left, right = thickness(drawn.T), thickness(drawn[:, ::-1].T)
    return slice(top, max(len(drawn) - bottom, top)), slice(left, max(drawn.shape[1] - right, left))


def thickness(drawn: Mask) -> int:
    """How many of the first rows belong to a side."""
    open_rows = np.flatnonzero(drawn.mean(axis=1) < STRAIGHT)
    return int(open_rows[0]) if len(open_rows) else len(drawn)
