"""The monkey runs, and nothing that goes wrong beside it is overlooked."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alarms import Alarms
from PySide6.QtCore import QObject, QTimer, qWarning

ROOT = Path(__file__).parents[2]


def test_a_quick_look_finds_nothing_wrong(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "soak.py"), "--monkey", "1", "--quick", "--seed", "3"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=100)
    # A machine that does other things may halt it for longer than it should; that is what the full run is for.
    if "hang, in" not in done.stderr:
        assert done.returncode == 0, done.stderr
    assert "acts, the longest wait" in done.stdout


def fail() -> None:
    raise ValueError("seven is no colour")


def fail_in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


class Fragile:
    """What fails where nobody can catch it."""

    def __del__(self) -> None:
        fail()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (fail_in_a_thread, "error in a thread"),
        (lambda: qWarning("seven is no colour"), "Qt's warning"),
        (lambda: logging.getLogger("playground").error("seven is no colour"), "logged error"),
        (Fragile, "error that nobody could catch"),
    ],
)
def test_what_goes_wrong_is_told_with_what_was_done(qapp, act, told) -> None:
    alarms = Alarms(lambda: "act 7")
    with alarms.set():
        act()
    assert len(alarms.problems) == 1
    assert alarms.problems[0].startswith(f"{told}")
    assert "in act 7:" in alarms.problems[0]
    assert "seven is no colour" in alarms.problems[0]


def test_an_error_in_a_slot_is_told(qapp) -> None:
    alarms, parent = Alarms(lambda: "act 7"), QObject()
    with alarms.set():
        timer = QTimer(parent)
        timer.timeout.connect(fail)
        timer.timeout.emit()
    assert ["seven is no colour" in each for each in alarms.problems] == [True]
