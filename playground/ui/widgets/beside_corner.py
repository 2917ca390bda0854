"""Room in the upper right corner of a card without a title, for the button with which it is shown alone."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.ui.look.theme import THEME

ROOM = 26


class BesideCorner(QWidget):
    """What stands at the top of such a card, with that room beside it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.addWidget(content)
        self._fit()
        THEME.changed.connect(self._fit)

    def _fit(self) -> None:
        self._row.setContentsMargins(0, 0, THEME.px(ROOM), 0)
