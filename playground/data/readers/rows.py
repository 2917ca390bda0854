"""From the cells of a row to a point and its label, each checked."""

import re
from collections.abc import Iterable, Iterator

from playground.data.errors import DataError
from playground.data.readers.cells import class_name, is_missing, number_in
from playground.data.readers.columns import check_labels
from playground.data.readers.separators import Record
from playground.data.readers.table_columns import Layout
from playground.data.readers.table_form import TableForm
from playground.engine.errors import Phrase
from playground.engine.limits import written

Row = tuple[float, float, str, float]
"""Both coordinates, the label, the value: "" and 0 where there is none."""
LARGEST = 1e30
THOUSANDS = re.compile(r"[-+]?\d{1,3}([.,'’\s]\d{3})+([.,]\d*)?")


class RowReader:
    """Reads the rows of one file; `left_out` counts those in which something is missing."""

    def __init__(self, name: str, layout: Layout, form: TableForm) -> None:
        self.layout = layout
        self.left_out = 0
        self._name, self._form = name, form
        self._needed = max(layout.x1, layout.x2, layout.label or 0, layout.value or 0) + 1
        self._mark = ""

    @property
    def note(self) -> str:
        """The sentence that states what was left out; empty when nothing was."""
        if not self.left_out:
            return ""
        if self.left_out == 1:
            return Phrase("1 line without {parts} is left out.", parts=self._form.without)
        return Phrase("{count:,} lines without {parts} are left out.", count=self.left_out, parts=self._form.without)

    def points(self, rows: Iterable[Record]) -> Iterator[Row]:
        """The points of rows; raises DataError that names the line and the value."""
        layout = self.layout
        first, second = layout.called
        for line, cells in rows:
            if len(cells) < self._needed or any(cells[layout.width :]):
                raise wrong_width(self._name, self._form, line, cells)
            x1, x2 = cells[layout.x1], cells[layout.x2]
            label, value = (None if at is None else cells[at] for at in (layout.label, layout.value))
            if any(cell is not None and is_missing(cell) for cell in (x1, x2, label, value)):
                self.left_out += 1
            else:
                class_name = "" if label is None else self._label(label, line)
                number = 0.0 if value is None else self._number(value, line, Phrase("the value"))
                yield self._number(x1, line, first), self._number(x2, line, second), class_name, number

    def _number(self, text: str, line: int, column: str) -> float:
        value = number_in(text)
        if value is None or not abs(value) < LARGEST:
            raise DataError(
                "{name}, line {line:d}: {column} is {text!r}, {problem}; numbers from −{most} to {most} are needed.",
                name=self._name,
                line=line,
                column=column,
                text=text[:40],
                problem=_problem(text) if value is None else Phrase("which is too large"),
                most=written(LARGEST),
            )
        mark = "," if "," in text else "." if "." in text else ""
        if mark:
            self._mark = self._mark or mark
            if mark != self._mark:
                raise self._two_marks(text, line, column)
        return value

    def _two_marks(self, text: str, line: int, column: str) -> DataError:
        """1,234 among numbers such as 0.5 is a thousand, and no other number may be guessed."""
        return DataError(
            "{name}, line {line:d}: {column} is {text!r}, but numbers before it have a decimal {mark!r}; "
            "all need the same, and none for thousands.",
            name=self._name,
            line=line,
            column=column,
            text=text[:40],
            mark=self._mark,
        )

    def _label(self, text: str, line: int) -> str:
        if len(text.splitlines()) > 1:
            raise DataError(
                "{name}, line {line:d}: the label {label!r} reaches over several lines; is a quotation mark missing?",
                name=self._name,
                line=line,
                label=text[:20],
            )
        name = class_name(text)
        check_labels([name], self._name)
        return name


def _problem(text: str) -> Phrase:
    if THOUSANDS.fullmatch(text):
        return Phrase("in which thousands are marked")
    return Phrase("which is no number")


def wrong_width(name: str, form: TableForm, line: int, cells: list[str]) -> DataError:
    """The refusal of a row that has too few columns, or too many."""
    if len(cells) == 1:
        return DataError(
            "{name}, line {line:d} has 1 column; {needed} are needed ({listed}), separated by comma, semicolon, tab, | "
            "or blanks.",
            name=name,
            line=line,
            needed=form.columns,
            listed=form.listed,
        )
    return DataError(
        "{name}, line {line:d} has {count} columns; {needed} are needed ({listed}), or a header that names them, "
        "separated by semicolon, tab, | or blanks, or by comma where numbers have decimal points.",
        name=name,
        line=line,
        count=len(cells),
        needed=form.columns,
        listed=form.listed,
    )
