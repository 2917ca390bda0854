"""The chip that says in what state a run is: training, paused, diverged, or with something to look at."""

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.look.theme import THEME

State = Literal["training", "paused", "diverged", "warning"]


class StateChip(QWidget):
    """A pill with a short text; green and with a dot while training, grey when paused, red or orange otherwise."""

    def __init__(self, *, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State = "paused"
        self._text = self._full = self._short = ""
        self._is_short = False
        self._tooltip = tooltip
        self.setToolTip(tooltip)
        self.setAccessibleDescription(tooltip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def state(self) -> State:
        return self._state

    def text(self) -> str:
        return self._text

    def set_state(self, state: State, text: str, short: str = "") -> None:
        """Show a state; the text names it, so that the colour is never all there is. `short`: where room is scarce."""
        self._full, self._short = text, short or text
        self._show(state)

    def set_short(self, short: bool) -> None:
        """There is room for the short text only; the other one is in the tooltip."""
        self._is_short = short
        self._show(self._state)

    def _show(self, state: State) -> None:
        text = self._short if self._is_short else self._full
        self.setToolTip(self._tooltip if text == self._full else self._full)
        if (state, text) == (self._state, self._text):
            return
        before = self.sizeHint()
        self._state, self._text = state, text
        self.setAccessibleName(self._full)
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(THEME.font(12)).horizontalAdvance(self._text) + THEME.px(18)
        return QSize(width + (THEME.px(14) if self._has_dot() else 0), THEME.px(21))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        ground, ink = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        left = THEME.px(9)
        if self._has_dot():
            painter.setBrush(THEME.colours.good if self._state == "training" else THEME.colours.bad)
            painter.drawEllipse(QPointF(left + THEME.px(4), self.height() / 2), THEME.px(4), THEME.px(4))
            left += THEME.px(14)
        painter.setPen(ink)
        painter.setFont(THEME.font(12))
        painter.drawText(QRectF(self.rect()).adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)

    def _has_dot(self) -> bool:
        return self._state in ("training", "diverged")

    def _colours(self) -> tuple[QColor, QColor]:
        c = THEME.colours
        return {
            "training": (c.good_soft, c.good_text),
            "paused": (c.hover, c.text),
            "diverged": (c.bad_soft, c.bad_text),
            "warning": (c.warning_soft, c.warning_text),
        }[self._state]
