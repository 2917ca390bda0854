"""Where the tiles of the network's diagram lie: columns of neurons, folded into sub-columns where they are tall."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from playground.late_dataclass import dataclass

TILE, LARGEST_TILE = 40, 64
"""The side of a tile where there is room, and in a picture as high as a large screen."""
TILES_HIGH = 11
PITCH = 1.35
"""From tile to tile, as a multiple of their side."""
MARGIN = 44
SPACING = 3
FOLDS = range(1, 9)
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
    is_bundle: bool = False
    """Whether its tiles stand for more units, whose edges arrive and leave together."""

    @property
    def units(self) -> int:
        """How many have tiles."""
        return len(self.y)

    def unit_at(self, x: float, y: float) -> int | None:
        """The unit whose tile is at a place."""
        inside = (self.corners <= (x, y)) & ((x, y) < self.corners + self.tile)
        hits = np.flatnonzero(inside.all(axis=1))
        return int(hits[0]) if len(hits) else None


def middles(count: int, width: float, zoom: float = 1.0, wider: Sequence[float] = ()) -> np.ndarray:
    """Where so many columns have their middles (count,): evenly spread, but for what one takes beyond its share."""
    extra = np.array(wider or [0.0] * count)
    pitch = (width - 2 * MARGIN * zoom - extra.sum()) / (count - 1)
    steps = pitch + (extra[:-1] + extra[1:]) / 2
    place: np.ndarray = MARGIN * zoom + extra[0] / 2 + np.concatenate([[0.0], np.cumsum(steps)])
    return place


def arrange(
    units: Sequence[int],
    width: int,
    height: int,
    below: Sequence[int] = (),
    zoom: float = 1.0,
    wider: Sequence[float] = (),
) -> tuple[Column, ...]:
    """Columns of tiles, one a layer, the inputs first, spread over a picture of width × height pixels.

    below: how much of the height each column leaves free at the bottom, by default nothing; zoom: how many times as
    large as the picture is seen at once it is; wider: how much wider than the others a column may be.
    """
    extra = list(wider) or [0.0] * len(units)
    centres = middles(len(units), width, zoom, extra)
    share = FOLDED_SHARE * room_between(len(units), width, zoom, extra)
    heights = [height - free for free in below or [0] * len(units)]
    return tuple(
        _column(count, centre, share + more, high, zoom)
        for count, centre, more, high in zip(units, centres.tolist(), extra, heights, strict=True)
    )


def room_between(count: int, width: float, zoom: float, wider: Sequence[float]) -> float:
    """From the middle of one column to that of the next, where none of them is wider."""
    return (width - 2 * MARGIN * zoom - sum(wider)) / (count - 1)


def largest_tile(height: int, zoom: float) -> int:
    """The side of the tiles of a column with few units."""
    return round(zoom * min(max(TILE, round(height / zoom) // TILES_HIGH), LARGEST_TILE))


def tile_in(count: int, folds: int, height: int) -> int:
    """The side of the tiles of a column of this height in so many sub-columns, if it were as wide as it takes."""
    return _tile((height - 4) / count, folds, math.inf, height)


def _column(count: int, centre: float, room: float, height: int, zoom: float) -> Column:
    largest = largest_tile(height, zoom)
    pitch = min(PITCH * largest, (height - 4) / count)
    rooms = {folds: max(room, TILE * zoom) if folds == 1 else room for folds in FOLDS}
    tiles = {folds: _tile(pitch, folds, rooms[folds], largest) for folds in FOLDS}
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
    wide = (room + SPACING) / folds - SPACING
    return max(3, int(min(largest, tall, wide)))
