"""Where tables stand in a room: beside or below one another, with the largest cells that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from playground.ui.look.theme import THEME
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

Member = tuple[Group, bool]
"""A group, and whether its tables are below one another."""
Shape = tuple[str, tuple[bool, ...]]
"""How groups stand to each other, and which of them have their tables below one another."""


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


def layout_of(groups: Sequence[Group], width: float, height: float) -> TableLayout:
    """The arrangement with the largest cells that fits; where none does, the lowest of those with the least cells that
    is not too wide, or else the narrowest."""
    shapes, least, largest = _shapes(groups), THEME.px(LEAST), THEME.px(LARGEST)
    best: TableLayout | None = None
    for shape in shapes:
        low, high = (least if best is None else round(best.cell) + 1), largest
        cell = low
        while low <= high:
            found = _arranged(groups, shape, float(cell))
            if _fits(found, width, height):
                best, low = found, cell + 1
            else:
                high = cell - 1
            cell = (low + high) // 2
    if best is not None:
        return best
    smallest = [_arranged(groups, shape, float(least)) for shape in shapes]
    fitting = [each for each in smallest if each.size.width() <= width]
    if fitting:
        return min(fitting, key=lambda each: each.size.height())
    return min(smallest, key=lambda each: each.size.width())


def _fits(layout: TableLayout, width: float, height: float) -> bool:
    return layout.size.width() <= width and layout.size.height() <= height


def _shapes(groups: Sequence[Group]) -> list[Shape]:
    counts = [len(group.tables) for group in groups]
    ways = [(False, True) if count > 1 else (False,) for count in counts]
    is_paired = len(counts) > 1 and counts[0] == counts[1] > 1
    flows = ["row", "paired", "piled", "broken", "stack"] if is_paired else ["row", "piled", "broken", "stack"]
    return [(flow, below) for flow in flows for below in product(*ways)]


def _arranged(groups: Sequence[Group], shape: Shape, cell: float) -> TableLayout:
    flow, below = shape
    tables: dict[TableName, QRectF] = {}
    members = list(zip(groups, below, strict=True))
    x = width = height = 0.0
    if flow == "paired":
        size = _pair(groups[0], groups[1], cell, tables)
        x, width, height, members = size.width(), size.width(), size.height(), members[2:]
    signs: list[tuple[Group, float]] = []
    y = 0.0
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
        for group, is_below in pile:
            if group.sign:
                signs.append((group, begin))
            size = _put(group, is_below, cell, left, top, tables)
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


def _put(group: Group, below: bool, cell: float, x: float, y: float, tables: dict[TableName, QRectF]) -> QSizeF:
    """Puts the tables of a group beside or below one another and tells their room."""
    left, top, width, height = x, y, 0.0, 0.0
    for table in group.tables:
        size = _put_one(table, cell, left, top, tables)
        if below:
            top += size.height() + THEME.px(GAP)
            width, height = max(width, size.width()), top - y - THEME.px(GAP)
        else:
            left += size.width() + THEME.px(GAP)
            width, height = left - x - THEME.px(GAP), max(height, size.height())
    return QSizeF(width, height)


def _pair(upper: Group, lower: Group, cell: float, tables: dict[TableName, QRectF]) -> QSizeF:
    """Puts each table of a group above its fellow of the other."""
    x, height = 0.0, 0.0
    for one, other in zip(upper.tables, lower.tables, strict=True):
        first = _put_one(one, cell, x, 0.0, tables)
        second = _put_one(other, cell, x, first.height() + THEME.px(GAP) / 2, tables)
        x += max(first.width(), second.width()) + THEME.px(GAP)
        height = max(height, first.height() + second.height() + THEME.px(GAP) / 2)
    return QSizeF(x - THEME.px(GAP), height)


def _put_one(table: Table, cell: float, x: float, y: float, tables: dict[TableName, QRectF]) -> QSizeF:
    """Puts a table below its title."""
    rows, columns = table.shape
    tables[table.name] = QRectF(x, y + THEME.px(TITLE), columns * cell, rows * cell)
    title = _title_width(table.title, THEME.scale)
    return QSizeF(max(columns * cell, title), rows * cell + THEME.px(TITLE))


@lru_cache(maxsize=256)
def _title_width(title: str, scale: float) -> float:
    return QFontMetricsF(THEME.font(TITLE_FONT)).horizontalAdvance(title)
