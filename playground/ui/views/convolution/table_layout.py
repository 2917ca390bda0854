"""Where tables stand in a room: beside or below one another, with the largest cells that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QRectF, QSizeF

from playground.ui.look.theme import THEME
from playground.ui.views.convolution.number_table import Group, Place, Scene, Spot, Table, TableName

LARGEST, LEAST = 42, 22
"""Sides of a cell, at the usual size of text."""
TITLE, GAP, SIGN = 22, 14, 40
LETTER = 6.2
"""The width of a letter of a title: about."""

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
    shapes = _shapes(groups)
    least = THEME.px(LEAST)
    for cell in range(THEME.px(LARGEST), least - 1, -1):
        for shape in shapes:
            found = _arranged(groups, shape, float(cell))
            if found.size.width() <= width and found.size.height() <= height:
                return found
    smallest = [_arranged(groups, shape, float(least)) for shape in shapes]
    fitting = [each for each in smallest if each.size.width() <= width]
    if fitting:
        return min(fitting, key=lambda each: each.size.height())
    return min(smallest, key=lambda each: each.size.width())


def _shapes(groups: Sequence[Group]) -> list[Shape]:
    counts = [len(group.tables) for group in groups]
    ways = [(False, True) if count > 1 else (False,) for count in counts]
    flows = ["row", "paired", "stack"] if len(counts) > 1 and counts[0] == counts[1] > 1 else ["row", "stack"]
    return [(flow, below) for flow in flows for below in product(*ways)]


def _arranged(groups: Sequence[Group], shape: Shape, cell: float) -> TableLayout:
    flow, below = shape
    tables: dict[TableName, QRectF] = {}
    signs: list[tuple[str, QRectF]] = []
    x = y = width = height = 0.0
    rest = list(zip(groups, below, strict=True))
    if flow == "paired":
        size = _pair(groups[0], groups[1], cell, tables)
        x, width, height, rest = size.width(), size.width(), size.height(), rest[2:]
    for group, is_below in rest:
        is_first = not tables
        if flow != "stack":
            gap = 0.0 if is_first else float(THEME.px(SIGN))
            if group.sign:
                signs.append((group.sign, QRectF(x, 0, gap, 0)))
            size = _put(group, is_below, cell, x + gap, 0.0, tables)
            x += gap + size.width()
            width, height = x, max(height, size.height())
        else:
            gap = float(THEME.px(SIGN)) if group.sign else 0.0
            if group.sign:
                signs.append((group.sign, QRectF(0, y, gap, 0)))
            size = _put(group, is_below, cell, gap, y, tables)
            y += size.height() + THEME.px(GAP)
            width, height = max(width, gap + size.width()), y - THEME.px(GAP)
    placed = tuple((sign, _beside(rect, tables, groups, sign, cell)) for sign, rect in signs)
    return TableLayout(cell, tables, placed, QSizeF(width, height))


def _beside(rect: QRectF, tables: dict[TableName, QRectF], groups: Sequence[Group], sign: str, cell: float) -> QRectF:
    """A sign at the height of the middle of the first table behind it."""
    group = next(group for group in groups if group.sign == sign)
    first = tables[group.tables[0].name]
    return QRectF(rect.x(), first.center().y() - cell / 2, rect.width(), cell)


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
    title = THEME.px(LETTER * len(table.title))
    return QSizeF(max(columns * cell, title), rows * cell + THEME.px(TITLE))
