"""Text files whatever wrote them: their encoding and, within bounds, their lines."""

import codecs
import re
from collections.abc import Iterator
from typing import TextIO

from playground.data.errors import DataError
from playground.data.readers.table_form import TableForm

BEGINNING = 4096
"""So many bytes tell the encoding."""
LONGEST_LINE = 10_000
NOT_TEXT = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")
COMMENTS = ("#", "%")
CELL_ERRORS = ("#n/a", "#na", "#nv", "#null!", "#div/0!", "#num!", "#value!", "#ref!", "#name?")
"""What spreadsheets write for a cell without a value: no comments."""


def encoding_of(start: bytes) -> str | None:
    """The encoding of a text that begins with these bytes, UTF-8 unless it is clearly UTF-16; None for no text."""
    half = len(start) // 2
    zeros = start[0 : 2 * half : 2].count(0), start[1 : 2 * half : 2].count(0)
    encoding = "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    # Digits, separators and ends of lines are most of a table, and in UTF-16 each has one byte of zero.
    elif half > 2 and min(zeros) == 0 and max(zeros) > half / 2:
        encoding = "utf-16-le" if zeros[1] else "utf-16-be"
    return None if NOT_TEXT.search(start.decode(encoding, "replace")) else encoding


class TextLines:
    """The lines of an open file that hold something, with their numbers from 1; comments are passed over.

    `comment` is the last one before the first line. Raises DataError for what is no text, and for endless lines.
    """

    def __init__(self, file: TextIO, name: str, form: TableForm) -> None:
        self._file = file
        self._name, self._form = name, form
        self.number = 0
        self.comment = ""

    def __iter__(self) -> Iterator[tuple[int, str]]:
        begun = False
        while line := self._file.readline(LONGEST_LINE):
            self.number += 1
            self._check(line)
            if not line.strip():
                continue
            if line.startswith(COMMENTS) and not line.lower().startswith(CELL_ERRORS):
                self.comment = self.comment if begun else line.strip().lstrip("".join(COMMENTS)).strip(" ")
                continue
            begun = True
            yield self.number, line

    def _check(self, line: str) -> None:
        if NOT_TEXT.search(line):
            raise DataError(
                "{name}, line {line:d} is not text; {things} come as text, with {row} in every line.",
                name=self._name,
                line=self.number,
                things=self._form.things,
                row=self._form.row,
            )
        if len(line) == LONGEST_LINE:
            raise DataError(
                "{name}, line {line:d} is longer than {most:,} characters; a line is {row}.",
                name=self._name,
                line=self.number,
                most=LONGEST_LINE - 1,
                row=self._form.row,
            )
