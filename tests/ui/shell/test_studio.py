"""The whole window: workspaces with their workers, documents, undo, errors, and a clean end."""

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings

from playground.document.document import DocumentError, Unknown, document_of, from_snapshot
from playground.document.files import read, write
from playground.engine.errors import Phrase
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.snapshot import Status
from playground.ui.look.theme import THEME
from playground.ui.session.session import Session
from playground.ui.session.training_thread import TrainingThread
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.workspaces.kinds import WORKSPACES
from tests.ui.toy import TOY

NAMES = tuple(WORKSPACES)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def studio(qtbot, settings) -> Iterator[Studio]:
    studio = Studio(settings)
    qtbot.addWidget(studio.window)
    yield studio
    studio.window.close()


def opened(qtbot, studio: Studio, name: str) -> Session:
    studio.show(name)
    session = studio.sessions[name]
    qtbot.waitUntil(lambda: session.snapshot is not None)
    return session


def until(qtbot, session: Session, true: Callable[[object], bool]) -> None:
    qtbot.waitUntil(lambda: session.snapshot is not None and true(session.snapshot), timeout=20_000)


@pytest.mark.parametrize("name", ["perceptron", "network"])
def test_trains_pauses_steps_and_starts_afresh(qtbot, studio, name):
    session, actions = opened(qtbot, studio, name), studio.window.menu_actions
    actions.train.trigger()
    until(qtbot, session, lambda shown: shown.progress.step > 3)
    if name == "network":
        assert "training" in studio.window.rail.entry(name).toolTip()
        actions.train.trigger()
    until(qtbot, session, lambda shown: shown.progress.status is not Status.TRAINING)
    actions.reset.trigger()
    until(qtbot, session, lambda shown: shown.progress.step == 0)
    actions.step.trigger()
    until(qtbot, session, lambda shown: shown.progress.step == 1)


def test_every_workspace_goes_on_while_another_is_shown(qtbot, studio):
    session = opened(qtbot, studio, "network")
    studio.window.menu_actions.train.trigger()
    until(qtbot, session, lambda shown: shown.progress.step > 0)
    opened(qtbot, studio, "perceptron")
    before = session.snapshot.progress.step
    studio.window.show_workspace("network")
    until(qtbot, session, lambda shown: shown.progress.step > before)
    assert session.snapshot.progress.status is Status.TRAINING


def test_workers_wait_while_every_widget_changes_its_theme(qtbot, studio, monkeypatch):
    opened(qtbot, studio, "network")
    seen: list[str] = []
    for name in ("hold", "release"):
        original = getattr(TrainingThread, name)
        monkeypatch.setattr(TrainingThread, name, lambda self, act=original, name=name: (seen.append(name), act(self)))
    before, told = THEME.mode, THEME.changed.connect(lambda: seen.append("changed"))
    THEME.set_mode("light" if before == "dark" else "dark")
    during = list(seen)
    THEME.changed.disconnect(told)
    THEME.set_mode(before)
    assert (during[0], during[-1]) == ("hold", "release") and "changed" in during


def test_what_is_made_beside_the_window_hardly_stops_a_change_of_theme(studio):
    usual, seen = sys.getswitchinterval(), []
    note = THEME.changed.connect(lambda: seen.append(sys.getswitchinterval()))
    try:
        THEME.set_scale(1.5)
    finally:
        THEME.set_scale(1.0)
        THEME.changed.disconnect(note)
        after = sys.getswitchinterval()
        sys.setswitchinterval(usual)
    assert max(seen) < 1e-4 < after


def test_edits_are_undone_in_the_workspace_that_is_shown(qtbot, studio):
    session, actions = opened(qtbot, studio, "network"), studio.window.menu_actions
    assert not actions.undo.isEnabled()
    session.state.edit_training(learning_rate=0.5)
    assert actions.undo.isEnabled()
    opened(qtbot, studio, "perceptron")
    assert not actions.undo.isEnabled()
    studio.window.show_workspace("network")
    actions.undo.trigger()
    assert session.state.experiment.training.learning_rate == 0.03
    assert actions.redo.isEnabled()


