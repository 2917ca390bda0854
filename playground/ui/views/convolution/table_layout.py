"""Where tables stand in a room: beside or below one another, with the largest cells that fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.cell_fit import least_cell
from playground.ui.views.convolution.number_table import (
    EQUALS,
    LEADS,
    PLUS,
    Group,
    Place,
    Scene,
    Spot,
    Table,
    TableName,
)

LARGEST, LEAST = 42, 20
"""Sides of a cell, at the usual size of text."""
TITLE, GAP, SIGN = 22, 14, 32
TITLE_FONT = 12
FLOWS, PAIRED, OVER = ("row", "piled", "broken", "stack"), "paired", "over"

FEW = 4
"""Up to so many tables of a group stand in one row or one column."""

Member = tuple[Group, int]
"""A group, and how many of its tables stand beside one another."""
Shape = tuple[str, tuple[int, ...]]
"""How groups stand to each other, and how many of the tables of each beside one another."""


@dataclass(frozen=True)
class TableLayout:
    """The side of a cell, where each table has its upper left cell (that of its ring, where it has one), where the
    signs between groups stand, and how much room all of it takes."""

    cell: float
    tables: dict[TableName, QRectF]
    signs: tuple[tuple[str, QRectF], ...]
    size: QSizeF

    def cell_rect(self, table: Table, place: Place) -> QRectF:
        """Where a number stands."""
        rect, (before, _) = self.tables[table.name], table.ring
        return QRectF(
            rect.x() + (place[1] + before) * self.cell, rect.y() + (place[0] + before) * self.cell, self.cell, self.cell
        )

    def title_rect(self, table: Table) -> QRectF:
        """Where a table's title stands."""
        rect, height = self.tables[table.name], THEME.px(TITLE)
        width = QFontMetricsF(THEME.font(TITLE_FONT)).horizontalAdvance(table.title)
        return QRectF(rect.x(), rect.y() - height, width, height)

    def inner(self, table: Table) -> QRectF:
        """Where a table's numbers stand, without its ring."""
        rows, columns = table.values.shape
        first = self.cell_rect(table, (0, 0))
        return QRectF(first.x(), first.y(), columns * self.cell, rows * self.cell)

    def spot_at(self, scene: Scene, x: float, y: float) -> Spot | None:
        """The number at a point."""
        for table in scene.tables():
            rect, before = self.tables[table.name], table.ring[0]
            if rect.contains(x, y):
                place = int((y - rect.y()) // self.cell) - before, int((x - rect.x()) // self.cell) - before
                return Spot(table.name, place) if table.holds(place) else None
        return None


def layout_of(groups: Sequence[Group], width: float, height: float, largest: float = LARGEST) -> TableLayout:
    """The arrangement with the largest cells that fits; where none does, the lowest of those with the least cells that
    is not too wide, or else the narrowest. largest: side of a cell, at the usual size of text."""
    shapes, most = _shapes(groups), THEME.px(largest)
    numbers = least_cell(table for group in groups for table in group.tables)
    least = min(max(THEME.px(LEAST), math.ceil(numbers)), THEME.px(LARGEST))
    best: TableLayout | None = None
    smallest: list[TableLayout] = []
    for shape in shapes:
        low, high = (least if best is None else round(best.cell) + 1), most
        cell = low
        while low <= high:
            found = _arranged(groups, shape, float(cell))
            if _fits(found, width, height):
                best, low = found, cell + 1
            else:
                high = cell - 1
                smallest += [found] if cell == least else []
            cell = (low + high) // 2
    if best is not None:
        return best
    fitting = [each for each in smallest if each.size.width() <= width]
    if fitting:
        return min(fitting, key=lambda each: each.size.height())
    return min(smallest, key=lambda each: each.size.width())


def _fits(layout: TableLayout, width: float, height: float) -> bool:
    return layout.size.width() <= width and layout.size.height() <= height


def _shapes(groups: Sequence[Group]) -> list[Shape]:
    counts = [len(group.tables) for group in groups]
    first, *others = FLOWS
    usual = {flow: [(flow, ways) for ways in product(*map(_ways, counts))] for flow in FLOWS}
    return [*usual[first], *_paired_shapes(counts), *(shape for flow in others for shape in usual[flow])]


def _paired_shapes(counts: Sequence[int]) -> list[Shape]:
    """Each table of the first group with its fellow of the second, where there are several, in one row or in more;
    the rest beside them or below."""
    if len(counts) < 2 or counts[0] != counts[1] or counts[0] == 1:
        return []
    most = counts[0] if counts[0] > FEW else 1
    beside = sorted({math.ceil(counts[0] / rows) for rows in range(1, most + 1)}, reverse=True)
    ways = [each for pairs in beside for each in product((pairs,), (1,), *map(_ways, counts[2:]))]
    return [(flow, each) for flow in (PAIRED, OVER) for each in ways]


def _ways(count: int) -> tuple[int, ...]:
    """How many of so many tables may stand beside one another."""
    return tuple(sorted({count, 1, *((2, 4) if count > FEW else ())}, reverse=True))


def _arranged(groups: Sequence[Group], shape: Shape, cell: float) -> TableLayout:
    flow, beside = shape
    tables: dict[TableName, QRectF] = {}
    members = list(zip(groups, beside, strict=True))
    x = y = width = height = 0.0
    if flow in (PAIRED, OVER):
        size = _pair(groups[0], groups[1], beside[0], cell, tables)
        width, height, members = size.width(), size.height(), members[2:]
        x, y = (width, 0.0) if flow == PAIRED else (0.0, height + THEME.px(GAP))
    signs: list[tuple[Group, float]] = []
    for row in _rows(members, flow):
        size = _put_row(row, cell, x, y, tables, signs)
        width, height = max(width, x + size.width()), max(height, y + size.height())
        y += size.height() + THEME.px(GAP)
    placed = tuple((group.sign, _beside(left, tables[group.tables[0].name], cell)) for group, left in signs)
    return TableLayout(cell, tables, placed, QSizeF(width, height))


def _rows(members: Sequence[Member], flow: str) -> list[list[list[Member]]]:
    """Rows of piles of groups: what is added lies below what it is added to, or what comes of it in a row of its own,
    or each in one."""
    piles: list[list[Member]] = []
    for member in members:
        if flow == "piled" and member[0].sign == PLUS and piles:
            piles[-1].append(member)
        else:
            piles.append([member])
    if flow == "stack":
        return [[pile] for pile in piles]
    if flow == "broken":
        last = max(index for index, pile in enumerate(piles) if pile[0][0].sign in (EQUALS, LEADS))
        return [piles[:last], piles[last:]]
    return [piles]


def _put_row(
    row: Sequence[Sequence[Member]],
    cell: float,
    x: float,
    y: float,
    tables: dict[TableName, QRectF],
    signs: list[tuple[Group, float]],
) -> QSizeF:
    """Puts piles beside each other, their middles at one height, and notes where their signs begin."""
    left, height, bottoms = x, 0.0, []
    for index, pile in enumerate(row):
        begin, top, width = left, y, 0.0
        left += THEME.px(SIGN) if pile[0][0].sign or index else 0
        for group, beside in pile:
            if group.sign:
                signs.append((group, begin))
            size = _put(group, beside, cell, left, top, tables)
            width, top = max(width, size.width()), top + size.height() + THEME.px(GAP)
        left, height = left + width, max(height, top - THEME.px(GAP) - y)
        bottoms.append(top - THEME.px(GAP))
    for pile, bottom in zip(row, bottoms, strict=True):
        for group, _ in pile:
            for table in group.tables:
                tables[table.name].translate(0, float(round((y + height - bottom) / 2)))
    return QSizeF(left - x, height)


def _beside(left: float, first: QRectF, cell: float) -> QRectF:
    """A sign at the height of the middle of the first table behind it."""
    return QRectF(left, first.center().y() - cell / 2, THEME.px(SIGN), cell)


def _put(group: Group, beside: int, cell: float, x: float, y: float, tables: dict[TableName, QRectF]) -> QSizeF:
    """Puts the tables of a group in rows of so many and tells their room."""
    top, width = y, 0.0
    for row in _rows_of(len(group.tables), beside):
        left, height = x, 0.0
        for table in group.tables[row]:
            size = _put_one(table, cell, left, top, tables)
            left, height = left + size.width() + THEME.px(GAP), max(height, size.height())
        width, top = max(width, left - x - THEME.px(GAP)), top + height + THEME.px(GAP)
    return QSizeF(width, top - y - THEME.px(GAP))


def _pair(upper: Group, lower: Group, beside: int, cell: float, tables: dict[TableName, QRectF]) -> QSizeF:
    """Puts each table of a group above its fellow of the other, in rows of so many."""
    pairs = tuple(zip(upper.tables, lower.tables, strict=True))
    y = width = 0.0
    for row in _rows_of(len(pairs), beside):
        x = height = 0.0
        for one, other in pairs[row]:
            first = _put_one(one, cell, x, y, tables)
            second = _put_one(other, cell, x, y + first.height() + THEME.px(GAP) / 2, tables)
            x += max(first.width(), second.width()) + THEME.px(GAP)
            height = max(height, first.height() + second.height() + THEME.px(GAP) / 2)
        width, y = max(width, x - THEME.px(GAP)), y + height + THEME.px(GAP)
    return QSizeF(width, y - THEME.px(GAP))


def _rows_of(count: int, beside: int) -> list[slice]:
    return [slice(first, first + beside) for first in range(0, count, beside)]


def _put_one(table: Table, cell: float, x: float, y: float, tables: dict[TableName, QRectF]) -> QSizeF:
    """Puts a table below its title."""
    rows, columns = table.shape
    tables[table.name] = QRectF(x, y + THEME.px(TITLE), columns * cell, rows * cell)
    title = _title_width(table.title, THEME.scale)
    return QSizeF(max(columns * cell, title), rows * cell + THEME.px(TITLE))


@lru_cache(maxsize=256)
def _title_width(title: str, scale: float) -> float:
    return QFontMetricsF(THEME.font(TITLE_FONT)).horizontalAdvance(title)
