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
        self._is_at_corner = True
        self._fit()
        THEME.changed.connect(self._fit)

    def set_at_corner(self, at_corner: bool) -> None:
        """Whether it stands there now; elsewhere it needs no room."""
        self._is_at_corner = at_corner
        self._fit()

    def _fit(self) -> None:
        self._row.setContentsMargins(0, 0, THEME.px(ROOM) if self._is_at_corner else 0, 0)