@pytest.mark.parametrize("name", ["perceptron", "network"])
def test_a_document_brings_back_what_was_learned(qtbot, studio, tmp_path, name):
    session, path = opened(qtbot, studio, name), tmp_path / "work.atelier"
    studio.window.menu_actions.train.trigger()
    until(qtbot, session, lambda shown: shown.progress.step > 3)
    if session.running:
        studio.window.menu_actions.train.trigger()
    until(qtbot, session, lambda shown: shown.progress.status is not Status.TRAINING)
    assert not studio.files[name].is_saved
    learned = session.snapshot.theta
    studio.files[name].save(path)
    assert studio.files[name].is_saved and studio.files[name].path == path
    session.state.edit_training(seed=99)
    until(qtbot, session, lambda shown: shown.progress.step == 0)
    studio.open(path)
    until(qtbot, session, lambda shown: np.array_equal(shown.theta, learned))
    assert session.state.experiment.training.seed == 42
    assert studio.files[name].path == path and studio.files[name].is_saved


def test_a_broken_document_is_told_and_changes_nothing(qtbot, studio, tmp_path):
    session, path = opened(qtbot, studio, "network"), tmp_path / "broken.atelier"
    path.write_bytes(b"no zip")
    before = session.state.experiment
    with pytest.raises(DocumentError, match="broken"):
        studio.open(path)
    studio.try_open(path)
    assert "broken.atelier" in session.workspace.findChild(MessageBar).text()
    assert session.state.experiment is before


def test_the_shipped_network_reads_at_once_and_gets_its_pictures_later(qtbot, studio):
    session = opened(qtbot, studio, "images")
    assert session.snapshot.spec.input_shape == (28, 28, 1)
    with qtbot.waitSignal(
        session.state.changed, timeout=20_000, check_params_cb=lambda _: len(session.state.data_set) > 0
    ):
        pass
    until(qtbot, session, lambda shown: shown.test_count > 0 and shown.scores.test_accuracy is not None)
    assert session.snapshot.scores.test_accuracy > 0.9
    assert not session.state.can_undo


@pytest.mark.parametrize("name", NAMES)
def test_closes_at_once_while_it_trains(qtbot, settings, name):
    studio = Studio(settings)
    qtbot.addWidget(studio.window)
    session = opened(qtbot, studio, name)
    session.play(True)
    studio.window.close()
    assert session.findChild(TrainingThread).isFinished()


def test_new_starts_over(qtbot, studio, tmp_path):
    session = opened(qtbot, studio, "network")
    first = session.state.experiment
    session.state.edit_data(source="xor")
    studio.window.menu_actions.new.trigger()
    assert session.state.experiment.data == first.data
    assert not session.state.can_undo
    assert studio.files["network"].path is None


def test_the_workspace_shown_last_is_shown_first(qtbot, studio, settings):
    opened(qtbot, studio, "perceptron")
    studio.window.close()
    again = Studio(settings)
    qtbot.addWidget(again.window)
    again.show()
    assert again.window.current() == "perceptron"
    again.window.close()


def test_a_document_is_shown_in_its_own_workspace(qtbot, studio, tmp_path):
    session = opened(qtbot, studio, "perceptron")
    write(tmp_path / "p.atelier", from_snapshot("perceptron", session.snapshot))
    assert read(tmp_path / "p.atelier").theta.shape == (3,)
    opened(qtbot, studio, "network")
    studio.open(tmp_path / "p.atelier")
    assert studio.window.current() == "perceptron"


def test_a_document_is_not_saved_any_more_when_training_goes_on_after_saving(qtbot, studio, tmp_path):
    session, file = opened(qtbot, studio, "network"), studio.files["network"]
    session.play(True)
    until(qtbot, session, lambda shown: shown.progress.step > 0)
    file.save(tmp_path / "work.atelier")
    qtbot.waitUntil(lambda: not file.is_saved)
    session.play(False)
    until(qtbot, session, lambda shown: shown.progress.status is Status.PAUSED)
    file.save(tmp_path / "work.atelier")
    assert file.is_saved
    studio.window.menu_actions.step.trigger()
    qtbot.waitUntil(lambda: not file.is_saved)


