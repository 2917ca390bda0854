"""Four arrows that move an input by a pixel, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names

WAYS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Down: (1, 0),
}


class ShiftButtons(QWidget):
    """`moved` carries rows down and columns to the right; twice 0: back to the beginning."""

    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        faces = {
            "left": ("←", self.tr("Move the input by a pixel to the left (Ctrl+Left)")),
            "up": ("↑", self.tr("Move the input up by a pixel (Ctrl+Up)")),
            "right": ("→", self.tr("Move the input by a pixel to the right (Ctrl+Right)")),
            "down": ("↓", self.tr("Move the input down by a pixel (Ctrl+Down)")),
        }
        self.buttons = {name: Button(text, small=True, tooltip=tooltip) for name, (text, tooltip) in faces.items()}
        for button in self.buttons.values():
            button.setAccessibleName(button.toolTip())
        self.back = Button("", "reset", small=True, tooltip=self.tr("Move the input back to where it was"))
        caption = QLabel(self.tr("Move the input"))
        caption.setProperty("role", "small")
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (*self.buttons.values(), self.back):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(caption)
        layout.addLayout(row)
        for button, way in zip(self.buttons.values(), WAYS.values(), strict=True):
            button.clicked.connect(lambda _=False, way=way: self.moved.emit(*way))
        self.back.clicked.connect(lambda: self.moved.emit(0, 0))

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, back=self.back, **self.buttons)

    def show_shift(self, shift: tuple[int, int]) -> None:
        """There is a way back where something has moved."""
        self.back.setEnabled(shift != (0, 0))
