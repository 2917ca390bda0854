"""Why an edit was refused, beside its control: it lies over a card, so that nothing moves when it comes and goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel

from playground.ui.widgets.card import MARGIN, Card


class RefusalNote(QLabel):
    """Lies over the bottom of a card, or below its header; a click takes it away."""

    def __init__(self, card: Card, *, at_top: bool = False) -> None:
        super().__init__(card)
        self._card, self._at_top = card, at_top
        self.setProperty("role", "refusal")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        card.installEventFilter(self)
        self.hide()

    def tell(self, reason: str) -> None:
        """Says why; an empty text says nothing any more."""
        self.setText(reason)
        self.setVisible(bool(reason))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def _place(self) -> None:
        width = self._card.width() - 2 * MARGIN
        height = self.heightForWidth(width)
        top = self._card.height_around() - MARGIN if self._at_top else self._card.height() - MARGIN - height
        self.setGeometry(MARGIN, top, width, height)
        self.raise_()
