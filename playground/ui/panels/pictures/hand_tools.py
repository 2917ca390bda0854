"""What can be done to a picture by hand before it is prepared: turned, inverted, and shown as it was."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names


class HandTools(QWidget):
    """Asks for quarter turns (`turned` brings 1 to the right or -1), for the negative, and for the picture as it
    was."""

    turned = Signal(int)
    inverted = Signal()
    restored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = Button(
            "", "turn-left", kind="flat", small=True, tooltip=self.tr("Turn the picture by a quarter to the left")
        )
        self.right = Button(
            "", "turn-right", kind="flat", small=True, tooltip=self.tr("Turn the picture by a quarter to the right")
        )
        self.invert = Button("", "invert", kind="flat", small=True, tooltip=self.tr("Exchange bright and dark"))
        self.restore = Button(
            self.tr("As it was"),
            kind="flat",
            small=True,
            tooltip=self.tr("Show the picture as it was before it was cropped, turned and inverted"),
        )
        set_names("trial", turn_left=self.left, turn_right=self.right, invert=self.invert, restore=self.restore)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.left, self.right, self.invert):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.restore)
        self.left.clicked.connect(lambda: self.turned.emit(-1))
        self.right.clicked.connect(lambda: self.turned.emit(1))
        self.invert.clicked.connect(self.inverted)
        self.restore.clicked.connect(self.restored)

    def set_usable(self, has_picture: bool, changed: bool) -> None:
        """Enables what makes sense: nothing without a picture, and going back where something was changed."""
        for button in (self.left, self.right, self.invert):
            button.setEnabled(has_picture)
        self.restore.setEnabled(changed)
