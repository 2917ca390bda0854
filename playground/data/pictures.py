"""Pictures → the tensor that a network takes, and back."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from playground.data.box import WHOLE, Box
from playground.data.errors import DataError
from playground.data.normalise import ink_box, normalise
from playground.data.picture_files import open_picture
from playground.data.preparation import Fit, Style
from playground.data.written import WORKING_SIDE, Written, closer, find_writing, separated
from playground.late_dataclass import dataclass

__all__ = ["Prepared", "Step", "Style", "from_canvas", "open_picture", "prepare", "to_picture"]

FloatArray = npt.NDArray[np.float32]
DARK, BRIGHT, LARGE, MIDDLE = 0.1, 0.5, 0.6, 0.12
"""Pictures of data sets have a border as dark and ink as bright as this, and it is so large and so near the middle."""


@dataclass(frozen=True)
class Step:
    """A stage of preparation to show: its name and the picture, (rows, columns) or (rows, columns, 3) uint8."""

    name: str
    picture: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Prepared:
    """What the network sees, and how it came about.

    tensor: (rows, columns, channels) float32 in [0, 1], ink bright for digits; steps: the stages in their order, the
    last one is the tensor itself; box: (left, top, right, bottom) of the used part, as shares of the picture's width
    and height; dark: dark ink on bright paper was inverted; blank: nothing is written, the tensor is all zero; digits:
    where each digit lies that was found, from left to right, in the same way as box; chosen: which of them is used.
    """

    tensor: FloatArray
    steps: tuple[Step, ...]
    box: tuple[float, float, float, float]
    dark: bool = False
    blank: bool = False
    digits: tuple[Box, ...] = ()
    chosen: int = 0

    def __post_init__(self) -> None:
        self.tensor.flags.writeable = False


def prepare(
    picture: Image.Image, shape: tuple[int, ...], style: Style = "digit", fit: Fit = "crop", *, which: int | None = None
) -> Prepared:
    """A picture as a network with inputs of this shape (rows, columns, 1 or 3) takes it.

    "digit": the ink alone, whatever the polarity, light and paper, cropped, scaled and centred as in MNIST (up to 12
    pixels a side as in the UCI digits); of several digits the largest, or `which` from the left. "photo": the middle
    square (for a square input), resized, or with the fit "whole" all of it between margins of the colour of its edge.
    Raises DataError when shape or style is not one of these.
    """
    checked = checked_shape(shape)
    if style == "photo":
        check_choice(which, 0)
        return prepare_photo(picture, checked, fit)
    if style == "digit" and is_ready(picture, checked):
        check_choice(which, 1)
        return as_it_is(picture, checked)
    if style == "digit":
        return prepare_digit(picture, checked, which=which)
    raise DataError("There is no style {style!r}; allowed are 'digit' and 'photo'.", style=style)


def check_choice(which: int | None, count: int) -> None:
    """Raises DataError for one of several digits where there are not so many."""
    if which is not None and not 0 <= which < count:
        raise DataError("There is no digit {number} in the picture; it has {count}.", number=which + 1, count=count)


def from_canvas(
    canvas: npt.NDArray[np.generic],
    shape: tuple[int, ...],
    style: Style = "digit",
    fit: Fit = "crop",
    *,
    which: int | None = None,
) -> Prepared:
    """A drawing (rows, columns), ink bright on 0, uint8 or float in [0, 1], through the same preparation."""
    values = np.asarray(canvas)
    if values.dtype != np.uint8:
        values = (np.clip(values.astype(np.float32), 0, 1) * 255).round().astype(np.uint8)
    picture = Image.fromarray(np.ascontiguousarray(values))
    if style == "digit":
        return prepare_digit(picture, checked_shape(shape), False, which)
    return prepare(picture, shape, style, fit)


def checked_shape(shape: tuple[int, ...]) -> tuple[int, int, int]:
    """The shape, when a picture can have it."""
    if len(shape) != 3 or min(shape) < 1 or shape[2] not in (1, 3):
        raise DataError(
            "A picture cannot become an input of shape {shape}; allowed is (rows, columns, 1 or 3).", shape=shape
        )
    return shape[0], shape[1], shape[2]


def to_picture(tensor: npt.NDArray[np.floating] | npt.NDArray[np.uint8]) -> Image.Image:
    """A tensor (rows, columns[, 1 or 3]), float in [0, 1] or uint8, as a picture of mode "L" or "RGB"."""
    values = np.asarray(tensor)
    if values.dtype != np.uint8:
        values = (np.clip(np.nan_to_num(values), 0, 1) * 255).round().astype(np.uint8)
    if values.ndim == 3 and values.shape[2] == 1:
        values = values[:, :, 0]
    if values.ndim not in (2, 3) or (values.ndim == 3 and values.shape[2] != 3):
        raise DataError(
            "A tensor of shape {shape} is no picture; allowed is (rows, columns[, 1 or 3]).", shape=tensor.shape
        )
    return Image.fromarray(np.ascontiguousarray(values))


def prepare_photo(picture: Image.Image, shape: tuple[int, int, int], fit: Fit) -> Prepared:
    """The largest centred part with the input's proportions, or the whole between margins, resized."""
    rows, columns, channels = shape
    if fit == "whole":
        picture = with_margins(picture, columns / rows)
    mode = "L" if channels == 1 else "RGB"
    width, height = picture.size
    wide = max(min(width, round(height * columns / rows)), 1)
    high = max(min(height, round(width * rows / columns)), 1)
    left, top = (width - wide) // 2, (height - high) // 2
    cropped = picture.crop((left, top, left + wide, top + high)).convert(mode)
    resized = ImageOps.fit(cropped, (columns, rows), Image.Resampling.BICUBIC)
    values = np.asarray(resized, dtype=np.uint8)
    tensor = (values.reshape(rows, columns, channels) * np.float32(1 / 255)).astype(np.float32)
    box = (left / width, top / height, (left + wide) / width, (top + high) / height)
    return Prepared(tensor, (Step("crop", shown(np.asarray(cropped))), Step("input", values)), box)


