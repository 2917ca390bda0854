"""What lies below a workspace's transport bar: its messages, and its columns, scrolled in small windows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

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


def side_by_side(name: str, *parts: tuple[QWidget, int], sizes: Sequence[int]) -> QSplitter:
    """Widgets beside each other with handles between them, each with its share of the room that is left.

    The window remembers where the handles are under the name. `sizes`: their widths until then, in pixels.
    """
    return _split(Qt.Orientation.Horizontal, name, parts, sizes)


def one_above_another(name: str, *parts: tuple[QWidget, int], sizes: Sequence[int]) -> QSplitter:
    """The same with widgets below each other."""
    return _split(Qt.Orientation.Vertical, name, parts, sizes)


def _split(
    orientation: Qt.Orientation, name: str, parts: Sequence[tuple[QWidget, int]], sizes: Sequence[int]
) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setObjectName(name)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(GAP)
    for index, (widget, stretch) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, stretch)
    splitter.setSizes(sizes)
    return splitter
