"""A run that was captured and restored goes on as if it had never been interrupted, bit for bit."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.image_sets import make_images
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.commands import (
    Configure,
    Drop,
    Look,
    Pause,
    Play,
    Restart,
    Restore,
    Step,
    WantCapture,
    WantFrame,
)
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.loop import TrainingLoop
from playground.training.settings import TrainingSettings
from playground.training.tasks import LOSS_NAMES
from playground.training.trainer import Trainer, make_trainer
from tests.ui.bench import Clock

DIGITS = make_images("digits", 200, 1)


def same(one: Any, other: Any) -> bool:
    """Whether two captures hold the same numbers."""
    if is_dataclass(one):
        return type(one) is type(other) and all(
            same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one)
        )
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def restored(experiment: Experiment, capture: Any) -> Trainer:
    trainer = make_trainer(experiment)
    trainer.restore(capture)
    return trainer


def points(optimizer: str, loss: str, batch_size: int, layers: str, **training: Any) -> Experiment:
    return Experiment(
        PointsData("rings", count=90),
        Architecture(parse_layers(layers)),
        TrainingSettings(0.02, optimizer, batch_size, loss, **training),
    )


@settings(max_examples=25)
@given(
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    loss=st.sampled_from(LOSS_NAMES),
    batch_size=st.sampled_from([1, 7, 16, 500]),
    layers=st.sampled_from(["dense6:tanh", "dense8:relu dropout0.3 dense5:elu", ""]),
    schedule=st.sampled_from(["constant", "cosine"]),
    before=st.integers(0, 60),
    after=st.integers(1, 40),
)
def test_a_network_goes_on_from_any_moment(optimizer, loss, batch_size, layers, schedule, before, after):
    experiment = points(optimizer, loss, batch_size, layers, schedule=schedule, period=4, l2=0.01)
    through = make_trainer(experiment)
    through.run.train(before)
    again = restored(experiment, through.capture())
    assert same(again.capture(), through.capture())
    for trainer in (through, again):
        trainer.run.train(after)
    assert same(again.capture(), through.capture())


def test_pictures_go_on_with_dropout_and_half_an_evaluation():
    experiment = Experiment(
        ImagesData("digits", 200, pictures=DIGITS),
        Architecture(parse_layers("conv4x3:relu pool2 dropout0.25 dense12:relu"), initializer="he"),
        TrainingSettings(0.01, "adam", 32),
    )
    through = make_trainer(experiment)
    through.run.train(70)
    again = restored(experiment, through.capture())
    for trainer in (through, again):
        trainer.run.train(70)
    assert same(again.capture(), through.capture())
    assert np.array_equal(through.run.history.curves().train_loss, again.run.history.curves().train_loss)


def test_what_grows_after_an_edit_is_the_same_too():
    """The generator of new weights is part of a run."""
    experiment = points("adam", "cross-entropy", 16, "dense6:tanh dense6:tanh")
    through = make_trainer(experiment)
    through.run.train(30)
    edited = replace(experiment, model=experiment.model.with_inserted(1, parse_layers("dense9:tanh")[0]))
    again = restored(experiment, through.capture())
    for trainer in (through, again):
        trainer.configure(edited)
        trainer.run.train(30)
    assert same(again.capture(), through.capture())


def test_a_capture_stays_as_it_was_while_the_run_goes_on():
    experiment = points("momentum", "cross-entropy", 16, "dense6:tanh")
    trainer = make_trainer(experiment)
    trainer.run.train(20)
    capture = trainer.capture()
    theta, records = capture.theta.copy(), capture.history.records.copy()
    trainer.run.train(200)
    assert np.array_equal(capture.theta, theta) and np.array_equal(capture.history.records, records)


def test_a_run_that_diverged_is_captured_as_that():
    experiment = Experiment(
        PointsData("xor", count=60),
        Architecture(parse_layers("dense8:relu dense8:relu"), output_activation="linear"),
        TrainingSettings(learning_rate=50.0, optimizer="sgd", loss="squared-error"),
    )
    trainer = make_trainer(experiment)
    with np.errstate(all="ignore"):
        trainer.run.train(500)
    assert trainer.run.divergence is not None
    again = restored(experiment, trainer.capture())
    assert again.run.divergence == trainer.run.divergence
    for each in (trainer, again):
        each.rewind()
        each.run.train(0)
    assert same(again.capture(), trainer.capture())


PERCEPTRONS = [
    PerceptronModel(),
    PerceptronModel("averaged", beside=True),
    PerceptronModel("averaged", every_sample=True, inputs=("x1^2", "x2^2")),
    PerceptronModel("pocket", beside=True, every_sample=True),
    PerceptronModel("pocket"),
]


@pytest.mark.parametrize("model", PERCEPTRONS)
@pytest.mark.parametrize("source", ["xor", "separable"])
@pytest.mark.parametrize("steps", [0, 1, 37])
def test_a_perceptron_goes_on_from_mistake_to_mistake(model, source, steps):
    data = PointsData(source, count=30, noise=0.0, train_share=1.0)
    experiment = Experiment(data, model, TrainingSettings(learning_rate=0.3))
    through = make_trainer(experiment)
    through.run.train(steps)
    again = restored(experiment, through.capture())
    assert again.run.epoch == through.run.epoch, "the fraction of a pass too"
    for trainer in (through, again):
        trainer.run.train(25)
        trainer.run.fine_step()
        trainer.run.train(200)
    assert same(again.capture(), through.capture())


@pytest.mark.parametrize(
    ("other", "named"),
    [
        (points("adam", "cross-entropy", 16, "dense7:tanh"), "weights"),
        (points("sgd", "cross-entropy", 16, "dense6:tanh"), "moments"),
    ],
)
def test_numbers_of_another_run_are_refused(other, named):
    trainer = make_trainer(points("adam", "cross-entropy", 16, "dense6:tanh"))
    trainer.run.train(5)
    with pytest.raises(ValueError, match=named):
        make_trainer(other).restore(trainer.capture())


def loop_with(*experiments: Experiment) -> TrainingLoop:
    loop = TrainingLoop(Clock())
    for index, experiment in enumerate(experiments):
        loop.handle(Configure(experiment, index))
    return loop


def frame(loop: TrainingLoop):
    loop.handle(WantFrame())
    return loop.frame()


def captured(loop: TrainingLoop):
    loop.handle(WantCapture())
    return loop.captured()


TANH = points("adam", "cross-entropy", 16, "dense6:tanh")
RELU = points("adam", "cross-entropy", 16, "dense9:relu dense3:relu")


def test_runs_side_by_side_learn_in_lockstep_and_each_as_if_it_were_alone():
    together = loop_with(TANH, RELU)
    together.handle(Play())
    together.train(0.05)
    together.handle(Pause())
    shown = frame(together)
    assert [snapshot.experiment for snapshot in shown] == [TANH, RELU]
    steps = shown[0].progress.step
    assert steps == shown[1].progress.step > 0
    for experiment, snapshot in zip((TANH, RELU), shown, strict=True):
        alone = make_trainer(experiment)
        alone.run.train(steps)
        assert np.array_equal(alone.run.network.theta, snapshot.theta)


def test_runs_side_by_side_see_the_same_batches():
    loop = loop_with(TANH, RELU)
    for _ in range(3):
        loop.handle(Step())
    first, second = (run.capture.batches for run in captured(loop))
    assert np.array_equal(first.order, second.order) and first.step == second.step == 3


def test_one_run_that_ends_does_not_end_the_other():
    wild = replace(TANH, model=Architecture(parse_layers("dense8:relu dense8:relu"), output_activation="linear"))
    wild = replace(wild, training=TrainingSettings(50.0, "sgd", 16, "squared-error"))
    loop = loop_with(wild, TANH)
    loop.handle(Play())
    for _ in range(10):
        loop.train(0.05)
    one, other = frame(loop)
    assert one.divergence is not None and other.divergence is None
    assert loop.playing and other.progress.step > one.progress.step


def test_an_edit_of_one_run_leaves_the_other_alone():
    loop = loop_with(TANH, RELU)
    loop.handle(Step())
    before = frame(loop)
    loop.handle(Configure(replace(TANH, training=replace(TANH.training, seed=9)), 0))
    after = frame(loop)
    assert after[0].progress.step == 0 and after[1].progress.step == 1
    assert np.array_equal(before[1].theta, after[1].theta)


def test_a_second_run_can_be_dropped():
    loop = loop_with(TANH, RELU)
    loop.handle(Drop())
    assert len(frame(loop)) == 1
    loop.handle(Drop())
    assert len(frame(loop)) == 1, "one always stays"


def test_several_runs_are_captured_and_restored_together():
    loop = loop_with(TANH, RELU)
    loop.handle(Play())
    loop.train(0.05)
    loop.handle(Pause())
    kept = captured(loop)
    assert loop.captured() is None, "only when asked for"
    other = loop_with(TANH)
    other.handle(Look(Focus(decision_grid=20)))
    other.handle(Restore(kept))
    for each in (loop, other):
        each.handle(Step())
        each.handle(Step())
    assert all(same(one.capture, two.capture) for one, two in zip(captured(loop), captured(other), strict=True))
    assert all(snapshot.response is not None for snapshot in frame(other)), "what is looked at stays"
    other.handle(Restart())
    assert [snapshot.progress.step for snapshot in frame(other)] == [0, 0]
