"""The real window, at work without a screen: prepared, training, and watched while its frames are painted."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from environment import SIZE
from PySide6.QtCore import QEventLoop, Qt, QTimer

from playground.training.snapshot import Progress, Snapshot
from playground.ui.session.session import Session
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.screenshot import studio_offscreen, wait_for_frame, wait_until

BEAT = 0.005
PATIENCE = 60.0


@dataclass(frozen=True)
class Moment:
    """The end of the painting of a frame: the time, the time that the window's thread has worked, what was shown."""

    time: float
    work: float
    progress: Progress


@dataclass
class Watch:
    """What was seen of a window in a stretch of time; times in seconds."""

    seconds: float = 0.0
    moments: list[Moment] = field(default_factory=list)

    @property
    def frames_per_second(self) -> float:
        """Painted frames a second."""
        return len(self.moments) / self.seconds

    @property
    def work_per_frame(self) -> np.ndarray:
        """What the window's thread worked from one painted frame to the next: (frames - 1,)."""
        return np.diff([moment.work for moment in self.moments])

    @property
    def steps_per_second(self) -> float:
        """Training steps a second, from the first painted frame to the last."""
        if len(self.moments) < 2:
            return 0.0
        first, last = self.moments[0], self.moments[-1]
        return (last.progress.step - first.progress.step) / (last.time - first.time)

    @property
    def epochs_per_frame(self) -> float:
        """Training epochs from one painted frame to the next, on average."""
        if len(self.moments) < 2:
            return 0.0
        return (self.moments[-1].progress.epoch - self.moments[0].progress.epoch) / (len(self.moments) - 1)


@contextmanager
def workspace_shown(name: str) -> Iterator[Session]:
    """A workspace of the real window with its samples, at rest; its work is kept as it always is."""
    with tempfile.TemporaryDirectory() as folder, studio_offscreen(SIZE, Recovery(Path(folder))) as studio:
        session = studio.show_workspace(name)
        wait_for_frame(session)
        yield session


def play(session: Session, warm_up: float) -> None:
    """Trains, and waits until it has done so for some seconds."""
    session.play(True)
    _wait_for("training", lambda: session.running)
    wait(warm_up)


def pause(session: Session) -> None:
    """Pauses, and waits until nothing is left to be shown."""
    session.play(False)
    _wait_for("a pause", lambda: not session.running)
    wait(0.1)


def _wait_for(what: str, done: Callable[[], bool]) -> None:
    if not wait_until(done, PATIENCE):
        raise TimeoutError(f"{what} has not come in {PATIENCE:g} s")


def wait(seconds: float) -> None:
    """Lets the application live for a while, undisturbed."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


@contextmanager
def every_frame(session: Session, painted: Callable[[Snapshot], None]) -> Iterator[None]:
    """Calls `painted` with a snapshot whenever the painting of the frame that shows it has ended."""

    def tell(snapshots: tuple[Snapshot, ...]) -> None:
        painted(snapshots[0])

    session.frame_shown.connect(tell)
    try:
        yield
    finally:
        session.frame_shown.disconnect(tell)


def watch(session: Session, seconds: float) -> Watch:
    """Lets the window live for a while and notes every frame."""
    result = Watch()

    def painted(snapshot: Snapshot) -> None:
        result.moments.append(Moment(time.perf_counter(), time.thread_time(), snapshot.progress))

    start = time.perf_counter()
    with every_frame(session, painted):
        wait(seconds)
    result.seconds = time.perf_counter() - start
    return result


def lateness(seconds: float) -> list[float]:
    """How late each beat of a heartbeat of 5 ms in the window's thread was, in seconds."""
    late, last = [], time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max(0.0, now - last - BEAT))
        last = now

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=round(1000 * BEAT))
    timer.timeout.connect(beat)
    timer.start()
    wait(seconds)
    timer.stop()
    return late


def until_shown(session: Session, act: Callable[[], object], shows: Callable[[Snapshot], bool]) -> float:
    """Seconds from an act of the user to the end of the painting of the first frame that shows its effect."""
    loop, ends = QEventLoop(), []

    def painted(snapshot: Snapshot) -> None:
        if not ends and shows(snapshot):
            ends.append(time.perf_counter())
            loop.quit()

    patience = QTimer(singleShot=True, interval=round(1000 * PATIENCE))
    patience.timeout.connect(loop.quit)
    patience.start()
    with every_frame(session, painted):
        start = time.perf_counter()
        act()
        if not ends:
            loop.exec()
    if not ends:
        raise TimeoutError(f"no frame has shown an act of the user in {PATIENCE:g} s")
    return ends[0] - start
