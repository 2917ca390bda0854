"""∂E/∂θ of backpropagation beside the central difference, parameter by parameter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.walk_check import Checked
from playground.ui.look.theme import THEME
from playground.ui.words import formatting

ROW, SCROLL = 20, 12
DIGITS = 6
ENDS = (0.0, 0.13, 0.28, 0.54, 0.8, 1.0)
"""Where each column begins, and the last ends, as shares of the width."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DifferenceTable(QWidget):
    """A row for every parameter that was checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Checked, ...] = ()
        self._marked = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Backpropagation and central differences"))
        THEME.changed.connect(self.updateGeometry)

    @property
    def rows(self) -> tuple[Checked, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Checked]) -> None:
        """Shows these parameters."""
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = tuple(rows)
        self.update()

    @property
    def marked(self) -> str:
        """The symbol of the parameter whose row stands out, if it has one."""
        return self._marked

    def mark(self, symbol: str) -> None:
        """Has the row of a parameter stand out; an empty text is none."""
        if symbol != self._marked:
            self._marked = symbol
            self.update()

    def top_of(self, symbol: str) -> int:
        """Where the row of a parameter begins; 0 where there is none."""
        places = (place for place, row in enumerate(self._rows, 1) if row.symbol == symbol)
        return next(places, 0) * THEME.px(ROW)

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(340), THEME.px(ROW) * (len(self._rows) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(300), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), THEME.colours
        titles = "θ", self.tr("now"), "∂E/∂θ", self.tr("difference"), self.tr("rel. error")
        painter.setFont(THEME.font(11))
        painter.setPen(colours.muted)
        self._paint_row(painter, 0, titles)
        for place, row in enumerate(self._rows, 1):
            y = place * THEME.px(ROW)
            if y + THEME.px(ROW) < event.rect().top() or y > event.rect().bottom():
                continue
            if row.symbol == self._marked:
                painter.fillRect(QRectF(0, y, self.width() - THEME.px(SCROLL) / 2, THEME.px(ROW)), colours.accent_soft)
            painter.setPen(colours.text)
            numbers = (formatting.decimal(value, DIGITS) for value in (row.gradient, row.difference))
            self._paint_row(painter, place, (row.symbol, formatting.decimal(row.value, 3), *numbers, ""))
            painter.setPen(colours.good_text if row.agrees else colours.bad_text)
            self._paint_row(painter, place, ("", "", "", "", formatting.scientific(row.error, 2)))

    def _paint_row(self, painter: QPainter, place: int, texts: Sequence[str]) -> None:
        width, height = self.width() - THEME.px(SCROLL), THEME.px(ROW)
        for text, left, right in zip(texts, ENDS, ENDS[1:], strict=False):
            area = QRectF(left * width, place * height, (right - left) * width, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter if left == 0 else RIGHT, text)
