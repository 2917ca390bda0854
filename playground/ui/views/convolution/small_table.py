"""A small table of numbers, to be typed, stepped, or dragged up and down."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.kernels import NUMBERS
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.focus_frame import paint_focus_frame
from playground.ui.views.convolution.number_text import cell_text
from playground.ui.views.convolution.table_look import Cell, TableLook, cell_rect, paint_table
from playground.ui.views.diagram.number_edit import NumberEdit

STILL = 3.0
"""Pixels that the pointer may move within a click."""
PER_STEP = 4.0
STEP, FINE = 0.1, 0.01
DIGITS = 6
WAYS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
STEPS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


class SmallTable(QWidget):
    """`changed` carries row, column and the new number, also while it is dragged; `gesture_ended` follows when that is
    over. `pointed` carries the cell under the pointer, or None. A table without an area cannot be edited."""

    changed = Signal(int, int, float)
    gesture_ended = Signal()
    pointed = Signal(object)

    def __init__(self, name: str, area: str = "", *, side: int = 34, parent: QWidget | None = None) -> None:
        """side: of a cell, at the usual size of text; area: what the name of the field begins with."""
        super().__init__(parent)
        self._side = side
        self._look = TableLook(np.zeros((1, 1)))
        self._cell: Cell = (0, 0)
        self._grip: tuple[QPointF, float] | None = None
        self._is_dragged = False
        self._hover: Cell | None = None
        self._edit = NumberEdit(self, area, NUMBERS) if area else None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if area else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        if self._edit is not None:
            self.setToolTip(self.tr("Drag a number up or down (with Shift by little), or click it to type another"))
            self._edit.entered.connect(self._enter)
            self._edit.closed.connect(lambda given_up: self.gesture_ended.emit())
        THEME.changed.connect(self._resize)

    @property
    def look(self) -> TableLook:
        """What is shown."""
        return self._look

    @property
    def edit(self) -> NumberEdit | None:
        """The field in which a number is typed."""
        return self._edit

    def show_table(self, look: TableLook) -> None:
        """Shows these numbers."""
        has_other_size = look.shape != self._look.shape
        self._look = look
        self._cell = min(self._cell[0], look.shape[0] - 1), min(self._cell[1], look.shape[1] - 1)
        self._describe()
        if has_other_size:
            if self._edit is not None and self._edit.is_open:
                self._edit.drop()
            self._resize()
        self.update()

    def set_side(self, side: int) -> None:
        """Has cells of another size."""
        if side != self._side:
            self._side = side
            self._resize()

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell lies."""
        return cell_rect(QPoint(), THEME.px(self._side), row, column)

    def sizeHint(self) -> QSize:
        rows, columns = self._look.shape
        return QSize(columns * THEME.px(self._side) + 1, rows * THEME.px(self._side) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or self._edit is None or cell is None:
            event.ignore()
            return
        self._choose(cell)
        self._grip, self._is_dragged = (event.position(), float(self._look.numbers[cell])), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            self._point(self._cell_at(event.position()))
            return
        begin, number = self._grip
        up = begin.y() - event.position().y()
        self._is_dragged |= abs(up) > STILL
        if self._is_dragged:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.changed.emit(*self._cell, round(number + round(up / PER_STEP) * (FINE if fine else STEP), DIGITS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._grip is None:
            return
        was_dragged = self._is_dragged
        self._let_go()
        if not was_dragged:
            self._open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody hears there when the button is let go."""
        self._let_go()
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._edit is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in WAYS:
            rows, columns = self._look.shape
            row, column = self._cell[0] + WAYS[key][0], self._cell[1] + WAYS[key][1]
            self._choose((min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)))
        elif key in STEPS:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            number = float(self._look.numbers[self._cell]) + STEPS[key] * (FINE if fine else STEP)
            self.changed.emit(*self._cell, round(number, DIGITS))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in STEPS and not event.isAutoRepeat():
            self.gesture_ended.emit()
        else:
            super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_table(painter, self._look, QPoint(), THEME.px(self._side))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._edit is not None and (self.hasFocus() or self._hover is not None):
            cell = self._cell if self._hover is None or self._grip is not None else self._hover
            paint_focus_frame(painter, self.cell_rect(*cell))

    def _cell_at(self, place: QPointF) -> Cell | None:
        side = THEME.px(self._side)
        row, column = int(place.y() // side), int(place.x() // side)
        return (row, column) if 0 <= row < self._look.shape[0] and 0 <= column < self._look.shape[1] else None

    def _point(self, cell: Cell | None) -> None:
        if cell != self._hover:
            self._hover = cell
            is_free = cell is None or self._edit is None
            self.setCursor(Qt.CursorShape.ArrowCursor if is_free else Qt.CursorShape.SizeVerCursor)
            self.pointed.emit(cell)
            self.update()

    def _choose(self, cell: Cell) -> None:
        self._cell = cell
        self._describe()
        self.update()

    def _describe(self) -> None:
        row, column = self._cell
        number = cell_text(float(self._look.numbers[self._cell]))
        self.setAccessibleDescription(self.tr("Row {0}, column {1}: {2}").format(row + 1, column + 1, number))

    def _open(self) -> None:
        if self._edit is not None:
            symbol = self.tr("row {0}, column {1}").format(self._cell[0] + 1, self._cell[1] + 1)
            self._edit.open(symbol, float(self._look.numbers[self._cell]), self.cell_rect(*self._cell), is_shown=False)

    def _enter(self, number: float) -> None:
        self.changed.emit(*self._cell, number)

    def _let_go(self) -> None:
        was_dragged, self._grip, self._is_dragged = self._is_dragged, None, False
        if was_dragged:
            self.gesture_ended.emit()

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.updateGeometry()
        self.update()
