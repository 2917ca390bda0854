"""A field that opens over a weight or a bias of the diagram, to type or step its number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.engine.limits import Range
from playground.ui.look.theme import THEME
from playground.ui.widgets.names import set_names
from playground.ui.widgets.opened_edit import OpenedEdit
from playground.ui.words import formatting, ranges

TYPED = Range(-1000, 1000)
STEP, FINE_STEP = 0.1, 0.01
DECIMALS = 6
RADIUS = 6
KEYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class _Field(OpenedEdit):
    """Arrow keys step its number; `left` says that it was entered."""

    stepped = Signal(float)
    given_up = Signal()
    left = Signal()

    def __init__(self, allowed: Range, parent: QWidget) -> None:
        tooltip = self.tr("Type a number and press Return; arrow keys step it, with Shift by little; Escape leaves it")
        super().__init__(allowed, tooltip, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = KEYS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif steps is not None:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(steps * (FINE_STEP if fine else STEP))
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()  # Qt hands it on to the diagram, where it would open the field again
                if not self.is_marked:
                    self.left.emit()


class NumberEdit(QWidget):
    """The number with its symbol. `entered` carries one that was typed or stepped; `closed` tells that it is over, and
    whether it was given up."""

    entered = Signal(float)
    closed = Signal(bool)

    def __init__(self, parent: QWidget, area: str = "diagram", allowed: Range = TYPED) -> None:
        """area: what its name begins with."""
        super().__init__(parent)
        self._room, self._allowed = parent, allowed
        self._value = 0.0
        self.is_open = False
        self._symbol = QLabel()
        self.field = _Field(allowed, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 3, 8, 3)
        layout.setSpacing(5)
        layout.addWidget(self._symbol)
        layout.addWidget(self.field)
        set_names(area, number=self.field)
        self.field.entered.connect(self._enter)
        self.field.stepped.connect(self._step)
        self.field.left.connect(lambda: self._close(False))
        self.field.abandoned.connect(lambda: self._close(False))
        self.field.given_up.connect(lambda: self._close(True))
        self.hide()

    def open(self, symbol: str, value: float, place: QRectF, *, is_shown: bool = True) -> None:
        """Opens over a place, inside its parent; is_shown: whether the symbol can be seen."""
        self.is_open = True
        self._symbol.setVisible(is_shown)
        self._symbol.setText(f"{symbol} =")
        self.field.setAccessibleName(symbol)
        self._show(value)
        self.adjustSize()
        room = self._room.rect()
        left, top = (round(place.center().x() - self.width() / 2), round(place.center().y() - self.height() / 2))
        self.move(
            max(room.left(), min(left, room.right() - self.width())),
            max(room.top(), min(top, room.bottom() - self.height())),
        )
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def drop(self) -> None:
        """Is gone, whatever was typed."""
        self.field.setModified(False)
        self._close(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colours.accent, 1))
        painter.setBrush(THEME.colours.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _show(self, value: float) -> None:
        self._value = value
        self.field.show_text(formatting.shortest(value, 1))

    def _step(self, change: float) -> None:
        """From what is typed, or else from the exact number."""
        allowed = self._allowed
        typed = ranges.read(self.field.text(), allowed) if self.field.isModified() else None
        value = round((self._value if typed is None else typed) + change, DECIMALS)
        value = min(max(value, allowed.least), allowed.most)
        self.field.setModified(False)
        self._show(value)
        self.field.selectAll()
        self.entered.emit(value)

    def _enter(self, value: float) -> None:
        self._show(value)
        self.entered.emit(value)

    def _close(self, given_up: bool) -> None:
        if self.is_open:
            self.is_open = False
            self.field.setModified(False)
            if self.field.hasFocus():
                self._room.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
            self.closed.emit(given_up)
