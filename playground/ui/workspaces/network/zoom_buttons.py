"""Three small buttons in the corner of the diagram: smaller, how large it is and back to that which fits, larger."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.button import Button
from playground.ui.words import formatting


class ZoomButtons(QWidget):
    """`asked` carries 1 for nearer, −1 for farther, 0 for all of it."""

    asked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.out = Button("", "minus", kind="flat", small=True, tooltip=self.tr("Smaller (−, or Ctrl and the wheel)"))
        self.fit = Button(
            formatting.percent(1), kind="flat", small=True, tooltip=self.tr("Fit the diagram into its room (0)")
        )
        self.into = Button("", "plus", kind="flat", small=True, tooltip=self.tr("Larger (+, or Ctrl and the wheel)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for button, step in ((self.out, -1), (self.fit, 0), (self.into, 1)):
            row.addWidget(button)
            button.clicked.connect(lambda _=False, step=step: self.asked.emit(step))

    def show_zoom(self, zoom: float, largest: float) -> None:
        """Says how large the diagram is, of `largest` at most."""
        self.fit.setText(formatting.percent(zoom))
        self.fit.setAccessibleName(self.fit.toolTip())
        self.out.setEnabled(zoom > 1)
        self.fit.setEnabled(zoom > 1)
        self.into.setEnabled(zoom < largest)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colours.line, 1))
        painter.setBrush(THEME.colours.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
