"""Values y against x from files and from text that is pasted."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from playground.data.contents import found_at
from playground.data.errors import DataError
from playground.data.foreign import parsing
from playground.data.image_sets import Progress
from playground.data.library import no_set
from playground.data.paths import kind_of, open_file, open_text, reason
from playground.data.points import MAX_POINTS, PointSet
from playground.data.readers.archives import zipped
from playground.data.readers.array_names import Pair, check_one_set, pairs_of
from playground.data.readers.columns import as_values, sample_note
from playground.data.readers.npy import NUMBERS
from playground.data.readers.npz import arrays_in
from playground.data.readers.stacks import Stack
from playground.data.readers.table_form import VALUES
from playground.data.readers.tables import Wanted, head_of, table_in, table_of
from playground.data.readers.text import BEGINNING, TextLines, encoding_of
from playground.data.readers.value_columns import AXES, are_values, value_layout_of
from playground.data.splits import evenly
from playground.data.values import values_in


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
    kind, path = kind_of(path), Path(path)
    if kind == "nothing":
        raise DataError("There is no file {name!r}.", name=str(path))
    try:
        format, place = found_at(path)
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error
    if format == "text":
        table = table_in(place, Wanted(VALUES, value_layout_of, count, _columns(known), progress))
        return as_values(table.x, path.name, table.note, seed, table.columns, known)
    if format == "npz":
        return _from_arrays(place, count, seed, known)
    if format in ("spreadsheet", "document", "pickle", "unknown"):
        raise no_set(format, path.name)
    raise DataError(
        "{name} holds pictures or arrays of them, not values; a table with x and y is needed.", name=path.name
    )


def values_of_text(text: str, name: str = "pasted", seed: int = 0) -> PointSet:
    """The values in text, such as a table that was copied from a spreadsheet; DataError as above."""
    table = table_of(io.StringIO(text), name, Wanted(VALUES, value_layout_of))
    return as_values(table.x, name, table.note, seed, table.columns)


def holds_values(path: Path) -> bool:
    """Whether a file can only hold values, and no points with classes: a table whose only two columns (besides one that
    counts the rows) are numbers, or arrays x and y of numbers, one each a sample. False for what cannot be read."""
    try:
        format, place = found_at(path)
        if format == "npz":
            with parsing(place.name), zipped(place) as archive:
                return _are_numbers(pairs_of(arrays_in(archive, place.name)))
        if format != "text":
            return False
        with open_file(place) as start:
            encoding = encoding_of(start.read(BEGINNING))
        if encoding is None:
            return False
        with open_text(place, encoding) as file:
            text = TextLines(file, place.name, VALUES)
            _, _, first, header = head_of(text, iter(text), place.name, VALUES)
        return are_values(header, [cells for _, cells in first[header.rows :]])
    except (DataError, OSError, UnicodeError):
        return False


def _columns(known: PointSet | None) -> tuple[str, ...]:
    return () if known is None else known.columns


def _from_arrays(path: Path, count: int | None, seed: int, known: PointSet | None) -> PointSet:
    with parsing(path.name), zipped(path) as archive:
        pairs = pairs_of(arrays_in(archive, path.name))
        if not _are_numbers(pairs):
            raise DataError(
                "{name} holds no values; two arrays x and y of numbers, one each a sample, are needed.", name=path.name
            )
        check_one_set(path.name, pairs)
        first, second = (
            np.concatenate([_read(stack) for stack in stacks])
            for stacks in ([pair.images for pair in pairs], [pair.labels for pair in pairs])
        )
    if len(first) != len(second) or not len(first):
        raise DataError(
            "{name} has {xs:,} numbers in x and {ys:,} in y; as many are needed, and at least one.",
            name=path.name,
            xs=len(first),
            ys=len(second),
        )
    chosen = evenly(len(first), MAX_POINTS if count is None else min(count, MAX_POINTS))
    x = np.stack([first, second], axis=1)[chosen]
    return as_values(x, path.name, sample_note(len(first), len(x), "points"), seed, AXES, known)


def _are_numbers(pairs: Sequence[Pair]) -> bool:
    """Whether arrays and their partners hold one number a sample each."""
    stacks = [stack for pair in pairs for stack in (pair.images, pair.labels)]
    return bool(stacks) and all(stack.shape[1:] in ((), (1,)) and stack.kind in NUMBERS for stack in stacks)


def _read(stack: Stack) -> npt.NDArray[np.float64]:
    """All numbers of an array; DataError where one is not finite."""
    parts = [np.empty(0)]
    for first, block in stack.blocks():
        values_in(block, stack.name, first)
        parts.append(block.reshape(-1).astype(np.float64))
    return np.concatenate(parts)
