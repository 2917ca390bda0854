"""Points from text files: x1, x2 and a label per line."""

import codecs
import csv
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import numpy as np

from playground.data.errors import DataError
from playground.data.image_sets import Progress
from playground.data.paths import reason
from playground.data.points import MAX_CLASSES, MAX_POINTS, PointSet
from playground.data.readers.columns import as_points, check_classes, classes_of, evenly, sample_note

COLUMNS = ("x1", "x2", "label")
REPORT_EVERY = 5_000
LONGEST_LINE = 10_000
Row = tuple[float, float, str]


def read_csv(path: Path, count: int | None = None, seed: int = 0, progress: Progress | None = None) -> PointSet:
    """The points of a file with the columns x1, x2, label, with or without a header line.

    The text is UTF-8, or UTF-16 with its mark. Separated by comma, semicolon or tab (with semicolon or tab also decimal
    commas); labels are numbers or words, 2 to 6 different ones; empty lines and lines that begin with # are passed
    over. Every line is checked; of more than 10,000 points (or `count`) that many are used, evenly chosen, and the note
    says so.
    Raises DataError that names the line and the value.
    """
    limit = MAX_POINTS if count is None else min(count, MAX_POINTS)
    try:
        with path.open(encoding=encoding_of(path), newline="") as file:
            rows, total, labels = sampled(read_rows(file, path.name, progress), limit, path.name)
    except UnicodeError as error:
        raise DataError(
            "{name} is not a text file in UTF-8; a CSV file with the columns x1, x2, label is needed.", name=path.name
        ) from error
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error
    if not total:
        raise DataError("{name} holds no points; lines with x1, x2 and a label are needed.", name=path.name)
    classes = classes_of(sorted(labels))
    names = tuple(dict.fromkeys(classes.values()))
    check_classes(len(names), MAX_CLASSES, path.name, names[0])
    x = np.array([row[:2] for row in rows], dtype=np.float64)
    label = np.array([names.index(classes[row[2]]) for row in rows], dtype=np.int64)
    return as_points(x, label, names, path.name, sample_note(total, len(rows), "points"), seed)


def encoding_of(path: Path) -> str:
    """UTF-8 unless the file begins with the mark of UTF-16, as text that a spreadsheet exports may."""
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def sampled(rows: Iterator[Row], limit: int, name: str) -> tuple[list[Row], int, set[str]]:
    """`limit` rows evenly chosen, without keeping all; the number of all rows; every label that occurs."""
    chance = random.Random(0)
    kept: list[Row] = []
    stride, total, wanted = 1, 0, 0
    labels: set[str] = set()
    for row in rows:
        if row[2] not in labels:
            labels.add(row[2])
            if len(labels) > MAX_CLASSES and len(set(classes_of(sorted(labels)).values())) > MAX_CLASSES:
                raise DataError(
                    "{name} has more than {most} different labels; allowed are 2 to {most}.",
                    name=name,
                    most=MAX_CLASSES,
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


def read_rows(file: TextIO, name: str, progress: Progress | None) -> Iterator[Row]:
    """The rows of an open file, each checked."""
    size = max(os.fstat(file.fileno()).st_size, 1)
    lines = numbered_lines(file, name)
    order: tuple[int, ...] | None = None
    delimiter, done = ",", 0
    for number, line in lines:
        if order is None:
            delimiter = guess_delimiter(line)
        fields = split_line(line, delimiter)
        done += len(line) + 1
        if number % REPORT_EVERY == 0 and progress is not None:
            progress(min(done / size, 1.0))
        if order is None:
            order = header_order(fields)
            if order is not None:
                continue
            order = (0, 1, 2)
        yield parse_row(fields, order, delimiter, name, number)
    if progress is not None:
        progress(1.0)


def numbered_lines(file: TextIO, name: str) -> Iterator[tuple[int, str]]:
    """The lines that hold data, with their numbers from 1."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE or "\0" in line:
            raise DataError(
                "{name}, line {line:d} is not text of three columns (x1, x2, label).", name=name, line=number
            )
        line = line.strip("\r\n")
        if line.strip() and not line.startswith("#"):
            yield number, line


def guess_delimiter(line: str) -> str:
    """Tab or semicolon where the line has one, else comma."""
    return next((mark for mark in ("\t", ";") if mark in line), ",")


def split_line(line: str, delimiter: str) -> list[str]:
    if '"' not in line:
        return [field.strip() for field in line.split(delimiter)]
    return [field.strip() for field in next(csv.reader([line], delimiter=delimiter))]


def header_order(fields: list[str]) -> tuple[int, ...] | None:
    """Where x1, x2 and label stand, when this line is a header; None when it holds numbers."""
    names = [field.lower() for field in fields]
    if all(name in names for name in COLUMNS) and len(names) == 3:
        return tuple(names.index(name) for name in COLUMNS)
    if len(fields) == 3 and not any(is_number(field.replace(",", ".")) for field in fields[:2]) and all(fields):
        return (0, 1, 2)
    return None


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def parse_row(fields: list[str], order: tuple[int, ...], delimiter: str, name: str, line: int) -> Row:
    """The fields of a line as x1, x2, label; `name` and `line` are the file and the place in it that messages name."""
    if len(fields) == 1:
        raise DataError("{name}, line {line:d} has 1 column; 3 are needed (x1, x2, label).", name=name, line=line)
    if len(fields) != 3:
        raise DataError(
            "{name}, line {line:d} has {count} columns; 3 are needed (x1, x2, label).",
            name=name,
            line=line,
            count=len(fields),
        )
    x1, x2 = (parse_number(fields[order[axis]], delimiter, name, line, COLUMNS[axis]) for axis in (0, 1))
    label = fields[order[2]]
    if not label:
        raise DataError(
            "{name}, line {line:d}: the label is empty; a number or a word is needed.", name=name, line=line
        )
    if label.lower() == "nan":
        raise DataError(
            "{name}, line {line:d}: the label is {label!r}; a number or a word is needed.",
            name=name,
            line=line,
            label=label,
        )
    return x1, x2, label


def parse_number(text: str, delimiter: str, name: str, line: int, column: str) -> float:
    """A finite number; messages name the file, the line and the column."""
    try:
        value = float(text if delimiter == "," else text.replace(",", "."))
    except ValueError:
        raise DataError(
            "{name}, line {line:d}: {column} is {text!r}; a number is needed.",
            name=name,
            line=line,
            column=column,
            text=text[:40],
        ) from None
    if not abs(value) < 1e30:
        raise DataError(
            "{name}, line {line:d}: {column} is {text!r}; a finite number is needed.",
            name=name,
            line=line,
            column=column,
            text=text[:40],
        )
    return value
