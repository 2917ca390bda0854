"""What the pointer holds on the plane: its places, and what may take a gesture before the brush does."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt

from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Pointer:
    """Where the mouse acts: a point of the plane, possibly outside [-3, 3]², the plane's units per pixel, and Shift."""

    x1: float
    x2: float
    pixel: float
    extend: bool = False


class Grip(Protocol):
    """Something on the plane that can be grabbed: asked at a press whether the gesture belongs to it."""

    def holds(self, pointer: Pointer) -> bool:
        """Whether the gesture that begins here is for this grip: then it gets all of it, and nobody else any."""
        ...

    def drag(self, pointer: Pointer) -> None:
        """The gesture goes on."""
        ...

    def release(self, pointer: Pointer) -> None:
        """The gesture ends."""
        ...

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | None:
        """The mouse cursor where something could be grabbed here; None where not. Changes nothing."""
        ...
