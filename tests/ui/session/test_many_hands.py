"""The worker with several threads at its side: paused, edited, held, failing and ended while all of them work."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from playground.data.image_sets import make_images
from playground.engine.fast.trial import Trial
from playground.engine.hands import HANDS, processors
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.commands import Configure, Look, Pause, Play, Step, WantFrame
from playground.training.experiment import Experiment
from playground.training.focus import Focus, Probe
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Status
from playground.ui.session.training_thread import TrainingThread
from playground.ui.words.run_text import run_texts
from tests.frames import trainer_of

HAND_COUNT = 3


@pytest.fixture
def experiment() -> Experiment:
    data = ImagesData("digits", count=200, pictures=make_images("digits", 200, 0))
    layers = parse_layers("conv4x3:relu dropout0.2 pool2")
    return Experiment(data, Architecture(layers), TrainingSettings(batch_size=64))


@pytest.fixture
def thread(qapp, monkeypatch, experiment) -> Iterator[TrainingThread]:
    """A worker whose batches are cut small, and go to three hands whether or not that is quicker."""
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 20_000)
    monkeypatch.setattr("playground.engine.fast.sliced.Trial", lambda ways: Trial([ways[-1]]))
    HANDS.use(HAND_COUNT)
    thread = TrainingThread()
    thread.start()
    thread.post(Configure(experiment))
    yield thread
    thread.finish()
    HANDS.use(processors())


def next_frame(thread, qtbot):
    with qtbot.waitSignal(thread.frame_ready, timeout=5000) as frame:
        thread.post(WantFrame())
    thread.take()
    return frame.args[0][0]


def in_full_flight(thread, qtbot):
    thread.post(Play())
    qtbot.waitUntil(lambda: next_frame(thread, qtbot).hands == HAND_COUNT)


def test_a_frame_tells_how_many_work(thread, qtbot):
    assert next_frame(thread, qtbot).hands == 1
    in_full_flight(thread, qtbot)


def test_it_pauses_and_goes_on(thread, qtbot):
    in_full_flight(thread, qtbot)
    thread.post(Pause())
    paused = next_frame(thread, qtbot)
    assert paused.progress.status is Status.PAUSED
    thread.post(Step())
    assert next_frame(thread, qtbot).progress.step == paused.progress.step + 1
    in_full_flight(thread, qtbot)


def test_an_edit_of_layers_and_batch_is_taken_over(thread, qtbot, experiment):
    in_full_flight(thread, qtbot)
    edited = replace(
        experiment,
        model=Architecture(parse_layers("conv5x3:tanh pool2 dense8:relu")),
        training=replace(experiment.training, batch_size=50),
    )
    thread.post(Configure(edited))
    frame = next_frame(thread, qtbot)
    assert frame.experiment is edited
    qtbot.waitUntil(lambda: next_frame(thread, qtbot).progress.step > frame.progress.step + 5)


def test_all_hands_wait_while_the_window_draws(thread, qtbot):
    in_full_flight(thread, qtbot)
    thread.hold()
    qtbot.wait(30)  # for what had begun
    run = trainer_of(thread._loop).run
    step, theta = run.step_count, run.network.theta.copy()
    qtbot.wait(50)
    assert run.step_count == step
    np.testing.assert_array_equal(run.network.theta, theta)
    thread.release()
    qtbot.waitUntil(lambda: run.step_count > step)


def test_what_a_hand_raises_is_told_and_all_live_on(thread, qtbot, monkeypatch, caplog):
    in_full_flight(thread, qtbot)
    run = "playground.engine.fast.sliced._Hand.run"
    with monkeypatch.context() as patch, qtbot.waitSignal(thread.failed, timeout=5000) as failure:
        patch.setattr(run, lambda *_: 1 / 0)
    assert "ZeroDivisionError" in failure.args[1]
    assert "training failed" in caplog.text
    in_full_flight(thread, qtbot)


@pytest.mark.parametrize("held", [False, True])
def test_it_ends_in_full_flight(thread, qtbot, held):
    in_full_flight(thread, qtbot)
    if held:
        thread.hold()
    thread.finish()
    assert thread.isFinished()


def test_pictures_are_seen_in_the_midst_of_a_step(thread, qtbot, experiment):
    """Between two steps there would be a step between any two frames."""
    slow = replace(experiment, model=Architecture(parse_layers("conv32x5:relu conv16x5:relu")))
    thread.post(Configure(replace(slow, training=replace(slow.training, batch_size=160))))
    in_full_flight(thread, qtbot)
    steps = []
    for seed in range(12):
        probe = Probe(make_images("digits", 1, seed).images[0] / 255)
        thread.post(Look(Focus(probe=probe)))
        frame = next_frame(thread, qtbot)
        assert frame.trace is not None and frame.trace.tensor is probe.tensor
        steps.append(frame.progress.step)
    assert steps == sorted(steps) and len(set(steps)) < len(steps)


def test_commands_keep_their_order_whatever_is_seen_in_a_step(thread, qtbot, experiment):
    in_full_flight(thread, qtbot)
    for rate in (0.01, 0.02, 0.03):
        edited = replace(experiment, training=replace(experiment.training, learning_rate=rate))
        for command in (Look(Focus()), WantFrame(), Configure(edited), Look(Focus()), WantFrame()):
            thread.post(command)
    thread.post(Pause())
    qtbot.waitUntil(lambda: next_frame(thread, qtbot).progress.status is Status.PAUSED)
    thread.post(Look(Focus(confusion=True)))
    assert next_frame(thread, qtbot).experiment.training.learning_rate == 0.03


def test_the_strip_at_the_bottom_says_how_many_work(thread, qtbot, experiment):
    in_full_flight(thread, qtbot)
    qtbot.waitUntil(lambda: next_frame(thread, qtbot).progress.steps_per_second > 0)
    frame = next_frame(thread, qtbot)
    assert run_texts(experiment, frame)[-1] == f"3 of {processors()} processors"


def test_it_says_so_steadily_though_the_last_batch_of_an_epoch_is_small(thread, qtbot, experiment):
    """200 samples: the batches of an epoch are of 64, 64, 64 and 8, which one does alone."""
    in_full_flight(thread, qtbot)
    thread.post(Pause())
    said = set()
    for _ in range(8):
        thread.post(Step(fine=False))
        said.add(next_frame(thread, qtbot).hands)
    assert said == {HAND_COUNT}
