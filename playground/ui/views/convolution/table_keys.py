"""Tables without a mouse: where arrow keys lead from a number, over the edge of a table into the next one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from playground.ui.views.convolution.number_table import Place, Scene, Spot, Table
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


def after(table: Table, place: Place, forward: bool) -> Place | None:
    """The next place of a table, row by row, or the one before; None behind the last and before the first."""
    rows, columns = table.values.shape
    index = place[0] * columns + place[1] + (1 if forward else -1)
    return divmod(index, columns) if 0 <= index < rows * columns else None


def _beyond(scene: Scene, layout: TableLayout, spot: Spot, rows: int, columns: int) -> Spot | None:
    """The nearest number of the nearest table in a direction."""
    table = scene.table(spot.table)
    assert table is not None
    here = layout.cell_rect(table, spot.place).center()
    others = [(_far(layout.inner(each), here, rows, columns), each) for each in scene.tables() if each is not table]
    reached = [(far, each) for far, each in others if far is not None]
    if not reached:
        return None
    _, nearest = min(reached, key=lambda pair: pair[0])
    rect = layout.inner(nearest)
    at = (here.y() - rect.y()) // layout.cell, (here.x() - rect.x()) // layout.cell
    place = tuple(int(min(max(k, 0), count - 1)) for k, count in zip(at, nearest.values.shape, strict=True))
    return Spot(nearest.name, (place[0], place[1]))


def _far(rect: QRectF, here: QPointF, rows: int, columns: int) -> float | None:
    """How far a table is in a direction, and aside of it; None where it lies behind."""
    near = QPointF(min(max(here.x(), rect.left()), rect.right()), min(max(here.y(), rect.top()), rect.bottom()))
    way = near - here
    along = way.y() * rows + way.x() * columns
    return along + abs(way.x() if rows else way.y()) if along > 0 else None
