"""Values, y against x or all over the plane, from files and from text that is pasted."""

import io
from pathlib import Path

from playground.data.contents import Format, found_at
from playground.data.errors import DataError
from playground.data.image_sets import Progress
from playground.data.library import no_set
from playground.data.paths import kind_of, reason
from playground.data.points import PointSet
from playground.data.readers.plane_value_tables import (
    plane_values_of,
    read_plane_value_table,
    text_holds_plane_values,
)
from playground.data.readers.value_arrays import read_value_arrays
from playground.data.readers.value_tables import read_value_table, values_of


def load_values(
    path: str | Path,
    progress: Progress | None = None,
    *,
    count: int | None = None,
    seed: int = 0,
    known: PointSet | None = None,
) -> PointSet:
    """The values in a text file, or in the arrays x and y of an NPZ file, as points without classes.

    A table has the columns x and y, in any order among others, or two columns of numbers and nothing else but the
    numbers of its rows; it may be written in all the ways in which points may be. Both axes are scaled where a value
    lies outside the plane. Of more than 10,000 (or `count`) that many are used, evenly chosen. seed: which are test
    points; known: the values that a network learned that is to be asked, whose columns are looked for by their names.
    Raises DataError, which says why there are no values in it. progress may raise Cancelled.
    """
    format, place = _found(path)
    path = Path(path)
    if format == "text":
        return read_value_table(place, count, seed, progress, known)
    if format == "npz":
        return read_value_arrays(place, count, seed)
    if format in ("spreadsheet", "document", "pickle", "unknown"):
        raise no_set(format, path.name)
    raise DataError(
        "{name} holds pictures or arrays of them, not values; a table with x and y is needed.", name=path.name
    )


def values_of_text(text: str, name: str = "pasted", seed: int = 0) -> PointSet:
    """The values in text, such as a table that was copied from a spreadsheet; DataError as above."""
    return values_of(io.StringIO(text), name, seed)


def load_plane_values(
    path: str | Path,
    progress: Progress | None = None,
    *,
    count: int | None = None,
    seed: int = 0,
    known: PointSet | None = None,
) -> PointSet:
    """The points with a value each in a text file of which a row has two coordinates and a value.

    Both axes and the values are scaled where they lie outside the plane and beyond −1 and 1. The rest is as above.
    """
    format, place = _found(path)
    if format == "text":
        return read_plane_value_table(place, count, seed, progress, known)
    path = Path(path)
    if format in ("spreadsheet", "document", "pickle", "unknown"):
        raise no_set(format, path.name)
    raise DataError("{name} is not a text file; a table with x1, x2 and a value is needed.", name=path.name)


def plane_values_of_text(text: str, name: str = "pasted", seed: int = 0) -> PointSet:
    """The points with values in text, such as a table that was copied from a spreadsheet; DataError as above."""
    return plane_values_of(io.StringIO(text), name, seed)


def holds_plane_values(text: str) -> bool:
    """Whether text can only hold points with values."""
    return text_holds_plane_values(io.StringIO(text), "")


def _found(path: str | Path) -> tuple[Format, Path]:
    """The format of a file and where it begins; DataError where there is none, or none that can be read."""
    kind, path = kind_of(path), Path(path)
    if kind == "nothing":
        raise DataError("There is no file {name!r}.", name=str(path))
    try:
        return found_at(path)
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error
