"""The tables of a convolution, pointed at, edited in place and drawn on."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.look.theme import THEME
from playground.ui.views.convolution.cell_field import CellField
from playground.ui.views.convolution.cell_fit import least_cell
from playground.ui.views.convolution.number_table import Scene, Spot, Table
from playground.ui.views.convolution.number_text import term_text
from playground.ui.views.convolution.table_hand import DIGITS, TableHand, step_of
from playground.ui.views.convolution.table_keyboard import TableKeyboard, begins_number
from playground.ui.views.convolution.table_layout import TableLayout
from playground.ui.views.convolution.table_picture import TablePicture
from playground.ui.views.convolution.table_room import TableRoom

NO_SCENE = Scene(())


class TablesView(QWidget):
    """Shows a scene. `pointed` tells the number that pointer or keyboard are at, or None; `edited` a number that was
    typed, stepped, dragged or drawn; `let_go` frames what belongs together."""

    pointed = Signal(object)
    pointed_by_key = Signal()
    arranged = Signal()
    edited = Signal(object, float)
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = NO_SCENE
        self.picture = TablePicture()
        self.room = TableRoom()
        self._shapes: object = None
        self._cursor: Spot | None = None
        self._told = ""
        self.field = CellField(self)
        self.hand, self.keyboard = TableHand(self), TableKeyboard(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Input, kernel and output as tables of numbers"))
        self.field.typed.connect(self._type)
        self.field.left.connect(self.keyboard.go_on)
        self.field.passed.connect(self.keyboard.pass_on)
        THEME.changed.connect(self.fit)

    def show_scene(self, scene: Scene) -> None:
        """Shows numbers, and what is laid on them."""
        self.scene = scene
        tables = tuple((group.sign, tuple((t.name, t.title, t.shape) for t in group.tables)) for group in scene.groups)
        shapes = tables, least_cell(scene.tables())
        if shapes != self._shapes:
            self._shapes = shapes
            self.field.drop()
            self.fit()
        if self.scene.holding(self._cursor) is None:
            self._cursor = None
        self._show_in_field()
        self.update()

    def set_enlarged(self, enlarged: bool) -> None:
        """Has cells as large as the room is, or no larger than usual."""
        self.room.is_enlarged = enlarged
        self.fit()

    def set_most_height(self, height: int) -> None:
        """Has smaller cells than usual where all would be higher than this otherwise."""
        if self.room.set_most_height(height):
            self.fit()

    @property
    def layout_(self) -> TableLayout:
        """Where everything stands."""
        return self.room.shown(self.scene.groups, self._width(), self.height())

    @property
    def cursor_(self) -> Spot | None:
        """The number that the keyboard is at."""
        return self._cursor

    def center_of(self, spot: Spot) -> QPointF:
        """The middle of a number's cell."""
        table = self.scene.table(spot.table)
        assert table is not None
        return self.layout_.cell_rect(table, spot.place).center()

    def spot_at(self, point: QPointF) -> Spot | None:
        """The number at a point."""
        return self.layout_.spot_at(self.scene, point.x(), point.y())

    def table_of(self, spot: Spot | None) -> Table | None:
        """The table that a number is in, where it can be edited."""
        table = self.scene.holding(spot)
        return table if table is not None and table.is_editable else None

    def set_cursor(self, spot: Spot | None) -> None:
        """Has the keyboard at a number."""
        self._cursor = spot
        self.update()

    def open(self, spot: Spot, typed: str = "") -> None:
        """Opens the field over a number."""
        table = self.table_of(spot)
        if table is not None:
            self.set_cursor(spot)
            name = f"{table.title} [{spot.place[0]}, {spot.place[1]}]"
            rect = self.layout_.cell_rect(table, spot.place)
            self.field.open(spot, name, float(table.values[spot.place]), rect, typed)

    def step(self, spot: Spot, steps: float, fine: bool) -> None:
        """Makes a number larger or smaller."""
        table = self.table_of(spot)
        if table is not None:
            value = float(table.values[spot.place]) + steps * step_of(table, fine)
            self.edited.emit(spot, round(value, DIGITS))

    def tell(self, text: str) -> None:
        """Says where the keyboard is, or the run, to those who do not see it."""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
        if text != self._told and self.hasFocus():
            self._told = text
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def sizeHint(self) -> QSize:
        size = self.room.usual(self.scene.groups, self._width()).size
        return QSize(round(size.width()) + 2, round(size.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.picture.paint(painter, self.scene, self.layout_)
        cursor = self._cursor
        table = self.scene.holding(cursor)
        if self.hasFocus() and cursor is not None and table is not None:
            painter.setPen(QPen(THEME.colours.text, THEME.stroke(2)))
            painter.drawRect(self.layout_.cell_rect(table, cursor.place).adjusted(2, 2, -2, -2))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and begins_number(cast(QKeyEvent, event)):
            event.accept()
            return True
        if event.type() == QEvent.Type.ContextMenu and self.hand.draws_at(cast(QContextMenuEvent, event).pos()):
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody hears there when the button is let go."""
        self.hand.let_go()
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hand.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only where the keyboard is: else it scrolls."""
        spot, fine = self.spot_at(event.position()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        turned = event.angleDelta().y() or event.angleDelta().x()
        is_here = self.hasFocus() or self.field.hasFocus()
        if is_here and spot is not None and spot == self._cursor and self.table_of(spot) and turned:
            self.step(spot, 1.0 if turned > 0 else -1.0, fine)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.keyboard.release(event)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes with the Tab key sees where the keyboard is."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.keyboard.go(0, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.field.isVisible():
            self.pointed.emit(None)
        self.update()

    def _show_in_field(self) -> None:
        """A number that is stepped below the field, which is open over it."""
        spot = self.field.spot
        table = self.table_of(spot)
        if spot is not None and table is not None:
            self.field.show_text(term_text(float(table.values[spot.place])))

    def _type(self, spot: Spot, value: float) -> None:
        """A number that was typed is an edit of its own."""
        self.let_go.emit()
        self.edited.emit(spot, value)
        self.let_go.emit()

    def _width(self) -> int:
        """The width there is without scrolling."""
        parent = self.parentWidget()
        return (self.width() if parent is None else parent.width()) - 2

    def fit(self) -> None:
        """Arranges everything anew in the room that there is."""
        self.room.forget()
        self.updateGeometry()
        self.arranged.emit()
        self.update()
