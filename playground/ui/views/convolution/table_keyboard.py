"""The keyboard over tables: it goes from number to number, opens them and steps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from playground.ui.views.convolution.cell_field import MOVES
from playground.ui.views.convolution.number_table import Spot
from playground.ui.views.convolution.table_keys import after, moved

if TYPE_CHECKING:
    from playground.ui.views.convolution.tables_view import TablesView

STEPS = {Qt.Key.Key_PageUp: 1.0, Qt.Key.Key_PageDown: -1.0}
OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class TableKeyboard(QObject):
    """What keys do to the number that the keyboard is at."""

    def __init__(self, view: TablesView) -> None:
        super().__init__(view)
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key is one of those that do something here, and does it."""
        view, key, spot = self._view, Qt.Key(event.key()), self._view.cursor_
        if key in MOVES:
            self.go(*MOVES[key])
        elif spot is None:
            return False
        elif key in OPEN:
            view.open(spot)
        elif key in STEPS:
            view.step(spot, STEPS[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif begins_number(event):
            view.open(spot, event.text())
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> None:
        """Steps while a key is held belong together."""
        if not event.isAutoRepeat() and Qt.Key(event.key()) in STEPS:
            self._view.let_go.emit()

    def go(self, rows: int, columns: int) -> None:
        """To the number in a direction, from nowhere to the first one."""
        view = self._view
        view.set_cursor(moved(view.scene, view.layout_, view.cursor_, rows, columns))
        view.pointed.emit(view.cursor_)
        view.pointed_by_key.emit()

    def go_on(self, rows: int, columns: int) -> None:
        """From a number that was typed to the one in a direction."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if rows or columns:
            self.go(rows, columns)

    def pass_on(self, spot: Spot, forward: bool) -> None:
        """To the next number of a table, row by row, and from the last one on to what stands beside all tables."""
        view = self._view
        table = view.table_of(spot)
        following = None if table is None else after(table, spot.place, forward)
        if following is None:
            view.focusNextPrevChild(forward)
        else:
            view.open(Spot(spot.table, following))


def begins_number(event: QKeyEvent) -> bool:
    """Digits and the minus; the keys of the window's shortcuts are left to it."""
    is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    text = event.text()
    return is_plain and len(text) == 1 and (text.isdigit() or text == "-")
