"""Where the formulas of a section lie: matrices and the signs between them, line by line as text would be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from playground.late_dataclass import dataclass
from playground.training.walk_equations import Line, Term
from playground.training.walk_table import Quantity
from playground.ui.look.theme import THEME
from playground.ui.views.walk.matrix_picture import SYMBOL, MatrixPicture

LINE, BETWEEN, APART, BELOW = 19, 8, 22, 8
"""The height of a line of text, the gaps between two terms, between two equations, and below a row of them."""


@dataclass(frozen=True)
class Placed:
    """A matrix, or a text, with its place."""

    what: MatrixPicture | str
    rect: QRectF


def flow(
    lines: Sequence[Line], known: Callable[[Quantity], int], left: float, top: float, width: float
) -> list[Placed]:
    """Everything from a corner on in a width; known: of how many rows of a matrix the numbers are known."""
    flowing = _Flow(left, top, width)
    for line in lines:
        if line.terms:
            flowing.add([_part(term, known, width) for term in line.terms])
        else:
            flowing.add_text(line.formula)
    flowing.end_row()
    return flowing.placed


class _Flow:
    """Rows of what is beside each other; the cells of matrices in a row have their middles at one height."""

    def __init__(self, left: float, top: float, width: float) -> None:
        self.placed: list[Placed] = []
        self._left, self._y, self._width = left, top, width
        self._x = left
        self._row: list[tuple[MatrixPicture | str, float, float]] = []

    def add(self, parts: Sequence[MatrixPicture | str]) -> None:
        """Adds one equation, beside the one before where it fits; one that takes several rows has them alone."""
        groups = list(_groups(parts))
        widths = [sum(map(_width, group)) + THEME.px(BETWEEN) * (len(group) - 1) for group in groups]
        whole = sum(widths) + THEME.px(BETWEEN) * (len(groups) - 1)
        start = self._x + THEME.px(APART - BETWEEN) if self._row else self._x
        if start + whole > self._right:
            self.end_row()
            start = self._left
        self._x = start
        for group, width in zip(groups, widths, strict=True):
            if self._row and self._x + width > self._right:
                self.end_row()
            for part in group:
                self._row.append((part, self._x, _width(part)))
                self._x += _width(part) + THEME.px(BETWEEN)
        if whole > self._width:
            self.end_row()

    def add_text(self, text: str) -> None:
        """Adds a line of text."""
        self.end_row()
        self.placed.append(Placed(text, QRectF(self._left, self._y, self._width, THEME.px(LINE))))
        self._y += THEME.px(LINE)

    def end_row(self) -> None:
        """Places what has been put beside each other."""
        if not self._row:
            return
        symbol = THEME.px(SYMBOL)
        heights = [part.size().height() - symbol for part, _, _ in self._row if isinstance(part, MatrixPicture)]
        tallest = max(heights, default=float(THEME.px(LINE)))
        for part, x, width in self._row:
            height = THEME.px(LINE) if isinstance(part, str) else part.size().height() - symbol
            above = symbol if isinstance(part, str) else 0
            y = self._y + above + (tallest - height) / 2
            self.placed.append(Placed(part, QRectF(x, y, width, height + (0 if above else symbol))))
        self._y += symbol + tallest + THEME.px(BELOW)
        self._x, self._row = self._left, []

    @property
    def _right(self) -> float:
        return self._left + self._width


def _groups(parts: Sequence[MatrixPicture | str]) -> Iterator[list[MatrixPicture | str]]:
    """What stays together: a sign and the matrix behind it."""
    group: list[MatrixPicture | str] = []
    for part in parts:
        group.append(part)
        if not isinstance(part, str):
            yield group
            group = []
    if group:
        yield group


def _part(term: Term, known: Callable[[Quantity], int], width: float) -> MatrixPicture | str:
    return term if isinstance(term, str) else MatrixPicture(term, known(term), width)


def _width(part: MatrixPicture | str) -> float:
    if isinstance(part, str):
        return QFontMetricsF(THEME.font(13)).horizontalAdvance(part) + 1
    return part.size().width()
