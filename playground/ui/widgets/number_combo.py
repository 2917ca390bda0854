"""A drop-down list of numbers into which others can be typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from playground.engine.limits import Range
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.value_edit import TEXT_INSET, ValueEdit
from playground.ui.words import ranges


class NumberCombo(Combo):
    """Its options are whole numbers, their keys the same without separators; `chosen` carries what is typed, too."""

    def __init__(self, options: Sequence[tuple[str, str]], name: str, allowed: Range, *, tooltip: str) -> None:
        super().__init__(options, name, tooltip=tooltip)
        said = ranges.allowed_text(allowed)
        typing = self.tr("{0}; typed, it may be {1}").format(tooltip, said)
        self.edit = ValueEdit(lambda text: ranges.read(text, allowed), said, typing, widest="")
        self.edit.setProperty("kind", "plain")
        self.edit.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.edit.setTextMargins(-TEXT_INSET, 0, 0, 0)
        self.edit.setAccessibleName(name)
        self.setLineEdit(self.edit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # that of its text: the number is clicked, and typed over
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.edit.setCompleter(None)  # type: ignore[arg-type]  # The stubs know no way to take it away.
        self.edit.entered.connect(self._enter)
        self.currentIndexChanged.connect(self._show_text)
        self._show_text()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        super().set_options(options)
        if self.lineEdit() is not None:
            self._show_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what was typed; F4, and Alt with the arrow key, open the list."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _enter(self, value: float) -> None:
        key = str(int(value))
        if key != self.key():
            self.chosen.emit(key)

    def _show_text(self) -> None:
        self.edit.show_text(self.itemText(self.currentIndex()))
