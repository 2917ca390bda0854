"""What is told of both sets while a network learns, rests, is edited, brought back or opened."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from playground.data.image_sets import make_images
from playground.engine.network import Network
from playground.engine.words import parse_layers
from playground.training import evaluations
from playground.training.architecture import Architecture
from playground.training.batches import as_float
from playground.training.chosen_images import ImagesData
from playground.training.commands import (
    Configure,
    Look,
    Pause,
    Play,
    Restart,
    Restore,
    Step,
    WantCapture,
    WantFrame,
)
from playground.training.evaluation import ENOUGH
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.loop import TrainingLoop
from playground.training.network_run import RECORD_STEPS
from playground.training.returns import Place
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot
from tests.frames import first, trainer_of

START = Experiment(
    ImagesData("digits", count=1000, train_share=0.4, pictures=make_images("digits", 1000, 0)),
    Architecture(parse_layers("dense12:relu")),
    TrainingSettings(batch_size=40),
)


class Clock:
    """Every look at it takes so many seconds: a step takes two."""

    def __init__(self, tick: float) -> None:
        self.now, self._tick = 0.0, tick

    def __call__(self) -> float:
        self.now += self._tick
        return self.now


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network at rest is evaluated 8 pictures at a time."""
    monkeypatch.setattr(evaluations, "PIECE_WORK", 0)


def begun(clock: Clock, experiment: Experiment = START) -> TrainingLoop:
    loop = TrainingLoop(clock)
    loop.handle(Configure(experiment, place=Place(1)))
    loop.handle(Look(Focus(confusion=True)))
    return loop


def shown(loop: TrainingLoop) -> NetworkSnapshot | None:
    loop.handle(WantFrame())
    return first(loop.frame())


def rest(loop: TrainingLoop) -> NetworkSnapshot:
    """What is shown when nothing is left to do."""
    last = shown(loop)
    while loop.waiting_time() == 0.0:
        loop.train(0.003)
        last = first(loop.frame()) or shown(loop) or last
    assert last is not None
    return last


def captured(loop: TrainingLoop) -> tuple:
    loop.handle(WantCapture(1))
    runs = loop.captured()
    assert runs is not None
    return runs


def check_all_measured(loop: TrainingLoop, snapshot: NetworkSnapshot) -> None:
    """It tells of the whole test set what the network answers there, to the end of the curve."""
    run = trainer_of(loop).run
    images = START.data.resolve()
    _, test = images.split(START.data.train_share, START.data.seed)
    right = run.targets.decode(run.network.predict(as_float(images.images[test]))) == images.label[test]
    assert snapshot.scores.test_measured == snapshot.test_count == len(test) == snapshot.confusion.counts.sum()
    assert snapshot.scores.test_accuracy == pytest.approx(right.mean())
    assert snapshot.curves.epoch[-1] == snapshot.progress.epoch
    assert snapshot.curves.test_accuracy[-1] == snapshot.scores.test_accuracy


def test_a_network_whose_steps_take_long_is_measured_all_the_time() -> None:
    clock = Clock(0.05)
    loop = begun(clock)
    loop.handle(Play())
    run, told = trainer_of(loop).run, [clock.now]
    scores, matrices = run.scores, set()
    while clock.now < 30:
        loop.train(0.003)
        snapshot = shown(loop)
        if run.scores is not scores:
            scores, told = run.scores, [*told, clock.now]
            assert snapshot is not None and snapshot.scores is scores
            matrices.add(id(snapshot.confusion))
    assert max(np.diff(told)) < 3 and len(matrices) > 8
    assert len(run.history.curves().epoch) > 8 and run.step_count > RECORD_STEPS
    measured = scores.train_measured, scores.test_measured
    assert min(measured) >= ENOUGH


def test_measuring_takes_a_fair_share_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(0.05)
    loop = begun(clock)
    loop.handle(Play())
    measured, taken = trainer_of(loop).run.evaluations, []
    look = measured.look

    def long_look(network: Network, between: Callable[[], object]) -> bool:
        clock.now += 0.7
        taken.append(0.7)
        return look(network, between)

    monkeypatch.setattr(measured, "look", long_look)
    while clock.now < 100:
        loop.train(0.003)
    assert 8 < sum(taken) < 0.25 * clock.now


