"""Where the tiles of the network's diagram lie: columns of neurons, folded into sub-columns where they are tall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

TILE, LARGEST_TILE = 40, 64
"""The side of a tile where there is room, and in a picture as high as a large screen."""
TILES_HIGH = 11
PITCH = 1.35
"""From tile to tile, as a multiple of their side."""
MARGIN = 44
SPACING = 3
FOLDS = (1, 2, 3, 4)
ENOUGH = 16
"""Tiles of this size need no folding."""
FOLDED_SHARE = 0.5
"""The share of a column's pitch that its tiles may take; the rest belongs to the edges."""
TOP_SHARE = 0.5
"""Where the free height goes that the columns leave: evenly above and below."""


@dataclass(frozen=True)
class Column:
    """One layer's tiles. `corners` (units, 2): upper left corners, `y` (units,): where edges arrive and leave."""

    centre: float
    tile: int
    left: float
    right: float
    corners: np.ndarray
    y: np.ndarray

    @property
    def units(self) -> int:
        """How many have tiles."""
        return len(self.y)

    def unit_at(self, x: float, y: float) -> int | None:
        """The unit whose tile is at a place."""
        inside = (self.corners <= (x, y)) & ((x, y) < self.corners + self.tile)
        hits = np.flatnonzero(inside.all(axis=1))
        return int(hits[0]) if len(hits) else None


def arrange(units: Sequence[int], width: int, height: int, below: Sequence[int] = ()) -> tuple[Column, ...]:
    """Columns of tiles, one a layer, the inputs first, evenly spread over a picture of width × height pixels.

    below: how much of the height each column leaves free at the bottom, by default nothing.
    """
    centres = np.linspace(MARGIN, width - MARGIN, len(units))
    room = FOLDED_SHARE * float(centres[1] - centres[0])
    heights = [height - free for free in below or [0] * len(units)]
    each = zip(units, centres.tolist(), heights, strict=True)
    return tuple(_column(count, centre, room, high) for count, centre, high in each)


def _column(count: int, centre: float, room: float, height: int) -> Column:
    largest = min(max(TILE, height // TILES_HIGH), LARGEST_TILE)
    pitch = min(PITCH * largest, (height - 4) / count)
    tiles = {folds: _tile(pitch, folds, room, largest) for folds in FOLDS}
    fold = next((folds for folds in FOLDS if tiles[folds] >= ENOUGH), max(FOLDS, key=lambda folds: tiles[folds]))
    tile = tiles[fold]
    if count > 1:
        pitch = min(PITCH * largest, (height - 2 - tile) / (count - 1))
    width = fold * tile + (fold - 1) * SPACING
    left = round(centre - width / 2)
    index = np.arange(count)
    y = np.floor((index - (count - 1) / 2) * pitch + height * TOP_SHARE) + 0.5
    corners = np.stack([left + (index % fold) * (tile + SPACING), np.floor(y - tile / 2)], axis=1)
    return Column(centre, tile, left, left + width, corners, y)


def _tile(pitch: float, folds: int, room: float, largest: int) -> int:
    """The side of the tiles in so many sub-columns; every unit keeps a height of its own."""
    tall = pitch * folds - max(SPACING, 0.18 * pitch * folds)
    wide = (max(room, TILE if folds == 1 else 0) + SPACING) / folds - SPACING
    return max(3, int(min(largest, tall, wide)))
