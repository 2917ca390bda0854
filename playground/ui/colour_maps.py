"""Numbers as colours: the diverging map, orange below zero and blue above, and the grey one."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from playground.ui.theme import THEME, Colours

SIZE = 256


def diverging_table(colours: Colours | None = None) -> NDArray[np.uint8]:
    """Return the diverging map of a theme (the current one) as a (256, 3) table, symmetric around its middle."""
    return _table(_names((colours or THEME.colours).diverging))


def sequential_table(colours: Colours | None = None) -> NDArray[np.uint8]:
    """Return the map from the panel to the accent as a (256, 3) table, for what is never negative."""
    colours = colours or THEME.colours
    return _table(_names((colours.panel, colours.accent)))


def diverging_rgba(values: NDArray[np.floating], limit: float | None = None) -> NDArray[np.uint8]:
    """Return the colours of signed values.

    values: any shape; limit: the magnitude that gets the full colour, by default the largest one.
    Returns an array of shape values.shape + (4,), opaque; what is not a number takes the middle colour.
    """
    table = _opaque_table(_names(THEME.colours.diverging))
    return np.take(table, diverging_index(values, limit), axis=0)


def diverging_index(values: NDArray[np.floating], limit: float | None = None) -> NDArray[np.uint8]:
    """Return the rows of the diverging table for signed values: -limit is row 0, 0 the middle, limit row 255."""
    values = np.asarray(values, np.float32)
    if limit is None:
        limit = float(np.max(np.abs(values), initial=0.0, where=np.isfinite(values)))
    scaled = values * np.float32((SIZE / 2 - 0.5) / (limit or 1.0))
    scaled = np.nan_to_num(scaled, nan=0.0, posinf=SIZE, neginf=-SIZE)
    return np.clip(scaled + np.float32(SIZE / 2), 0, SIZE - 1).astype(np.uint8)


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


@cache
def _opaque_table(anchors: tuple[str, ...]) -> NDArray[np.uint8]:
    table = _table(anchors)
    return np.concatenate([table, np.full((SIZE, 1), 255, np.uint8)], axis=1)
