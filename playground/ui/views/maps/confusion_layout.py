"""Where the cells of a small confusion table lie, and what stands around them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME

GAP = 2.0
MOST_HIGH, LEAST_HIGH = 40, 17
NAMES, SIDE = 92, 58
"""Widths of the column of names and of that of recall."""
LEAST_WIDE = 27
BELOW = 2
"""Rows below the matrix: precision and F1."""


@dataclass(frozen=True)
class ConfusionLayout:
    """A row of names, `classes` rows of cells with a number behind them, and rows of numbers below."""

    classes: int
    names: float
    side: float
    wide: float
    high: float

    @property
    def width(self) -> float:
        """From the names to the end of the numbers behind the cells."""
        return self.names + self.classes * self.wide + self.side

    @property
    def height(self) -> float:
        return (self.classes + 1 + BELOW) * self.high

    def cell(self, row: int, column: int) -> QRectF:
        """A cell of the matrix; row −1 is that of the names, column −1 too, `classes` and beyond the numbers."""
        left = self.names + column * self.wide if column >= 0 else 0.0
        wide = self.wide if 0 <= column < self.classes else self.names if column < 0 else self.side
        return QRectF(left, (row + 1) * self.high, wide - GAP, self.high - GAP)

    def name_at(self, point: QPointF) -> int | None:
        """The class whose name is at a point, before a row or above a column."""
        row, column = int(point.y() // self.high) - 1, int((point.x() - self.names) // self.wide)
        if row < 0 <= column < self.classes:
            return column
        return row if point.x() < self.names and 0 <= row < self.classes else None

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """The cell of the matrix at a point, as (row, column)."""
        row, column = int(point.y() // self.high) - 1, int((point.x() - self.names) // self.wide)
        return (row, column) if 0 <= row < self.classes and 0 <= column < self.classes else None


def least_size(classes: int) -> tuple[int, int]:
    """The least width and height of a table of so many classes."""
    return (
        THEME.px(NAMES * 0.55 + SIDE * 0.8 + classes * LEAST_WIDE),
        THEME.px((classes + 1 + BELOW) * LEAST_HIGH),
    )


def confusion_layout(classes: int, width: float, height: float) -> ConfusionLayout:
    """The table in this room: cells twice as wide as high at most, names and numbers narrower where there is little."""
    high = min(max(height / (classes + 1 + BELOW), THEME.px(LEAST_HIGH)), THEME.px(MOST_HIGH))
    share = min(max((width - classes * THEME.px(LEAST_WIDE)) / THEME.px(NAMES + SIDE), 0.55), 1.0)
    names, side = THEME.px(NAMES) * share, THEME.px(SIDE) * max(share, 0.8)
    wide = min(max((width - names - side) / classes, 1.0), 3.6 * high)
    return ConfusionLayout(classes, names, side, wide, high)
