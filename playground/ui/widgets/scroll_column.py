"""A column of cards that scrolls when the window is too low for it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QVBoxLayout, QWidget

GAP = 12
BAR = 9


class ScrollColumn(QScrollArea):
    """Cards below each other, never scrolled sideways; the scroll bar lies over their margin and takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._content.installEventFilter(self)
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.hide()
        hidden = self.verticalScrollBar()
        hidden.rangeChanged.connect(self._follow_range)
        hidden.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(hidden.setValue)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a card below the others."""
        self._column.addWidget(widget, stretch)

    def add_stretch(self) -> None:
        """Leave what is free at the bottom."""
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - BAR - 1, 6, BAR, self.height() - 12)
        self._bar.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and watched is self._content:
            self.setMinimumWidth(self._content.minimumSizeHint().width())
        return False

    def _follow_range(self, low: int, high: int) -> None:
        hidden = self.verticalScrollBar()
        self._bar.setRange(low, high)
        self._bar.setPageStep(hidden.pageStep())
        self._bar.setSingleStep(20)
        self._bar.setVisible(high > low)
