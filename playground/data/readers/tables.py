"""The rows of a text that holds a table, whatever wrote it."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.image_sets import Progress
from playground.data.notes import all_of
from playground.data.paths import open_file, open_text, reason
from playground.data.points import MAX_CLASSES, MAX_POINTS
from playground.data.readers.columns import enumerated, sample_note
from playground.data.readers.headers import Header, Rows, header_of
from playground.data.readers.rows import Row, RowReader, wrong_width
from playground.data.readers.separators import Record, records, separator_of, told_separator
from playground.data.readers.table_columns import Layout
from playground.data.readers.table_form import TableForm
from playground.data.readers.text import BEGINNING, TextLines, encoding_of
from playground.data.splits import evenly
from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass

REPORT_EVERY = 5_000
HEAD = 100
"""So many lines tell how a file is written."""
FALLBACK = "cp1252"
"""What text is in when it is not UTF-8: spreadsheets on Windows write it, and nearly every byte means something."""

LayOut = Callable[[Header, Rows, str, int, Sequence[str]], Layout | None]
"""The layout of a table: its header and first rows, the name of the file, the line of the header, known columns."""


@dataclass(frozen=True)
class Wanted:
    """What is read of a table: its form, how its columns are told, how many rows at most, and the names of the columns
    of what a network learned that is to be asked."""

    form: TableForm
    lay_out: LayOut
    count: int | None = None
    known: Sequence[str] = ()
    progress: Progress | None = None

    @property
    def limit(self) -> int:
        """How many rows are taken."""
        return MAX_POINTS if self.count is None else min(self.count, MAX_POINTS)


@dataclass(frozen=True)
class Table:
    """The rows that were taken: x (n, 2), a label each, all labels that occur, what the columns are called, value (n,),
    zeros where there are none, and what these are called."""

    x: npt.NDArray[np.float64]
    labels: tuple[str, ...]
    all_labels: frozenset[str]
    columns: tuple[str, ...]
    note: str
    value: npt.NDArray[np.float64]
    value_name: str


def table_in(path: Path, wanted: Wanted) -> Table:
    """The table in a text file in UTF-8, UTF-16 or Windows-1252; DataError that names the line and the value."""

    def read(encoding: str) -> Table:
        with open_text(path, encoding) as file:
            return table_of(file, path.name, wanted)

    try:
        with open_file(path) as start:
            encoding = encoding_of(start.read(BEGINNING))
        if encoding is None:
            raise _no_text(path.name, wanted.form)
        try:
            return read(encoding)
        except UnicodeError:
            found = read(FALLBACK)
            said = Phrase("The text is not UTF-8 and was read as Windows-1252.")
            return replace(found, note=all_of((found.note, said)))
    except UnicodeError as error:
        raise _no_text(path.name, wanted.form) from error
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error


def table_of(file: TextIO, name: str, wanted: Wanted) -> Table:
    """The table in a text that is open."""
    reader, rows = _open_rows(file, name, wanted)
    kept, total, labels = sampled(reader.points(rows), wanted.limit, name)
    form = wanted.form
    if not total and reader.left_out:
        raise DataError(
            "{name} holds no {things}: in every line {missing} is missing.",
            name=name,
            things=form.things,
            missing=form.missing,
        )
    if not total:
        raise _nothing(name, form)
    x = np.array([row[:2] for row in kept], dtype=np.float64)
    note = all_of((sample_note(total, len(kept), "points"), reader.layout.note, reader.note))
    layout = reader.layout
    value = np.array([row[3] for row in kept], dtype=np.float64)
    return Table(x, tuple(row[2] for row in kept), frozenset(labels), layout.columns, note, value, layout.value_name)


def _no_text(name: str, form: TableForm) -> DataError:
    return DataError(
        "{name} is not a text file; {things} come as text such as CSV, with {row} in every line.",
        name=name,
        things=form.things,
        row=form.row,
    )


def _nothing(name: str, form: TableForm) -> DataError:
    return DataError(
        "{name} holds no {things}; lines with {row} are needed.", name=name, things=form.things, row=form.row
    )


def _open_rows(file: TextIO, name: str, wanted: Wanted) -> tuple[RowReader, Iterator[Record]]:
    """What reads the rows of an open file, and all rows that follow its header."""
    form = wanted.form
    text = TextLines(file, name, form)
    lines = iter(text) if wanted.progress is None else _watched(iter(text), file, wanted.progress)
    head, separator, first, header = head_of(text, lines, name, form)
    data = first[header.rows :]
    if not data and len(header.names) >= form.columns:
        raise _nothing(name, form)
    layout = wanted.lay_out(header, [cells for _, cells in data], name, first[0][0], wanted.known)
    if layout is None:
        raise wrong_width(name, form, *first[0])
    rows = records(chain(head, lines), separator, name)
    return RowReader(name, layout, form), islice(rows, header.rows, None)


def head_of(
    text: TextLines, lines: Iterator[tuple[int, str]], name: str, form: TableForm
) -> tuple[list[tuple[int, str]], str, list[Record], Header]:
    """The first lines of a table, what separates its columns, the rows in these lines, and the header."""
    head = list(islice(lines, HEAD))
    told = told_separator(head[0][1]) if head else None
    if told:
        head = head[1:]
    separator = told or separator_of([line for _, line in head], name, form.columns)
    first = list(records(head, separator, name))
    if not first:
        raise _nothing(name, form)
    return head, separator, first, header_of([cells for _, cells in first], text.comment, separator)


def head_in(path: Path, form: TableForm) -> tuple[Header, Rows] | None:
    """The header of a text file and the first rows of data; None where it is no text."""
    with open_file(path) as start:
        encoding = encoding_of(start.read(BEGINNING))
    if encoding is None:
        return None
    with open_text(path, encoding) as file:
        return head_of_text(file, path.name, form)


def head_of_text(file: TextIO, name: str, form: TableForm) -> tuple[Header, Rows]:
    """The same of a text that is open."""
    text = TextLines(file, name, form)
    _, _, first, header = head_of(text, iter(text), name, form)
    return header, [cells for _, cells in first[header.rows :]]


def _watched(lines: Iterator[tuple[int, str]], file: TextIO, progress: Progress) -> Iterator[tuple[int, str]]:
    """The same lines; progress is told how much of the file has been read."""
    size = max(os.fstat(file.fileno()).st_size, 1)
    for count, line in enumerate(lines, 1):
        if count % REPORT_EVERY == 0:
            progress(min(file.buffer.tell() / size, 1.0))
        yield line
    progress(1.0)


def sampled(rows: Iterator[Row], limit: int, name: str) -> tuple[list[Row], int, set[str]]:
    """`limit` rows evenly chosen, without keeping all; the number of all rows; every label that occurs."""
    chance = random.Random(0)
    kept: list[Row] = []
    stride, total, wanted = 1, 0, 0
    labels: set[str] = set()
    for row in rows:
        labels.add(row[2])
        if len(labels) > MAX_CLASSES:
            raise DataError(
                "{name} has more than {most} different labels ({labels}); allowed are 2 to {most}.",
                name=name,
                most=MAX_CLASSES,
                labels=enumerated(sorted(labels)),
            )
        # One row of each stretch of `stride` rows, at a random place: a fixed one could meet one class only.
        if total == wanted:
            kept.append(row)
            if len(kept) == 8 * limit:
                kept = [pair[chance.getrandbits(1)] for pair in zip(kept[::2], kept[1::2], strict=True)]
                stride *= 2
            wanted = len(kept) * stride + chance.randrange(stride)
        total += 1
    return [kept[index] for index in evenly(len(kept), limit)], total, labels
