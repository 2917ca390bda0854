"""What wheel, fingers, keys and the hand ask of the diagram's place in its room."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from playground.ui.views.diagram.network_diagram import NetworkDiagram

NOTCH = 120
"""What Qt counts for one notch of a wheel."""
STEP = 1.25
"""How much nearer one step is."""
Key = Qt.Key
Kind = QEvent.Type
MOUSE = Kind.MouseButtonPress, Kind.MouseMove, Kind.MouseButtonRelease, Kind.MouseButtonDblClick


class DiagramHand(QObject):
    """Watches a diagram. `zoomed` carries how many steps nearer, 0 for all of it, and about which place of it, if any;
    `moved` how far it was dragged, where `may_move` allows that."""

    zoomed = Signal(float, object)
    moved = Signal(QPoint)

    def __init__(self, diagram: NetworkDiagram) -> None:
        super().__init__(diagram)
        self._diagram = diagram
        self._held: QPointF | None = None
        self.may_move = False
        diagram.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in MOUSE and isinstance(event, QMouseEvent):
            return self._drag(event)
        if kind == Kind.Wheel and isinstance(event, QWheelEvent):
            return self._wheel(event)
        if kind == Kind.NativeGesture and isinstance(event, QNativeGestureEvent):
            return self._pinch(event)
        if kind == Kind.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if kind == Kind.Hide:  # Nobody hears there when the button is let go.
            self._let_go()
        return False

    def _wheel(self, event: QWheelEvent) -> bool:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        if event.angleDelta().y():
            self.zoomed.emit(event.angleDelta().y() / NOTCH, event.position())
        return True

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        if event.value():
            self.zoomed.emit(math.log(max(1 + event.value(), 0.1), STEP), event.position())
        return True

    def _press(self, event: QKeyEvent) -> bool:
        step = {Key.Key_Plus: 1, Key.Key_Equal: 1, Key.Key_Minus: -1, Key.Key_0: 0}.get(Key(event.key()))
        others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if step is None or others:
            return False
        self.zoomed.emit(step, None)
        return True

    def _drag(self, event: QMouseEvent) -> bool:
        """With the middle button, or from where there is nothing; a double click there asks for all of it."""
        kind = event.type()
        if kind == Kind.MouseButtonPress and self.may_move and (self._is_middle(event) or self._is_empty(event)):
            self._held = event.globalPosition()
            self._diagram.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif kind == Kind.MouseMove and self._held is not None:
            self.moved.emit((event.globalPosition() - self._held).toPoint())
            self._held = event.globalPosition()
            return True
        elif kind == Kind.MouseButtonRelease:
            self._let_go()
        elif kind == Kind.MouseButtonDblClick and self._is_empty(event):
            self.zoomed.emit(0, None)
            return True
        return False

    def _let_go(self) -> None:
        if self._held is not None:
            self._held = None
            self._diagram.unsetCursor()

    def _is_middle(self, event: QMouseEvent) -> bool:
        return event.button() == Qt.MouseButton.MiddleButton

    def _is_empty(self, event: QMouseEvent) -> bool:
        return event.button() == Qt.MouseButton.LeftButton and self._diagram.at(event.position()) is None