def test_a_quick_network_is_measured_between_its_steps_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    loop = begun(Clock(0.001))
    loop.handle(Play())
    run = trainer_of(loop).run
    while run.step_count < 20 * RECORD_STEPS:
        loop.train(0.003)
    steps = run.history.curves().epoch * run.train_count / START.training.batch_size
    assert len(steps) > 10
    assert steps == pytest.approx(RECORD_STEPS * np.round(steps / RECORD_STEPS), abs=1e-6)


def test_looks_by_the_clock_leave_what_is_learned_and_stops_as_they_are() -> None:
    stopping = replace(START, training=replace(START.training, stop_accuracy=0.8, learning_rate=0.01))
    reached = []
    for tick in (0.05, 0.001):
        loop = begun(Clock(tick), stopping)
        loop.handle(Play())
        while loop.playing:
            loop.train(0.0)
        reached.append(trainer_of(loop).run)
    slow, quick = reached
    assert slow.step_count == quick.step_count and slow.stop == quick.stop
    np.testing.assert_array_equal(slow.network.theta, quick.network.theta)


@pytest.mark.parametrize("seconds", [0.5, 5.0, 40.0])
def test_who_is_opened_gets_all_measured(seconds: float) -> None:
    clock = Clock(0.05)
    loop = begun(clock)
    loop.handle(Play())
    while clock.now < seconds:
        loop.train(0.003)
    opened = TrainingLoop(Clock(0.001))
    opened.handle(Look(Focus(confusion=True)))
    opened.handle(Restore(captured(loop)))
    check_all_measured(opened, rest(opened))


def edits(loop: TrainingLoop) -> Iterator[object]:
    """What a user may do, one after the other."""
    yield Play()
    larger = replace(START, training=replace(START.training, batch_size=80))
    yield Configure(larger, place=Place(2))
    wider = Architecture(parse_layers("dense20:relu"))
    yield Configure(replace(larger, model=wider), place=Place(3))
    yield Configure(larger, place=Place(2))
    yield Restart()
    yield Pause()
    yield Step()
    yield Play()
    yield Restore(captured(loop))
    yield Restart()
    yield Play()
    yield Configure(replace(START, data=replace(START.data, train_share=0.5)), place=Place(4))


@pytest.mark.parametrize("tick", [0.05, 0.001])
def test_numbers_beside_each_other_do_not_contradict(tick: float) -> None:
    """The matrix is of the samples that the scores are of, and it is known how many; whatever was done."""
    loop = begun(Clock(tick))
    for command in edits(loop):
        loop.handle(command)
        for _ in range(60):
            snapshot = shown(loop)
            if snapshot is not None:
                counts, scores = snapshot.confusion.counts, snapshot.scores
                assert scores.test_measured == counts.sum() > 0
                assert scores.test_accuracy == pytest.approx(np.trace(counts) / counts.sum())
            loop.train(0.003)


@pytest.mark.parametrize("tick", [0.05, 0.001])
def test_whoever_rests_gets_all_measured(tick: float) -> None:
    clock = Clock(tick)
    loop = begun(clock)
    for command in edits(loop):
        loop.handle(command)
        for _ in range(20):
            loop.train(0.003)
        if trainer_of(loop).experiment.data == START.data and not loop.playing:
            check_all_measured(loop, rest(loop))


def test_what_was_told_stays_until_there_is_better() -> None:
    loop = begun(Clock(0.05))
    before = rest(loop)
    for batch_size, playing in ((64, False), (128, True)):
        loop.handle(Play() if playing else Pause())
        before = rest(loop) if not playing else before
        loop.handle(Configure(replace(START, training=replace(START.training, batch_size=batch_size))))
        now = shown(loop)
        assert now is not None and now.scores.test_measured == before.scores.test_measured
    for _ in range(100):
        now = shown(loop)
        assert now is None or now.scores.test_measured >= ENOUGH
        loop.train(0.003)


def test_a_run_that_begins_anew_is_measured_soon() -> None:
    clock = Clock(0.05)
    loop = begun(clock)
    loop.handle(Play())
    loop.train(0.003)
    loop.handle(Restart())
    start = clock.now
    while trainer_of(loop).run.scores.test_measured < ENOUGH:
        assert clock.now - start < 2
        loop.train(0.003)
