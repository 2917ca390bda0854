"""Tables of numbers beside one another, as values: what stands in each, and what lies on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from playground.engine.window_sums import Numbers
from playground.late_dataclass import dataclass

PLUS, EQUALS, LEADS = "+", "=", "→"
"""Signs before what is added, and before what comes of the rest."""
Marked = NDArray[np.bool_]
Place = tuple[int, int]
"""(row, column) of a table, outside of it in its ring."""


@dataclass(frozen=True)
class TableName:
    """Which table: the symbol of what it is of, and the number of the channel, the map, or the kernel."""

    symbol: str
    channel: int = 0
    filter: int = 0


@dataclass(frozen=True)
class Spot:
    """A place in a table."""

    table: TableName
    place: Place


@dataclass(frozen=True, eq=False)
class Table:
    """values (rows, columns); known: which of them are shown, None: all. ring: rows and columns of zeros before and
    after. is_signed: whether numbers are tinted by their sign; limit: the magnitude with the fullest tint."""

    name: TableName
    title: str
    values: Numbers
    known: Marked | None = None
    ring: tuple[int, int] = (0, 0)
    is_editable: bool = False
    is_signed: bool = True
    limit: float = 1.0

    @property
    def shape(self) -> Place:
        """Rows and columns with the ring."""
        rows, columns = self.values.shape
        return rows + sum(self.ring), columns + sum(self.ring)

    def holds(self, place: Place) -> bool:
        """Whether a place is one of the table, and not of its ring."""
        return all(0 <= at < count for at, count in zip(place, self.values.shape, strict=True))

    def is_known(self, place: Place) -> bool:
        """Whether the number there is shown."""
        return self.known is None or bool(self.known[place])


@dataclass(frozen=True, eq=False)
class Laid:
    """What is laid on a table: at these rows and columns, where `inside`, the factors (rows, columns), of which those
    are strong that are `taken`; is_told: whether the factors are written below the numbers."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    factors: Numbers
    taken: Marked
    inside: Marked | None = None
    is_told: bool = True

    def cells(self) -> Iterator[tuple[Place, float, bool]]:
        """Each place with its factor, and whether it is taken."""
        rows, columns = self.rows.tolist(), self.columns.tolist()
        for row, column in np.ndindex(*self.factors.shape):
            if self.inside is None or self.inside[row, column]:
                place = rows[row], columns[column]
                yield place, float(self.factors[row, column]), bool(self.taken[row, column])


@dataclass(frozen=True, eq=False)
class Group:
    """Tables that belong together, and the sign before them."""

    sign: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, eq=False)
class Scene:
    """All tables, what is laid on which, the place that is being filled, that which is pointed at, and those that it
    reaches."""

    groups: tuple[Group, ...]
    laid: Mapping[TableName, Laid] = field(default_factory=dict)
    current: Spot | None = None
    pointed: Spot | None = None
    reached: tuple[Spot, ...] = ()

    def tables(self) -> Iterator[Table]:
        """One after the other."""
        for group in self.groups:
            yield from group.tables

    def table(self, name: TableName) -> Table | None:
        """The table of a name, if it is there."""
        return next((each for each in self.tables() if each.name == name), None)

    def holding(self, spot: Spot | None) -> Table | None:
        """The table that has a place, which may have gone with another size."""
        table = None if spot is None else self.table(spot.table)
        return table if spot is not None and table is not None and table.holds(spot.place) else None
