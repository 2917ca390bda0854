"""A number that can be typed, with a small label above it, as in the transport bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_edit import ValueEdit


class LabelledNumber(QWidget):
    """Shows a number; emits `entered` with another one that was typed, `cleared` where none is allowed and wanted."""

    entered = Signal(float)
    cleared = Signal()

    def __init__(
        self,
        label: str,
        parse: Callable[[str], float | None],
        allowed: str,
        *,
        tooltip: str,
        none: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`parse` returns None for what cannot be used; `allowed` says what can; `none`: what stands for no number."""
        super().__init__(parent)
        self.edit = ValueEdit(parse, allowed, tooltip, none=none)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.edit.setAccessibleName(label)
        caption = QLabel(label)
        caption.setProperty("role", "small")
        caption.setBuddy(self.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(caption)
        layout.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        self.edit.entered.connect(self.entered)
        self.edit.cleared.connect(self.cleared)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, value=self.edit)

    def show_text(self, text: str) -> None:
        """Show the text of a number without emitting."""
        self.edit.show_text(text)
