"""A number that can be typed: looks like a label, becomes a field when pointed at, marks what it cannot read."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from playground.ui.look.theme import THEME

TEXT_INSET = 2
"""What QLineEdit leaves free beside its text; taken back, so that values align with what is below them."""


class ValueEdit(QLineEdit):
    """Shows a value; emits `entered` with the number when a readable one is confirmed with Enter or by leaving."""

    entered = Signal(float)
    cleared = Signal()

    def __init__(
        self,
        parse: Callable[[str], float | None],
        allowed: str,
        tooltip: str,
        *,
        widest: str = "0.0010",
        none: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`parse` returns None for nonsense; `allowed` says what may be typed, and is shown beside the mark.

        widest: a text whose width is always kept free. none: what stands in an empty field, where that is allowed too;
        who empties it has it emit `cleared`.
        """
        super().__init__(parent)
        self._may_be_empty = bool(none)
        self.setPlaceholderText(none)
        self._parse = parse
        self._allowed = allowed
        self._tooltip = tooltip
        self._widest = widest
        self._shown = ""
        self._is_clicked = False
        self.setProperty("kind", "inline")
        self.setToolTip(tooltip)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setTextMargins(0, 0, -TEXT_INSET, 0)
        self.returnPressed.connect(self._enter)
        self.textEdited.connect(lambda: self._mark(False))

    @property
    def is_marked(self) -> bool:
        """Whether what stands there is marked as unreadable."""
        return bool(self.property("invalid"))

    def set_allowed(self, allowed: str) -> None:
        """Say from now on that this may be typed."""
        self._allowed = allowed

    def show_text(self, text: str) -> None:
        """Show the text of a new value, unless the user is just typing another one."""
        is_there = text == self._shown == self.text() and not self.is_marked
        self._shown = text
        if not is_there and not (self.hasFocus() and self.isModified()):
            self._restore()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(THEME.font(weight=600))
        width = max(map(metrics.horizontalAdvance, (self._shown, self._widest, self.placeholderText())))
        return QSize(width + THEME.px(6), THEME.px(18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_of_the_window(cast(QKeyEvent, event)):
            event.setAccepted(self.isModified())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._restore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The click that brings the keyboard here puts the cursor into the number, which is to be typed over."""
        super().mouseReleaseEvent(event)
        if self._is_clicked and not self.hasSelectedText():
            self.selectAll()
        self._is_clicked = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.isModified() and not self._clear():
            value = self._parse(self.text())
            self._restore()
            if value is not None:
                self.entered.emit(value)
        super().focusOutEvent(event)

    def _enter(self) -> None:
        if not self.isModified() or self._clear():
            return
        value = self._parse(self.text())
        if value is None:
            self._mark(True)
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)
            return
        self._restore()
        self.entered.emit(value)
        self.selectAll()

    def _clear(self) -> bool:
        """Tell that the field was emptied, if it was and may be."""
        empty = self._may_be_empty and not self.text().strip()
        if empty:
            self._restore()
            self.cleared.emit()
        return empty

    def _restore(self) -> None:
        self.setText(self._shown)
        self.setModified(False)
        self._mark(False)
        self.updateGeometry()

    def _mark(self, invalid: bool) -> None:
        if invalid:
            self.setToolTip(self.tr("“{0}” cannot be used here: {1}").format(self.text(), self._allowed))
            self.setAccessibleDescription(self.toolTip())
        else:
            if self.is_marked:
                QToolTip.hideText()
            self.setToolTip(self._tooltip)
            self.setAccessibleDescription(self._tooltip)
        if invalid != self.is_marked:
            self.setProperty("invalid", invalid)
            self.style().unpolish(self)
            self.style().polish(self)


def _is_of_the_window(event: QKeyEvent) -> bool:
    """Keys that a field leaves to the window's shortcuts while nothing is being typed; numbers need no spaces."""
    history = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape) or any(event.matches(key) for key in history)
