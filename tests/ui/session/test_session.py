"""A session between a workspace and its worker: frames one at a time, at their pace, and holds in balance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
import shiboken6

from playground.document.document import from_runs
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.commands import Command, WantFrame
from playground.training.experiment import Experiment
from playground.training.member import CapturedRun
from playground.training.snapshot import Snapshot, Status
from playground.training.trainer import make_trainer
from playground.ui.session.attention import Attention
from playground.ui.session.session import Session
from playground.ui.session.state import ExperimentState
from tests.ui.toy import EXPERIMENT, ToyPage

HOUR = 3600.0
Make = Callable[..., tuple[Session, ToyPage]]


@pytest.fixture
def make(qtbot) -> Iterator[Make]:
    sessions: list[Session] = []

    def make(frame_seconds: float = 0.0, shown: bool = True) -> tuple[Session, ToyPage]:
        state, attention = ExperimentState(EXPERIMENT), Attention()
        page = ToyPage(state, attention)
        qtbot.addWidget(page)
        page.setVisible(shown)
        sessions.append(Session(state, attention, page, frame_seconds))
        return sessions[-1], page

    yield make
    for session in sessions:
        session.finish()


def until(qtbot, session: Session, true: Callable[[Snapshot], bool]) -> None:
    qtbot.waitUntil(lambda: session.snapshot is not None and true(session.snapshot), timeout=20_000)


def test_a_frame_is_told_when_it_is_painted(qtbot, make):
    session, page = make()
    seen: list[str] = []
    page.draw = lambda snapshot: seen.append("shown")
    page.view.paint = lambda painter: seen.append("painted")
    session.frame_shown.connect(lambda snapshots: seen.append("told"))
    with qtbot.waitSignal(session.frame_shown) as told:
        session.step()
    assert seen[-3:] == ["shown", "painted", "told"]
    assert told.args[0] == session.snapshots


def test_one_frame_is_in_flight(qtbot, make, monkeypatch):
    """Whatever happens meanwhile: a wish is posted only when the last one was answered and shown."""
    session, _page = make(1 / 200)
    wishes, frames = [1], [0]
    post = session._thread.post

    def counted(command: Command) -> None:
        wishes[0] += isinstance(command, WantFrame)
        assert wishes[0] - frames[0] <= 1
        post(command)

    def count(snapshot: Snapshot) -> None:
        frames[0] += 1
        session.state.edit_training(learning_rate=0.01 + 0.001 * (frames[0] % 7))
        session.attention.look(decision_grid=frames[0] % 5)
        session.show_again()

    until(qtbot, session, lambda snapshot: True)
    wishes[0], frames[0] = frames[0] + 1, frames[0]
    monkeypatch.setattr(session._thread, "post", counted)
    session.frame_shown.connect(lambda snapshots: count(snapshots[0]))
    session.play(True)
    qtbot.waitUntil(lambda: frames[0] > 40)
    assert wishes[0] - frames[0] in (0, 1)


def test_an_edit_does_not_wait_for_the_next_frame(qtbot, make):
    session, _page = make(HOUR)
    with qtbot.waitSignal(session.frame_shown):
        pass
    assert session._frames.next.remainingTime() > 1000 * HOUR / 2
    with qtbot.waitSignal(session.frame_shown):
        session.state.edit_training(batch_size=23)
    assert session.snapshot.experiment.training.batch_size == 23
    with qtbot.waitSignal(session.frame_shown):
        session.attention.look(decision_grid=8)
    assert session.snapshot.response is not None


def test_a_hidden_workspace_is_shown_nothing_and_asks_seldom(qtbot, make):
    session, page = make(0.0, shown=False)
    session.play(True)
    until(qtbot, session, lambda snapshot: snapshot.progress.status is Status.TRAINING)
    # While it is seen, the next frame would be asked for at once, without a timer.
    qtbot.waitUntil(session._frames.next.isActive)
    assert page.pictures == [] and session.running
    page.show()
    session.show_again()
    assert page.pictures[0][0] is session.snapshot
    step = session.snapshot.progress.step
    until(qtbot, session, lambda snapshot: snapshot.progress.step > step)
    assert session._thread._holds in (0, 1)


def painted(qtbot, session: Session) -> None:
    """Waits for the first frame, and until it is painted."""
    until(qtbot, session, lambda snapshot: True)
    qtbot.waitUntil(lambda: session._thread._holds == 0)


def test_after_an_error_in_a_snapshot_training_is_shown_as_paused_and_can_begin_again(qtbot, make, monkeypatch):
    session, page = make()
    session.play(True)
    until(qtbot, session, lambda snapshot: snapshot.progress.status is Status.TRAINING)
    trainer = session._thread._loop._runs.members[0].trainer
    with monkeypatch.context() as patch, qtbot.waitSignal(session.running_changed) as told:
        patch.setattr(trainer, "snapshot", lambda *_: 1 / 0)
        qtbot.waitUntil(lambda: not session.running)
        qtbot.waitUntil(lambda: page.complaint != "")
    assert told.args == [False]
    assert page.pictures[-1][0].progress.status is Status.PAUSED
    assert page.texts[-1].progress.status is Status.PAUSED
    session.play(True)
    until(qtbot, session, lambda snapshot: snapshot.progress.status is Status.TRAINING)


def test_holds_are_in_balance_when_a_view_raises(qtbot, make):
    session, page = make()
    painted(qtbot, session)
    told: list[object] = []
    session.frame_shown.connect(told.append)
    page.draw = lambda snapshot: 1 / 0
    with qtbot.capture_exceptions() as errors:
        session.play(True)
        qtbot.waitUntil(lambda: len(errors) > 3)
        step = session.snapshot.progress.step
        until(qtbot, session, lambda snapshot: snapshot.progress.step > step)
        session.play(False)
        until(qtbot, session, lambda snapshot: snapshot.progress.status is Status.PAUSED)
        qtbot.waitUntil(lambda: session._thread._holds == 0)
    assert {error[0] for error in errors} == {ZeroDivisionError}
    assert told == [], "a frame that could not be shown is not told"
    page.draw = lambda snapshot: None
    with qtbot.waitSignal(session.frame_shown):
        session.step()


def test_the_worker_waits_for_what_a_workspace_prepares(qtbot, make):
    session, page = make()
    until(qtbot, session, lambda snapshot: True)
    qtbot.waitUntil(lambda: session._thread._holds == 0)
    page.preparing.emit(True)
    assert session._thread._holds == 1
    page.preparing.emit(False)
    assert session._thread._holds == 0


def test_the_runs_can_be_had_while_the_window_is_about_to_paint(qtbot, make):
    session, _page = make()
    painted(qtbot, session)
    session.hold()
    session.step()
    (run,) = session.capture()
    assert run.capture.step == 1
    assert session._thread._holds == 1 and not session._thread._open.is_set(), "the worker waits again"
    session.release()


def test_a_frame_that_comes_after_the_end_is_passed_over(qtbot, make):
    session, page = make()
    painted(qtbot, session)
    session.finish()
    shiboken6.delete(page)  # as its window does
    session._thread.frame_ready.emit(session.snapshots)
    del page
    other = ToyPage(session.state, session.attention)
    session.workspace = session._frames._workspace = other  # for the fixture, which ends every session


def test_what_a_workspace_asks_for_is_done(qtbot, make):
    session, page = make()
    page.play_requested.emit(True)
    until(qtbot, session, lambda snapshot: snapshot.progress.step > 3)
    page.play_requested.emit(False)
    until(qtbot, session, lambda snapshot: snapshot.progress.status is Status.PAUSED)
    page.reset()
    until(qtbot, session, lambda snapshot: snapshot.progress.step == 0)
    page.step()
    until(qtbot, session, lambda snapshot: snapshot.progress.step == 1)


def test_steps_of_a_key_that_is_held_do_not_pile_up(qtbot, make):
    session, _page = make()
    until(qtbot, session, lambda snapshot: True)
    for _ in range(50):
        session.step()
    until(qtbot, session, lambda snapshot: snapshot.progress.step > 0)
    (run,) = session.capture()
    assert 0 < run.capture.step <= 3


def test_the_runs_can_be_had_exactly_as_they_are_also_after_the_end(qtbot, make):
    session, _page = make()
    session.step()
    session.step()
    (run,) = session.capture()
    assert run.capture.step == 2 and run.experiment == EXPERIMENT
    session.finish()
    (last,) = session.capture()
    assert last.capture.step == 2 and last.capture.theta.tobytes() == run.capture.theta.tobytes()


def test_several_runs_are_handed_on_and_the_first_is_shown(qtbot, make):
    session, page = make()
    other = replace(EXPERIMENT, training=replace(EXPERIMENT.training, learning_rate=0.5))
    session.load(from_runs("toy", [captured(EXPERIMENT, 3), captured(other, 3)]))
    qtbot.waitUntil(lambda: len(session.snapshots) == 2)
    assert [shown.experiment for shown in session.snapshots] == [EXPERIMENT, other]
    assert session.snapshot is session.snapshots[0] and page.pictures[-1][0] is session.snapshot
    assert [run.capture.step for run in session.capture()] == [3, 3]


def test_a_document_without_captures_brings_its_weights(qtbot, make):
    session, _page = make()
    deeper = replace(EXPERIMENT, model=Architecture(parse_layers("dense4:relu dense2:tanh")))
    document = from_runs("toy", [captured(deeper, 5)]).with_run(capture=None)
    session.load(document)
    until(qtbot, session, lambda snapshot: snapshot.experiment == deeper and snapshot.progress.step == 5)
    assert session.snapshot.theta.tobytes() == document.theta.tobytes()


def captured(experiment: Experiment, steps: int) -> CapturedRun:
    trainer = make_trainer(experiment)
    trainer.run.train(steps)
    return CapturedRun(experiment, trainer.capture())


def test_steps_are_taken_back_and_weights_put_in(qtbot, make):
    session, page = make()
    until(qtbot, session, lambda snapshot: True)
    start = session.snapshot.theta
    page.step()
    until(qtbot, session, lambda snapshot: snapshot.progress.can_go_back)
    page.back_requested.emit()
    until(qtbot, session, lambda snapshot: snapshot.progress.step == 0 and not snapshot.progress.can_go_back)
    assert (session.snapshot.theta == start).all()
    page.fine_step_requested.emit()
    until(qtbot, session, lambda snapshot: snapshot.progress.step == 1)
    learned = session.snapshot.theta
    for size in (1, 2, 3):  # one gesture
        page.weights_edited.emit(np.full(start.size, size), "moved by hand")
    session.state.end_gesture()
    until(qtbot, session, lambda snapshot: (snapshot.theta == 3).all())
    assert session.state.undo_name == "moved by hand"
    page.weights_edited.emit(np.full(start.size, 4), "moved again")
    session.state.end_gesture()
    until(qtbot, session, lambda snapshot: (snapshot.theta == 4).all())
    session.state.undo()
    until(qtbot, session, lambda snapshot: (snapshot.theta == 3).all())
    session.state.undo()
    until(qtbot, session, lambda snapshot: (snapshot.theta == learned).all())
    session.state.redo()
    until(qtbot, session, lambda snapshot: (snapshot.theta == 3).all())
