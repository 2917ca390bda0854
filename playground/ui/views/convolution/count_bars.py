"""Numbers from one to trillions as bars on a logarithmic scale, with the numbers in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.focus_frame import paint_focus_frame
from playground.ui.words import formatting
from playground.ui.words.count_text import count_text

ROW = 25
BAR = 10.0
GAP, LEAST_BAR = 8, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class CountRow:
    """One bar: what is counted, also where there is little room, how many there are, and how that comes about."""

    title: str
    short: str
    count: int
    formula: str

    @property
    def sentence(self) -> str:
        """The exact number and where it comes from."""
        return f"{self.title}: {self.formula} = {formatting.integer(self.count)}"


class CountBars(QWidget):
    """Each power of ten is as long as the next one. `pointed` carries the row that is pointed at or chosen with the
    arrow keys, or None."""

    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CountRow, ...] = ()
        self._row: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self._resize)

    def show_rows(self, rows: Sequence[CountRow]) -> None:
        """Shows these bars."""
        if tuple(rows) == self._rows:
            return
        has_grown = len(rows) != len(self._rows)
        self._rows = tuple(rows)
        self.setAccessibleDescription("; ".join(row.sentence for row in rows))
        if has_grown:
            self._resize()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(340), len(self._rows) * THEME.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(180), self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // THEME.px(ROW))
        self._point(row if 0 <= row < len(self._rows) else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self._rows:
            row = -1 if self._row is None and step > 0 else self._row or 0
            self._point(min(max(row + step, 0), len(self._rows) - 1))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain, bold = QFontMetricsF(THEME.font()), QFontMetricsF(THEME.font(weight=600))
        numbers = max((bold.horizontalAdvance(count_text(row.count)) for row in self._rows), default=0.0)
        gap = THEME.px(GAP)
        room = self.width() - numbers - 2 * gap - THEME.px(LEAST_BAR)
        texts = [row.title for row in self._rows]
        if max(map(plain.horizontalAdvance, texts), default=0.0) > room:
            texts = [row.short for row in self._rows]
        titles = min(max(map(plain.horizontalAdvance, texts), default=0.0), max(room, 0.0))
        room = self.width() - titles - numbers - 2 * gap
        top = max((math.log10(max(row.count, 1)) for row in self._rows), default=1.0)
        for k, row in enumerate(self._rows):
            length = max(math.log10(max(row.count, 1)) / max(top, 1.0) * room, 2.0)
            self._paint_row(painter, k, texts[k], titles, length)
        if self.hasFocus():
            paint_focus_frame(painter, QRectF(self.rect()))

    def _paint_row(self, painter: QPainter, k: int, text: str, titles: float, length: float) -> None:
        colours, height = THEME.colours, THEME.px(ROW)
        area = QRectF(0, k * height, self.width(), height)
        painter.setFont(THEME.font())
        painter.setPen(colours.text)
        title = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, math.ceil(titles) + 1)
        painter.drawText(area, _LEFT, title)
        bar = THEME.mark(BAR)
        place = QRectF(titles + THEME.px(GAP), area.center().y() - bar / 2, length, bar)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(place, 3, 3)
        painter.setFont(THEME.font(weight=600))
        painter.setPen(colours.accent if k == self._row else colours.text)
        painter.drawText(area, _RIGHT, count_text(self._rows[k].count))

    def _point(self, row: int | None) -> None:
        if row != self._row:
            self._row = row
            self.pointed.emit(None if row is None else self._rows[row])
            self.update()

    def _resize(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()
