"""Tells of errors that nobody caught, in the log and in the window, which stays alive."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from PySide6.QtWidgets import QApplication

from playground.ui.words.refusals import sentence

QUIET_SECONDS = 10.0
"""An error that has not occurred for so long is told again."""

log = logging.getLogger(__name__)
Place = tuple[type[BaseException], str, int]


class Listener(Protocol):
    """Who tells the user."""

    def report(self, message: str, details: str = "") -> None:
        """Tells of an error."""


class ErrorReporter:
    """An excepthook. The same error in the same place is told once, however often it occurs: views paint many times."""

    def __init__(self, listener: Listener, clock: Callable[[], float] = time.monotonic) -> None:
        self._listener, self._clock = listener, clock
        self._last: dict[Place, float] = {}

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if self._is_news((kind, *_end_of(trace))):
            details = "".join(traceback.format_exception(kind, error, trace))
            log.error("an error in the window:\n%s", details)
            self._listener.report(sentence(error), details)
        # Python keeps the last error: a painter among its variables would go on painting.
        traceback.clear_frames(trace)

    def _is_news(self, place: Place) -> bool:
        now, last = self._clock(), self._last.get(place)
        self._last[place] = now
        return last is None or now - last >= QUIET_SECONDS


def _end_of(trace: TracebackType | None) -> tuple[str, int]:
    """The file and the line where an error was raised."""
    if trace is None:
        return "", 0
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename, trace.tb_lineno
