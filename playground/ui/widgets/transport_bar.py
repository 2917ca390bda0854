"""The bar over a workspace: train, step, reset, and what can be changed while training runs."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.flow_layout import FlowLayout

HEIGHT = 55
GAP = 14


class TransportBar(QWidget):
    """Controls in a row on a panel, with a line below; where the window is too narrow they take a second row.

    It carries the wishes to train or pause, to step and to start afresh; `refused` says why an edit was not made.
    """

    play_requested = Signal(bool)
    step_requested = Signal()
    restart_requested = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(HEIGHT)
        self._flow = FlowLayout(gap=GAP)
        self._end = QHBoxLayout()
        self._end.setSpacing(8)
        self._is_at_end = False
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 8)
        row.setSpacing(GAP)
        row.addLayout(self._flow, 1)
        row.addLayout(self._end)

    def toggle_play(self) -> None:
        """Ask for training if it is paused, for a pause if it runs."""
        raise NotImplementedError

    def add(self, widget: QWidget) -> None:
        """Add a control at the right of the others, as wide as it prefers to be."""
        if self._is_at_end:
            self._end.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._flow.addWidget(widget)

    def add_gap(self, width: int = 6) -> None:
        """Leave more room before the next control."""
        self._flow.addItem(QSpacerItem(width - GAP, 1))

    def add_stretch(self) -> None:
        """Put what follows at the right end, where it stays."""
        self._is_at_end = True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), THEME.colours.line)
