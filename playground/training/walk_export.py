"""A walk as a file for homework: Markdown or CSV, worked out, or as an exercise with gaps, with or without solution."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import Path

import numpy as np

from playground.data.outputs import replacing
from playground.engine.errors import Phrase
from playground.training.walk import Walk
from playground.training.walk_table import Quantity, Section, sections

GAP = "…"
SUFFIXES = (".md", ".csv")


class Sheet(Enum):
    """What is left for whoever reads it: nothing, every number that is to be computed, or that with a solution."""

    WORKED = "worked"
    EXERCISE = "exercise"
    SOLVED_EXERCISE = "solved exercise"


def write_walk(walk: Walk, path: Path, sheet: Sheet, say: Callable[[Phrase], str] = str) -> None:
    """Writes CSV where the name ends so, Markdown otherwise, whole or not at all; raises OSError or ValueError."""
    text = csv_text(walk, sheet, say) if path.suffix.lower() == ".csv" else markdown_text(walk, sheet, say)
    with replacing(path) as file:
        file.write(text.encode())


def markdown_text(walk: Walk, sheet: Sheet, say: Callable[[Phrase], str] = str) -> str:
    """Headings, formulas and a table for every quantity. `say`: phrases in the reader's language."""
    count = len(walk.start.x)
    title = Phrase("Backpropagation, step by step")
    told = Phrase("One sample.") if count == 1 else Phrase("The mean over {count} samples, a column each.", count=count)
    lines = [f"# {say(title)}", "", say(told), ""]
    parts = sections(walk)
    lines += _chapter(parts, sheet is not Sheet.WORKED, "##", say)
    if sheet is Sheet.SOLVED_EXERCISE:
        solution = Phrase("Solution")
        lines += [f"## {say(solution)}", "", *_chapter(parts, False, "###", say)]
    return "\n".join(lines).rstrip() + "\n"


def csv_text(walk: Walk, sheet: Sheet, say: Callable[[Phrase], str] = str) -> str:
    """A row for every number, all its digits; what is to be computed is left empty in an exercise."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    solved = ("solution",) if sheet is Sheet.SOLVED_EXERCISE else ()
    writer.writerow(("section", "quantity", "row", "column", "value", *solved))
    for section in sections(walk):
        for quantity in section.quantities:
            is_gap = sheet is not Sheet.WORKED and not quantity.is_given
            for (row, column), value in np.ndenumerate(quantity.values):
                number = repr(float(value))
                place = say(section.title), quantity.symbol, row + 1, column + 1
                writer.writerow((*place, "" if is_gap else number, *((number,) if solved else ())))
    return text.getvalue()


def _chapter(parts: Iterable[Section], gaps: bool, level: str, say: Callable[[Phrase], str]) -> Iterator[str]:
    for section in parts:
        yield from (f"{level} {say(section.title)}", "")
        yield from (f"- `{formula}`" for formula in section.formulas)
        yield ""
        for quantity in section.quantities:
            yield from _table(quantity, gaps and not quantity.is_given)


def _table(quantity: Quantity, is_gap: bool) -> Iterator[str]:
    """The numbers with their row and column; the symbol stands in the corner."""
    rows, columns = quantity.values.shape
    yield f"| **{quantity.symbol}** | " + " | ".join(str(column + 1) for column in range(columns)) + " |"
    yield "|---:" * (columns + 1) + "|"
    for row in range(rows):
        cells = (GAP if is_gap else f"{value:.6g}".replace("-", "−") for value in quantity.values[row])
        yield f"| {row + 1} | " + " | ".join(cells) + " |"
    yield ""