def test_what_is_saved_in_a_long_step_is_what_was_chosen_in_it(qtbot, studio, tmp_path):
    session, file = opened(qtbot, studio, "network"), studio.files["network"]
    thread, inside, may_end = session._thread, threading.Event(), threading.Event()
    thread._turn = lambda: (inside.set(), may_end.wait(60))  # a step that takes long
    session.attention.look(decision_grid=8)
    qtbot.waitUntil(inside.is_set)
    try:
        assert session.state.edit_training(batch_size=23) == ""
        file.save(tmp_path / "work.atelier")
        assert file.is_saving and not file.is_saved and "saving" in studio.window.status.accessibleName()
    finally:
        del thread._turn
        with qtbot.waitSignal(file.written, timeout=20_000):
            may_end.set()
    assert read(tmp_path / "work.atelier").experiment.training.batch_size == 23
    assert file.is_saved and not file.is_saving


def test_why_what_was_to_be_saved_in_a_long_step_was_not_is_told(qtbot, studio, tmp_path):
    session, file = opened(qtbot, studio, "network"), studio.files["network"]
    thread, inside, may_end = session._thread, threading.Event(), threading.Event()
    thread._turn = lambda: (inside.set(), may_end.wait(60))
    session.attention.look(decision_grid=8)
    qtbot.waitUntil(inside.is_set)
    try:
        file.save(tmp_path / "gone" / "work.atelier")
    finally:
        del thread._turn
        with qtbot.waitSignal(file.failed, timeout=20_000):
            may_end.set()
    assert "work.atelier" in session.workspace.complaint and not file.is_saving


def test_looking_at_a_document_leaves_it_saved(qtbot, studio, tmp_path):
    session = opened(qtbot, studio, "network")
    session.step()
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    studio.files["network"].save(tmp_path / "work.atelier")
    session.restart()
    until(qtbot, session, lambda shown: shown.progress.step == 0)
    studio.open(tmp_path / "work.atelier")
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    opened(qtbot, studio, "perceptron")
    studio.show("network")
    session.attention.look(neuron_grid=0)
    until(qtbot, session, lambda shown: shown.response is None or not shown.response.layers)
    assert studio.files["network"].is_saved


def test_a_document_without_weights_starts_afresh(qtbot, studio, tmp_path):
    session = opened(qtbot, studio, "network")
    session.step()
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    learned = session.snapshot.theta
    write(tmp_path / "new.atelier", from_snapshot("network", session.snapshot).with_run(theta=None, step=0, epoch=0.0))
    studio.open(tmp_path / "new.atelier")
    until(qtbot, session, lambda shown: shown.progress.step == 0)
    assert not np.array_equal(session.snapshot.theta, learned)


def test_an_error_is_told_where_there_is_no_workspace_too(qtbot, studio, tmp_path):
    session = opened(qtbot, studio, "network")
    studio.window.show_workspace("settings")
    studio.try_open(tmp_path / "missing.atelier")
    assert studio.window.current() == "network"
    assert "missing.atelier" in session.workspace.findChild(MessageBar).text()


@pytest.mark.parametrize("workspace", ["regression", "perceptron"])
def test_a_document_that_no_workspace_can_show_is_refused_before_anything_changes(qtbot, studio, tmp_path, workspace):
    session, experiment = opened(qtbot, studio, "network"), Experiment(PointsData("xor", count=50))
    write(tmp_path / "odd.atelier", document_of(workspace, experiment, (2,), ("A", "B")))
    studio.try_open(tmp_path / "odd.atelier")
    text = session.workspace.findChild(MessageBar).text()
    assert "odd.atelier" in text and workspace in text
    assert list(studio.sessions) == ["network"] and session.state.experiment.data.source == "moons"


def test_what_the_window_does_not_show_of_a_document_is_still_there_when_it_is_saved(qtbot, studio, tmp_path):
    path = tmp_path / "work.atelier"
    document = document_of("network", Experiment(PointsData("xor", count=50)), (2,), ("A", "B"))
    write(path, replace(document, unknown=Unknown(minor=7, members={"lessons/1.txt": b"first"})))
    session = opened(qtbot, studio, "network")
    studio.open(path)
    session.state.edit_training(batch_size=23)
    until(qtbot, session, lambda shown: shown.experiment.training.batch_size == 23)
    studio.files["network"].save(path)
    for _ in range(2):
        found = read(path)
        assert found.experiment.training.batch_size == 23 and found.unknown.members == {"lessons/1.txt": b"first"}
        studio.files["network"].save(path)
    studio.window.menu_actions.new.trigger()
    studio.files["network"].save(path)
    assert read(path).unknown == Unknown()


