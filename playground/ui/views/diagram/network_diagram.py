"""The network's diagram under the pointer and the keys: what is pointed at, frozen, changed by hand, seen large."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.diagram.by_hand import ByHandEdits
from playground.ui.views.diagram.diagram_card import card_lines, place_of
from playground.ui.views.diagram.diagram_hover import Bias, Bundle, Edge, Hovered, Neuron
from playground.ui.views.diagram.diagram_keys import WAYS, moved
from playground.ui.views.diagram.diagram_view import DiagramView

RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NetworkDiagram(DiagramView):
    """`lock_asked` says that what is under the pointer is to be frozen, or freed; `led` carries where the arrow keys
    have led; `edits` tells of numbers that are changed by hand."""

    lock_asked = Signal()
    led = Signal(QRectF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: Hovered = None
        self.edits = ByHandEdits(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(
            self.tr(
                "Every neuron with its response h over the plane, every weight W by sign and size. Arrow keys go from "
                "neuron to neuron, with Shift to its weights; Return changes a number, Escape leaves."
            )
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody hears there when the button is let go."""
        self._release(None)
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._pressed is None and not self.edits.is_open:
            self._hover(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self.edits.drag(event.position().y(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif not self.edits.is_open:
            self._hover(self.at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hovered = self.at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or hovered is None or self._picture is None:
            super().mousePressEvent(event)
            return
        self._hover(hovered)
        if isinstance(hovered, Bundle):
            self.toggle(hovered.column)
            return
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.lock_asked.emit()
            return
        self._pressed = hovered
        if not isinstance(hovered, Edge):
            self.edits.press(self._picture.snapshot, hovered, event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._release(self.at(event.position()))

    def event(self, event: QEvent) -> bool:
        """Escape belongs to what it can end here."""
        if event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            event.setAccepted(self.edits.is_dragging or self._pinned is not None or self._hovered is not None)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go through the network, Return types a number, with Ctrl freezes it, Escape leaves."""
        key = Qt.Key(event.key())
        if key in WAYS and self._pressed is None:
            weights = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._hover(moved(self.columns, self._hovered or self._pinned, key, weights))
            self._tell()
        elif key in RETURNS and self._hovered is not None:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.lock_asked.emit()
            else:
                self._open()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes with the keyboard stands on a neuron."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason) and self.columns:
            self._hover(self._hovered or self._pinned or Neuron(1, 0))
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not (self.underMouse() or self.edits.is_open):
            self._hover(None)

    @property
    def _shows_card(self) -> bool:
        return not self.edits.is_open

    def _release(self, where: Hovered) -> None:
        """A gesture has ended: what dragged nothing was a click."""
        pressed, self._pressed = self._pressed, None
        was_dragging = self.edits.is_dragging
        self.edits.release()
        if pressed is None or was_dragging or where != pressed:
            return
        if isinstance(pressed, Neuron):
            self._pinned = None if pressed == self._pinned else pressed
            self.enlarged_changed.emit()
            self.update()
        else:
            self._open()

    def _open(self) -> None:
        if self._picture is not None and isinstance(self._hovered, Neuron | Bias | Edge):
            self.edits.open(self._picture.snapshot, self._hovered, place_of(self._picture, self._hovered))

    def _leave(self) -> None:
        """Escape: ends the gesture, or else lets go of the neuron that is shown large."""
        if self._pressed is not None:
            self._pressed = None
            self.edits.give_up()
        else:
            self._pinned = None
            self._hover(None)
            self.enlarged_changed.emit()
        self.update()

    def _arrange(self, snapshot: NetworkSnapshot) -> None:
        self._pressed = None
        self.edits.drop()
        super()._arrange(snapshot)

    def _tell(self) -> None:
        """Says where the arrow keys have led."""
        if self._picture is not None and isinstance(self._hovered, Neuron | Bias | Edge):
            lines = card_lines(self._picture.snapshot, self._hovered, self._dropouts)
            self.setAccessibleDescription(", ".join(lines))
            self.led.emit(place_of(self._picture, self._hovered))
