"""What is written in a picture, and where: on which sheet, which digits, looked at closely."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from playground.data.box import Box
from playground.data.digits import separate
from playground.data.frames import widened
from playground.data.ink import Ink, find_ink
from playground.data.normalise import ink_box
from playground.data.sheet import Sheet, find_sheet
from playground.data.view import View
from playground.late_dataclass import dataclass

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
WORKING_SIDE = 256
"""Ink is looked for at this size; a digit that is small in a large picture is then looked at again more closely."""
CLOSE_SIDE = 85
LEAST_PHOTO = 48
"""Smaller pictures are never taken for photographs."""
MOST_SHEETS = 4
"""A photograph of a sheet on a table, with an outline, on a page: so many in one another."""
LARGE, LARGE_STRAIGHT = 0.55, 0.4
"""A sheet whose ink is of the grey around it has at least this share of the picture's width and height; the second
where its edges are straight."""
NEAR = 3
"""How many pixels beside the ink a closer look may find more of it."""


@dataclass(frozen=True)
class Written:
    """A part of a picture, its grey values, and the ink there."""

    view: View
    grey: FloatArray
    ink: Ink

    def bounds(self, picture: Image.Image) -> Box:
        """Where the ink lies in the picture."""
        return self.view.bounds(relative_box(self.ink.strength), picture.size)


def find_writing(picture: Image.Image, dark: bool | None = None) -> Written:
    """What is written in the picture, on the innermost sheet that has writing; a drawing, whose ink is known to be dark
    or not, is its own sheet."""
    whole = View.whole(picture)
    grey = whole_grey = whole.grey(picture, WORKING_SIDE)
    photo = None if min(picture.size) >= LEAST_PHOTO else False
    found: Written | None = None
    view = whole
    for _ in range(MOST_SHEETS if dark is None else 0):
        sheet = find_sheet(grey)
        if sheet is None:
            break
        outer, view = view, view.part(sheet.corners)
        grey = view.grey(picture, WORKING_SIDE)
        ink = find_ink(grey, photo=photo)
        share = min(inner / whole for inner, whole in zip(view.size, outer.size, strict=True))
        if not ink.blank and lies_within(ink.strength) and not is_hole(ink, float(np.median(grey)), sheet, share):
            found = Written(view, grey, ink)
    return found or Written(whole, whole_grey, find_ink(whole_grey, dark, photo))


def lies_within(strength: FloatArray) -> bool:
    """Whether the ink ends before the edges: else what was taken for a sheet is writing itself."""
    rows, columns = strength.shape
    top, bottom, left, right = ink_box(strength)
    return [top, left, rows - bottom, columns - right].count(0) < 2


def is_hole(ink: Ink, paper: float, sheet: Sheet, share: float) -> bool:
    """Whether it may be rather the hole of a bold digit that is seen: of the grey around, in what is no large part."""
    if sheet.around is None or share >= (LARGE_STRAIGHT if sheet.straight else LARGE):
        return False
    return (sheet.around < paper) == ink.dark


def separated(written: Written) -> list[Written]:
    """The same once for each digit."""
    strength = written.ink.strength
    masks = separate(strength > 0.25 * strength.max())
    return [replace(written, ink=replace(written.ink, strength=strength * widened(widened(mask)))) for mask in masks]


def closer(picture: Image.Image, digit: Written) -> Written:
    """The same again on the neighbourhood of the ink, when it is small there and the picture has more to show."""
    grey, ink = digit.grey, digit.ink
    left, top, right, bottom = relative_box(ink.strength)
    size = max((right - left) * grey.shape[1], (bottom - top) * grey.shape[0])
    if size >= CLOSE_SIDE or max(digit.view.size) < 1.5 * WORKING_SIDE:
        return digit
    wide, high = digit.view.size
    room = 0.35 * max((right - left) * wide, (bottom - top) * high)
    box = (
        max(left - room / wide, 0.0),
        max(top - room / high, 0.0),
        min(right + room / wide, 1.0),
        min(bottom + room / high, 1.0),
    )
    view = digit.view.within(box)
    near_grey = view.grey(picture, WORKING_SIDE)
    near = find_ink(near_grey, ink.dark, ink.photo)
    strength = near.strength * enlarged(ink.strength, box, near_grey.shape)
    if not (strength > 0.25).any():
        return digit
    return Written(view, near_grey, replace(near, strength=strength))


def enlarged(strength: FloatArray, box: Box, shape: tuple[int, ...]) -> Mask:
    """Where in a part of the picture, enlarged to this shape, there is ink or hardly anything between."""
    mask = strength > 0
    for _ in range(NEAR):
        mask = widened(mask)
    rows, columns = mask.shape
    left, top, right, bottom = box
    place = (left * columns, top * rows, right * columns, bottom * rows)
    return np.asarray(Image.fromarray(mask).resize((shape[1], shape[0]), Image.Resampling.NEAREST, place))


def relative_box(strength: FloatArray) -> Box:
    """left, top, right, bottom of the ink as shares of the width and height."""
    rows, columns = strength.shape
    top, bottom, left, right = ink_box(strength)
    return left / columns, top / rows, right / columns, bottom / rows
