"""The worker beside the window: commands in, frames out, errors told, a clean end."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.commands import Configure, Load, Pause, Play, WantFrame
from playground.training.experiment import Experiment
from playground.training.snapshot import Status
from playground.ui.session.training_thread import TrainingThread
from tests.frames import trainer_of

START = Experiment(PointsData("xor", count=60))


@pytest.fixture
def thread(qapp) -> Iterator[TrainingThread]:
    thread = TrainingThread()
    thread.start()
    thread.post(Configure(START))
    yield thread
    thread.finish()


def next_frame(thread, qtbot):
    with qtbot.waitSignal(thread.frame_ready, timeout=5000) as frame:
        thread.post(WantFrame())
    return frame.args[0][0]


def test_trains_and_hands_out_a_frame_for_every_wish(thread, qtbot):
    assert next_frame(thread, qtbot).progress.step == 0
    thread.post(Play())
    first = next_frame(thread, qtbot)
    second = next_frame(thread, qtbot)
    assert second.progress.step > first.progress.step
    with qtbot.assertNotEmitted(thread.frame_ready, wait=50):
        pass


def test_a_pause_is_kept(thread, qtbot):
    thread.post(Play())
    next_frame(thread, qtbot)
    thread.post(Pause())
    paused = next_frame(thread, qtbot)
    assert paused.progress.status is Status.PAUSED


def test_a_held_worker_waits_and_goes_on(thread, qtbot):
    thread.post(Play())
    next_frame(thread, qtbot)
    trainer = trainer_of(thread._loop)
    qtbot.waitUntil(lambda: trainer.run.step_count > 0)
    thread.hold()
    thread.hold()
    thread.release()
    qtbot.wait(20)  # for what had begun
    steps = trainer.run.step_count
    qtbot.wait(50)
    assert trainer.run.step_count == steps
    thread.release()
    qtbot.waitUntil(lambda: trainer.run.step_count > steps)


def test_a_worker_that_was_not_held_is_not_held_by_its_release(thread, qtbot):
    thread.release()
    thread.hold()
    thread.release()
    thread.post(Play())
    assert next_frame(thread, qtbot).progress.status is Status.TRAINING
    trainer = trainer_of(thread._loop)
    steps = trainer.run.step_count
    qtbot.waitUntil(lambda: trainer.run.step_count > steps)


def test_an_error_is_told_and_the_worker_lives_on(thread, qtbot, caplog):
    with qtbot.waitSignal(thread.failed) as failure:
        thread.post(Load(START, np.zeros(3, np.float32)))
    message, details = failure.args
    assert "3 numbers" in message
    assert "Traceback" in details
    assert "training failed" in caplog.text
    thread.post(Play())
    assert next_frame(thread, qtbot).progress.status is Status.TRAINING


def test_an_edit_while_training_shows_in_a_frame(thread, qtbot):
    thread.post(Play())
    edited = replace(START, model=Architecture(parse_layers("dense5:relu")))
    thread.post(Configure(edited))
    assert next_frame(thread, qtbot).experiment is edited


def test_ends_at_once_in_full_flight(qapp):
    thread = TrainingThread()
    thread.start()
    thread.post(Configure(START))
    thread.post(Play())
    thread.hold()
    thread.finish()
    assert thread.isFinished()


def test_whoever_paints_on_after_the_end_does_not_keep_the_worker_from_it(qapp, qtbot):
    thread = TrainingThread()
    thread.start()
    thread.post(Configure(START))
    next_frame(thread, qtbot)  # the worker waits for it to be shown
    thread.stop()
    thread.hold()
    assert thread.wait(5000)
