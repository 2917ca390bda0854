"""One section of a walk: its formulas as equations, under each symbol the matrix of its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.walk_equations import Line
from playground.training.walk_table import Quantity, Section
from playground.ui.look.theme import THEME
from playground.ui.views.walk.equation_flow import Placed, flow
from playground.ui.words.refusals import sentence

TITLE = 24
INSET = 12
BAR = 3


class Standing(Enum):
    """Whether a section is behind, at work, or still to come."""

    FINISHED = auto()
    CURRENT = auto()
    COMING = auto()


class SectionView(QWidget):
    """Paints a section; of what is coming only what is given has numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section: Section | None = None
        self._lines: tuple[Line, ...] = ()
        self._standing = Standing.COMING
        self._rows = 0
        self._shapes: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self._fit)

    @property
    def standing(self) -> Standing:
        """Whether the section is behind, at work, or to come."""
        return self._standing

    @property
    def section(self) -> Section | None:
        """What is shown."""
        return self._section

    def show_section(self, section: Section, lines: tuple[Line, ...], standing: Standing, rows: int) -> None:
        """Shows a section line by line; rows: so many of its results are known while it is at work."""
        self._section, self._lines, self._standing, self._rows = section, lines, standing, rows
        self.setAccessibleName(sentence(section.title))
        self.setAccessibleDescription("; ".join(section.formulas))
        shapes = tuple(shape for line in lines for shape in _shapes(line))
        if shapes != self._shapes:
            self._shapes = shapes
            self._fit()
        self.update()

    def known_rows(self, quantity: Quantity) -> int:
        """How many rows of a matrix have their numbers."""
        is_known = quantity.is_given or (quantity.is_earlier and not self._is_coming)
        if is_known or self._standing is Standing.FINISHED:
            return len(quantity.values)
        return self._rows if self._standing is Standing.CURRENT else 0

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(320), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(220), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        section, colours = self._section, THEME.colours
        if section is None:
            return
        painter = QPainter(self)
        is_current = self._standing is Standing.CURRENT
        painter.fillRect(self.rect(), colours.accent_soft if is_current else colours.panel)
        if is_current:
            painter.fillRect(QRectF(0, 0, THEME.px(BAR), self.height()), colours.accent)
        left, y = THEME.px(INSET), float(THEME.px(4))
        width = self.width() - 2 * left
        painter.setFont(THEME.font(13, 600))
        painter.setPen(colours.accent if is_current else colours.muted if self._is_coming else colours.text)
        painter.drawText(
            QRectF(left, y, width, THEME.px(TITLE)), Qt.AlignmentFlag.AlignVCenter, sentence(section.title)
        )
        for each in self._placed():
            self._paint_part(painter, each)

    def _paint_part(self, painter: QPainter, part: Placed) -> None:
        if not isinstance(part.what, str):
            part.what.paint(painter, part.rect, self._standing is Standing.CURRENT)
            return
        painter.setFont(THEME.font(13))
        painter.setPen(THEME.colours.muted if self._is_coming else THEME.colours.text)
        painter.drawText(part.rect, Qt.AlignmentFlag.AlignVCenter, part.what)

    @property
    def _is_coming(self) -> bool:
        return self._standing is Standing.COMING

    def _fit(self) -> None:
        if self._section is not None:
            places = [each.rect.bottom() for each in self._placed()]
            self.setFixedHeight(round(max(places, default=0.0)) + THEME.px(INSET))

    def _placed(self) -> list[Placed]:
        """Where each matrix and each text is."""
        left = float(THEME.px(INSET))
        return flow(self._lines, self.known_rows, left, float(THEME.px(4 + TITLE)), self.width() - 2 * left)


def _shapes(line: Line) -> Iterator[object]:
    """What the room that a line takes depends on."""
    yield line.formula
    for term in line.terms:
        yield term if isinstance(term, str) else (term.symbol, term.values.shape)