@pytest.mark.parametrize(
    ("words", "named"), [("dense8:tanh dropout0.2 dropout0.3", "dropout"), ("dense4:softmax dense3:tanh", "softmax")]
)
def test_a_network_that_the_window_cannot_show_is_refused_before_anything_changes(
    qtbot, studio, tmp_path, words, named
):
    session = opened(qtbot, studio, "perceptron")
    experiment = Experiment(PointsData("circle", count=50), Architecture(parse_layers(words)))
    write(tmp_path / "odd.atelier", document_of("network", experiment, (2,), ("A", "B")))
    studio.try_open(tmp_path / "odd.atelier")
    text = session.workspace.findChild(MessageBar).text()
    assert "odd.atelier" in text and named in text
    assert list(studio.sessions) == ["perceptron"]


def test_a_network_larger_than_the_controls_make_it_is_shown(qtbot, studio, tmp_path):
    experiment = Experiment(PointsData("circle", count=50), Architecture(parse_layers("dense70:relu")))
    write(tmp_path / "large.atelier", document_of("network", experiment, (2,), ("A", "B")))
    session = opened(qtbot, studio, "network")
    studio.open(tmp_path / "large.atelier")
    until(qtbot, session, lambda shown: shown.spec.output_shapes[0] == (70,))


def test_a_document_can_be_opened_before_the_window_is_shown(qtbot, studio, tmp_path):
    experiment = Experiment(PointsData("circle", count=50), Architecture(parse_layers("dense3:relu")))
    write(tmp_path / "small.atelier", document_of("network", experiment, (2,), ("A", "B")))
    studio.open(tmp_path / "small.atelier")
    studio.window.show()
    until(qtbot, studio.sessions["network"], lambda shown: shown.spec.output_shapes[0] == (3,))


@pytest.mark.parametrize("name", NAMES)
def test_unsaved_work_is_there_again_at_the_next_start(qtbot, settings, tmp_path, name):
    recovery = Recovery(tmp_path / "own")
    first = Studio(settings, recovery)
    qtbot.addWidget(first.window)
    session = opened(qtbot, first, name)
    session.state.edit_training(learning_rate=0.123)
    until(qtbot, session, lambda shown: shown.experiment.training.learning_rate == 0.123)
    first.window.close()
    again = Studio(settings, recovery)
    qtbot.addWidget(again.window)
    session = opened(qtbot, again, name)
    assert session.state.experiment.training.learning_rate == 0.123
    assert not again.files[name].is_saved
    until(qtbot, session, lambda shown: shown.experiment.training.learning_rate == 0.123)
    again.files[name].save(tmp_path / "work.atelier")
    again.window.close()
    assert not list((tmp_path / "own").rglob("*.atelier"))


def test_kept_work_that_is_broken_is_put_aside(qtbot, settings, tmp_path):
    (tmp_path / "unsaved-network.atelier").write_bytes(b"broken")
    studio = Studio(settings, Recovery(tmp_path))
    qtbot.addWidget(studio.window)
    session = opened(qtbot, studio, "network")
    assert session.state.experiment.data.source == "moons"
    bar = session.workspace.messages
    assert bar.isVisible() and "put aside" in bar.text()
    studio.window.close()
    (aside,) = tmp_path.glob("unreadable-network-*.atelier")
    assert aside.read_bytes() == b"broken"


def test_kept_work_that_cannot_be_shown_is_put_aside(qtbot, settings, tmp_path):
    recovery = Recovery(tmp_path / "own")
    (tmp_path / "own").mkdir()
    odd = Experiment(PointsData("circle", count=50), Architecture(parse_layers("dense4:softmax dense8:tanh")))
    write(tmp_path / "own" / "unsaved-network.atelier", document_of("network", odd, (2,), ("A", "B")))
    studio = Studio(settings, recovery)
    qtbot.addWidget(studio.window)
    session = opened(qtbot, studio, "network")
    assert session.state.experiment != odd and studio.files["network"].is_saved
    studio.window.close()
    (aside,) = (tmp_path / "own").glob("unreadable-network-*.atelier")
    assert read(aside).experiment == odd


