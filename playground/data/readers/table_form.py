"""What a table is to hold in every row, and what messages call that."""

from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class TableForm:
    """How many columns are needed, and the words for what a table holds.

    row, listed: what the columns are, in a sentence and in a list; without, missing: what a line lacks that is left
    out.
    """

    columns: int
    things: Phrase
    row: Phrase
    listed: Phrase
    without: Phrase
    missing: Phrase


POINTS = TableForm(
    3,
    Phrase("points"),
    Phrase("x1, x2 and a label"),
    Phrase("x1, x2, label"),
    Phrase("a label or a coordinate"),
    Phrase("a coordinate or the label"),
)
VALUES = TableForm(2, Phrase("values"), Phrase("x and y"), Phrase("x, y"), Phrase("an x or a y"), Phrase("x or y"))
PLANE_VALUES = TableForm(
    3,
    Phrase("values of points"),
    Phrase("x1, x2 and a value"),
    Phrase("x1, x2, value"),
    Phrase("a value or a coordinate"),
    Phrase("a coordinate or the value"),
)
