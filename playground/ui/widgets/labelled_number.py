"""A number that can be typed, with a small label above it, as in the transport bar."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.training.hyperparameters import Range
from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.words import formatting, ranges


class LabelledNumber(QWidget):
    """A number within a range; emits `entered` with the one that was typed."""

    entered = Signal(float)

    def __init__(self, label: str, allowed: Range, *, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = allowed.whole
        typing = self.tr("{0}: {1}").format(tooltip, ranges.allowed_text(allowed))
        self.edit = ValueEdit(lambda text: ranges.read(text, allowed), ranges.allowed_text(allowed), typing)
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

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, value=self.edit)

    def set_value(self, value: float) -> None:
        """Show a number without emitting."""
        self.edit.show_text(formatting.integer(value) if self._whole else formatting.shortest(value, 1))
