"""What the process does so that the window stays fluid and small beside workers: Python's lock, garbage, memory."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, QTimer

from playground.engine.hands import HANDS, processors

SWITCH_SECONDS = 0.001
HURRIED_SWITCH_SECONDS = 0.00002
COLLECT_MILLISECONDS = 1000
YOUNG_COLLECTIONS = 60
LARGE_BLOCK = 2**20
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Parameters of mallopt, from glibc's malloc.h."""
BACKGROUND_NICE = 10
PR_SET_TIMERSLACK = 29
"""From Linux's prctl.h."""


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
        if self._count % YOUNG_COLLECTIONS:
            gc.collect(1)
        else:
            collect_everything()


def collect_everything() -> None:
    """Collects all garbage, and gives memory that lies free between what is in use back to the system."""
    gc.collect()
    _tell_linux("malloc_trim", 0)


def prepare_process() -> None:
    """Settles all of this before there is a window or a worker, but for the GarbageTimer."""
    HANDS.use(hands_beside_a_window(processors()))
    _share_python_fairly()
    _return_large_blocks()
    _leave_sources_unread()


def hurry(busy: bool) -> None:
    """Lets the window have Python's lock almost at once while it asks for it thousands of times.

    It does for a new theme, for which Qt asks every widget for its size, when pictures are made beside it.
    """
    sys.setswitchinterval(HURRIED_SWITCH_SECONDS if busy else SWITCH_SECONDS)


def wake_in_time() -> None:
    """Has the thread that calls this wake from a short sleep when it is over.

    Linux lets it sleep for up to 50 µs more, so that it need not wake the processor for every thread by itself.
    """
    _tell_linux("prctl", PR_SET_TIMERSLACK, 1, 0, 0, 0)


def give_way() -> None:
    """Lets everything else go before the thread that calls this, where the system has priorities of threads."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BACKGROUND_NICE)


def hands_beside_a_window(cores: int) -> int:
    """How many threads training may use: all cores but one; of two both, as it waits while the window draws."""
    return max(min(2, cores), cores - 1)


def _share_python_fairly() -> None:
    """Lets the window have Python's lock soon after it asks, and keeps the garbage collector out of workers."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()


def _leave_sources_unread() -> None:
    """Spares the start a twentieth, and linecache the text of every module that is imported from now on.

    PySide reads it in search of its own name, to know where snake_case names may be switched on; here they never are.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):  # nothing that PySide promises to have
        feature._mod_uses_pyside = lambda module: False


def _return_large_blocks() -> None:
    """Has large blocks given back to the system as soon as they are freed.

    Left alone, glibc counts as large only what is larger than the largest block that was ever freed, up to 32 MB. Sets
    of pictures then come and go among the small blocks of every thread, and the holes that they leave stay.
    """
    _tell_linux("mallopt", M_MMAP_THRESHOLD, LARGE_BLOCK)
    _tell_linux("mallopt", M_TRIM_THRESHOLD, 2 * LARGE_BLOCK)


def _tell_linux(function: str, *arguments: int) -> None:
    """Calls a function of the C library, where it is Linux's and has it; other systems need no telling."""
    call = getattr(ctypes.CDLL(None), function, None) if sys.platform == "linux" else None
    if call is not None:
        call(*arguments)
