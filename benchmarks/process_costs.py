"""What the window costs as a process: the time until it is there, its memory, and the processor while it rests."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environment import ROOT
from live_window import pause, play, wait, workspace_shown
from memory import Unmeasured
from report import Figure, Row

PATIENCE = 60.0
PROGRAM = Path(__file__).with_name("lone_window.py")


def start_up(pairs: int) -> Figure:
    """From starting the process to the end of the first painting, in turn with an empty window.

    The first pair only compiles, as installing a program does; where there is but one, it has to do.
    """
    times: dict[str, list[float]] = {"empty": [], "atelier": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(pairs):
            for kind, column in times.items():
                column.append(_until_painted(kind, folder, compiles=pairs > 1))
    ours, empty = (statistics.median(times[kind][1:] or times[kind]) for kind in ("atelier", "empty"))
    return Figure("start to first painted window, of an empty window's", ours / empty, "×", 1.5)


def _until_painted(kind: str, folder: str, compiles: bool) -> float:
    start = time.perf_counter()
    with _lone_window(kind, "start", 0, folder, compiles) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        if told != "painted\n":
            raise RuntimeError(f"the window {kind!r} ended with status {process.wait()} before it was painted")
        return time.perf_counter() - start


def memory(seconds: float) -> Row:
    """After some seconds of training, of what an empty window takes after the same time."""
    name = f"memory after {seconds:g} s of training, of an empty window's"
    with tempfile.TemporaryDirectory() as folder:
        processes = [_lone_window(kind, "memory", seconds, folder) for kind in ("atelier", "empty")]
        taken = [process.communicate(timeout=seconds + PATIENCE)[0].split()[-1] for process in processes]
    if "None" in taken:
        return Unmeasured(name)
    return Figure(name, int(taken[0]) / int(taken[1]), "×", 1.6)


def idle(seconds: float) -> list[Figure]:
    """Processor time of the whole process while nothing trains: before the first training, and after a pause."""
    with workspace_shown("network") as session:
        wait(seconds / 5)
        fresh = _processor_share(seconds)
        play(session, seconds / 5)
        pause(session)
        wait(seconds / 10)
        paused = _processor_share(seconds)
    return [
        Figure("idle before any training: processor time, of one core", fresh, "%", 1),
        Figure("paused after training: processor time, of one core", paused, "%", 1),
    ]


def _processor_share(seconds: float) -> float:
    used, start = time.process_time(), time.perf_counter()
    wait(seconds)
    return 100 * (time.process_time() - used) / (time.perf_counter() - start)


def _lone_window(kind: str, purpose: str, seconds: float, folder: str, compiles: bool = False) -> subprocess.Popen[str]:
    # Qt would say for every window that a screen that nobody sees cannot hint at sizes.
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_LOGGING_RULES": "default.warning=false"}
    if compiles:
        environment |= {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
    words = [sys.executable, str(PROGRAM), kind, purpose, str(seconds), folder]
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
