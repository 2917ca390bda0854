"""The numbers that stand for black and white in a set: which there are, and what of that is said."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.preparation import GREATEST, HAIR
from playground.engine.errors import Phrase
from playground.engine.limits import written
from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Values:
    """The least and the greatest number, whether all are whole, and whether their type is one of whole numbers."""

    low: float
    high: float
    whole: bool
    integers: bool

    @classmethod
    def of_all(cls, found: Sequence[Self]) -> Self:
        """Those of several arrays together."""
        low, high = min(each.low for each in found), max(each.high for each in found)
        return cls(low, high, all(each.whole for each in found), all(each.integers for each in found))

    @property
    def are_shares(self) -> bool:
        """Whether these are fractions of white rather than levels."""
        return not self.integers and self.low >= -1 - HAIR and self.high <= 1 + HAIR

    def are_usual(self, scale: tuple[float, float]) -> bool:
        """Whether these stand for black and white without a word: 0 and 255, and 0 and 1 of fractions."""
        return scale == (0.0, 255.0) or (scale == (0.0, 1.0) and not self.integers)


def values_in(block: npt.NDArray[Any], name: str, first: int = 0) -> Values:
    """The numbers of an array; DataError where one is not finite, naming where.

    first: the number of the first item, where the array is part of a larger one.
    """
    is_float = block.dtype.kind == "f"
    finite = np.abs(block) <= GREATEST if is_float else None  # False for what is no number, too
    if finite is not None and not finite.all():
        place = np.argwhere(~finite)[0].tolist()
        raise DataError(
            "{name}: the number at [{place}] is {value}; numbers from −{most} to {most} are needed.",
            name=name,
            place=", ".join(str(index) for index in [place[0] + first, *place[1:]]),
            value=float(block[tuple(place)]),
            most=written(GREATEST),
        )
    whole = not is_float or bool(np.all(block == np.rint(block)))
    return Values(float(block.min()), float(block.max()), whole, block.dtype.kind in "iu")


def values_note(scale: tuple[float, float]) -> str:
    """The sentence that says what is taken as black and white."""
    return Phrase("Values {black:g} to {white:g} are taken as black to white.", black=scale[0], white=scale[1])
