"""Work is kept while it changes: a program that is killed loses a few seconds of it at most."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton

from playground.document.archive import read
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio
from tests.ui.shell.test_studio import opened, until

ROOT = Path(__file__).resolve().parents[3]
WORKER = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from playground.ui.session.process import prepare_process
from playground.ui.shell.app import make_application
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio
from playground.ui.shell.window_memory import NoSettings

prepare_process()
app = make_application()
studio = Studio(NoSettings(), Recovery(Path(sys.argv[1])))
studio.show("network")
session = studio.sessions["network"]
rates = iter(range(1, 10**6))

def edit():
    rate = next(rates)
    session.state.edit_training(learning_rate=rate / 1e6)
    print(rate, time.time(), flush=True)

session.workspace.toggle_play()
timer = QTimer(interval=50)
timer.timeout.connect(edit)
timer.start()
saving = QTimer(interval=700)
saving.timeout.connect(lambda: (studio.files["network"].save(Path(sys.argv[2])), session.step()))
if len(sys.argv) > 3:
    saving.start()
app.exec()
"""


def made(qtbot, folder: Path, tmp_path: Path) -> Studio:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    studio = Studio(settings, Recovery(folder))
    qtbot.addWidget(studio.window)
    return studio


def kept_in(folder: Path) -> list[Path]:
    return list(folder.rglob("unsaved-*.atelier"))


def test_work_is_kept_while_it_changes_and_forgotten_when_it_is_saved(qtbot, tmp_path):
    studio = made(qtbot, tmp_path / "own", tmp_path)
    session = opened(qtbot, studio, "network")
    studio._keeper.keep()
    assert not kept_in(tmp_path / "own")
    session.state.edit_training(learning_rate=0.123)
    session.step()
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    with qtbot.waitSignal(studio._keeper.kept):
        studio._keeper.keep()
    (path,) = kept_in(tmp_path / "own")
    kept = read(path)
    assert kept.experiment.training.learning_rate == 0.123 and kept.runs[0].capture.step == 1
    studio.files["network"].save(tmp_path / "mine.atelier")
    studio._keeper.keep()
    assert not kept_in(tmp_path / "own")
    studio.window.close()


def test_two_windows_leave_each_other_s_work_alone(qtbot, tmp_path):
    first, second = (made(qtbot, tmp_path / "own", tmp_path) for _ in range(2))
    for rate, studio in ((0.11, first), (0.22, second)):
        opened(qtbot, studio, "network").state.edit_training(learning_rate=rate)
        with qtbot.waitSignal(studio._keeper.kept):
            studio._keeper.keep()
    rates = {read(path).experiment.training.learning_rate for path in kept_in(tmp_path / "own")}
    assert rates == {0.11, 0.22}
    second.window.close()
    assert len(kept_in(tmp_path / "own")) == 2
    first.window.close()
    assert len(kept_in(tmp_path / "own")) == 2


def test_the_next_start_says_from_when_the_work_is_and_has_a_way_out(qtbot, tmp_path):
    first = made(qtbot, tmp_path / "own", tmp_path)
    opened(qtbot, first, "network").state.edit_training(learning_rate=0.123)
    first.window.close()
    again = made(qtbot, tmp_path / "own", tmp_path)
    session = opened(qtbot, again, "network")
    assert session.state.experiment.training.learning_rate == 0.123
    assert "was not saved" in session.workspace.messages.text() and ":" in session.workspace.messages.text()
    (afresh,) = [each for each in session.workspace.messages.findChildren(QPushButton) if each.text() == "Start afresh"]
    afresh.click()
    assert session.state.experiment.training.learning_rate == 0.03
    (back,) = [each for each in session.workspace.messages.findChildren(QPushButton) if each.text() == "Bring it back"]
    back.click()
    assert session.state.experiment.training.learning_rate == 0.123
    assert not again.files["network"].is_saved
    again.window.close()


def test_new_and_open_throw_nothing_away(qtbot, tmp_path):
    studio = made(qtbot, tmp_path / "own", tmp_path)
    session = opened(qtbot, studio, "network")
    studio.files["network"].save(tmp_path / "saved.atelier")
    studio.window.menu_actions.new.trigger()
    assert not session.workspace.messages.isVisible(), "saved work is no loss"
    session.state.edit_training(learning_rate=0.123)
    studio.try_open(tmp_path / "saved.atelier")
    assert session.state.experiment.training.learning_rate == 0.03
    (back,) = [each for each in session.workspace.messages.findChildren(QPushButton) if each.text() == "Bring it back"]
    back.click()
    assert session.state.experiment.training.learning_rate == 0.123
    studio.window.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user")
def test_where_nothing_can_be_kept_the_window_says_so_while_there_is_time(qtbot, tmp_path):
    (tmp_path / "own").mkdir(mode=0o500)
    _says_that_nothing_is_kept(qtbot, tmp_path / "own", tmp_path)


def test_where_a_file_is_in_the_way_the_window_says_so_while_there_is_time(qtbot, tmp_path):
    (tmp_path / "own").write_text("a file")
    _says_that_nothing_is_kept(qtbot, tmp_path / "own", tmp_path)


def _says_that_nothing_is_kept(qtbot, folder: Path, tmp_path: Path) -> None:
    studio = made(qtbot, folder, tmp_path)
    session = opened(qtbot, studio, "network")
    session.state.edit_training(learning_rate=0.123)
    with qtbot.waitSignal(studio._keeper.failed):
        studio._keeper.keep()
    bar = session.workspace.messages
    assert "cannot be kept" in bar.text()
    assert "Save as…" in [each.text() for each in bar.findChildren(QPushButton)]
    studio.window.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
@pytest.mark.parametrize("saving", [False, True])
def test_a_program_that_is_killed_loses_five_seconds_at_most(tmp_path, saving):
    """Killed at any moment: every document is whole, and what was kept is from at most five seconds before."""
    chance = random.Random(saving)
    for turn in range(int(os.environ.get("ATELIER_KILLS", "2"))):
        own, mine = tmp_path / f"own{turn}", tmp_path / f"mine{turn}.atelier"
        arguments = [sys.executable, "-c", WORKER, str(own), str(mine), *(["saving"] if saving else [])]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
            assert process.stdout is not None
            edits = {}
            end = time.monotonic() + 7 + 3 * chance.random()
            while time.monotonic() < end and (line := process.stdout.readline()):
                rate, at = line.split()
                edits[int(rate)] = float(at)
            process.send_signal(signal.SIGKILL)
            killed = time.time()
        documents = [read(path) for path in [*kept_in(own), *([mine] if mine.exists() else [])]]
        rates = [round(document.experiment.training.learning_rate * 1e6) for document in documents]
        assert rates and edits[max(rates)] > killed - 5
