"""What separates the columns of a text, told by what can be read with it."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from playground.data.errors import DataError
from playground.data.readers.cells import is_missing, number_in

SEPARATORS = ("\t", ";", "|", ",", " ")
"""From the clearest to the one that words hold too; the last stands for any blanks."""
TOLD = re.compile(r'"?sep=([^\w"])"?[\s,;]*', re.IGNORECASE)
"""The first line of a file that is made for Excel."""
RULE = re.compile(r":?-{3,}:?|[-+]{5,}")
"""A cell of the line below the names in tables for people."""

Record = tuple[int, list[str]]
"""The number of a line and its cells."""


def told_separator(line: str) -> str | None:
    """The separator that a line `sep=;` tells; None for other lines."""
    told = TOLD.fullmatch(line.strip("\r\n"))
    return told.group(1) if told else None


def separator_of(lines: Sequence[str], name: str, columns: int = 3) -> str:
    """The separator with which the most lines hold points, or what else has so many columns.

    csv.Sniffer looks at characters alone: it takes decimal commas, and blanks within words, for separators.
    """

    def fitness(separator: str) -> tuple[int, int, int, int]:
        try:
            rows = [cells for _, cells in records(enumerate(lines, 1), separator, name)]
        except DataError:
            return 0, 0, 0, 0
        wide = [cells for cells in rows if len(cells) >= columns]
        numbers = [sum(is_missing(cell) or number_in(cell) is not None for cell in cells) for cells in wide]
        points = sum(count > 1 for count in numbers)
        # Where there are no labels, 1,5 2,5 may also be cut at its commas, which leaves a cell that is no number.
        pure = sum(count == len(cells) for count, cells in zip(numbers, wide, strict=True)) if columns == 2 else 0
        return pure, points, len(wide), max((min(len(cells), columns) for cells in rows), default=0)

    return max(SEPARATORS, key=fitness)


def records(lines: Iterable[tuple[int, str]], separator: str, name: str) -> Iterator[Record]:
    """The cells of every line, or of several where quotes reach over them, with the number of the first;
    rows of empty cells are passed over, and those that only rule a line.

    Raises DataError for quotes that do not end.
    """
    first = 0

    def texts() -> Iterator[str]:
        nonlocal first
        for number, line in lines:
            first = first or number
            # Blanks at either end separate nothing; tabs among them are blanks.
            yield line.replace("\t", " ").strip() if separator == " " else line

    try:
        for cells in csv.reader(texts(), delimiter=separator, skipinitialspace=True):
            stripped = [cell.strip() for cell in cells]
            if any(stripped) and not all(RULE.fullmatch(cell) for cell in stripped if cell):
                yield first, stripped
            first = 0
    except csv.Error as error:
        raise DataError(
            "{name}, line {line:d}: a quotation mark is opened and not closed.", name=name, line=first
        ) from error