def test_asking_for_a_session_leaves_the_page_that_is_shown(qtbot, studio):
    opened(qtbot, studio, "network")
    session = opened(qtbot, studio, "perceptron")
    assert studio.sessions["network"].workspace is studio.window.workspace("network")
    assert studio.window.current() == "perceptron"
    assert studio.show_workspace("network") is studio.sessions["network"] is not session
    assert studio.window.current() == "network"


def test_what_a_newer_program_has_to_say_is_shown_when_its_document_is_opened(qtbot, studio, tmp_path):
    session, path = opened(qtbot, studio, "network"), tmp_path / "newer.atelier"
    document = document_of("network", Experiment(PointsData("xor", count=50)), (2,), ("A", "B"))
    write(path, replace(document, unknown=Unknown(minor=7)))
    studio.open(path)
    bar = session.workspace.messages
    assert bar.isVisible() and "made by" in bar.text() and bar.severity() == "info"
    bar.close_message()
    write(path, document)
    studio.open(path)
    assert not bar.isVisible()


def test_a_workspace_is_a_row(qtbot, settings, tmp_path, monkeypatch):
    """A row that is added is on the rail and in the menu; its documents, files, New and unsaved work are its own."""
    monkeypatch.setitem(WORKSPACES, "toy", TOY)
    recovery = Recovery(tmp_path / "own")
    studio = Studio(settings, recovery)
    qtbot.addWidget(studio.window)
    opened(qtbot, studio, "network")
    assert ("Toy", "Ctrl+6") in dict(studio.window.menu_actions.overview())["View"]
    studio.window.rail.entry("toy").click()
    session = studio.sessions["toy"]
    until(qtbot, session, lambda shown: True)
    session.step()
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    studio.files["toy"].save(tmp_path / "toy.atelier")
    assert read(tmp_path / "toy.atelier").workspace == "toy"
    studio.window.menu_actions.new.trigger()
    until(qtbot, session, lambda shown: shown.progress.step == 0)
    opened(qtbot, studio, "network")
    studio.try_open(tmp_path / "toy.atelier")
    assert studio.window.current() == "toy"
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    (tmp_path / "points.csv").write_text("0,0,a\n1,1,b\n")
    studio.try_open(tmp_path / "points.csv", "toy")
    assert session.workspace.opened == [tmp_path / "points.csv"]
    session.state.edit_training(learning_rate=0.123)
    until(qtbot, session, lambda shown: shown.experiment.training.learning_rate == 0.123)
    studio.window.close()
    recovery.begin()
    assert recovery.kept("toy").document.workspace == "toy"
    recovery.end()


@pytest.mark.parametrize("objects", [True, False])
def test_a_row_may_object_to_a_document(qtbot, settings, tmp_path, monkeypatch, objects):
    reason = Phrase("it has {count} classes", count=2)
    monkeypatch.setitem(WORKSPACES, "toy", replace(TOY, objection=lambda document: reason if objects else None))
    studio = Studio(settings)
    qtbot.addWidget(studio.window)
    session = opened(qtbot, studio, "network")
    write(tmp_path / "toy.atelier", replace(TOY.usual_document(), workspace="toy"))
    studio.try_open(tmp_path / "toy.atelier")
    assert session.workspace.complaint == ("toy.atelier: it has 2 classes." if objects else "")
    assert ("toy" in studio.sessions) is not objects
    studio.window.close()


def test_what_runs_is_called_as_in_the_workspace(qtbot, studio):
    actions = studio.window.menu_actions
    opened(qtbot, studio, "convolution")
    runs = actions.train, actions.step, actions.fine_step, actions.reset
    assert [each.text() for each in runs] == ["Slide or pause", "Next number", "Next product", "Restart"]
    assert ("Train or pause", "Space") in dict(actions.overview())["Run"]
    opened(qtbot, studio, "perceptron")
    assert [each.text() for each in runs] == ["Train or pause", "One step", "One sample", "Reset"]
