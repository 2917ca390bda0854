"""Parting with threads: a moment's patience, and an end of the process where one is still busy."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

import playground
from playground.ui.session import parting
from playground.ui.session.background import BackgroundLoader
from playground.ui.session.training_thread import TrainingThread

ROOT = Path(playground.__file__).resolve().parents[1]


class Stubborn(QThread):
    """Runs until its event is set, whoever asks it to end."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = threading.Event()

    def run(self) -> None:
        self.may_end.wait(60)


def test_a_busy_thread_is_left_to_what_it_does(qapp, monkeypatch):
    monkeypatch.setattr(parting, "PATIENCE_MILLISECONDS", 1)
    thread = Stubborn()
    thread.start()
    parting.part_with(thread)
    assert thread.isRunning()
    thread.may_end.set()
    parting.wait_for_busy()
    assert thread.isFinished()


def test_nobody_waits_for_a_long_step(qapp, monkeypatch):
    monkeypatch.setattr(parting, "PATIENCE_MILLISECONDS", 1)
    inside, may_end = threading.Event(), threading.Event()
    thread = TrainingThread()
    thread._turn = lambda: (inside.set(), may_end.wait(60), thread._obey(0))  # type: ignore[method-assign]
    thread.start()
    inside.wait(60)
    thread.finish()
    assert thread.isRunning()
    may_end.set()
    parting.wait_for_busy()
    assert thread.isFinished()


def test_nobody_waits_for_a_file_that_takes_long_to_decode(qapp, monkeypatch):
    monkeypatch.setattr(parting, "PATIENCE_MILLISECONDS", 1)
    inside, may_end = threading.Event(), threading.Event()
    loader = BackgroundLoader()
    loader.start(lambda progress: (inside.set(), may_end.wait(60)))
    inside.wait(60)
    loader.finish()
    may_end.set()
    parting.wait_for_busy()


@pytest.mark.parametrize("status", [0, 3])
def test_the_process_ends_while_a_thread_is_busy(status):
    code = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication, QThread\n"
        "from playground.ui.session import parting\n"
        "app = QCoreApplication([])\n"
        "class Sleeper(QThread):\n"
        "    def run(self): QThread.sleep(600)\n"
        "thread = Sleeper(); thread.start(); parting.PATIENCE_MILLISECONDS = 1; parting.part_with(thread)\n"
        f"sys.exit(parting.end_process({status}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", "")
