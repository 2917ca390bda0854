"""The first rows of a table that are no data: names of columns, and what Orange says of them."""

import re
from collections.abc import Sequence

from playground.data.readers.cells import is_missing, number_in
from playground.data.readers.column_names import LABELS, label_among, pair_among, plain
from playground.late_dataclass import dataclass

Rows = Sequence[Sequence[str]]
NUMERIC_TYPES = ("continuous", "c", "numeric", "n")
ROLES = {"class": "label", "c": "label", "meta": "other", "m": "other", "ignore": "other", "i": "other"}
"""What Orange calls the role of a column, and whether it is the label or to be passed over."""
PREFIX = re.compile(r"([cmi]?)([CDST]?)#(.+)")
"""Orange's short form: the role and the type before the name, as in cD#iris."""
BETWEEN_COLUMNS = re.compile(r"[\t,;|]")


@dataclass(frozen=True)
class Header:
    """The names of all columns, empty where they have none, and how many rows to pass over.

    label and ignored: the columns whose role a program has written there.
    """

    names: tuple[str, ...]
    rows: int = 0
    label: int | None = None
    ignored: frozenset[int] = frozenset()

    @property
    def is_named(self) -> bool:
        """Whether any column has a name."""
        return any(self.names)


def header_of(rows: Rows, comment: str, separator: str) -> Header:
    """The header of a table with these first rows; a title may stand above it, and in its place a comment."""
    title = next((number for number, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    first, rest = rows[title], rows[title + 1 :]
    if not _names_columns(first, rest):
        return Header(_names_in_comment(comment, separator, width_of(rows)))
    below = _rows_of_orange(rest)
    names = _fitted(first, rest[len(below) :], separator)
    roles = list(below[1]) if len(below) > 1 else []
    parts = [PREFIX.fullmatch(name) for name in names]
    if not roles and any(part and (part[1] or part[2]) for part in parts):
        roles = [part[1] if part else "" for part in parts]
        names = [part[3] if part else name for part, name in zip(parts, names, strict=True)]
    meant = [ROLES.get(role.lower(), "") for role in roles[: len(names)]]
    return Header(
        tuple(" ".join(name.split()) for name in names),
        title + 1 + len(below),
        meant.index("label") if "label" in meant else None,
        frozenset(column for column, role in enumerate(meant) if role == "other"),
    )


def _rows_of_orange(rows: Rows) -> Rows:
    """What Orange writes below the names: a row of types and, where a column has a role, a row of roles."""
    if not rows or sum(cell.lower() in NUMERIC_TYPES for cell in rows[0]) < 2:
        return ()
    has_roles = len(rows) > 1 and all(not cell or cell.lower() in ROLES or "=" in cell for cell in rows[1])
    return rows[: 1 + has_roles]


def width_of(rows: Rows) -> int:
    """The number of columns, without those at the end that are empty in every row."""
    width = len(rows[0]) if rows else 0
    while width and not any(row[width - 1] for row in rows if len(row) >= width):
        width -= 1
    return width


def counts_rows(cells: Sequence[str]) -> bool:
    """Whether cells are the numbers of rows, from 0 or 1."""
    return len(cells) > 1 and any(cells == [str(start + row) for row in range(len(cells))] for start in (0, 1))


def _names_columns(first: Sequence[str], rest: Rows) -> bool:
    """Whether a table's first row names its columns; words do, and so may the numbers of the columns."""
    filled = [cell for cell in first if cell]
    words = [cell for cell in filled if number_in(cell) is None]
    if pair_among([plain(cell) for cell in words]):
        return True
    if any(is_missing(cell) for cell in filled):
        return False
    if len(words) == len(filled):
        return len(filled) > 1
    if filled == ["0", "1"] and not first[0] and counts_rows([row[0] for row in rest]):
        return True  # pandas counts the rows below an empty cell, and the columns beside it
    numbered = filled if plain(filled[-1]) not in LABELS else filled[:-1]
    if len(filled) < 3 or len(numbered) < 2 or not rest or numbered != [str(column) for column in range(len(numbered))]:
        return False
    # So begins a table of pandas without names; but it may also be the point (0, 1) of class 2.
    shift = len(rest[0]) - len(first)
    below = [row[len(first) - 1 + shift] for row in rest if len(row) == len(rest[0])] if shift in (0, 1) else []
    return filled[-1] not in below or _are_fractions(rest)


def _are_fractions(rows: Rows) -> bool:
    """Whether most rows hold numbers that are not written as whole ones."""
    numbers = [[cell for cell in row if number_in(cell) is not None] for row in rows]
    return 2 * sum(any(not cell.lstrip("+-−").isdigit() for cell in row) for row in numbers) > len(rows)


def _names_in_comment(comment: str, separator: str, width: int) -> tuple[str, ...]:
    """The names in a comment such as NumPy's header, where it has one for every column and one for the label."""
    for names in (comment.split(separator), BETWEEN_COLUMNS.split(comment), comment.split()):
        if len(names) == width and label_among([plain(name) for name in names]) is not None:
            return tuple(" ".join(name.split()) for name in names)
    return ("",) * width


def _fitted(first: Sequence[str], data: Rows, separator: str) -> list[str]:
    """A name for every column: R names no column of row names, and empty cells may follow the names."""
    names = list(first[: width_of([first])])
    width = width_of(data)
    if len(names) == width - 1 and _are_row_names([row[0] for row in data], separator):
        return ["", *names]
    if len(names) < width <= len(first):
        names += [""] * (width - len(names))
    return names


def _are_row_names(cells: Sequence[str], separator: str) -> bool:
    """Whether a column without a name holds names of rows: words, or whole numbers, no two the same."""
    numbers = [cell for cell in cells if number_in(cell) is not None]
    if numbers and separator == ",":  # It may be the first half of a number such as 1,5.
        return counts_rows(cells)
    return len(set(cells)) == len(cells) and all(number.isdigit() for number in numbers)
