"""The thin thread around the training loop, and the policy that keeps the window fluid beside it."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from contextlib import suppress
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QThread, Signal

from playground.training.commands import Command, Look, Quit, WantCapture, WantFrame
from playground.training.loop import TrainingLoop
from playground.training.member import CapturedRun
from playground.ui.session.parting import part_with
from playground.ui.session.process import wake_in_time
from playground.ui.words.refusals import sentence

# A real sleep of 50 µs every 3 ms surely hands Python's lock to a window that waits for it.
SLICE_SECONDS = 0.003
PAUSE_SECONDS = 0.00005
# Two threads that want Python's lock by turns slow each other down far more than a worker that waits for its frame
# to be shown; but a window that is busy for longer must not hold training up.
TAKE_SECONDS = 0.05

log = logging.getLogger(__name__)


class TrainingThread(QThread):
    """Runs a TrainingLoop; commands go in through `post`, frames and failures come out as signals, and from `lost` the
    numbers of versions to which undo leads without what had been learned, for lack of memory.

    While the window holds the gate (`hold`, `release`), no training begins; what has begun stops soon, a step midway.
    """

    frame_ready = Signal(object)
    failed = Signal(str, str)
    captured = Signal(int, object)
    lost = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = threading.Event()
        self._open.set()
        self._loop = TrainingLoop(time.perf_counter, self._wait_in_step)
        self._inbox: SimpleQueue[Command] = SimpleQueue()
        self._postponed: Command | None = None
        self._number = 0
        self._taken = threading.Event()
        self._holds = 0
        self._is_ending = False
        self._runs: tuple[CapturedRun, ...] = ()
        self._captured = threading.Event()
        self._ended = threading.Event()
        self._asked = self._answered = 0

    def post(self, command: Command) -> None:
        """Hands a command to the worker; returns at once. All but those that tell what is wanted in frames have a long
        step given up."""
        self._inbox.put(command)
        if not isinstance(command, Look | WantFrame | WantCapture):
            self._loop.urgent = True

    def hold(self) -> None:
        """Makes the worker wait while the window draws; called in the window's thread, may be nested."""
        self._holds += 1
        self._loop.held = True
        self._close()

    def release(self) -> None:
        """Ends one hold; where there is none, as of a worker that came while others were held, it does nothing."""
        self._holds = max(self._holds - 1, 0)
        if self._holds == 0:
            self._loop.held = self._is_ending
            self._open.set()

    def take(self) -> None:
        """Tells that the last frame has been shown, for which the worker waits a while."""
        self._taken.set()

    def capture(self, patience: float) -> tuple[CapturedRun, ...]:
        """The runs as they are, captured between two steps; none if the worker is in a step that takes longer than so
        many seconds. Of a worker that has ended, as they were at the end."""
        if self._loop.quitting:
            return self._runs if self._ended.wait(patience) else ()
        ticket = self.ask_for_capture()
        # A worker that is held for a frame would not answer; its loop is held all the same, and begins no step.
        self._taken.set()
        self._open.set()
        has_answered = self._wait_for(ticket, time.perf_counter() + patience)
        if self._holds:
            self._close()
        return self._runs if has_answered else ()

    @property
    def last_wish(self) -> int:
        """The number of the last wish for a capture."""
        return self._asked

    def last_runs(self, since: int) -> tuple[CapturedRun, ...]:
        """The runs as they were captured last, perhaps some time ago, but after the wish of this number; else none."""
        return self._runs if self._answered > since else ()

    def ask_for_capture(self) -> int:
        """Has `captured` bring the runs as they are between two steps; returns at once, with the number of the wish."""
        self._asked += 1
        self.post(WantCapture(self._asked))
        return self._asked

    def stop(self) -> None:
        """Asks the worker to end after the step that it is in; returns at once."""
        self._is_ending = True
        self.post(Quit())
        self._loop.held = True
        self._open.set()
        self._taken.set()

    def finish(self) -> None:
        """Ends the worker and waits for it, but not for a step that takes long."""
        self.stop()
        part_with(self)

    def run(self) -> None:
        """The worker's life: obey, hand out a frame, train a slice, sleep a moment."""
        wake_in_time()
        self._number = threading.get_ident()
        while not self._loop.quitting:
            try:
                self._turn()
            except Exception as error:
                self._loop.stop()
                log.exception("training failed")
                self.failed.emit(sentence(error), traceback.format_exc())
        self._loop.handle(WantCapture(self._asked))
        self._hand_out_runs()
        self._ended.set()

    def _wait_in_step(self) -> None:
        """Called in the midst of a long step by all threads that work at it. The one that trains shows what another
        look asks for, which need not wait for the end: a picture that is drawn, a unit that is pointed at."""
        self._open.wait()
        if threading.get_ident() != self._number or self._postponed is not None:
            return
        with suppress(Empty):
            while True:
                command = self._inbox.get_nowait()
                if not isinstance(command, Look | WantFrame):
                    self._postponed = command
                    return
                self._loop.handle(command)
        frame = self._loop.frame_in_step()
        if frame is not None:
            self.frame_ready.emit(frame)

    def _close(self) -> None:
        """Closes the gate; not to a worker that is to end, who would wait there for ever."""
        if not self._is_ending:
            self._open.clear()

    def _hand_out_runs(self) -> None:
        runs = self._loop.captured()
        if runs is not None:
            self._runs, self._answered = runs, self._loop.capture_ticket
            self._captured.set()
            self.captured.emit(self._answered, runs)

    def _wait_for(self, ticket: int, end: float) -> bool:
        """Waits for the answer to a wish, not for that to one before it."""
        while self._answered < ticket:
            if not self._captured.wait(max(0.0, end - time.perf_counter())):
                return False
            self._captured.clear()
        return True

    def _turn(self) -> None:
        self._obey(self._loop.waiting_time())
        if self._loop.quitting:
            return
        self._hand_out_runs()
        lost = self._loop.lost()
        if lost:
            self.lost.emit(lost)
        # The frame comes before the next step, which may take long: an edit is seen the sooner.
        frame = self._loop.frame()
        if frame is not None:
            self._taken.clear()
            self.frame_ready.emit(frame)
            self._taken.wait(TAKE_SECONDS)
        self._open.wait()
        self._loop.train(SLICE_SECONDS)
        time.sleep(PAUSE_SECONDS)

    def _obey(self, patience: float | None) -> None:
        """Obeys all commands that wait, and waits up to `patience` seconds for the first, for ever if None."""
        try:
            command = self._next_command(patience)
            while True:
                self._loop.handle(command)
                if self._loop.quitting:
                    return
                command = self._next_command(0)
        except Empty:
            return

    def _next_command(self, patience: float | None) -> Command:
        """What was met in the midst of a step comes first. Empty where there is none."""
        command, self._postponed = self._postponed, None
        if command is not None:
            return command
        return self._inbox.get(timeout=patience) if patience != 0 else self._inbox.get_nowait()
