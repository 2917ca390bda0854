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
from report import Figure

PROGRAM = Path(__file__).with_name("lone_window.py")


def start_up(pairs: int) -> Figure:
    """From starting the process to the end of the first painting, in turn with an empty window."""
    times: dict[str, list[float]] = {"empty": [], "atelier": []}
    for _ in range(pairs):
        for kind, column in times.items():
            start = time.perf_counter()
            with tempfile.TemporaryDirectory() as folder, _lone_window(kind, "start", 0, folder) as process:
                assert process.stdout is not None and process.stdout.readline() == "painted\n"
                column.append(time.perf_counter() - start)
    ratio = statistics.median(times["atelier"]) / statistics.median(times["empty"])
    return Figure("start to first painted window, of an empty window's", ratio, "×", 2)


def memory(seconds: float) -> list[Figure]:
    """After some seconds of training, of what an empty window takes after the same time; none where nobody can tell."""
    with tempfile.TemporaryDirectory() as folder:
        processes = [_lone_window(kind, "memory", seconds, folder) for kind in ("atelier", "empty")]
        taken = [process.communicate()[0].split()[-1] for process in processes]
    if "None" in taken:
        print("memory: this system does not tell how much a process takes")
        return []
    ratio = int(taken[0]) / int(taken[1])
    return [Figure(f"memory after {seconds:g} s of training, of an empty window's", ratio, "×", 1.6)]


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


def _lone_window(kind: str, purpose: str, seconds: float, folder: str) -> subprocess.Popen[str]:
    # Qt would say for every window that a screen that nobody sees cannot hint at sizes.
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_LOGGING_RULES": "default.warning=false"}
    words = [sys.executable, str(PROGRAM), kind, purpose, str(seconds), folder]
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
