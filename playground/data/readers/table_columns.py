"""Which columns of a table are the two coordinates and the label, by their names or by what is in them."""

from collections.abc import Sequence

from playground.data.errors import DataError
from playground.data.readers.cells import is_missing, number_in
from playground.data.readers.column_names import LONGEST_MEANT, is_index, label_among, pair_among, plain
from playground.data.readers.columns import called, enumerated
from playground.data.readers.headers import Header, Rows, counts_rows
from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Layout:
    """Where the coordinates and the label stand in a row, what the coordinates are called, and what is to be said.

    label: None of values, which have none; columns: the names of the coordinates, empty where the table has none;
    value, value_name: where the value of a point of the plane stands, None where there is none, and what it is called.
    """

    x1: int
    x2: int
    label: int | None
    width: int
    columns: tuple[str, ...]
    note: str
    value: int | None = None
    value_name: str = ""

    @property
    def called(self) -> tuple[str, str]:
        """What messages call the coordinates."""
        return called(self.columns)


def layout_of(header: Header, data: Rows, name: str, line: int, known: Sequence[str] = ()) -> Layout | None:
    """The layout of a table with these first rows; None where the columns are not those of points.

    known: the names of the coordinates that a network learned that is to be asked; they are looked for first.
    Raises DataError where names, those of the line `line`, do not tell which columns are meant.
    """
    names, width = header.names, len(header.names)
    free = [column for column in range(width) if column not in header.ignored]
    chosen = _named(header, free, data, known) if header.is_named else _unnamed(free, data)
    if chosen is None and (width < 3 or not header.is_named):
        return None
    if chosen is None:
        raise DataError(
            "{name}, line {line:d}: which of the columns {columns} are the coordinates and the label is not clear; "
            "name them x1, x2 and label.",
            name=name,
            line=line,
            columns=enumerated(names),
        )
    if known and header.is_named:
        chosen = _in_order_of(known, names, chosen)
    columns = tuple(names[column][:LONGEST_MEANT] for column in chosen[:2])
    note = _note(names, chosen)
    if known and chosen[0] > chosen[1] and not note:
        first, second = called(columns)
        note = Phrase("The columns are taken by their names: {first}, then {second}.", first=first, second=second)
    is_named = all(columns) and not all(name.isdigit() for name in columns)  # pandas numbers columns without names
    return Layout(*chosen, width, columns if is_named else (), note)


def _in_order_of(known: Sequence[str], names: Sequence[str], chosen: tuple[int, int, int]) -> tuple[int, int, int]:
    """The chosen columns, exchanged where one of the coordinates has the name of the other of the known ones."""
    first, second, label = chosen
    meant, wanted = (plain(names[first]), plain(names[second])), tuple(map(plain, known))
    return (second, first, label) if meant != wanted and (meant[0] == wanted[1] or meant[1] == wanted[0]) else chosen


def _named(header: Header, free: list[int], data: Rows, known: Sequence[str]) -> tuple[int, int, int] | None:
    meant = [plain(name) if column in free else "" for column, name in enumerate(header.names)]
    pair, label = known_pair(meant, known) or pair_among(meant), header.label
    if label is None:
        # y is a coordinate beside x, and the label beside all others.
        label = label_among(["" if pair and column in pair else name for column, name in enumerate(meant)])
    elif pair and label in pair:
        pair = None
    named = [column for column in free if not is_index(meant[column])]
    others = [
        column for column in (named if len(named) > 2 else free) if column != label and column not in (pair or ())
    ]
    if pair is None and label is None:
        return _unnamed(others, data)
    if label is None:
        label = others[0] if len(others) == 1 else None
    elif pair is None:
        numeric = others if len(others) == 2 else [column for column in others if is_numeric(column, data)]
        pair = (numeric[0], numeric[1]) if len(numeric) == 2 else None
    return None if pair is None or label is None else (*pair, label)


def known_pair(meant: Sequence[str], known: Sequence[str]) -> tuple[int, int] | None:
    """Where both of the known coordinates stand."""
    wanted = [plain(name) for name in known]
    if len(set(wanted)) < 2 or not all(name and name in meant for name in wanted):
        return None
    return meant.index(wanted[0]), meant.index(wanted[1])


def _unnamed(columns: list[int], data: Rows) -> tuple[int, int, int] | None:
    """Of three columns the last is the label, or the only one with words; a fourth in front may count the rows."""
    if len(columns) == 4 and counts_rows([row[columns[0]] for row in data if len(row) > columns[0]]):
        columns = columns[1:]
    if len(columns) != 3:
        return None
    words = [column for column in columns if not is_numeric(column, data)]
    label = words[0] if len(words) == 1 else columns[2]
    first, second = (column for column in columns if column != label)
    return first, second, label


def is_numeric(column: int, data: Rows) -> bool:
    """Whether most of a column's cells are numbers."""
    cells = [row[column] for row in data if len(row) > column and not is_missing(row[column])]
    return 2 * sum(number_in(cell) is not None for cell in cells) > len(cells)


def _note(names: Sequence[str], chosen: tuple[int, int, int]) -> str:
    """The sentence that states which columns were taken; empty when there are no others."""
    if len(names) == 3:
        return ""
    shown = [name or Phrase("column {number}", number=column + 1) for column, name in enumerate(names)]
    return Phrase(
        "Columns taken as x1, x2 and label: {taken}; passed over: {others}.",
        taken=enumerated([shown[column] for column in chosen]),
        others=enumerated([shown[column] for column in range(len(names)) if column not in chosen]),
    )
