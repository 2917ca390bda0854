"""The bar over a workspace: train, step, reset, and what can be changed while training runs."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from playground.ui.theme import THEME

HEIGHT = 55


class TransportBar(QWidget):
    """Controls in a row on a panel, with a line below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 7, 16, 8)
        self._row.setSpacing(14)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a control at the right of the others."""
        self._row.addWidget(widget, stretch)

    def add_gap(self, width: int = 6) -> None:
        self._row.addSpacing(width)

    def add_stretch(self) -> None:
        """Push what follows to the right end."""
        self._row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), THEME.colours.line)
