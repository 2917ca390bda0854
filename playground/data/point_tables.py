"""Points as text: tables for spreadsheets and files, and points from text that was copied from one."""

import csv
import io
import math
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import numpy.typing as npt

from playground.data.outputs import replacing
from playground.data.points import PLANE, PointSet
from playground.data.readers.cells import in_order
from playground.data.readers.column_names import plain
from playground.data.readers.columns import as_points
from playground.data.readers.plane_value_columns import VALUES
from playground.data.readers.table_columns import layout_of
from playground.data.readers.table_form import POINTS
from playground.data.readers.tables import Wanted, table_of

LABEL = "label"
VALUE = "value"


def write_points(points: PointSet, path: Path) -> None:
    """Writes points as CSV, whole or not at all; raises OSError or ValueError."""
    with replacing(path) as file:
        file.write(table_text(points).encode())


def table_text(points: PointSet, separator: str = ",") -> str:
    """A row for every point: its coordinates in the units of the file that they are from, and the name of its class.

    The first row names the columns as that file did; else they are x1, x2 and label, or value, or x and y where there
    is neither. What is written here is read again as the same points.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    columns = points.columns or (("x1", "x2") if points.classes or points.has_values else ("x", "y"))
    if points.classes:
        writer.writerow((*columns, LABEL))
        names = [points.class_names[label] for label in points.label]
        writer.writerows((*row, name) for row, name in zip(_written(points), names, strict=True))
    elif points.has_values:
        writer.writerow((*columns, points.value_name if plain(points.value_name) in VALUES else VALUE))
        writer.writerows((*row, value) for row, value in zip(_written(points), _written_values(points), strict=True))
    else:
        writer.writerow(columns)
        writer.writerows(_written(points))
    return text.getvalue()


def _written(points: PointSet) -> list[tuple[str, str]]:
    """The coordinates, no finer than the plane knows them."""
    if points.scale is None:
        return [(str(x1), str(x2)) for x1, x2 in points.x]
    x = points.scale.to_file(points.x)
    first, second = (_column(x[:, axis], abs(points.scale.factor[axis])) for axis in range(2))
    return list(zip(first, second, strict=True))


def _written_values(points: PointSet) -> list[str]:
    if points.value_scale is None:
        return [str(value) for value in points.marks]
    return _column(points.file_values, abs(points.value_scale[1]))


def _column(values: npt.NDArray[np.float64], factor: float) -> list[str]:
    """Numbers rounded to what a 32-bit number in the plane tells apart: 170.5 is written as it was read, and no −0."""
    places = math.floor(-math.log10(factor * PLANE * float(np.finfo(np.float32).eps)))
    return [repr(round(value, places) + 0.0) for value in values.tolist()]


def points_of_text(text: str, name: str, seed: int = 0, known: PointSet | None = None) -> PointSet:
    """The points in text such as a table that was copied from a spreadsheet; `name` is what messages call it.

    known: points beside which these are put; of them a single class will do. Raises DataError as for a file.
    """
    table = table_of(io.StringIO(text), name, Wanted(POINTS, layout_of))
    names = in_order(set(table.all_labels))
    label = np.array([names.index(each) for each in table.labels], dtype=np.int64)
    return as_points(table.x, label, names, name, table.note, seed, table.columns, known)


def text_of_html(html: str) -> str:
    """The cells of the first table on a page, separated by tabs; empty where there is none."""
    parser = _TableParser()
    parser.feed(html)
    parser.close()
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(parser.rows)
    return text.getvalue()


class _TableParser(HTMLParser):
    """Gathers the rows of the first table; one within a cell is part of that cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._depth = 0
        self._is_over = self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif self._is_over or self._depth != 1:
            return
        elif tag == "tr":
            self.rows.append([])
            self._in_cell = False
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
            self._is_over = self._is_over or self._depth == 0
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell and not self._is_over:
            row = self.rows[-1]
            row[-1] = " ".join(f"{row[-1]} {data}".split())
