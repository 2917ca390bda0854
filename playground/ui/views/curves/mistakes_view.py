"""Mistakes per pass: one bar for each pass through the samples."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.training.perceptron_passes import MAX_PASSES
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import linear_ticks
from playground.ui.words import formatting

FEW = 12
NARROW = 4.0
"""Bars so narrow, in pixels, touch."""
WIDEST, GAP = 40.0, 0.28
LEFT, BOTTOM, TOP = 30, 22, 20


class MistakesView(QWidget):
    """Bars of the passes so far, the unfinished one paler; with their numbers while there are few."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, ...] = ()
        self._first = 1
        self._unfinished = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Mistakes per pass"))

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show the passes that a snapshot remembers, the last one perhaps unfinished."""
        counts = snapshot.mistakes_per_pass
        unfinished = len(counts) > min(snapshot.passes, MAX_PASSES)
        first = snapshot.passes + unfinished - len(counts) + 1
        if (counts, unfinished, first) != (self._counts, self._unfinished, self._first):
            self._counts, self._unfinished, self._first = counts, unfinished, first
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 130)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 110)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self._floor()
        painter.setPen(QPen(THEME.colours.line, THEME.stroke(1)))
        painter.drawLine(QPointF(self._left(), floor), QPointF(self.width(), floor))
        if not self._counts:
            painter.setPen(THEME.colours.muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("No pass yet"))
            return
        if len(self._counts) > FEW:
            self._paint_many(painter)
        else:
            self._paint_few(painter)

    def event(self, event: QEvent) -> bool:
        """The value under the pointer, as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = int((event.pos().x() - self._left()) / self._pitch())
            if 0 <= index < len(self._counts):
                QToolTip.showText(event.globalPos(), self._reading(index), self)
            return True
        return super().event(event)

    def _reading(self, index: int) -> str:
        number, count = formatting.integer(self._first + index), self._counts[index]
        if count == 1:
            return self.tr("Pass {0}: one mistake").format(number)
        return self.tr("Pass {0}: {1} mistakes", None, count).format(number, formatting.integer(count))

    def _paint_few(self, painter: QPainter) -> None:
        """Each bar with its number above and its pass below."""
        last = len(self._counts) - 1
        for index, (count, bar) in enumerate(zip(self._counts, self._bars(), strict=True)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink(self._unfinished and index == last))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(THEME.colours.text)
            painter.setFont(THEME.font(12, 600))
            above = QRectF(bar.left() - 10, bar.top() - THEME.px(19), bar.width() + 20, THEME.px(18))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, formatting.integer(count))
            self._paint_pass(painter, bar.center().x() - 30, Qt.AlignmentFlag.AlignHCenter, self._first + index)
        if self._left() + (last + 2) * self._pitch() < self.width():
            self._paint_pass(painter, self.width() - 60, Qt.AlignmentFlag.AlignRight, self.tr("pass"))

    def _paint_many(self, painter: QPainter) -> None:
        """All bars at once, before a scale, with the first and the last pass below."""
        self._paint_scale(painter)
        bars = self._bars()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink(False))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        finished = bars[:-1] if self._unfinished else bars
        if self._pitch() > NARROW:
            painter.drawRects(finished)
        else:
            # Painting goes row by row: 200 rectangles that touch take 7 ms, their outline a tenth.
            painter.drawPolygon(_outline(finished))
        if self._unfinished:
            painter.setBrush(self._ink(True))
            painter.drawRect(bars[-1])
        last = self._first + len(bars) - 1
        self._paint_pass(painter, bars[0].left(), Qt.AlignmentFlag.AlignLeft, self._first)
        self._paint_pass(painter, bars[-1].right() - 60, Qt.AlignmentFlag.AlignRight, last)
        middle = (bars[0].left() + bars[-1].right()) / 2
        self._paint_pass(painter, middle - 30, Qt.AlignmentFlag.AlignHCenter, self.tr("pass"))

    def _bars(self) -> list[QRectF]:
        pitch, left, floor = self._pitch(), self._left(), self._floor()
        gap = pitch * GAP if pitch > NARROW else 0.0
        scale = (floor - THEME.px(TOP)) / max(*self._counts, 1)
        return [
            QRectF(left + index * pitch + gap / 2, floor - scale * count, pitch - gap, scale * count)
            for index, count in enumerate(self._counts)
        ]

    def _ink(self, unfinished: bool) -> QColor:
        colour = QColor(THEME.colours.accent)
        colour.setAlphaF(0.45 if unfinished else 0.85)
        return colour

    def _paint_pass(self, painter: QPainter, left: float, align: Qt.AlignmentFlag, what: int | str) -> None:
        """A pass's number, or a word, below the bars."""
        text = what if isinstance(what, str) else formatting.integer(what)
        painter.setPen(THEME.colours.muted)
        painter.setFont(THEME.font(11))
        painter.drawText(QRectF(left, self._floor() + 4, 60, THEME.px(BOTTOM) - 4), align, text)

    def _paint_scale(self, painter: QPainter) -> None:
        """A few round numbers of mistakes, at the left."""
        largest = max(*self._counts, 1)
        painter.setFont(THEME.font(11))
        height = QFontMetricsF(painter.font()).height()
        rows = max(2, min(4, int((self._floor() - THEME.px(TOP)) / 44)))
        for value, text in linear_ticks(0, largest, rows)[1:]:
            if value != int(value):
                continue
            y = self._floor() - (self._floor() - THEME.px(TOP)) * value / largest
            painter.setPen(QPen(THEME.colours.line, THEME.stroke(1)))
            painter.drawLine(QPointF(self._left(), y), QPointF(self.width(), y))
            painter.setPen(THEME.colours.muted)
            box = QRectF(0, y - height / 2, THEME.px(LEFT) - 6, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, text)

    def _floor(self) -> float:
        return self.height() - THEME.px(BOTTOM)

    def _left(self) -> float:
        return THEME.px(LEFT) if len(self._counts) > FEW else 8.0

    def _pitch(self) -> float:
        widest = WIDEST / (1 - GAP) if len(self._counts) <= FEW else math.inf
        return min((self.width() - self._left()) / max(len(self._counts), 1), widest)


def _outline(bars: list[QRectF]) -> QPolygonF:
    """What goes around bars that stand side by side on one floor."""
    tops = [corner for bar in bars for corner in (bar.topLeft(), bar.topRight())]
    return QPolygonF([bars[0].bottomLeft(), *tops, bars[-1].bottomRight()])
