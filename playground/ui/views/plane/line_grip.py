"""The mouse on the handles of a line: it grips them before anything else on the plane hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from playground.data.points import PLANE
from playground.ui.views.plane.line_handles import Place, handle_places, line_through, nearest
from playground.ui.views.plane.plane_view import PlaneView


class LineGrip(QObject):
    """`dragged` carries a and b of the line that is wanted, `released` follows at the end; `changed`: what is held, or
    under the pointer."""

    dragged = Signal(float, float)
    released = Signal()
    changed = Signal()

    def __init__(self, view: PlaneView, line: Callable[[], tuple[float, float] | None]) -> None:
        """line: a and b as they are shown, None where there is no line."""
        super().__init__(view)
        self._view, self._line = view, line
        self._anchor: Place = (0.0, 0.0)
        self._held: int | None = None
        self._over: int | None = None
        self._x = 0.0
        view.installEventFilter(self)

    @property
    def held(self) -> int | None:
        """The handle that is being dragged: 0 or 1."""
        return self._held

    @property
    def cursor(self) -> Qt.CursorShape | None:
        """What the pointer looks like; None where it is not at a handle."""
        if self._held is not None:
            return Qt.CursorShape.ClosedHandCursor
        return None if self._over is None else Qt.CursorShape.OpenHandCursor

    @property
    def places(self) -> tuple[Place, Place] | None:
        """Where the handles are; while one is dragged it stays under the pointer, on the line as it is."""
        line = self._line()
        if line is None or self._held is None:
            return None if line is None else handle_places(*line)
        a, b = line
        held, other = ((x, a * x + b) for x in (self._x, self._anchor[0]))
        return (held, other) if self._held == 0 else (other, held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._notice(None)
        if event.type() == QEvent.Type.MouseButtonPress:
            return self._press(cast(QMouseEvent, event))
        if event.type() == QEvent.Type.MouseMove:
            self._move(cast(QMouseEvent, event).position())
        if event.type() == QEvent.Type.MouseButtonRelease:
            return self._release(cast(QMouseEvent, event))
        return False

    def _press(self, event: QMouseEvent) -> bool:
        over = self._at(event.position())
        places = self.places
        if event.button() != Qt.MouseButton.LeftButton or over is None or places is None:
            return False
        self._held, self._x, self._anchor = over, places[over][0], places[1 - over]
        self.changed.emit()
        return True

    def _move(self, position: QPointF) -> None:
        if self._held is None:
            self._notice(self._at(position))
            return
        x, y = (min(max(value, -PLANE), PLANE) for value in self._view.plane_map().plane(position))
        self._x = x
        self.dragged.emit(*line_through((x, y), self._anchor, -1.0 if self._held == 0 else 1.0))

    def _release(self, event: QMouseEvent) -> bool:
        if self._held is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._held = None
        self._over = self._at(event.position())
        self.changed.emit()
        self.released.emit()
        return True

    def _at(self, position: QPointF) -> int | None:
        return nearest(self.places, self._view.plane_map(), position)

    def _notice(self, over: int | None) -> None:
        if over != self._over:
            self._over = over
            self.changed.emit()
