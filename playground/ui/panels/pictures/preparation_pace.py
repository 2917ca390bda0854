"""When a picture that changes is prepared again."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

PREPARE_MS = 16
"""Strokes come faster than frames: from one preparation of the pad to the next it takes at least so long."""


class PreparationPace(QObject):
    """`due` says that it is time."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.due)
        self._since = QElapsedTimer()
        self._since.start()

    @property
    def is_waiting(self) -> bool:
        """Whether the next preparation is still to come."""
        return self._timer.isActive()

    def ask(self) -> None:
        """Prepare what is there next time."""
        if not self._timer.isActive():
            self._timer.start(max(0, PREPARE_MS - self._since.elapsed()))

    def ask_at_once(self) -> None:
        """Prepare as soon as all that is going on has been dealt with."""
        self._timer.start(0)

    def begin(self) -> None:
        """A preparation begins: the time to the next one counts from here."""
        self._since.restart()
