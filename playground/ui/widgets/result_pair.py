"""The result of a workspace and its loss: below each other, or beside each other where the page is low."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.workspace_body import GAP

FLAT = 1.25
"""Width over height from which on both stand side by side."""
LEAST_WIDTH = 250
"""Of each of them beside the other, at the usual size of text."""


class ResultPair(QWidget):
    """Both are always in sight: the result as large as it can be, the loss in what is left."""

    def __init__(self, result: QWidget, loss: QWidget, stretch: tuple[int, int], parent: QWidget | None = None) -> None:
        """stretch: how both share the height when one stands above the other."""
        super().__init__(parent)
        self._result, self._loss, self._stretch = result, loss, stretch
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(result, stretch[0])
        self._box.addWidget(loss, stretch[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        flat = self.width() >= max(FLAT * self.height(), THEME.px(2 * LEAST_WIDTH) + GAP)
        direction = QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            self._box.setDirection(direction)
            for index, stretch in enumerate((1, 1) if flat else self._stretch):
                self._box.setStretch(index, stretch)
