"""What the process does so that the window stays fluid beside workers: Python's lock and its garbage collector."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

SWITCH_SECONDS = 0.001
COLLECT_MILLISECONDS = 1000
YOUNG_COLLECTIONS = 60


class GarbageTimer(QObject):
    """Collects garbage in the window's thread only: in a worker, a collection would destroy Qt objects there.

    The young generations once a second; everything, which takes longer, once a minute.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0
        self._timer = QTimer(self, interval=COLLECT_MILLISECONDS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        self._count += 1
        gc.collect(1 if self._count % YOUNG_COLLECTIONS else 2)


def share_python_fairly() -> None:
    """Lets the window have Python's lock soon after it asks, and keeps the garbage collector out of workers."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()
