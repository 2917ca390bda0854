"""The result of a workspace and its loss: below each other, or beside each other where the page is low."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.columns import GAP

FLAT = 1.25
"""Width over height from which on both stand side by side."""
LEAST_WIDTH = 205
"""Of each of them beside the other, at the usual size of text."""


class ResultPair(QWidget):
    """Both are always in sight: the result as large as it can be, the loss in what is left.

    `turned` carries whether they stand side by side from now on.
    """

    turned = Signal(bool)

    def __init__(self, result: QWidget, loss: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_flat = False
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(result)
        self._box.addWidget(loss)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        flat = self.width() >= max(FLAT * self.height(), THEME.px(2 * LEAST_WIDTH) + GAP)
        if flat != self._is_flat:
            self._is_flat = flat
            self._box.setDirection(QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom)
            self.turned.emit(flat)
        self._share()

    def _share(self) -> None:
        """Side by side, the result is as wide as it is high, which is what a square in a card wants."""
        stretches = 20, 1
        if self._is_flat:
            room = self.width() - GAP
            wide = max(min(self.height(), room - THEME.px(LEAST_WIDTH)), room // 2)
            stretches = wide, room - wide
        for index, stretch in enumerate(stretches):
            self._box.setStretch(index, stretch)
