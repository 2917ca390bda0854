"""Numbers as colours: the diverging map, orange below zero and blue above, and the grey one."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from playground.ui.look.colours import Colours
from playground.ui.look.theme import THEME

SIZE = 256
LEAST = 1e-36
"""Numbers that are no larger have the colour of 0: they are what is left of something that fades away."""


def diverging_table(colours: Colours | None = None) -> NDArray[np.uint8]:
    """Return the diverging map of a theme (the current one) as a (256, 3) table, symmetric around its middle."""
    return _table(_names((colours or THEME.colours).diverging))


def diverging_index(values: NDArray[np.floating], limit: float | None = None) -> NDArray[np.uint8]:
    """Return the rows of the diverging table for signed values: -limit is row 0, 0 the middle, limit row 255.

    values: any shape, which the rows have too; limit: by default the largest magnitude. What is not a number takes
    the middle.
    """
    values = np.asarray(values, np.float32)
    if limit is None:
        limit = float(np.max(np.abs(values), initial=0.0, where=np.isfinite(values)))
    scaled = values * np.float32((SIZE / 2 - 0.5) / (limit if limit > LEAST else 1.0))
    scaled += np.float32(SIZE / 2)
    return levels(scaled, SIZE / 2)


def value_colour(value: float) -> QColor:
    """The colour of a value from −1 to 1 in the theme's diverging map."""
    row = diverging_table()[diverging_index(np.array([value]), 1.0)[0]]
    return QColor(*row.tolist())


def mixed(ink: QColor, ground: QColor, share: float) -> QColor:
    """So much of the ink, and for the rest the ground."""
    inks, grounds = ((each.red(), each.green(), each.blue()) for each in (ink, ground))
    return QColor(*(round(one * share + other * (1 - share)) for one, other in zip(inks, grounds, strict=True)))


def see_through(colour: QColor, share: float) -> QColor:
    """The same, through which so much of the ground is seen as this share leaves."""
    result = QColor(colour)
    result.setAlphaF(share)
    return result


def levels(scaled: NDArray[np.float32], middle: float) -> NDArray[np.uint8]:
    """Values as whole levels from 0 to 255, in place and then copied; what is not a number becomes `middle`."""
    # One sum tells whether there is anything to replace, which is rare and takes longer than all the rest.
    if not math.isfinite(float(scaled.sum())):
        np.nan_to_num(scaled, copy=False, nan=middle, posinf=SIZE, neginf=0)
    np.minimum(scaled, np.float32(SIZE - 1), out=scaled)
    return np.maximum(scaled, np.float32(0), out=scaled).astype(np.uint8)


def _names(colours: tuple[QColor, ...]) -> tuple[str, ...]:
    return tuple(colour.name() for colour in colours)


@cache
def _table(anchors: tuple[str, ...]) -> NDArray[np.uint8]:
    stops = np.array([[int(name[i : i + 2], 16) for i in (1, 3, 5)] for name in anchors], np.float64)
    position = np.linspace(0, len(anchors) - 1, SIZE)
    columns = [np.interp(position, np.arange(len(anchors)), stops[:, channel]) for channel in range(3)]
    table = np.rint(np.stack(columns, axis=1)).astype(np.uint8)
    table.flags.writeable = False
    return table
