"""Which columns of a table are the two coordinates and the value of a point, and whether a table is one of values."""

from collections.abc import Sequence
from dataclasses import replace

from playground.data.errors import DataError
from playground.data.points import MAX_CLASSES
from playground.data.readers.cells import number_in
from playground.data.readers.column_names import LONGEST_MEANT, label_among, plain
from playground.data.readers.columns import LONGEST_NAME, enumerated
from playground.data.readers.headers import Header, Rows
from playground.data.readers.table_columns import Layout, is_numeric, layout_of
from playground.engine.errors import Phrase

VALUES = ("value", "values", "z", "wert", "valeur", "valor")
"""Names of the column of values, the surest first."""


def plane_value_layout_of(header: Header, data: Rows, name: str, line: int, known: Sequence[str] = ()) -> Layout | None:
    """The layout of a table of values over the plane with these first rows: that of points, with a value where points
    have a label; None where the columns are not such.

    known: what both coordinates and the value are called in what a network learned that is to be asked.
    Raises DataError where names do not tell which columns are meant, and for words in the column of the value.
    """
    place = _named_value(header, data, known[2:])
    layout = layout_of(header if place is None else replace(header, label=place), data, name, line, known[:2])
    if layout is None or layout.label is None:
        return None
    if not is_numeric(layout.label, data):
        raise DataError(
            "{name} holds words in {column}, as points with classes do; values are numbers.",
            name=name,
            column=header.names[layout.label][:LONGEST_NAME] or Phrase("column {number}", number=layout.label + 1),
        )
    called = header.names[layout.label][:LONGEST_MEANT]
    value_name = "" if called.isdigit() else called  # pandas numbers columns without names
    note = _note(header.names, (layout.x1, layout.x2, layout.label))
    if not note and not known and layout.label != place:
        note = Phrase(
            "{column} is taken as the value.", column=called or Phrase("Column {number}", number=layout.label + 1)
        )
    return replace(layout, label=None, value=layout.label, value_name=value_name, note=note)


def _note(names: Sequence[str], chosen: tuple[int, int, int]) -> str:
    """The sentence that states which columns were taken; empty when there are no others."""
    if len(names) == 3:
        return ""
    shown = [name or Phrase("column {number}", number=column + 1) for column, name in enumerate(names)]
    return Phrase(
        "Columns taken as x1, x2 and value: {taken}; passed over: {others}.",
        taken=enumerated([shown[column] for column in chosen]),
        others=enumerated([shown[column] for column in range(len(names)) if column not in chosen]),
    )


def are_plane_values(header: Header, data: Rows, name: str) -> bool:
    """Whether a table can only be one of values over the plane: what stands beside the coordinates is called a value,
    or there are more different numbers than there may be classes."""
    try:
        layout = plane_value_layout_of(header, data, name, 0)
    except DataError:
        return False
    if layout is None or layout.value is None:
        return False
    if _named_value(header, data, ()) == layout.value:
        meant = [plain(each) for each in header.names]
        others = [each if column not in (layout.x1, layout.x2) else "" for column, each in enumerate(meant)]
        return label_among(others) is None
    cells = [row[layout.value] for row in data if len(row) > layout.value]
    numbers = {number for cell in cells if (number := number_in(cell)) is not None}
    return len(numbers) > MAX_CLASSES


def _named_value(header: Header, data: Rows, known: Sequence[str]) -> int | None:
    meant = [plain(name) for name in header.names]
    for name in (*(plain(each) for each in known if each), *VALUES):
        if name in meant and is_numeric(meant.index(name), data):
            return meant.index(name)
    return None
