"""A picture that was opened to be tried, and what was done to it by hand."""

from __future__ import annotations

import numpy as np

from playground.data.by_hand import AS_IT_IS, ByHand
from playground.document.errors import DocumentError
from playground.late_dataclass import dataclass

MOST_SIDE = 1024
"""The longer side of a picture that is kept has at most so many pixels."""
MOST_DIGITS = 1000
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class TriedPicture:
    """pixels (rows, columns, 1 or 3) uint8, as it was opened; hand: what was done to it; digit: which of several is
    read, None for the one that would be chosen."""

    pixels: np.ndarray
    hand: ByHand = AS_IT_IS
    name: str = ""
    digit: int | None = None

    def __post_init__(self) -> None:
        pixels, (left, top, right, bottom) = self.pixels, self.hand.crop
        if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] not in (1, 3) or not pixels.size:
            raise DocumentError("picture: {type} numbers of shape {shape}", type=pixels.dtype, shape=pixels.shape)
        if max(pixels.shape) > MOST_SIDE:
            raise DocumentError("picture: {shape}; at most {most} a side", shape=pixels.shape, most=MOST_SIDE)
        if self.hand.turns not in range(4):
            raise DocumentError("picture: {turns} quarter turns; allowed are 0 to 3", turns=self.hand.turns)
        if not (-ROUNDING <= left <= right <= 1 + ROUNDING and -ROUNDING <= top <= bottom <= 1 + ROUNDING):
            raise DocumentError("picture: {crop} is no part of it", crop=self.hand.crop)
        if self.digit is not None and self.digit not in range(MOST_DIGITS):
            raise DocumentError(
                "picture: digit {digit}; allowed are 0 to {most}", digit=self.digit, most=MOST_DIGITS - 1
            )
