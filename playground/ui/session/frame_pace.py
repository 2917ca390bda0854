"""How long a session waits before it asks for the next frame."""

from __future__ import annotations

EDIT_SECONDS = 1 / 100
"""From one frame to the next when there was an edit, which wants to be seen."""
HIDDEN_SECONDS = 1.0


class FramePace:
    """Counted from the last wish, so that a worker whose steps take long is asked again at once. Times in seconds."""

    def __init__(self, seconds: float) -> None:
        """`seconds`: from one frame to the next while nothing is edited."""
        self._seconds = seconds
        self._asked, self._is_edited = 0.0, False

    def asked(self, now: float) -> None:
        """A frame was asked for; it will show every edit up to now."""
        self._asked, self._is_edited = now, False

    def edited(self) -> None:
        """There is something that wants to be seen soon."""
        self._is_edited = True

    def left(self, now: float, seen: bool) -> float:
        """How long to wait from now on, for a workspace that is `seen` or not."""
        calm = EDIT_SECONDS if self._is_edited else self._seconds
        return self._asked + (calm if seen else HIDDEN_SECONDS) - now
