"""The pointer over tables: it points, opens and drags numbers, and draws on the input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from playground.ui.views.convolution.number_table import Spot, Table
from playground.ui.views.convolution.scene_of import INPUT

if TYPE_CHECKING:
    from playground.ui.views.convolution.tables_view import TablesView

Tool = Literal["numbers", "draw", "erase"]
STARTS = 4
"""Pixels that the pointer has to go before it drags."""
PER_STEP = 8
"""Pixels for one step of a number."""
DIGITS = 6
"""After the point, of a number that is stepped."""


def step_of(table: Table, fine: bool) -> float:
    """What a step of the wheel, or of the hand, changes: 1 among whole numbers, and by little a tenth of it."""
    is_whole = bool((table.values == np.rint(table.values)).all())
    return (1.0 if is_whole else 0.1) * (0.1 if fine else 1.0)


class TableHand:
    """What the mouse does between press and release."""

    def __init__(self, view: TablesView) -> None:
        self._view = view
        self.tool: Tool = "numbers"
        self._held: Spot | None = None
        self._start = QPointF()
        self._value, self._step, self._fine = 0.0, 1.0, 0.1
        self._drags = False
        self._ink: float | None = None
        self._last: Spot | None = None

    @property
    def draws(self) -> bool:
        """Whether the mouse draws on the input; its right button erases then."""
        return self.tool != "numbers"

    def draws_at(self, point: QPoint) -> bool:
        """Whether the buttons draw at a point."""
        spot = self._view.spot_at(QPointF(point))
        return self.draws and spot is not None and spot.table.symbol == INPUT

    def press(self, event: QMouseEvent) -> None:
        """Takes hold of a number, or begins a stroke."""
        view, spot = self._view, self._view.spot_at(event.position())
        table = view.table_of(spot)
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        view.set_cursor(spot if event.button() == Qt.MouseButton.LeftButton else view.cursor_)
        if spot is None or table is None:
            return
        if self.draws and spot.table.symbol == INPUT:
            erases = self.tool == "erase" or event.button() == Qt.MouseButton.RightButton
            self._ink = 0.0 if erases else max(1.0, float(np.abs(table.values).max()))
            self._last = spot
            view.let_go.emit()
            self._draw_to(spot)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._held, self._start, self._drags = spot, event.position(), False
            self._value = float(table.values[spot.place])
            self._step, self._fine = step_of(table, False), step_of(table, True)

    def move(self, event: QMouseEvent) -> None:
        """Points, drags or draws."""
        view, spot = self._view, self._view.spot_at(event.position())
        if self._ink is not None:
            if spot is not None and spot.table.symbol == INPUT:
                self._draw_to(spot)
            return
        if self._held is not None:
            self._drag(event)
            return
        can_edit = view.table_of(spot) is not None
        is_pen = self.draws and spot is not None and spot.table.symbol == INPUT
        shape = Qt.CursorShape.CrossCursor if is_pen else Qt.CursorShape.IBeamCursor
        view.setCursor(shape if can_edit else Qt.CursorShape.ArrowCursor)
        if spot != self._last:
            self._last = spot
            view.pointed.emit(spot)

    def release(self, event: QMouseEvent) -> None:
        """Ends what was begun; a number that was only clicked is opened."""
        held = self._held
        if not self.let_go() and held is not None:
            self._view.open(held)

    def let_go(self) -> bool:
        """Ends what was begun, and tells whether something was dragged or drawn."""
        has_edited = self._drags or self._ink is not None
        self._held = self._ink = None
        self._drags = False
        if has_edited:
            self._view.let_go.emit()
        return has_edited

    def leave(self) -> None:
        """The pointer has gone: what is shown is the run's place again."""
        self._last = None
        if self._held is None and self._ink is None and not self._view.field.isVisible():
            self._view.pointed.emit(None)

    def _drag(self, event: QMouseEvent) -> None:
        up = self._start.y() - event.position().y()
        if not self._drags and abs(up) < STARTS:
            return
        view, held = self._view, self._held
        assert held is not None
        if not self._drags:
            view.let_go.emit()
            self._drags = True
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        value = round(self._value + int(up / PER_STEP) * (self._fine if fine else self._step), DIGITS)
        table = view.table_of(held)
        if table is not None and value != float(table.values[held.place]):
            view.edited.emit(held, value)

    def _draw_to(self, spot: Spot) -> None:
        """Draws a line of places from the last one."""
        view, ink, last = self._view, self._ink, self._last
        assert ink is not None
        start = last.place if last is not None and last.table == spot.table else spot.place
        count = max(abs(spot.place[0] - start[0]), abs(spot.place[1] - start[1]), 1) + 1
        self._last = spot
        for row, column in np.rint(np.linspace(start, spot.place, count)).astype(int).tolist():
            table = view.table_of(Spot(spot.table, (row, column)))
            if table is not None and float(table.values[row, column]) != ink:
                view.edited.emit(Spot(spot.table, (row, column)), ink)
