"""A check box whose tooltip and names are set, and that leaves the keyboard alone when it is clicked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget


class CheckBox(QCheckBox):
    """A QCheckBox; use its `clicked` signal for what the user does."""

    def __init__(self, text: str, *, tooltip: str, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self.setToolTip(tooltip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tooltip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
