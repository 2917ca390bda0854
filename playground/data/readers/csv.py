"""Points from text files: two coordinates and a label per line."""

from pathlib import Path

import numpy as np

from playground.data.image_sets import Progress
from playground.data.points import PointSet
from playground.data.readers.cells import in_order
from playground.data.readers.columns import as_points
from playground.data.readers.table_columns import layout_of
from playground.data.readers.table_form import POINTS
from playground.data.readers.tables import Wanted, table_in


def read_csv(
    path: Path,
    count: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    known: PointSet | None = None,
) -> PointSet:
    """The points of a text file with two coordinates and a label in every line, as spreadsheets and programs write it.

    The text is UTF-8, UTF-16 or Windows-1252. Columns are separated by comma, semicolon, tab, | or blanks; numbers have
    a decimal point or comma. A header that names the columns is heeded in any order, and columns that are not needed
    are passed over; without one they are x1, x2, label. Labels are numbers or words, 2 to 6 different ones. Lines in
    which a coordinate or the label is missing are left out; empty ones and comments too. Every line is checked; of more
    than 10,000 points (or `count`) that many are used, evenly chosen. The note says whatever was chosen.
    known: the points that a network learned that is to be asked, whose columns are looked for by their names.
    Raises DataError that names the line and the value.
    """
    table = table_in(path, Wanted(POINTS, layout_of, count, () if known is None else known.columns, progress))
    names = in_order(set(table.all_labels))
    label = np.array([names.index(each) for each in table.labels], dtype=np.int64)
    return as_points(table.x, label, names, path.name, table.note, seed, table.columns, known)
