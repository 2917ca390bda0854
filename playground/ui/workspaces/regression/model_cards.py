"""A place for cards of which a line has some and a network others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.ui.widgets.columns import GAP


class ModelCards(QWidget):
    """Cards below each other, with their shares of the room; those of the other kind of model are out of sight."""

    def __init__(
        self,
        line: Sequence[tuple[QWidget, int]],
        network: Sequence[tuple[QWidget, int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line, self._network = [card for card, _ in line], [card for card, _ in network]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for card, share in (*line, *network):
            column.addWidget(card, share)
        self.show_model(True)

    def minimumSizeHint(self) -> QSize:
        """As high as texts need to be in this width."""
        hint, layout = super().minimumSizeHint(), self.layout()
        assert layout is not None
        return QSize(hint.width(), max(hint.height(), layout.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def show_model(self, is_line: bool) -> None:
        """Shows the cards of a line, or those of a network."""
        for cards, shown in ((self._line, is_line), (self._network, not is_line)):
            for card in cards:
                card.setVisible(shown)
