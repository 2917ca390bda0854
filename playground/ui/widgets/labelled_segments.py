"""A segmented control with a small label above it, as in the transport bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl


class LabelledSegments(QWidget):
    """Exactly one of a few options; emits `chosen` with the key of the one the user chose."""

    chosen = Signal(str)

    def __init__(self, label: str, choices: Sequence[Choice], *, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label
        self._choices: list[Choice] = []
        self.segments = SegmentedControl(choices, label)
        caption = QLabel(label)
        caption.setProperty("role", "small")
        self.setToolTip(tooltip)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(caption)
        self._put(choices)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, choices=self.segments)

    def key(self) -> str:
        """The key of the chosen option."""
        return self.segments.current()

    def set_key(self, key: str) -> None:
        """Choose an option without emitting."""
        self.segments.set_current(key)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the options where they are others, without emitting."""
        if list(choices) != self._choices:
            self._layout.removeWidget(self.segments)
            self.segments.hide()
            self.segments.deleteLater()
            self.segments = SegmentedControl(choices, self._name)
            self._put(choices)

    def _put(self, choices: Sequence[Choice]) -> None:
        self._choices = list(choices)
        self._layout.addWidget(self.segments)
        self.segments.changed.connect(self.chosen)
        if self.objectName():
            set_names(self.objectName(), choices=self.segments)
