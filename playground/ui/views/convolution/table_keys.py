"""Tables without a mouse: where arrow keys lead from a number, over the edge of a table into the next one."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from playground.ui.views.convolution.number_table import Scene, Spot
from playground.ui.views.convolution.table_layout import TableLayout


def moved(scene: Scene, layout: TableLayout, spot: Spot | None, rows: int, columns: int) -> Spot:
    """Where a key leads, from nowhere to the first number there is."""
    table = None if spot is None else scene.table(spot.table)
    if spot is None or table is None:
        first = next(scene.tables())
        return Spot(first.name, (0, 0))
    place = spot.place[0] + rows, spot.place[1] + columns
    if table.holds(place):
        return Spot(table.name, place)
    return _beyond(scene, layout, spot, rows, columns) or spot


def _beyond(scene: Scene, layout: TableLayout, spot: Spot, rows: int, columns: int) -> Spot | None:
    """The nearest number of another table in a direction."""
    table = scene.table(spot.table)
    assert table is not None
    here = layout.cell_rect(table, spot.place).center()
    best: tuple[float, Spot] | None = None
    for other in scene.tables():
        if other.name == spot.table:
            continue
        for row in range(other.values.shape[0]):
            for column in range(other.values.shape[1]):
                far = _distance(layout.cell_rect(other, (row, column)).center() - here, rows, columns)
                if far is not None and (best is None or far < best[0]):
                    best = far, Spot(other.name, (row, column))
    return None if best is None else best[1]


def _distance(way: QPointF, rows: int, columns: int) -> float | None:
    """How far it is in a direction; what lies aside is further away, and what lies behind is nowhere."""
    along = way.y() * rows + way.x() * columns
    aside = abs(way.x() if rows else way.y())
    return along + 2 * aside if along > 0 else None
