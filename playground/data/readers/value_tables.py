"""Values y against x from tables."""

from pathlib import Path
from typing import TextIO

from playground.data.errors import DataError
from playground.data.image_sets import Progress
from playground.data.points import PointSet
from playground.data.readers.columns import as_values
from playground.data.readers.table_form import VALUES
from playground.data.readers.tables import Wanted, head_in, table_in, table_of
from playground.data.readers.value_columns import are_values, value_layout_of


def read_value_table(
    path: Path,
    count: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    known: PointSet | None = None,
) -> PointSet:
    """The values in a text file; DataError names the line and the value, or says why there are none.

    known: those that a network learned that is to be asked, whose columns are looked for by their names.
    """
    columns = () if known is None else known.columns
    table = table_in(path, Wanted(VALUES, value_layout_of, count, columns, progress))
    return as_values(table.x, path.name, table.note, seed, table.columns, known)


def values_of(text: TextIO, name: str, seed: int) -> PointSet:
    """The values in a text that is open."""
    table = table_of(text, name, Wanted(VALUES, value_layout_of))
    return as_values(table.x, name, table.note, seed, table.columns)


def table_holds_values(path: Path) -> bool:
    """Whether a text can only hold values: its only two columns (besides one that tells the rows apart) are numbers.
    False for what cannot be read."""
    try:
        found = head_in(path, VALUES)
        return found is not None and are_values(*found)
    except (DataError, OSError, UnicodeError):
        return False
