"""What lies below a workspace's transport bar: its columns, scrolled in small windows, and its messages over them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from playground.ui.widgets.message_bar import MessageBar
from playground.ui.widgets.overlaid_bar import OverlaidBar

GAP = 12


class WorkspaceBody(QWidget):
    """Gives the columns all the room there is, and never less than they need; the scroll bar lies in the margin.

    A message lies over the columns: nothing moves away from under the pointer when it comes and goes.
    """

    def __init__(self, message: MessageBar, columns: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = message
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
        layout.addWidget(self.area, 1)
        message.setParent(self)
        message.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - OverlaidBar.WIDTH - 1, GAP, OverlaidBar.WIDTH, self.height() - 2 * GAP)
        self._bar.raise_()
        self._place_message()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._place_message()
        return False

    def _place_message(self) -> None:
        message = self._message
        width = min(message.wanted_width(), self.width() - 2 * GAP)
        height = min(message.heightForWidth(width), self.height() - 2 * GAP)
        message.setGeometry((self.width() - width) // 2, GAP, width, height)
        message.raise_()


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
