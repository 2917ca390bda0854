"""A column of cards that scrolls when the window is too low for it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

GAP = 12


class ScrollColumn(QScrollArea):
    """Cards below each other; as wide as the widest of them needs, never scrolled sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content = QWidget()
        content.setAutoFillBackground(False)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a card below the others."""
        self._column.addWidget(widget, stretch)

    def add_stretch(self) -> None:
        """Leave what is free at the bottom."""
        self._column.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and watched is self.widget():
            self.setMinimumWidth(self.widget().minimumSizeHint().width())
        return False
