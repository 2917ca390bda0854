"""Where everything lies in the diagram of a walk: as many numbers as have room, and most where it is at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import pairwise

import numpy as np

from playground.late_dataclass import dataclass

ROW, PADDING, BIAS = 17, 5, 18
TIGHT_ROW, TIGHT_PADDING = 15, 3
BOX, NARROW, LINE, TILE = 96, 80, 74, 22
"""Widths: of a box with all its numbers, of one whose numbers are short, of one with one of them, with none."""
LEAST_TILE = 8
"""Lower ones are left out."""
MORE = 15
"""The height of the words that tell how many are left out."""
EDGES, AIRY, LABELLED, WIDEST = 30, 52, 140, 250
"""Widths between columns: at least, better, with labels on the edges, at most."""
CROWDED = 0.5
"""The share of the width that the columns have where not even tiles have all the room that they want."""
AIR = 0.2
"""The share of the height that may lie between two units."""
LABEL = 17
"""The height of a label of one line."""


class Level(IntEnum):
    """What of a unit has room."""

    TILE = 0
    LINE = 1
    ROWS = 2
    FULL = 3


GAPS = {Level.TILE: 2, Level.LINE: 4, Level.ROWS: 5, Level.FULL: 8}
"""Between two units of a column."""


@dataclass(frozen=True)
class Wish:
    """What a column would like to show: its units, how many rows of numbers each, whether a bias below them, and the
    unit that has all its numbers wherever there is room for one."""

    units: int
    rows: int
    has_bias: bool = True
    focus: int | None = None
    wide: float = BOX

    def height(self, level: Level) -> float:
        """Of a unit, at the usual size of text."""
        heights = {
            Level.TILE: LEAST_TILE,
            Level.LINE: ROW + 4,
            Level.ROWS: self.rows * TIGHT_ROW + 2 * TIGHT_PADDING,
            Level.FULL: self.rows * ROW + 2 * PADDING + BIAS * self.has_bias,
        }
        return heights[level]

    def width(self, level: Level, has_focus: bool) -> float:
        """Of all units, at the usual size of text."""
        return self.wide if has_focus or level >= Level.ROWS else LINE if level is Level.LINE else TILE


@dataclass(frozen=True, eq=False)
class WalkColumn:
    """The units of a column that are shown, in order, with the top and the height of each, without its bias."""

    left: float
    width: float
    level: Level
    units: np.ndarray
    tops: np.ndarray
    heights: np.ndarray
    focus: int | None = None
    above: int = 0
    below: int = 0

    @property
    def right(self) -> float:
        """Where its edges begin."""
        return self.left + self.width

    @property
    def centre(self) -> float:
        """Its middle from left to right."""
        return self.left + self.width / 2

    @property
    def y(self) -> np.ndarray:
        """Where the edges of each unit arrive and leave."""
        middles: np.ndarray = self.tops + self.heights / 2
        return middles

    def index(self, unit: int) -> int | None:
        """Where a unit is among those that are shown."""
        found = np.flatnonzero(self.units == unit)
        return int(found[0]) if len(found) else None

    def level_of(self, unit: int) -> Level:
        """What of a unit has room."""
        return Level.FULL if unit == self.focus else self.level

    def index_at(self, x: float, y: float) -> int | None:
        """Which of those that are shown lies at a place."""
        if not self.left <= x < self.right:
            return None
        found = np.flatnonzero((self.tops <= y) & (y < self.tops + self.heights))
        return int(found[0]) if len(found) else None


def arrange(
    wishes: Sequence[Wish], at_work: int, width: float, height: float, scale: float, most: Level = Level.FULL
) -> tuple[WalkColumn, ...]:
    """Columns from left to right, the loss last, in a room of width × height pixels; `scale`: of the text."""
    wide, high = width / scale, height / scale
    fitting = [_fitting(wish, high, most) for wish in wishes]
    levels, focused = [level for level, _ in fitting], [has_focus for _, has_focus in fitting]
    wanted = [_wants_labels(pair, high) for pair in pairwise(wishes)]
    _narrow(wishes, levels, focused, wanted, at_work, wide)
    widths = [wish.width(level, focus) for wish, level, focus in zip(wishes, levels, focused, strict=True)]
    if _needed(wishes, levels, focused) > wide:
        widths = [each * CROWDED * wide / sum(widths) for each in widths]
    gaps = _gaps(widths, wanted, at_work, wide)
    left = (wide - sum(widths) - sum(gaps)) / 2
    columns = []
    for wish, level, is_focused, each, gap in zip(wishes, levels, focused, widths, [*gaps, 0.0], strict=True):
        column = _stacked(wish, level, is_focused, high)
        columns.append(_scaled(replace(column, left=left, width=each), scale))
        left += each + gap
    return tuple(columns)


def _fitting(wish: Wish, high: float, most: Level) -> tuple[Level, bool]:
    """The most of every unit that fits one above the other, and whether one of them can have all beside it."""
    level = next((each for each in sorted(Level, reverse=True) if _pile(wish, each) <= high), Level.TILE)
    if wish.focus is None or most is not Level.FULL or level is Level.FULL:
        return min(level, most), False
    if _pile(wish, level) + wish.height(Level.FULL) - wish.height(level) <= high or level is Level.ROWS:
        return level, level < Level.ROWS
    return Level.TILE, wish.height(Level.FULL) + 6 * MORE <= high


def _pile(wish: Wish, level: Level) -> float:
    return wish.units * (wish.height(level) + GAPS[level]) - GAPS[level]


def _wants_labels(pair: tuple[Wish, Wish], high: float) -> bool:
    """Whether labels on the edges between two columns have room one above the other: all, or those of one unit."""
    left, right = pair
    if not right.has_bias:
        return False
    edges = left.units * right.units
    if right.focus is not None:
        edges = min(edges, left.units)
    return edges * LABEL <= high


def _narrow(
    wishes: Sequence[Wish], levels: list[Level], focused: list[bool], wanted: list[bool], at_work: int, wide: float
) -> None:
    """Takes numbers away, farthest from where the walk is first, until all columns have room beside each other."""
    labels = LABELLED - EDGES if at_work > 0 and wanted[at_work - 1] else 0
    far = sorted(set(range(len(levels))) - {at_work}, key=lambda column: -abs(column - at_work))
    order = [*((column, level) for level in (Level.LINE, Level.TILE) for column in far)]
    for column, level in (*order, (at_work, Level.LINE), (at_work, Level.TILE)):
        if _needed(wishes, levels, focused) + (labels if column != at_work else 0) <= wide:
            return
        levels[column] = min(levels[column], level)
        focused[column] = focused[column] and column == at_work and level is Level.LINE


def _needed(wishes: Sequence[Wish], levels: Sequence[Level], focused: Sequence[bool]) -> float:
    widths = (wish.width(level, focus) for wish, level, focus in zip(wishes, levels, focused, strict=True))
    return sum(widths) + EDGES * (len(levels) - 1)


def _gaps(widths: Sequence[float], wanted: Sequence[bool], at_work: int, wide: float) -> list[float]:
    """Room for labels where they are wanted, nearest to where the walk is first; what is left goes to all of them."""
    free = wide - sum(widths)
    gaps = [min(float(EDGES), free / len(wanted))] * len(wanted)
    free -= sum(gaps)
    near = sorted(range(len(wanted)), key=lambda gap: abs(gap + 0.6 - at_work))
    labelled = [(gap, float(LABELLED)) for gap in near if wanted[gap]]
    for gap, width in (*labelled[:1], *((gap, float(AIRY)) for gap in near), *labelled[1:]):
        if 0 < width - gaps[gap] <= free:
            free -= width - gaps[gap]
            gaps[gap] = width
    each = free / len(gaps)
    return [min(gap + each, max(gap, WIDEST)) for gap in gaps]


def _stacked(wish: Wish, level: Level, is_focused: bool, high: float) -> WalkColumn:
    """One column, evenly spread over the height; what does not fit is left out around the unit that is looked at."""
    focus = wish.focus if is_focused else None
    large = wish.height(Level.FULL) if focus is not None else 0.0
    others = wish.units - (focus is not None)
    least = wish.height(level) + GAPS[level]
    first, last = 0, wish.units
    room = high - large - (GAPS[Level.FULL] if large else 0)
    if others * least - GAPS[level] > room:
        count = max(int((room - 2 * MORE + GAPS[level]) / least), 1) + (focus is not None)
        first = min(max((wish.focus or 0) - count // 2, 0), wish.units - count)
        last = first + count
        room -= 2 * MORE
    units = np.arange(first, last)
    small = _small_height(wish, level, room, len(units) - (focus is not None))
    heights = np.where(units == focus, large, small)
    free = room - small * (len(units) - (focus is not None))
    gap = min(free / max(len(units) - 1, 1), max(small + GAPS[level], AIR * high))
    tops = np.concatenate([[0.0], np.cumsum(heights + gap)[:-1]])
    tops += (high - tops[-1] - heights[-1]) / 2
    bias = BIAS * wish.has_bias
    is_full = (units == focus) | (level is Level.FULL)
    return WalkColumn(0, 0, level, units, tops, heights - bias * is_full, focus, first, wish.units - last)


def _small_height(wish: Wish, level: Level, room: float, count: int) -> float:
    """Of a unit that has only what its level gives: tiles are as large as there is room for."""
    if level is not Level.TILE or not count:
        return wish.height(level)
    return max(min(room / count - GAPS[level], TILE), 1.0)


def _scaled(column: WalkColumn, scale: float) -> WalkColumn:
    """The same in pixels."""
    return replace(
        column,
        left=column.left * scale,
        width=column.width * scale,
        tops=column.tops * scale,
        heights=column.heights * scale,
    )