def is_ready(picture: Image.Image, shape: tuple[int, int, int]) -> bool:
    """Whether a picture is one of a data set already: of the input's size, bright ink on black, large and in the
    middle."""
    rows, columns, _ = shape
    if picture.size != (columns, rows) or picture.mode != "L":
        return False
    grey = np.asarray(picture, dtype=np.float32) * np.float32(1 / 255)
    border = np.concatenate([grey[0], grey[-1], grey[1:-1, 0], grey[1:-1, -1]])
    if np.median(border) > DARK or grey.max() < BRIGHT:
        return False
    bright = grey > BRIGHT * grey.max()
    if all(np.count_nonzero(bright.mean(axis=axis) >= LARGE) >= 2 for axis in (0, 1)):  # a frame, a table's lines
        return False
    top, bottom, left, right = ink_box(grey)
    off = max(abs(top + bottom - rows) / rows, abs(left + right - columns) / columns)
    return bool(max((bottom - top) / rows, (right - left) / columns) >= LARGE and off / 2 <= MIDDLE)


def as_it_is(picture: Image.Image, shape: tuple[int, int, int]) -> Prepared:
    """A picture that needs no preparation."""
    values = np.asarray(picture, dtype=np.uint8)
    tensor = np.repeat(values[:, :, None] * np.float32(1 / 255), shape[2], axis=2)
    return Prepared(tensor, (Step("input", values),), (0.0, 0.0, 1.0, 1.0))


def with_margins(picture: Image.Image, proportion: float) -> Image.Image:
    """The picture in the middle of one with this width per height, which has the colour of the picture's edge."""
    width, height = picture.size
    size = max(width, round(height * proportion)), max(height, round(width / proportion))
    pixels = np.asarray(picture)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    colour = np.median(edge, axis=0).astype(int)
    wide = Image.new(picture.mode, size, tuple(colour.tolist()) if colour.ndim else int(colour))
    wide.paste(picture, ((size[0] - width) // 2, (size[1] - height) // 2))
    return wide


def prepare_digit(
    picture: Image.Image, shape: tuple[int, int, int], dark: bool | None = None, which: int | None = None
) -> Prepared:
    """The digit that is written in the picture; dark tells the ink's polarity when it is known."""
    rows, columns, channels = shape
    written = find_writing(picture, dark)
    digits: list[Written] = [] if written.ink.blank else separated(written)
    chosen = chosen_digit(digits, which)
    digit = np.zeros((rows, columns), dtype=np.float32)
    if digits:
        written = closer(picture, digits[chosen])
        digit = normalise(written.ink.strength, rows, columns)
    # The network takes what a data set could hold: steps of 1/255.
    digit = np.round(digit * 255).astype(np.float32) / np.float32(255)
    steps = (
        Step("grey", as_bytes(written.grey)),
        Step("ink", as_bytes(written.ink.strength)),
        Step("input", as_bytes(digit)),
    )
    tensor = np.repeat(digit[:, :, None], channels, axis=2)
    boxes = tuple(one.bounds(picture) for one in digits)
    box = written.bounds(picture) if digits else WHOLE
    return Prepared(tensor, steps, box, written.ink.dark, written.ink.blank, boxes, chosen)


def chosen_digit(digits: Sequence[Written], which: int | None) -> int:
    """The index of the digit that was asked for, or else of the largest."""
    if which is None:
        return int(np.argmax([one.ink.strength.sum() for one in digits])) if digits else 0
    if not 0 <= which < max(len(digits), 1):
        raise DataError(
            "There is no digit {number} in the picture; it has {count}.", number=which + 1, count=len(digits)
        )
    return which


def as_bytes(values: FloatArray) -> npt.NDArray[np.uint8]:
    return np.round(values * 255).astype(np.uint8)


def shown(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """A step no larger than is useful to show."""
    skip = -(-max(picture.shape[:2]) // WORKING_SIDE)
    return np.ascontiguousarray(picture[::skip, ::skip])
