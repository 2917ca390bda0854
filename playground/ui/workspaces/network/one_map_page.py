"""The page of the one map that linear layers are: asked for only while it is seen."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from playground.training.snapshot import NetworkSnapshot
from playground.ui.session.attention import Attention
from playground.ui.views.walk.folding_view import FoldingView
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.scroll_column import ScrollColumn


class OneMapPage(ScrollColumn):
    """Scrolls where several maps need more room than there is."""

    def __init__(self, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attention = attention
        self.view = FoldingView()
        self.figure = FigureMenu(self.view, "one-map")
        self.add(self.view, 1)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame."""
        self.view.show_frame(snapshot)

    def showEvent(self, event: QShowEvent) -> None:
        self._attention.look(folding=True)

    def hideEvent(self, event: QHideEvent) -> None:
        if isValid(self._attention):
            self._attention.look(folding=False)
