"""What lies below a workspace's transport bar: its messages, and its columns or a single card of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from playground.ui.widgets.card import Card
from playground.ui.widgets.columns import GAP, Columns
from playground.ui.widgets.hints import Hints
from playground.ui.widgets.loan import Loan
from playground.ui.widgets.message_bar import MessageBar


class WorkspaceBody(QWidget):
    """Gives the columns all the room there is; a card can have it for a while.

    Escape, wherever the focus is in the window, takes away what was put there last: a message, hints, a card that is
    alone, a drawer.
    A message lies over the columns: nothing moves away from under the pointer when it comes and goes.
    """

    def __init__(self, message: MessageBar, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._message = message
        self._loan: Loan | None = None
        self._alone = QWidget()
        QVBoxLayout(self._alone).setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        self._stack = QStackedLayout()
        layout.addLayout(self._stack)  # First of all: without a parent, what is added would be shown as a window.
        self._stack.addWidget(columns)
        self._stack.addWidget(self._alone)
        for card in columns.findChildren(Card):
            if card.window() is self.window():
                card.offer_enlarging()
                card.enlarge_requested.connect(lambda card=card: self.toggle(card))
        message.setParent(self)
        message.installEventFilter(self)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self.leave)
        columns.drawer_changed.connect(self._heed_escape)
        self._hints = columns.findChildren(Hints)
        for hints in self._hints:
            hints.changed.connect(self._heed_escape)
        self._heed_escape()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_message()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._place_message()
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._heed_escape()
        return False

    @property
    def enlarged(self) -> Card | None:
        """The card that is shown alone."""
        card = None if self._loan is None else self._loan.widget
        return card if isinstance(card, Card) else None

    def toggle(self, card: Card) -> None:
        """Shows a card alone, or all of them again; on a page of its own every card stays where it is."""
        if self.is_occupied:
            return
        if self.enlarged is card:
            self._show_all()
            return
        self._show_all()
        self._loan = Loan(card)
        layout = self._alone.layout()
        assert layout is not None
        layout.addWidget(card)
        card.show_enlarged(True)
        card.show()
        self._stack.setCurrentWidget(self._alone)
        self._heed_escape()

    def occupy(self, page: QWidget) -> None:
        """Shows a page of its own in place of the columns, until it is left."""
        self._show_all()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._heed_escape()

    def bring(self, part: QWidget) -> None:
        """Brings a part of the columns into sight, whatever has its place."""
        if self.is_occupied:
            self._stack.setCurrentWidget(self.columns)
        if self.enlarged is not None and not self.enlarged.isAncestorOf(part):
            self._show_all()
        self.columns.bring(part)
        self._heed_escape()

    @property
    def is_occupied(self) -> bool:
        """Whether a page of its own has the place of the columns."""
        return self._stack.currentWidget() not in (self.columns, self._alone)

    def leave(self) -> None:
        """Takes away what lies over the others: a message, a page, a card that is alone, or a drawer."""
        if not self._message.isHidden():
            self._message.close_message()
        elif self._hinting():
            for hints in self._hinting():
                hints.dismiss()
        elif self.is_occupied:
            self._stack.setCurrentWidget(self.columns)
            self._heed_escape()
        elif self._loan is not None:
            self._show_all()
        else:
            self.columns.close_drawer()

    def _show_all(self) -> None:
        """Puts the card that is alone back among the others."""
        card = self.enlarged
        if self._loan is None or card is None:
            return
        self._loan.give_back()
        self._loan = None
        card.show_enlarged(False)
        self._stack.setCurrentWidget(self.columns)
        self._heed_escape()

    def _heed_escape(self) -> None:
        """Where there is nothing to leave, Escape belongs to whoever has the focus."""
        lies_over = self.is_occupied or self._loan is not None or self.columns.opened != ""
        self._escape.setEnabled(lies_over or not self._message.isHidden() or bool(self._hinting()))

    def _hinting(self) -> list[Hints]:
        """The hints that are to be seen."""
        return [hints for hints in self._hints if hints.is_seen]

    def _place_message(self) -> None:
        message = self._message
        width = min(message.wanted_width(), self.width() - 2 * GAP)
        height = min(message.heightForWidth(width), self.height() - 2 * GAP)
        message.setGeometry((self.width() - width) // 2, GAP, width, height)
        message.raise_()


def card_of(widget: QWidget | None, body: WorkspaceBody) -> Card | None:
    """The card of a body that a widget lies in."""
    while widget is not None and not isinstance(widget, Card):
        widget = widget.parentWidget()
    return widget if isinstance(widget, Card) and body.isAncestorOf(widget) else None


def one_above_another(name: str, *parts: tuple[QWidget, int], sizes: Sequence[int]) -> QSplitter:
    """Widgets below each other with handles between them, each with its share of the room that is left.

    The window remembers where the handles are under the name. `sizes`: their heights until then, in pixels.
    """
    splitter = QSplitter(Qt.Orientation.Vertical)
    splitter.setObjectName(name)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(GAP)
    for index, (widget, stretch) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, stretch)
    splitter.setSizes(sizes)
    return splitter
