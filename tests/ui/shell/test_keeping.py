"""Work is kept while it changes: a program that is killed loses a few seconds of it at most."""

import os
from pathlib import Path

import pytest
from crash import LOST_SECONDS, kill
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton

from playground.document.files import read
from playground.ui.shell import keeping
from playground.ui.shell.keeping import KEEP_MILLISECONDS
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio
from tests.ui.shell.test_studio import opened, until


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
    studio.documents.keeper.keep()
    assert not kept_in(tmp_path / "own")
    session.state.edit_training(learning_rate=0.123)
    session.step()
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    with qtbot.waitSignal(studio.documents.keeper.kept):
        studio.documents.keeper.keep()
    (path,) = kept_in(tmp_path / "own")
    kept = read(path)
    assert kept.experiment.training.learning_rate == 0.123 and kept.runs[0].capture.step == 1
    studio.files["network"].save(tmp_path / "mine.atelier")
    studio.documents.keeper.keep()
    assert not kept_in(tmp_path / "own")
    studio.window.close()


def test_work_of_many_megabytes_is_kept_less_often_and_at_the_end(qtbot, tmp_path, monkeypatch):
    assert keeping.pause_after(8_000_000) == 0 and keeping.pause_after(160_000_000) > 30
    monkeypatch.setattr(keeping, "KEPT_BYTES_A_SECOND", 1)
    studio = made(qtbot, tmp_path / "own", tmp_path)
    session, keeper = opened(qtbot, studio, "network"), studio.documents.keeper
    for rate in (0.11, 0.22):
        session.state.edit_training(learning_rate=rate)
        until(qtbot, session, lambda shown, rate=rate: shown.experiment.training.learning_rate == rate)
        wishes = session._thread.last_wish
        if rate == 0.11:
            with qtbot.waitSignal(keeper.kept):
                keeper.keep()
        else:
            keeper.keep()
        assert session._thread.last_wish == wishes + (rate == 0.11)
    studio.window.close()
    (path,) = kept_in(tmp_path / "own")
    assert read(path).experiment.training.learning_rate == 0.22


def test_work_that_was_replaced_is_not_kept_as_that_which_came_instead(qtbot, tmp_path):
    studio = made(qtbot, tmp_path / "own", tmp_path)
    session, documents = opened(qtbot, studio, "network"), studio.documents
    session.state.edit_training(learning_rate=0.11)
    with qtbot.waitSignal(documents.keeper.kept):
        documents.start_afresh("network")
    session.state.edit_training(learning_rate=0.22)
    with qtbot.waitSignal(session.captured):
        documents.keeper.keep()
        documents.open_aside(documents.aside()[0])  # before the worker has answered
    with qtbot.waitSignal(documents.keeper.kept):
        documents.keeper.put_aside("network", read(documents.aside()[0].path))  # the writer has done all before it
    assert all(read(path).experiment.training.learning_rate == 0.11 for path in kept_in(tmp_path / "own"))
    studio.window.close()
    (path,) = kept_in(tmp_path / "own")
    assert read(path).experiment.training.learning_rate == 0.11


def test_two_windows_leave_each_other_s_work_alone(qtbot, tmp_path):
    first, second = (made(qtbot, tmp_path / "own", tmp_path) for _ in range(2))
    for rate, studio in ((0.11, first), (0.22, second)):
        opened(qtbot, studio, "network").state.edit_training(learning_rate=rate)
        with qtbot.waitSignal(studio.documents.keeper.kept):
            studio.documents.keeper.keep()
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
    (back,) = [each for each in session.workspace.messages.findChildren(QPushButton) if each.text() == "Bring back"]
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
    (back,) = [each for each in session.workspace.messages.findChildren(QPushButton) if each.text() == "Bring back"]
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
    with qtbot.waitSignal(studio.documents.keeper.failed):
        studio.documents.keeper.keep()
    bar = session.workspace.messages
    assert "cannot be kept" in bar.text()
    assert "Save as…" in [each.text() for each in bar.findChildren(QPushButton)]
    studio.window.close()


@pytest.mark.parametrize("turn", range(6))
def test_a_program_that_is_killed_loses_little_and_leaves_whole_documents(tmp_path, turn):
    """While it trains, edits, saves, starts afresh, opens and keeps; `benchmarks/crash.py` does it many times, with the
    interval of the program itself."""
    assert KEEP_MILLISECONDS / 1000 < LOST_SECONDS
    left = kill(tmp_path / "left", seed=turn, interval=200, seconds=0.25 * turn)
    assert left.lost <= LOST_SECONDS
    assert left.documents > 0 or turn < 2
    own = tmp_path / "left" / "kept"
    recovery = Recovery(own)
    recovery.begin()
    assert set(kept_in(own)) == set(kept_in(recovery._own)), "the next start has all of it"
    assert all(read(aside.path) for aside in recovery.aside())
    recovery.end()


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="folders are closed otherwise on Windows")
def test_what_cannot_be_kept_now_is_kept_when_it_can_be_and_a_second_failure_is_told_too(qtbot, tmp_path):
    studio = made(qtbot, tmp_path / "own", tmp_path)
    keeper, session = studio.documents.keeper, opened(qtbot, studio, "network")
    place = keeper._recovery._own
    session.state.edit_training(learning_rate=0.123)
    for _ in range(2):
        place.rename(tmp_path / "elsewhere")
        with qtbot.waitSignal(keeper.failed):
            keeper.keep()
        (tmp_path / "elsewhere").rename(place)
        with qtbot.waitSignal(keeper.kept):
            keeper.keep()
        session.state.edit_training(learning_rate=0.2)
    assert read(place / "unsaved-network.atelier").experiment.training.learning_rate == 0.2
    studio.window.close()
