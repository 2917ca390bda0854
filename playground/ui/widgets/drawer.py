"""A drawer: what has no room on a page lies over its left part while it is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.loan import Loan
from playground.ui.widgets.scroll_column import ScrollColumn

MARGIN = 10
WIDTH = 560
"""At most, at the usual size of text."""


class Drawer(QWidget):
    """Borrows a widget from the page; `closed` tells that it is given back."""

    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._loan: Loan | None = None
        self._column: ScrollColumn | None = None
        self._left = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.hide()

    @property
    def content(self) -> QWidget | None:
        """What is borrowed now."""
        return None if self._loan is None else self._loan.widget

    def open_(self, widget: QWidget) -> None:
        """Shows a widget in place of what was open."""
        self.close_()
        self._loan = Loan(widget)
        layout = self.layout()
        assert layout is not None
        if isinstance(widget, ScrollColumn):
            layout.addWidget(widget)
        else:
            self._column = ScrollColumn()
            self._column.add(widget, 1)
            self._column.set_least_height(widget.sizeHint().height())
            layout.addWidget(self._column)
        widget.show()
        self.show()
        self.raise_()

    def close_(self) -> None:
        """Gives the widget back, if there is one."""
        if self._loan is None:
            return
        loan, self._loan = self._loan, None
        self.hide()
        loan.give_back()
        if self._column is not None:
            self._column.hide()
            self._column.deleteLater()
            self._column = None
        self.closed.emit()

    def place(self, left: int) -> None:
        """Lies over the page from there on, as wide as its content wants to be and the page allows."""
        self._left = left
        content, page = self.content, self.parentWidget()
        if content is None or page is None:
            return
        least = max(content.minimumSizeHint().width(), content.minimumWidth())
        wanted = max(content.sizeHint().width(), least) + 2 * MARGIN
        self.setGeometry(left, 0, min(wanted, THEME.px(WIDTH), page.width() - left), page.height())

    def event(self, event: QEvent) -> bool:
        """What was hidden while the text grew knows how wide it is when it is shown."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.place(self._left)
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colours.faint, 1))
        painter.setBrush(THEME.colours.background)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
