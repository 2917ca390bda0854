"""A whole number between a minus and a plus button."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from playground.engine.limits import Range
from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.words import formatting, ranges


class Stepper(QWidget):
    """− n +: click, hold, type, or press the up and down keys; emits `changed` with the new number."""

    changed = Signal(int)

    def __init__(
        self, value: int, minimum: int, maximum: int, name: str, *, tooltip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value, self._allowed = value, Range(minimum, maximum, whole=True)
        self._less = Button("", "minus", small=True, tooltip=self.tr("One less"))
        self._more = Button("", "plus", small=True, tooltip=self.tr("One more"))
        self.edit = ValueEdit(
            lambda text: ranges.read(text, self._allowed),
            ranges.allowed_text(self._allowed),
            tooltip,
            widest=formatting.integer(maximum),
        )
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setTextMargins(0, 0, 0, 0)
        self.edit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(tooltip)
        self.edit.entered.connect(lambda number: self._take(int(number)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button, step in ((self._less, -1), (self._more, 1)):
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _=False, step=step: self._take(self._value + step))
        row.addWidget(self._less)
        row.addWidget(self.edit)
        row.addWidget(self._more)
        self._show()

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, less=self._less, value=self.edit, more=self._more)

    def value(self) -> int:
        return self._value

    def set_maximum(self, maximum: int) -> None:
        """Count no further than this from now on."""
        self._allowed = replace(self._allowed, most=maximum)
        self.edit.set_allowed(ranges.allowed_text(self._allowed))
        self._show()

    def set_value(self, value: int) -> None:
        """Show a number without emitting."""
        self._value = value
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._take(self._value + step)
        else:
            super().keyPressEvent(event)

    def _take(self, value: int) -> None:
        value = int(min(max(value, self._allowed.least), self._allowed.most))
        if value != self._value:
            self._value = value
            self._show()
            self.changed.emit(value)

    def _show(self) -> None:
        self.edit.show_text(formatting.integer(self._value))
        self._less.setEnabled(self._value > self._allowed.least)
        self._more.setEnabled(self._value < self._allowed.most)
