"""How pictures become what a network takes: one value that training, evaluating, predicting and trying share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.late_dataclass import dataclass

Style = Literal["digit", "photo"]
"""How a picture becomes one of a set: the ink alone, cropped and centred, or the picture itself, resized."""
Fit = Literal["crop", "whole"]
"""What becomes of a photograph of other proportions: its middle is taken, or all of it between margins."""
Turn = Literal["none", "left", "right", "half", "transposed"]
"""How the pictures of a set are turned: a quarter, a half, or rows and columns swapped, as EMNIST's have to be."""
STYLES: tuple[Style, ...] = ("digit", "photo")
FITS: tuple[Fit, ...] = ("crop", "whole")
TURNS: tuple[Turn, ...] = ("none", "left", "right", "half", "transposed")
QUARTERS = {"none": 0, "left": 1, "half": 2, "right": 3}

GREATEST = 1e30
"""Numbers in files are smaller than this."""
HAIR = 0.05
"""Floats up to this share beyond black and white are rounding, or the overshoot of resizing."""
FEW_LEVELS = (1, 3, 7, 15, 16, 31, 32, 63, 64)
"""What stands for white where no number of a whole set is larger; up to 255 it is 255."""
DEEP_LEVELS = (255, 1023, 4095, 16383, 65535)


@dataclass(frozen=True)
class Preparation:
    """What was done to the pictures that a network learned, and is done to those that it is asked.

    style: None where it is as usual for the kind of source; fit: of photographs; turn: of the pictures in files of
    arrays; black, white: the numbers in files that stand for black and for white, None where they are recognised.
    """

    style: Style | None = None
    fit: Fit = "crop"
    turn: Turn = "none"
    black: float | None = None
    white: float | None = None

    def __post_init__(self) -> None:
        if self.white is not None and self.white <= (self.black or 0.0):
            raise DataError(
                "white: {white:g} must be larger than black, which is {black:g}",
                white=self.white,
                black=self.black or 0.0,
            )

    @property
    def values(self) -> tuple[float, float] | None:
        """The numbers that stand for black and white, where they are known."""
        if self.white is None:
            return None
        return (0.0 if self.black is None else self.black), self.white

    def style_for(self, channels: int) -> Style:
        """The style, of networks with so many input channels where none was chosen."""
        return usual_style(channels) if self.style is None else self.style

    def filled_in(self, found: tuple[float, float]) -> tuple[float, float]:
        """What stands for black and white: what was chosen, and what was found in place of what was not."""
        return found[0] if self.black is None else self.black, found[1] if self.white is None else self.white

    def with_values(self, values: tuple[float, float] | None) -> Self:
        """The same with other numbers for black and white."""
        black, white = (None, None) if values is None else values
        return replace(self, black=black, white=white)


AS_USUAL = Preparation()


def usual_style(channels: int) -> Style:
    """How single pictures are prepared that go with grey pictures of unknown making, which mostly are digits, and with
    coloured ones."""
    return "digit" if channels == 1 else "photo"


def recognised(low: float, high: float, whole: bool, known: tuple[float, float] | None = None) -> tuple[float, float]:
    """What stands for black and white in a whole set of numbers from low to high; whole: they are whole numbers.

    `known`, what stood for them in another set, is taken where it may be meant here too: the numbers lie within, and
    are not much smaller, but for those of more than 8 bits, of which dark pictures use few.
    """
    found = _recognised(low, high, whole)
    is_signed = low < 0
    if (
        known is not None
        and (known[0] < 0) == is_signed
        and known[0] <= low
        and high <= known[1]
        and (known[1] < 2.5 * found[1] or found[1] > 255)
    ):
        return known
    return found


def _recognised(low: float, high: float, whole: bool) -> tuple[float, float]:
    hair = 0.0 if whole else HAIR
    if low < -hair * max(high, 1.0):
        return (-1.0, 1.0) if max(-low, high) <= 1 + HAIR else (low, max(high, low + 1))
    if high <= 1 + HAIR and not whole:
        return 0.0, 1.0
    levels = (255,) if high == 0 else (*FEW_LEVELS, *DEEP_LEVELS)
    return 0.0, float(next((level for level in levels if high <= level * (1 + hair)), high))


def as_bytes(values: npt.NDArray[Any], scale: tuple[float, float]) -> npt.NDArray[np.uint8]:
    """Numbers as grey values 0…255; what lies beyond black or white becomes black or white."""
    black, white = scale
    if scale == (0.0, 255.0) and values.dtype == np.uint8:
        return np.ascontiguousarray(values)
    shares = (values.astype(np.float64) - black) * (255 / (white - black))
    return np.clip(np.round(shares), 0, 255).astype(np.uint8)


def turned(images: npt.NDArray[np.uint8], turn: Turn) -> npt.NDArray[np.uint8]:
    """Images (n, rows, columns, channels), each turned."""
    if turn == "transposed":
        return np.ascontiguousarray(images.swapaxes(1, 2))
    return np.ascontiguousarray(np.rot90(images, QUARTERS[turn], (1, 2)))
