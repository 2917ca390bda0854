"""Whether steps come one by one in a row, as while the key for a step is held."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

ROW_MILLISECONDS = 400
"""Steps that are no further apart are a row; a key that is held repeats sooner, after a pause of 500 ms at most."""
ROW_LENGTH = 3


class SlowMotion(QObject):
    """Counts the steps of a row; `changed` says when a row begins to look like motion, and when it has ended."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = 0
        self._row = QTimer(self, singleShot=True, interval=ROW_MILLISECONDS)
        self._row.timeout.connect(self.end)

    @property
    def is_on(self) -> bool:
        """Whether steps come in a row."""
        return self._steps >= ROW_LENGTH

    def note(self) -> None:
        """A step was asked for."""
        self._steps += 1
        self._row.start()
        if self._steps == ROW_LENGTH:
            self.changed.emit(True)

    def end(self) -> None:
        """Something else was asked for."""
        self._row.stop()
        was_on, self._steps = self.is_on, 0
        if was_on:
            self.changed.emit(False)
