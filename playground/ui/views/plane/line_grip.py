"""The pointer on the handles of a line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from playground.data.points import PLANE
from playground.ui.views.plane.grip import Pointer
from playground.ui.views.plane.line_handles import Place, handle_places, line_through, nearest


class LineGrip(QObject):
    """`dragged` carries a and b of the line that is wanted, `released` follows at the end; `changed`: what is held."""

    dragged = Signal(float, float)
    released = Signal()
    changed = Signal()

    def __init__(self, line: Callable[[], tuple[float, float] | None], parent: QObject) -> None:
        """line: a and b as they are shown, None where there is no line."""
        super().__init__(parent)
        self._line = line
        self._anchor: Place = (0.0, 0.0)
        self._held: int | None = None
        self._x = 0.0

    @property
    def held(self) -> int | None:
        """The handle that is being dragged: 0 or 1."""
        return self._held

    @property
    def places(self) -> tuple[Place, Place] | None:
        """Where the handles are; while one is dragged it stays under the pointer, on the line as it is."""
        line = self._line()
        if line is None or self._held is None:
            return None if line is None else handle_places(*line)
        a, b = line
        held, other = ((x, a * x + b) for x in (self._x, self._anchor[0]))
        return (held, other) if self._held == 0 else (other, held)

    def holds(self, pointer: Pointer) -> bool:
        """Takes a gesture that begins at a handle."""
        places, over = self.places, nearest(self.places, pointer)
        if places is None or over is None:
            return False
        self._held, self._x, self._anchor = over, places[over][0], places[1 - over]
        self.changed.emit()
        return True

    def drag(self, pointer: Pointer) -> None:
        """Wants the line through the pointer and the other handle."""
        if self._line() is None:  # it has become a network
            return
        x, y = (min(max(value, -PLANE), PLANE) for value in (pointer.x1, pointer.x2))
        self._x = x
        self.dragged.emit(*line_through((x, y), self._anchor, -1.0 if self._held == 0 else 1.0))

    def release(self, pointer: Pointer) -> None:
        """Lets go."""
        self._held = None
        self.changed.emit()
        self.released.emit()

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | None:
        """A hand at a handle."""
        return None if nearest(self.places, pointer) is None else Qt.CursorShape.OpenHandCursor
