"""A sum that is written out, in as many lines as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.sum_words import Paragraph, Token, spoken

INSET, CORNER = 12, 6
FONT, ENLARGED, LINE = 14, 20, 1.5
"""Sizes of text, and the height of a line of it."""


@dataclass(frozen=True)
class _Placed:
    token: Token
    x: float
    line: int


class SumView(QWidget):
    """Writes paragraphs; keeps the height that the highest of them took, so that nothing moves while they change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Paragraph] = []
        self._full: Callable[[], str] = str
        self._placed: list[_Placed] = []
        self._kept = 1
        self._size = FONT
        self._widths: dict[tuple[str, bool], float] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The sum, written out"))
        THEME.changed.connect(self._fit_anew)

    def show_sum(self, lines: Sequence[Paragraph], full: Callable[[], str] = str) -> None:
        """Writes a sum; full: all of it, however long, which is only worked out where somebody wants to read it."""
        self._full = full
        if list(lines) != self._lines:
            self._lines = list(lines)
            self._arrange()
            self.update()

    def show_hint(self, hint: str, expected: Sequence[Paragraph] = ()) -> None:
        """Says what can be done, where there is no sum; expected: one for which there is to be room."""
        self._keep(self._broken(expected))
        self.show_sum([(Token(hint, "muted"),)])

    def forget_height(self) -> None:
        """Another sum altogether, which comes next, may need less room."""
        self._kept, self._lines, self._placed = 1, [], []

    def set_enlarged(self, enlarged: bool) -> None:
        """Writes larger than usual, or not."""
        self._size = ENLARGED if enlarged else FONT
        self._fit_anew()

    @property
    def full(self) -> str:
        """All of the sum."""
        return self._full()

    def text(self) -> str:
        """What is written."""
        return spoken(self._lines)

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(200), round(self._kept * self._line()) + THEME.px(2 * 7))

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange_anew()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and (full := self.full):
            QToolTip.showText(cast(QHelpEvent, event).globalPos(), full, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = THEME.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.hover)
        painter.setBrush(colours.hover)
        painter.drawRoundedRect(QRectF(self.rect()), CORNER, CORNER)
        plain, strong = self._font(False), self._font(True)
        inks = {"plain": colours.text, "strong": colours.text, "result": colours.accent, "muted": colours.muted}
        height, ascent = self._line(), QFontMetricsF(plain).ascent()
        top = THEME.px(7) + (height - QFontMetricsF(plain).height()) / 2 + ascent
        for placed in self._placed:
            painter.setFont(strong if _is_strong(placed.token) else plain)
            painter.setPen(inks[placed.token.look])
            painter.drawText(QPointF(placed.x, top + placed.line * height), placed.token.text)

    def _fit_anew(self) -> None:
        self._widths.clear()
        self._arrange_anew()
        self.update()

    def _arrange_anew(self) -> None:
        self._kept = 1
        self._arrange()

    def _arrange(self) -> None:
        self._placed = self._broken(self._lines)
        self._keep(self._placed)

    def _keep(self, placed: Sequence[_Placed]) -> None:
        """Has room for so many lines from now on."""
        kept = max(self._kept, placed[-1].line + 1 if placed else 1)
        if kept != self._kept or self.height() != self.sizeHint().height():
            self._kept = kept
            self.updateGeometry()

    def _broken(self, paragraphs: Sequence[Paragraph]) -> list[_Placed]:
        """Paragraphs in lines that are not too long."""
        placed = []
        left, right = float(THEME.px(INSET)), self.width() - THEME.px(INSET)
        space, line = self._width(" ", False), -1
        for paragraph in paragraphs:
            line, x = line + 1, left
            for index, token in enumerate(paragraph):
                width = self._width(token.text, _is_strong(token))
                follows = paragraph[index + 1] if index + 1 < len(paragraph) else None
                tail = self._width(follows.text, _is_strong(follows)) if follows and follows.glued else 0.0
                x += 0.0 if token.glued or x == left else space
                if x + width + tail > right and x > left and not token.glued:
                    line, x = line + 1, left + 2 * space
                placed.append(_Placed(token, x, line))
                x += width
        return placed

    def _width(self, text: str, strong: bool) -> float:
        width = self._widths.get((text, strong))
        if width is None:
            if len(self._widths) > 4096:
                self._widths.clear()
            width = self._widths[text, strong] = QFontMetricsF(self._font(strong)).horizontalAdvance(text)
        return width

    def _font(self, strong: bool) -> QFont:
        return THEME.font(self._size, 700 if strong else 400)

    def _line(self) -> int:
        return THEME.px(self._size * LINE)


def _is_strong(token: Token) -> bool:
    return token.look in ("strong", "result")
