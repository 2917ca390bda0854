"""One section of a walk: its formulas, and under each symbol the matrix of its numbers."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.walk_table import Quantity, Section
from playground.ui.look.theme import THEME
from playground.ui.views.walk.matrix_picture import MatrixPicture
from playground.ui.words.refusals import sentence

LINE = 19
TITLE = 24
GAP = 16
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
        self._standing = Standing.COMING
        self._rows = 0
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

    def show_section(self, section: Section, standing: Standing, rows: int) -> None:
        """Shows a section; rows: so many of its results are known while it is at work."""
        self._section, self._standing, self._rows = section, standing, rows
        self.setAccessibleName(sentence(section.title))
        self.setAccessibleDescription("; ".join(section.formulas))
        self._fit()
        self.update()

    def known_rows(self, quantity: Quantity) -> int:
        """How many rows of a matrix have their numbers."""
        if quantity.is_given or self._standing is Standing.FINISHED:
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
        y += THEME.px(TITLE)
        painter.setFont(THEME.font(12))
        painter.setPen(colours.muted if self._is_coming else colours.text)
        for formula in section.formulas:
            painter.drawText(QRectF(left, y, width, THEME.px(LINE)), Qt.AlignmentFlag.AlignVCenter, formula)
            y += THEME.px(LINE)
        for picture, rect in self._placed(section):
            picture.paint(painter, rect, is_current)

    @property
    def _is_coming(self) -> bool:
        return self._standing is Standing.COMING

    def _fit(self) -> None:
        if self._section is not None:
            places = [rect.bottom() for _, rect in self._placed(self._section)]
            self.setFixedHeight(round(max(places, default=0.0)) + THEME.px(INSET))

    def _placed(self, section: Section) -> list[tuple[MatrixPicture, QRectF]]:
        """Where each matrix is, row by row as text would be."""
        left = x = float(THEME.px(INSET))
        y = float(THEME.px(4 + TITLE + LINE * len(section.formulas) + 4))
        tallest, placed = 0.0, []
        for quantity in section.quantities:
            picture = MatrixPicture(quantity, self.known_rows(quantity), self.width() - 2 * left)
            size = picture.size()
            if x > left and x + size.width() > self.width() - left:
                x, y, tallest = left, y + tallest + THEME.px(8), 0.0
            placed.append((picture, QRectF(x, y, size.width(), size.height())))
            x += size.width() + THEME.px(GAP)
            tallest = max(tallest, size.height())
        return placed
