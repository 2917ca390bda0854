"""A field for a number that opens where the number stands, and is over as soon as it is left."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from playground.engine.limits import Range
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.words import ranges

STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Whoever looks at a menu or another window comes back."""


class OpenedEdit(ValueEdit):
    """`abandoned` says that the keyboard has gone elsewhere. Escape belongs to it, whatever it does in the window."""

    abandoned = Signal()

    def __init__(self, allowed: Range, tooltip: str, parent: QWidget) -> None:
        super().__init__(lambda text: ranges.read(text, allowed), ranges.allowed_text(allowed), tooltip, parent=parent)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.abandoned.emit()
