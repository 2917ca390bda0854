"""Points from text files: two coordinates and a label per line."""

import os
import random
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

import numpy as np

from playground.data.errors import DataError
from playground.data.image_sets import Progress
from playground.data.notes import all_of, both
from playground.data.paths import open_file, open_text, reason
from playground.data.points import MAX_CLASSES, MAX_POINTS, PointSet
from playground.data.readers.cells import in_order
from playground.data.readers.columns import as_points, enumerated, sample_note
from playground.data.readers.headers import header_of
from playground.data.readers.rows import Row, RowReader, wrong_width
from playground.data.readers.separators import Record, records, separator_of, told_separator
from playground.data.readers.table_columns import layout_of
from playground.data.readers.text import BEGINNING, TextLines, encoding_of
from playground.data.splits import evenly
from playground.engine.errors import Phrase

REPORT_EVERY = 5_000
HEAD = 100
"""So many lines tell how a file is written."""
FALLBACK = "cp1252"
"""What text is in when it is not UTF-8: spreadsheets on Windows write it, and nearly every byte means something."""


def read_csv(
    path: Path,
    count: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    known: PointSet | None = None,
) -> PointSet:
    """The points of a text file with two coordinates and a label in every line, as spreadsheets and programs write it.

    The text is UTF-8, UTF-16 or Windows-1252. Columns are separated by comma, semicolon, tab, | or blanks; numbers have
    a decimal point or comma. A header that names the columns is heeded in any order, and columns that are not needed
    are passed over; without one they are x1, x2, label. Labels are numbers or words, 2 to 6 different ones. Lines in
    which a coordinate or the label is missing are left out; empty ones and comments too. Every line is checked; of more
    than 10,000 points (or `count`) that many are used, evenly chosen. The note says whatever was chosen.
    known: the points that a network learned that is to be asked, whose columns are looked for by their names.
    Raises DataError that names the line and the value.
    """
    limit = MAX_POINTS if count is None else min(count, MAX_POINTS)
    try:
        with open_file(path) as file:
            encoding = encoding_of(file.read(BEGINNING))
        if encoding is None:
            raise _no_text(path.name)
        try:
            return _read(path, encoding, limit, seed, progress, known)
        except UnicodeError:
            return _read(path, FALLBACK, limit, seed, progress, known)
    except UnicodeError as error:
        raise _no_text(path.name) from error
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error


def _no_text(name: str) -> DataError:
    return DataError(
        "{name} is not a text file; points come as text such as CSV, with x1, x2 and a label in every line.", name=name
    )


def _read(
    path: Path, encoding: str, limit: int, seed: int, progress: Progress | None, known: PointSet | None
) -> PointSet:
    with open_text(path, encoding) as file:
        reader, rows = open_rows(file, path.name, progress, () if known is None else known.columns)
        kept, total, labels = sampled(reader.points(rows), limit, path.name)
    if not total and reader.left_out:
        raise DataError("{name} holds no points: in every line a coordinate or the label is missing.", name=path.name)
    if not total:
        raise no_points(path.name)
    names = in_order(labels)
    x = np.array([row[:2] for row in kept], dtype=np.float64)
    label = np.array([names.index(row[2]) for row in kept], dtype=np.int64)
    note = all_of((sample_note(total, len(kept), "points"), reader.layout.note, reader.note))
    if encoding == FALLBACK:
        note = both(note, Phrase("The text is not UTF-8 and was read as Windows-1252."))
    return as_points(x, label, names, path.name, note, seed, reader.layout.columns, known)


def no_points(name: str) -> DataError:
    return DataError("{name} holds no points; lines with x1, x2 and a label are needed.", name=name)


def open_rows(
    file: TextIO, name: str, progress: Progress | None, known: Sequence[str]
) -> tuple[RowReader, Iterator[Record]]:
    """What reads the rows of an open file, and all rows that follow its header."""
    text = TextLines(file, name)
    lines = watched(iter(text), file, progress)
    head = list(islice(lines, HEAD))
    told = told_separator(head[0][1]) if head else None
    if told:
        head = head[1:]
    separator = told or separator_of([line for _, line in head], name)
    first = list(records(head, separator, name))
    if not first:
        raise no_points(name)
    header = header_of([cells for _, cells in first], text.comment, separator)
    data = first[header.rows :]
    if not data and len(header.names) > 2:
        raise no_points(name)
    layout = layout_of(header, [cells for _, cells in data], name, first[0][0], known)
    if layout is None:
        raise wrong_width(name, *first[0])
    rows = records(chain(head, lines), separator, name)
    return RowReader(name, layout), islice(rows, header.rows, None)


def watched(lines: Iterator[tuple[int, str]], file: TextIO, progress: Progress | None) -> Iterator[tuple[int, str]]:
    """The same lines; progress is told how much of the file has been read."""
    size = max(os.fstat(file.fileno()).st_size, 1)
    for count, line in enumerate(lines, 1):
        if count % REPORT_EVERY == 0 and progress is not None:
            progress(min(file.buffer.tell() / size, 1.0))
        yield line
    if progress is not None:
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
