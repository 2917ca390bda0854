"""A column of cards that scrolls when the window is too low for it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from playground.ui.widgets.overlaid_bar import OverlaidBar

GAP = 12
UNBOUNDED = 16_777_215
"""Qt's largest height (QWIDGETSIZE_MAX)."""


class ScrollColumn(QScrollArea):
    """Cards below each other, never scrolled sideways; the scroll bar lies over their margin and takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hugs = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._content.installEventFilter(self)
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._bar = OverlaidBar(self, self)

    def set_hugging(self, hugs: bool) -> None:
        """Never be higher than the cards are, or take all the height there is."""
        self._hugs = hugs
        self._fit()

    def set_least_height(self, height: int) -> None:
        """Scroll the cards rather than press them below this height."""
        self._content.setMinimumHeight(height)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a card below the others."""
        self._column.addWidget(widget, stretch)

    def add_stretch(self) -> None:
        """Leave what is free at the bottom."""
        self._column.addStretch(1)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a part of a card that has just come, as soon as it has its place."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - OverlaidBar.WIDTH - 1, 6, OverlaidBar.WIDTH, self.height() - 12)
        self._bar.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and watched is self._content:
            self._fit()
        return False

    def _fit(self) -> None:
        self.setMinimumWidth(self._content.minimumSizeHint().width())
        cards = max(self._content.sizeHint().height(), self._column.heightForWidth(self.width()))
        self.setMaximumHeight(cards if self._hugs else UNBOUNDED)
