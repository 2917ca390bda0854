"""Which columns of a table are x and the value y, by their names or by what is in them."""

from collections.abc import Sequence

from playground.data.errors import DataError
from playground.data.readers.cells import is_missing
from playground.data.readers.column_names import LONGEST_MEANT, is_index, plain
from playground.data.readers.columns import LONGEST_NAME, enumerated
from playground.data.readers.headers import Header, Rows, counts_rows
from playground.data.readers.table_columns import Layout, is_numeric, known_pair
from playground.engine.errors import Phrase

AXES = ("x", "y")
Two = tuple[int, int]


def value_layout_of(header: Header, data: Rows, name: str, line: int, known: Sequence[str] = ()) -> Layout | None:
    """The layout of a table of values with these first rows: the columns x and y among others, otherwise the only two
    columns that do not count the rows; None where there are fewer or, without names, more.

    known: what x and y were called in what a network learned that is to be asked; they are looked for first.
    Raises DataError where names, those of the line `line`, do not tell which columns are meant, and for classes.
    """
    names = header.names
    meant = [plain(each) if place not in header.ignored else "" for place, each in enumerate(names)]
    chosen = known_pair(meant, known) or known_pair(meant, AXES)
    if chosen is None:
        left = _telling(header, meant, data)
        _check_numbers(left, names, data, name)
        if len(left) != 2:
            if not header.is_named or len(left) < 2:
                return None
            raise DataError(
                "{name}, line {line:d}: which of the columns {columns} are x and y is not clear; name them x and y.",
                name=name,
                line=line,
                columns=enumerated(names),
            )
        chosen = _in_order(left[0], left[1], header, meant)
    columns = tuple(names[place][:LONGEST_MEANT] or axis for place, axis in zip(chosen, AXES, strict=True))
    is_named = not all(each.isdigit() for each in columns)  # pandas numbers columns without names
    return Layout(*chosen, None, len(names), columns if is_named else AXES, _note(names, chosen))


def are_values(header: Header, data: Rows) -> bool:
    """Whether a table can only be one of values: two columns of numbers, and none that could hold classes."""
    free = [column for column in range(len(header.names)) if column not in header.ignored]
    meant = [plain(name) for name in header.names]
    telling = [column for column in free if not (is_index(meant[column]) and _tells_rows_apart(column, data))]
    left = telling if header.is_named and len(telling) == 2 else free
    return len(left) == 2 and all(is_numeric(column, data) for column in left)


def _tells_rows_apart(column: int, data: Rows) -> bool:
    cells = [row[column] for row in data if len(row) > column]
    return len(set(cells)) == len(cells)


def _telling(header: Header, meant: Sequence[str], data: Rows) -> list[int]:
    """The columns that do not only tell which row it is."""
    free = [column for column in range(len(header.names)) if column not in header.ignored]
    if not header.is_named:
        counting = len(free) == 3 and counts_rows([row[free[0]] for row in data if len(row) > free[0]])
        return free[1:] if counting else free
    named = [column for column in free if not is_index(meant[column])]
    return named if len(named) >= 2 else free


def _check_numbers(columns: Sequence[int], names: Sequence[str], data: Rows, name: str) -> None:
    """Raises DataError for columns of which one holds words, as those of points with classes do."""
    words = [column for column in columns if not is_numeric(column, data)]
    if not words or len(columns) < 2:
        return
    cells = [row[words[0]] for row in data if len(row) > words[0] and not is_missing(row[words[0]])]
    told = list(dict.fromkeys(" ".join(cell.split()) for cell in cells))
    raise DataError(
        "{name} holds words ({words}) in {column}, as points with classes do; "
        "values are two columns of numbers, x and y.",
        name=name,
        words=enumerated(told) if told else Phrase("nothing"),
        column=names[words[0]][:LONGEST_NAME] or Phrase("column {number}", number=words[0] + 1),
    )


def _in_order(first: int, second: int, header: Header, meant: Sequence[str]) -> Two:
    """x and y of two columns: y is what is called so, or what a program has marked as what is to be learned."""
    is_swapped = meant[first] == "y" or meant[second] == "x" or header.label == first
    return (second, first) if is_swapped else (first, second)


def _note(names: Sequence[str], chosen: Two) -> str:
    """The sentence that states which columns were taken; empty where there are no others, in this order."""
    if chosen == (0, 1) and len(names) == 2:
        return ""
    shown = [name or Phrase("column {number}", number=column + 1) for column, name in enumerate(names)]
    taken = enumerated([shown[column] for column in chosen])
    others = [shown[column] for column in range(len(names)) if column not in chosen]
    if not others:
        return Phrase("Columns taken as x and y: {taken}.", taken=taken)
    return Phrase("Columns taken as x and y: {taken}; passed over: {others}.", taken=taken, others=enumerated(others))
