"""What had been learned comes back, bit for bit, when an edit that lost it is undone or done again."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.data.image_sets import make_images
from playground.data.point_sets import make_points
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.changes import loses_learning
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.chosen_images import ImagesData
from playground.training.commands import Configure, Pause, Play, Restart, Step, WantCapture
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.training.member import CapturedRun
from playground.training.returns import Begin, Place, Returns, size
from playground.training.settings import TrainingSettings
from tests.training.test_captures import same
from tests.ui.bench import Clock

POINTS = Experiment(
    PointsData("rings", count=90),
    Architecture(parse_layers("dense6:tanh dense5:tanh")),
    TrainingSettings(0.02, "adam", 8),
)
DIGITS = make_images("digits", 60, 1)
PICTURES = Experiment(
    ImagesData("digits", count=60, pictures=DIGITS),
    Architecture(parse_layers("conv4x3:relu pool2 conv3x3:relu dense8:relu")),
    TrainingSettings(0.02, "momentum", 8),
)


class Bench:
    """A loop, and the places that a window would post with its edits."""

    def __init__(self, experiment: Experiment) -> None:
        self.loop = TrainingLoop(Clock())
        self.go(1, experiment)

    def go(self, version: int, experiment: Experiment, begin: Begin = Begin.AS_BEFORE, oldest: int = 1) -> None:
        self.loop.handle(Configure(experiment, place=Place(version, oldest, begin)))

    def learn(self, steps: int = 30) -> Any:
        for _ in range(steps):
            self.loop.handle(Step())
        return self.captured()

    def captured(self) -> Any:
        self.loop.handle(WantCapture())
        (run,) = self.loop.captured()
        return run.capture


def learned(capture: Any) -> tuple[Any, ...]:
    """All that learning goes on from."""
    return capture.theta, capture.moments, capture.batches, capture.weight_generator, capture.step, capture.epoch


def without(experiment: Experiment, layer: int) -> Experiment:
    return replace(experiment, model=experiment.model.without(layer))


EDITS = {
    "a layer deleted": (POINTS, without(POINTS, 1)),
    "a convolution deleted": (PICTURES, without(PICTURES, 0)),
    "a layer added": (POINTS, replace(POINTS, model=POINTS.model.with_inserted(1, POINTS.model.hidden[0]))),
    "units removed": (POINTS, replace(POINTS, model=replace(POINTS.model, hidden=parse_layers("dense2 dense5")))),
    "another activation": (POINTS, replace(POINTS, model=POINTS.model.with_activation("relu"))),
    "another initialiser": (POINTS, replace(POINTS, model=replace(POINTS.model, initializer="zeros"))),
    "another seed": (POINTS, replace(POINTS, training=replace(POINTS.training, seed=7))),
    "another set": (POINTS, replace(POINTS, data=PointsData("moons", count=60))),
    "a set of three classes": (POINTS, replace(POINTS, data=PointsData("blobs", count=60))),
    "an input less": (POINTS, replace(POINTS, data=replace(POINTS.data, features=("x1",)))),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_an_edit_loses_comes_back_bit_for_bit(edit):
    before, after = EDITS[edit]
    bench = Bench(before)
    old = bench.learn()
    bench.go(2, after)
    new = bench.learn(7)
    bench.go(1, before)
    assert same(learned(bench.captured()), learned(old))
    bench.go(2, after)
    assert same(learned(bench.captured()), learned(new))
    bench.go(1, before)
    assert same(learned(bench.captured()), learned(old))


def test_what_comes_back_goes_on_as_if_nothing_had_been():
    bench, other = Bench(POINTS), Bench(POINTS)
    for each in (bench, other):
        each.learn(11)
    bench.go(2, without(POINTS, 0))
    bench.learn(5)
    bench.go(1, POINTS)
    assert same(learned(bench.learn(20)), learned(other.learn(20)))


def test_a_reset_is_undone_and_done_again():
    bench = Bench(POINTS)
    fresh = bench.captured()
    old = bench.learn()
    bench.go(2, POINTS, Begin.AFRESH)
    assert same(bench.captured().theta, fresh.theta) and bench.captured().step == 0
    again = bench.learn(3)
    bench.go(1, POINTS)
    assert same(learned(bench.captured()), learned(old))
    bench.go(2, POINTS, Begin.AFRESH)
    assert same(learned(bench.captured()), learned(again))


def test_going_back_to_the_last_good_weights_is_undone():
    bench = Bench(POINTS)
    old = bench.learn()
    bench.go(2, POINTS, Begin.LAST_GOOD)
    bench.go(1, POINTS)
    assert same(learned(bench.captured()), learned(old))


def test_a_run_that_diverged_comes_back_as_it_was():
    wild = replace(POINTS, training=TrainingSettings(100.0, "sgd", 8, l2=10.0))
    bench = Bench(wild)
    old = bench.learn(60)
    assert old.divergence is not None
    bench.go(2, wild, Begin.LAST_GOOD)
    assert bench.captured().divergence is None
    bench.go(1, wild)
    assert same(bench.captured(), old)


def test_a_perceptron_comes_back():
    experiment = Experiment(PointsData("separable", count=80), PerceptronModel())
    bench = Bench(experiment)
    old = bench.learn(9)
    bench.go(2, experiment, Begin.AFRESH)
    bench.go(1, experiment)
    assert same(bench.captured(), old)


def test_an_average_and_the_neuron_beside_come_back():
    experiment = Experiment(PointsData("xor", count=80), PerceptronModel("averaged", beside=True))
    bench = Bench(experiment)
    old = bench.learn(9)
    for version, model in enumerate((PerceptronModel("pocket", beside=True), PerceptronModel("averaged")), 2):
        bench.go(version, replace(experiment, model=model))
        bench.learn(5)
        bench.go(1, experiment)
        assert same(bench.captured(), old)


@pytest.mark.parametrize("change", [{"learning_rate": 0.5}, {"batch_size": 30}, {"l2": 0.1}, {"optimizer": "sgd"}])
def test_undoing_what_loses_nothing_keeps_what_was_learned_since(change):
    bench = Bench(POINTS)
    bench.learn()
    bench.go(2, replace(POINTS, training=replace(POINTS.training, **change)))
    new = bench.learn(9)
    bench.go(1, POINTS)
    assert same(bench.captured().theta, new.theta)


def test_what_was_learned_since_it_came_back_stays_when_less_is_undone():
    bench = Bench(POINTS)
    faster = replace(POINTS, training=replace(POINTS.training, learning_rate=0.1))
    bench.go(2, faster)
    bench.learn()
    bench.go(3, without(faster, 0))
    bench.go(2, faster)
    new = bench.learn(9)
    bench.go(1, POINTS)
    assert same(bench.captured().theta, new.theta)


def test_training_that_goes_on_is_not_stopped():
    bench = Bench(POINTS)
    bench.loop.handle(Play())
    bench.go(2, without(POINTS, 0))
    bench.loop.train(0.01)
    bench.go(1, POINTS)
    assert bench.loop.playing
    step = bench.captured().step
    bench.loop.train(0.05)
    assert bench.captured().step > step
    bench.loop.handle(Pause())


def test_painting_loses_nothing_and_another_set_does():
    drawn, more = (replace(make_points("xor", count, 0.0, 1), name=DRAWN) for count in (20, 24))
    made = replace(POINTS, data=PointsData("xor", count=60))
    own, longer = (replace(POINTS, data=PointsData(DRAWN, drawn=points)) for points in (drawn, more))
    read = replace(POINTS, data=PointsData(DRAWN, drawn=replace(drawn, name="iris.csv")))
    noisy = replace(made, data=replace(made.data, noise=0.3))
    assert not loses_learning(own, longer) and not loses_learning(made, own) and not loses_learning(made, noisy)
    assert loses_learning(own, made) and loses_learning(made, read)


def test_nothing_is_kept_for_whom_nobody_comes_back():
    loop = TrainingLoop(Clock())
    loop.handle(Configure(POINTS))
    loop.handle(Configure(without(POINTS, 0)))
    loop.handle(Restart())
    loop.handle(Configure(POINTS))
    assert loop.lost() == ()


class Kept:
    """Returns of arrays, and who was captured."""

    def __init__(self, most_bytes: int) -> None:
        self.returns: Returns[np.ndarray] = Returns(most_bytes)
        self.captured = 0

    def go(self, version: int, oldest: int = 1, loses: bool = True) -> np.ndarray | None:
        return self.returns.enter(Place(version, oldest), loses, self._capture)

    def _capture(self) -> np.ndarray:
        self.captured += 1
        return np.full(10, self.captured, np.uint8)


def test_the_oldest_goes_first_and_is_told_once():
    kept = Kept(most_bytes=25)
    for version in (1, 2, 3, 4):
        kept.go(version)
    assert kept.returns.lost() == (1,) and kept.returns.lost() == ()
    assert kept.go(3)[0] == 3
    assert kept.go(2)[0] == 2
    assert kept.go(1) is None


def test_what_was_lost_is_kept_again_when_it_is_left_again():
    kept = Kept(most_bytes=1)
    kept.go(1), kept.go(2), kept.go(3), kept.go(2)
    assert kept.go(1) is None
    kept.go(2)
    assert kept.go(1) is not None


def test_the_latest_is_kept_whatever_its_size():
    kept = Kept(most_bytes=1)
    kept.go(1), kept.go(2), kept.go(3)
    assert kept.go(2) is not None
    assert kept.returns.lost() == (1,)


def test_what_cannot_be_come_back_to_is_not_kept():
    kept = Kept(most_bytes=1000)
    kept.go(1), kept.go(2)
    kept.go(1), kept.go(3)  # another edit: the second can not be redone
    assert kept.go(2) is None
    kept.go(9, oldest=9)  # another document
    assert kept.captured == 4
    assert all(kept.go(version) is None for version in (1, 2, 3))


def test_samples_do_not_count():
    run = CapturedRun(PICTURES, (np.zeros(5), {"m": np.zeros(2, np.float32)}))
    assert size(run) == 48
