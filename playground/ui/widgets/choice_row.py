"""A row of buttons of which exactly one is chosen: what segmented controls and tab strips have in common."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from playground.late_dataclass import dataclass
from playground.ui.widgets.names import set_names


@dataclass(frozen=True)
class Choice:
    """One option: the key that is emitted, what is shown, and a sentence on what it does."""

    key: str
    text: str
    tooltip: str
    icon: str = ""
    name: str = ""
    """What it is called where it shows no text."""


class ChoiceRow(QWidget):
    """Keeps the buttons, their keys and the current one; the arrow keys go from one to the next."""

    changed = Signal(str)

    def __init__(
        self, buttons: dict[str, QAbstractButton], name: str, parent: QWidget | None = None, columns: int = 0
    ) -> None:
        """columns: so many buttons are in one row, further ones in rows below it; 0: all."""
        super().__init__(parent)
        self.buttons = buttons
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._group = QButtonGroup(self)
        for place, button in enumerate(buttons.values()):
            if place % (columns or len(buttons)) == 0:
                self.row = QHBoxLayout()
                self.row.setSpacing(0)
                rows.addLayout(self.row)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button)
            self.row.addWidget(button)
        next(iter(buttons.values())).setChecked(True)
        self._current = self.current()
        self._group.buttonToggled.connect(self._toggled)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, **self.buttons)

    def current(self) -> str:
        """Return the key of the chosen option."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def set_current(self, key: str) -> None:
        """Choose an option without emitting."""
        self._current = key
        self.buttons[key].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            for button in self.buttons.values():
                button.updateGeometry()

    def _toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked and self.current() != self._current:
            self._current = self.current()
            self.changed.emit(self._current)
