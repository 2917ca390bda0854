"""A field over one cell of a table, to type its number; arrow keys confirm it and lead on to the neighbours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from playground.engine.kernels import NUMBERS
from playground.ui.views.convolution.number_table import Spot
from playground.ui.views.convolution.number_text import term_text
from playground.ui.widgets.opened_edit import OpenedEdit

MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class CellField(OpenedEdit):
    """`typed` carries a place and its new number, `left` where the keyboard goes on from there: (rows, columns), and
    `passed` the place, and whether the next number is to be typed or the one before."""

    typed = Signal(object, float)
    left = Signal(int, int)
    passed = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        tooltip = self.tr(
            "Type a number; Return confirms it, arrow keys lead on to its neighbours, Tab to the next, Escape leaves it"
        )
        super().__init__(NUMBERS, tooltip, parent)
        self._room = parent
        self._spot: Spot | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextMargins(0, 0, 0, 0)
        self.setObjectName("tables.number")
        self.entered.connect(self._tell)
        self.abandoned.connect(self._vanish)
        self.hide()

    def open(self, spot: Spot, name: str, value: float, rect: QRectF, typed: str = "") -> None:
        """Opens over a cell; with what was typed already, or with its number selected."""
        self._spot = spot
        self.setAccessibleName(name)
        self.setModified(False)
        self.show_text(term_text(value))
        size, least = rect.toAlignedRect(), self.sizeHint().width()
        grow = max(least - size.width(), 0)
        self.setGeometry(size.adjusted(-grow // 2, 0, grow - grow // 2, 0))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if typed:
            self.setText(typed)
            self.setModified(True)
        else:
            self.selectAll()

    def drop(self) -> None:
        """Is gone, whatever was typed."""
        self._spot = None
        self.setModified(False)
        if self.hasFocus():
            self._room.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    @property
    def spot(self) -> Spot | None:
        """The place that it is open over."""
        return self._spot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.setModified(False)
            self._close(0, 0)
        elif key in MOVES and self._leads_on(key):
            self._confirm(*MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm(0, 0)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """The Tab key goes through the numbers of a table."""
        spot = self._spot
        self._confirm(0, 0)
        if spot is not None and not self.is_marked:
            self.passed.emit(spot, next)
        return True

    def _leads_on(self, key: Qt.Key) -> bool:
        """Left and right go through what is being typed first."""
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) or self.hasSelectedText():
            return True
        return self.cursorPosition() == (0 if key == Qt.Key.Key_Left else len(self.text()))

    def _confirm(self, rows: int, columns: int) -> None:
        """What cannot be read stays, with a mark and the reason."""
        self.returnPressed.emit()
        if not self.is_marked:
            self._close(rows, columns)

    def _tell(self, value: float) -> None:
        if self._spot is not None:
            self.typed.emit(self._spot, value)

    def _vanish(self) -> None:
        self._spot = None
        self.hide()

    def _close(self, rows: int, columns: int) -> None:
        self._vanish()
        self.left.emit(rows, columns)
