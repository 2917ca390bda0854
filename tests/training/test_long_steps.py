"""A step that takes long is given up for a command that waits, and comes again as if it had not begun."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from playground.data.image_sets import make_images
from playground.engine.fast.trial import Trial
from playground.engine.hands import HANDS, processors
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.commands import Configure, Look, Pause, Play, Step, WantFrame
from playground.training.convolution_examples import edited, example
from playground.training.experiment import Experiment
from playground.training.focus import Focus, Probe
from playground.training.loop import STEP_PATIENCE, TrainingLoop
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot
from tests.frames import trainer_of

SLOW = Experiment(
    ImagesData("digits", count=200, pictures=make_images("digits", 200, 0)),
    Architecture(parse_layers("conv4x3:relu dropout0.3 pool2")),
    TrainingSettings(batch_size=64, optimizer="adam"),
)
SLIDE = example("slide")


class SlowClock:
    """Goes on only when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 1e-6
        return self.now


@pytest.fixture(autouse=True, params=[1, 3], ids=["alone", "three threads"])
def small_slices(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Batches are cut small and go to so many hands, whether or not that is quicker."""
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 20_000)
    monkeypatch.setattr("playground.engine.fast.sliced.Trial", lambda ways: Trial([ways[-1]]))
    HANDS.use(request.param)
    yield
    HANDS.use(processors())


def learning(between: Callable[[], object] = lambda: None, runs: int = 1) -> tuple[TrainingLoop, SlowClock]:
    clock = SlowClock()
    loop = TrainingLoop(clock, between)
    for run in range(runs):
        loop.handle(Configure(replace(SLOW, training=replace(SLOW.training, learning_rate=0.01 / (1 + run))), run))
    loop.handle(Play())
    return loop, clock


def test_a_long_step_is_given_up_and_comes_again_with_the_same_numbers() -> None:
    straight, _ = learning()
    calls, gave_up = [0], [0]

    def a_command_comes_midway() -> None:
        calls[0] += 1
        if calls[0] % 11 == 4:
            clock.now += 2 * STEP_PATIENCE
            loop.urgent = True
            gave_up[0] += 1

    loop, clock = learning(a_command_comes_midway)
    for _ in range(20):
        loop.train(0.0)
    given_up, run = trainer_of(loop).run, trainer_of(straight).run
    assert 5 < given_up.step_count < 20 and gave_up[0] > 3
    run.train(given_up.step_count)
    np.testing.assert_array_equal(given_up.network.theta, run.network.theta)
    np.testing.assert_array_equal(given_up.network.gradient, run.network.gradient)
    assert given_up.capture().batches.generator == run.capture().batches.generator
    assert given_up.capture().weight_generator == run.capture().weight_generator
    assert given_up.epoch == run.epoch


def test_a_captured_run_goes_on_with_the_same_numbers_by_another_number_of_threads() -> None:
    straight, restored = NetworkTrainer(SLOW), NetworkTrainer(SLOW)
    straight.run.train(4)
    assert straight.run.network.works_in_slices(64)
    HANDS.use(2)
    restored.restore(straight.capture())
    for trainer in (straight, restored):
        trainer.run.train(5)
    np.testing.assert_array_equal(restored.run.network.theta, straight.run.network.theta)
    assert restored.capture().weight_generator == straight.capture().weight_generator


def test_runs_side_by_side_take_a_step_all_or_none() -> None:
    straight, _ = learning(runs=3)
    calls, gave_up = [0], [0]

    def every_step_takes_long_and_commands_come_at_any_time() -> None:
        calls[0] += 1
        clock.now += STEP_PATIENCE
        if calls[0] % 31 == 17:
            loop.urgent = True
            gave_up[0] += 1

    loop, clock = learning(every_step_takes_long_and_commands_come_at_any_time, runs=3)
    for _ in range(30):
        loop.train(0.0)
        steps = {member.trainer.run.step_count for member in loop._runs.members}
        assert len(steps) == 1
    steps_taken = steps.pop()
    assert 5 < steps_taken < 27 and gave_up[0] > 10
    for one, other in zip(loop._runs.members, straight._runs.members, strict=True):
        given_up, run = one.trainer.run, other.trainer.run
        run.train(steps_taken)
        assert given_up.epoch == run.epoch
        np.testing.assert_array_equal(given_up.network.theta, run.network.theta)
        assert given_up.capture().batches.generator == run.capture().batches.generator
        assert given_up.capture().weight_generator == run.capture().weight_generator


@pytest.mark.parametrize("runs", [1, 2])
def test_a_single_step_waits_for_the_window_too_but_is_not_given_up(runs: int) -> None:
    waited = []

    def a_command_comes() -> None:
        waited.append(True)
        clock.now += 2 * STEP_PATIENCE
        loop.urgent = True

    loop, clock = learning(a_command_comes, runs)
    loop.handle(Pause())
    loop.handle(Step())
    assert len(waited) > runs
    assert [member.trainer.run.step_count for member in loop._runs.members] == [1] * runs


def test_another_look_is_answered_in_the_midst_of_a_step_which_goes_on_with_the_same_numbers() -> None:
    probe = Probe(make_images("digits", 1, 1).images[0] / 255)
    frames, trainers = list[NetworkSnapshot](), list[NetworkTrainer]()
    me = threading.get_ident()

    def look() -> None:
        if threading.get_ident() == me and len(trainers) == 1:
            loop.handle(Look(Focus(probe=probe)))
            loop.handle(WantFrame())
            snapshots = loop.frame_in_step()
            assert snapshots is not None
            frames.extend(snapshots)

    plain, _ = learning()
    plain.train(0.0)
    trainers.append(trainer_of(plain))
    loop, _ = learning(look)
    before = trainer_of(loop).run.network.theta.copy()
    loop.train(0.0)
    assert len(frames) > 1 or HANDS.count > 1, "helpers may have been so quick that nothing was left for this thread"
    assert all(frame.progress.step == 0 for frame in frames)
    assert all(frame.trace is not None and frame.trace.tensor is probe.tensor for frame in frames)
    assert all(np.array_equal(frame.theta, before) for frame in frames)
    assert trainer_of(loop).run.step_count == 1
    assert np.array_equal(trainer_of(loop).run.network.theta, trainer_of(plain).run.network.theta)


def test_what_comes_next_is_not_asked_of_a_step_that_is_under_way() -> None:
    def look() -> None:
        loop.handle(Look(Focus(batch=True)))
        loop.handle(WantFrame())
        assert loop.frame_in_step() is None

    loop, _ = learning(look)
    loop.train(0.0)
    assert loop.frame() is not None


def test_it_goes_on_where_nothing_waits_or_it_has_not_taken_long() -> None:
    def no_command() -> None:
        clock.now += 10 * STEP_PATIENCE

    loop, clock = learning(no_command)
    loop.train(0.0)
    assert trainer_of(loop).run.step_count == 1

    def in_no_time() -> None:
        soon.urgent = True

    soon, _ = learning(in_no_time)
    soon.train(0.0)
    assert trainer_of(soon).run.step_count == 1


@pytest.mark.parametrize(
    "experiment",
    [
        Experiment(PointsData(), PerceptronModel()),
        Experiment(PointsData(), PerceptronModel(every_sample=True)),
        SLIDE,
        edited(SLIDE, every_sample=True),
    ],
)
@pytest.mark.parametrize("runs", [1, 2])
def test_the_small_steps_of_other_models_are_taken_whatever_waits(experiment: Experiment, runs: int) -> None:
    def the_gate_was_closed_and_a_command_came() -> None:
        clock.now += 2 * STEP_PATIENCE
        loop.urgent = True

    clock = SlowClock()
    loop = TrainingLoop(clock, the_gate_was_closed_and_a_command_came)
    for run in range(runs):
        loop.handle(Configure(experiment, run))
    loop.handle(Play())
    loop.train(0.0)
    loop.handle(WantFrame())
    frames = loop.frame()
    assert frames is not None and all(frame.progress.can_go_back for frame in frames)


def test_a_command_does_not_wait_for_what_is_measured_beside_the_step_that_was_given_up_for_it() -> None:
    me, came, later = threading.get_ident(), threading.Event(), list[int]()

    def command() -> None:
        clock.now += 2.0  # time for a look, too
        if trainer_of(loop).run.step_count == 0:
            return
        if came.is_set() and not loop.urgent and threading.get_ident() == me:
            later.append(1)
        if not came.is_set():
            came.set()
            loop.urgent = True

    loop, clock = learning(command)
    loop.train(0.0)
    loop.train(0.0)
    assert came.is_set() and trainer_of(loop).run.step_count == 1
    assert not later or HANDS.count > 1, "another thread may give the step up while this one begins a part"


def test_a_command_that_came_is_not_waited_for_any_more() -> None:
    loop, _ = learning()
    loop.urgent = True
    loop.handle(Pause())
    assert not loop.urgent and not loop.playing
