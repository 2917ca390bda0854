"""Values of points of the plane from tables."""

from pathlib import Path
from typing import TextIO

from playground.data.errors import DataError
from playground.data.image_sets import Progress
from playground.data.points import PointSet
from playground.data.readers.columns import as_plane_values, as_values
from playground.data.readers.plane_value_columns import are_plane_values, plane_value_layout_of
from playground.data.readers.table_form import PLANE_VALUES
from playground.data.readers.tables import Table, Wanted, head_in, head_of_text, table_in, table_of


def read_plane_value_table(
    path: Path,
    count: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    known: PointSet | None = None,
) -> PointSet:
    """The points in a text file with two coordinates and a value in every line; DataError names the line and the value.

    known: those that a network learned that is to be asked, whose columns are looked for by their names.
    """
    columns = () if known is None else (*(known.columns or ("", "")), known.value_name)
    table = table_in(path, Wanted(PLANE_VALUES, plane_value_layout_of, count, columns, progress))
    return _points(table, path.name, seed, known)


def plane_values_of(text: TextIO, name: str, seed: int) -> PointSet:
    """The points with values in a text that is open."""
    return _points(table_of(text, name, Wanted(PLANE_VALUES, plane_value_layout_of)), name, seed, None)


def table_holds_plane_values(path: Path) -> bool:
    """Whether a text can only hold points with values. False for what cannot be read."""
    try:
        found = head_in(path, PLANE_VALUES)
        return found is not None and are_plane_values(*found, path.name)
    except (DataError, OSError, UnicodeError):
        return False


def text_holds_plane_values(text: TextIO, name: str) -> bool:
    """The same of a text that is open."""
    try:
        return are_plane_values(*head_of_text(text, name, PLANE_VALUES), name)
    except DataError:
        return False


def _points(table: Table, name: str, seed: int, known: PointSet | None) -> PointSet:
    points = as_values(table.x, name, table.note, seed, table.columns, known)
    return as_plane_values(points, table.value, table.value_name, known)
