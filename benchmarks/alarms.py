"""Whatever goes wrong in the process without ending it: errors in any thread, Qt's warnings, a window that hangs."""

from __future__ import annotations

import faulthandler
import logging
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler

HANG_SECONDS = 1.0
SCHEDSTAT = Path("/proc/thread-self/schedstat")
BEAT_MILLISECONDS = 50
REARM_SECONDS = 0.04
NO_FAULT = (
    "propagateSizeHints",
    "This plugin does not support",
    "not accepted by receiving widget",
    "occurs outside target window",
)
"""What Qt says of a screen that nobody sees; and its test library, of a press that nobody takes or that is outside."""


class Alarms(logging.Handler):
    """Collects what went wrong, each with what was going on at the time."""

    def __init__(self, going_on: Callable[[], str]) -> None:
        super().__init__(logging.ERROR)
        self._going_on = going_on
        self.problems: list[str] = []
        self.longest = 0.0

    def note(self, kind: str, what: str) -> None:
        """Something went wrong."""
        self.problems.append(f"{kind}, in {self._going_on()}:\n{what.rstrip()}")
        print(self.problems[-1], file=sys.stderr, flush=True)

    def emit(self, record: logging.LogRecord) -> None:
        self.note("logged error", record.getMessage())

    @contextmanager
    def set(self) -> Iterator[Heartbeat]:
        """Listens everywhere until the end."""
        hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = lambda kind, error, trace: self._note_error("error", error, trace)
        threading.excepthook = lambda args: self._note_error("error in a thread", args.exc_value, args.exc_traceback)
        sys.unraisablehook = self._note_unraisable
        tell = qInstallMessageHandler(self._note_message)
        logging.getLogger().addHandler(self)
        try:
            with tempfile.TemporaryFile("w+") as stacks:
                heartbeat = Heartbeat(self, stacks)
                try:
                    yield heartbeat
                finally:
                    heartbeat.stop()
        finally:
            logging.getLogger().removeHandler(self)
            qInstallMessageHandler(tell)
            sys.excepthook, threading.excepthook, sys.unraisablehook = hooks

    def _note_error(self, kind: str, error: BaseException | None, trace: TracebackType | None) -> None:
        self.note(kind, "".join(traceback.format_exception(error)) if error is not None else "?")
        traceback.clear_frames(trace)  # a painter among its variables would go on painting

    def _note_unraisable(self, told: Any) -> None:
        self._note_error(f"error that nobody could catch ({told.err_msg}, {told.object!r})", told.exc_value, None)

    def _note_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not any(each in message for each in NO_FAULT):
            self.note("Qt's warning", message + "\n" + "".join(traceback.format_stack(limit=12)[:-1]))


def starved_seconds() -> float:
    """How long the thread that calls this was ready and had no processor, since other programs did; 0 where the system
    does not tell."""
    if not SCHEDSTAT.exists():
        return 0.0
    return int(SCHEDSTAT.read_text().split()[1]) / 1e9


class Heartbeat:
    """Beats in the window's thread; where it does not for a second, the stacks of that moment are written down.

    What the machine did for others meanwhile does not count. The stacks are written by a thread that
    needs no lock of Python's, which what hangs may hold.
    """

    def __init__(self, alarms: Alarms, stacks: Any) -> None:
        self._alarms, self._stacks = alarms, stacks
        self._last, self._work, self._armed = time.perf_counter(), time.thread_time(), 0.0
        self._starved = starved_seconds()
        self._timer = QTimer(interval=BEAT_MILLISECONDS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        self.beat()

    def beat(self) -> None:
        """The window is alive."""
        now, work, starved = time.perf_counter(), time.thread_time(), starved_seconds()
        late = now - self._last - (starved - self._starved)
        self._alarms.longest = max(self._alarms.longest, late)
        if late > HANG_SECONDS:
            faulthandler.cancel_dump_traceback_later()
            self._stacks.seek(0)
            at_work, waited = work - self._work, starved - self._starved
            told = f"{late:.2f} s, {at_work:.2f} s of them at work, {waited:.2f} s more without a processor"
            self._alarms.note("hang", f"{told}\n{self._stacks.read()}")
            self._armed = 0.0
        self._last, self._work, self._starved = now, work, starved
        if now - self._armed > REARM_SECONDS:
            self._stacks.seek(0)
            self._stacks.truncate()
            faulthandler.dump_traceback_later(HANG_SECONDS, file=self._stacks)
            self._armed = now

    def forgive(self) -> None:
        """What was waited for until now is nobody's fault."""
        self._last, self._starved = time.perf_counter(), starved_seconds()
        self.beat()

    def stop(self) -> None:
        """Beats no more."""
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()
