"""What lies below a workspace's transport bar: its messages, and its columns, scrolled in small windows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from playground.ui.widgets.overlaid_bar import OverlaidBar

GAP = 12


class WorkspaceBody(QWidget):
    """Gives the columns all the room there is, and never less than they need; the scroll bar lies in the margin."""

    def __init__(self, message: QWidget, columns: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(columns)
        columns.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self._bar = OverlaidBar(self.area, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(message)
        layout.addWidget(self.area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - OverlaidBar.WIDTH - 1, GAP, OverlaidBar.WIDTH, self.height() - 2 * GAP)
        self._bar.raise_()
