"""A vertical scroll bar that takes no room from what it scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget
from shiboken6 import isValid

STEP = 20


class OverlaidBar(QScrollBar):
    """Scrolls an area from where its owner places it, and is there only while there is something to scroll.

    A bar inside the area narrows what is shown; where that changes its height, the bar comes and goes for ever.
    """

    WIDTH = 9

    def __init__(self, area: QScrollArea, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.hide()
        self.setSingleStep(STEP)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hidden = area.verticalScrollBar()
        self._hidden.rangeChanged.connect(self._follow_range)
        self._hidden.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._hidden.setValue)

    def _follow_range(self, low: int, high: int) -> None:
        if not isValid(self._hidden):  # An area that goes shrinks what it scrolls last of all.
            return
        self.setRange(low, high)
        self.setPageStep(self._hidden.pageStep())
        self.setVisible(high > low)
