"""Undo and redo in the window: what was learned is there again at once, and the menu says what would come back."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Status
from playground.ui.session.session import Session
from playground.ui.shell.studio import Studio

LEARNS_FAST = Experiment(
    PointsData("circle", count=200, noise=0.0),
    Architecture(parse_layers("dense8:tanh dense6:tanh")),
    TrainingSettings(0.03, "adam", 16),
)


def until(qtbot, session: Session, true: Callable[[object], bool]) -> None:
    qtbot.waitUntil(lambda: session.snapshot is not None and true(session.snapshot), timeout=20_000)


def accuracy(snapshot) -> float:
    return snapshot.scores.train_accuracy


@pytest.fixture
def trained(qtbot, studio: Studio) -> Session:
    """A session whose network knows its points, and rests."""
    studio.show("network")
    session = studio.sessions["network"]
    session.state.reset(LEARNS_FAST)
    session.play(True)
    until(qtbot, session, lambda shown: shown.experiment == LEARNS_FAST and accuracy(shown) > 0.97)
    session.play(False)
    until(qtbot, session, lambda shown: shown.progress.status is Status.PAUSED)
    return session


def theta(qtbot, session: Session) -> np.ndarray:
    runs = ()

    def ask() -> bool:
        nonlocal runs
        runs = session.capture()
        return bool(runs)

    qtbot.waitUntil(ask, timeout=20_000)
    return runs[0].capture.theta


def delete_layer(session: Session) -> None:
    session.state.edit_model(session.state.experiment.model.without(0))


def another_initialiser(session: Session) -> None:
    session.state.edit_model(replace(session.state.experiment.model, initializer="zeros"))


def another_set(session: Session) -> None:
    session.state.edit_data(source="rings")


EDITS = {
    "layer 1 removed": delete_layer,
    "Reset": Session.restart,
    "initializer xavier → zeros": another_initialiser,
    "data Circle → Rings": another_set,
}


@pytest.mark.parametrize("name", EDITS)
def test_what_was_learned_is_there_again_at_once(qtbot, studio, trained, name):
    known, actions = theta(qtbot, trained), studio.window.menu_actions
    EDITS[name](trained)
    assert actions.undo.text() == f"Undo: {name}" and actions.undo.isEnabled()
    assert not np.array_equal(theta(qtbot, trained), known)
    trained.step()
    lost = theta(qtbot, trained)
    actions.undo.trigger()
    assert actions.redo.text() == f"Redo: {name}" and actions.redo.isEnabled()
    assert np.array_equal(theta(qtbot, trained), known)
    until(qtbot, trained, lambda shown: shown.experiment == LEARNS_FAST and accuracy(shown) > 0.95)
    actions.redo.trigger()
    assert np.array_equal(theta(qtbot, trained), lost)
    actions.undo.trigger()
    assert np.array_equal(theta(qtbot, trained), known)


def test_undo_while_it_trains_goes_on_training(qtbot, trained):
    trained.play(True)
    until(qtbot, trained, lambda shown: shown.progress.status is Status.TRAINING)
    delete_layer(trained)
    until(qtbot, trained, lambda shown: len(shown.experiment.model.hidden) == 1)
    trained.state.undo()
    until(qtbot, trained, lambda shown: len(shown.experiment.model.hidden) == 2)
    step = trained.snapshot.progress.step
    until(qtbot, trained, lambda shown: shown.progress.step > step and shown.progress.status is Status.TRAINING)


def test_a_preset_that_starts_over_is_one_step(qtbot, studio):
    studio.show("images")
    session = studio.sessions["images"]
    until(qtbot, session, lambda shown: True)
    before, known = session.state.experiment, theta(qtbot, session)
    session.workspace.model.take_preset("small")
    assert not np.array_equal(theta(qtbot, session), known)
    session.state.undo()
    assert session.state.experiment == before and not session.state.can_undo
    assert np.array_equal(theta(qtbot, session), known)


def test_another_document_has_nothing_to_undo(qtbot, studio, trained):
    trained.restart()
    trained.state.reset(LEARNS_FAST)
    actions = studio.window.menu_actions
    assert (actions.undo.text(), actions.undo.isEnabled()) == ("Undo", False)
    assert (actions.redo.text(), actions.redo.isEnabled()) == ("Redo", False)


def test_the_menu_says_what_comes_back_without_what_was_learned(qtbot, studio, trained):
    """Where memory does not suffice, the oldest goes, and that is said once."""
    trained._thread._loop._runs.returns.most_bytes = 1
    delete_layer(trained)
    qtbot.waitUntil(lambda: bool(theta(qtbot, trained).size))
    trained.restart()
    qtbot.waitUntil(lambda: "can only be undone without" in trained.workspace.messages.text(), timeout=20_000)
    actions = studio.window.menu_actions
    assert actions.undo.text() == "Undo: Reset"
    actions.undo.trigger()
    assert actions.undo.text() == "Undo: layer 1 removed (without what was learned)"
    actions.undo.trigger()
    until(qtbot, trained, lambda shown: shown.experiment == LEARNS_FAST)


def test_shortcuts_are_listed_by_what_they_always_do(studio, trained):
    delete_layer(trained)
    texts = [text for _, rows in studio.window.menu_actions.overview() for text, _ in rows]
    assert "Undo" in texts and "Redo" in texts
