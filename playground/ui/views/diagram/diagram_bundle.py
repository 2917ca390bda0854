"""Columns too wide to be told apart: a few tiles stand for all units, until somebody opens the bundle."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QRectF

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_layout import (
    FOLDED_SHARE,
    FOLDS,
    SPACING,
    TILE,
    TOP_SHARE,
    Column,
    arrange,
    largest_tile,
    room_between,
    tile_in,
)

MOST_UNITS = 64
"""So many units of an open layer have tiles and edges at most."""
READABLE = 14
"""Of smaller tiles nobody could say what they show, nor hit one with the pointer; larger texts ask for larger ones."""
OPEN_TILE = 18
BUNDLE_TILES = 6
INSET = 6
"""From the frame of a bundle to its tiles."""
BUNDLE_PITCH = 1.2
"""From tile to tile in a bundle, as a multiple of their side."""


@dataclass(frozen=True)
class View:
    """How the diagram is looked at: how many times as large as what is seen at once, and which columns are opened."""

    zoom: float = 1.0
    opened: frozenset[int] = frozenset()


def columns_of(
    counts: Sequence[tuple[int, int]], size: tuple[int, int], below: int, view: View, wider: Sequence[float]
) -> tuple[Column, ...]:
    """The columns of a picture of width × height; those that cannot be read are bundles, unless they were opened.

    counts: how many units each has, and of how many of them there are weights; below: the height that what can be
    opened or folded leaves free; wider: how much wider than the others each is.
    """
    width, height = size
    units = [whole for whole, _ in counts]
    most = [min(MOST_UNITS, *pair) for pair in counts]
    plain = arrange(most, width, height, (), view.zoom, wider)
    shorter = arrange(most, width, height, [below] * len(units), view.zoom, wider)
    room = FOLDED_SHARE * room_between(len(units), width, view.zoom, wider)
    columns = []
    for index, count in enumerate(units):
        if index in view.opened:
            columns.append(shorter[index])
        elif count > MOST_UNITS or plain[index].tile < THEME.px(READABLE):
            columns.append(_bundle(plain[index], most[index], room, height - below, view.zoom))
        else:
            columns.append(plain[index])
    return tuple(columns)


def widths_to_open(units: Sequence[int], height: int, opened: Set[int]) -> list[float]:
    """How much wider than the others each column has to be for the tiles of those that are opened to be readable."""
    return [_width_to_open(min(count, MOST_UNITS), height) * (k in opened) for k, count in enumerate(units)]


def frame_of(column: Column) -> QRectF:
    """The frame around the tiles of a bundle."""
    top, bottom = column.corners[:, 1].min() - INSET, column.corners[:, 1].max() + column.tile + INSET
    return QRectF(column.left, top, column.right - column.left, bottom - top)


def _width_to_open(count: int, height: int) -> float:
    side = THEME.px(OPEN_TILE)
    folds = next((folds for folds in FOLDS if tile_in(count, folds, height) >= side), FOLDS[-1])
    return max(0.0, folds * (side + SPACING) - SPACING - TILE)


def _bundle(column: Column, count: int, room: float, height: int, zoom: float) -> Column:
    """The same column with a few tiles, of its first units."""
    tile = max(THEME.px(READABLE), min(largest_tile(height, zoom), int(room) - 2 * INSET))
    pitch = BUNDLE_PITCH * tile
    count = max(1, min(count, BUNDLE_TILES, int((height - 2 * INSET - tile) / pitch) + 1))
    y = np.floor((np.arange(count) - (count - 1) / 2) * pitch + height * TOP_SHARE) + 0.5
    left = round(column.centre - tile / 2)
    corners = np.stack([np.full(count, left), np.floor(y - tile / 2)], axis=1)
    return replace(
        column, tile=tile, left=left - INSET, right=left + tile + INSET, corners=corners, y=y, is_bundle=True
    )
