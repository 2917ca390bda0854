"""How the window parts with threads that are to end: it waits a moment, and never for what takes long."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QThread

PATIENCE_MILLISECONDS = 250

# A QThread that is destroyed while it runs ends the process: each is kept here until it has ended.
_busy: set[QThread] = set()


def part_with(thread: QThread) -> None:
    """Waits a moment for a thread that was asked to end; one that is in the middle of something is left to it."""
    if not thread.wait(PATIENCE_MILLISECONDS):
        thread.setParent(None)
        _busy.add(thread)


def wait_for_busy() -> None:
    """Waits for all threads that were left to what they did, however long it takes."""
    for thread in list(_busy):
        thread.wait()
    _busy.clear()


def end_process(status: int) -> int:
    """The exit status to end with; where a thread is still busy, ends the process here and now instead.

    A large step in NumPy cannot be stopped, and nothing that a worker computes is of use any more.
    """
    if any(thread.isRunning() for thread in _busy):
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(status)
    return status
