"""Rosenblatt's rule, from mistake to mistake."""

from dataclasses import replace

import numpy as np

from playground.data.points import PointSet
from playground.training.datasets import resolve_points
from playground.training.experiment import Experiment, Perceptron, PointsData, TrainingSettings
from playground.training.perceptron_trainer import PerceptronTrainer
from playground.training.snapshot import Progress, Status

PROGRESS = Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0)


def experiment(source: str) -> Experiment:
    data = PointsData(source, count=120, noise=0.0, train_share=1.0)
    return Experiment(data, Perceptron(), TrainingSettings(learning_rate=1.0))


def trainer_for(source: str) -> PerceptronTrainer:
    start = experiment(source)
    return PerceptronTrainer(start, resolve_points(start.data))


def test_converges_on_separable_points_within_novikoffs_bound():
    trainer = trainer_for("separable")
    for _ in range(10_000):
        trainer.step()
    snapshot = trainer.snapshot(PROGRESS)
    assert trainer.finished
    assert not snapshot.misclassified.any()
    assert snapshot.separability.separable
    assert snapshot.updates <= snapshot.separability.bound
    assert sum(snapshot.mistakes_per_pass) == snapshot.updates


def test_never_settles_on_xor():
    trainer = trainer_for("xor")
    for _ in range(2000):
        trainer.step()
    snapshot = trainer.snapshot(PROGRESS)
    assert not trainer.finished
    assert snapshot.updates == 2000
    assert snapshot.misclassified.any()
    assert not snapshot.separability.separable


def test_every_step_is_one_mistake_and_its_correction():
    trainer = trainer_for("separable")
    trainer.step()
    snapshot = trainer.snapshot(PROGRESS)
    step = snapshot.last_step
    assert step is not None and step.target * step.score <= 0
    assert np.allclose(step.weight_after, step.weight_before + step.target * step.x)
    assert step.bias_after == step.bias_before + step.target
    assert np.array_equal(snapshot.weight, step.weight_after)
    assert len(snapshot.lines) == snapshot.updates == 1


def test_new_points_wake_a_finished_run_and_keep_the_separator():
    trainer = trainer_for("separable")
    while not trainer.finished:
        trainer.step()
    weight = trainer.perceptron.weight.copy()
    data = trainer.experiment.data
    wrong = resolve_points(data).added(-10 * weight, 1)
    edited = replace(trainer.experiment, data=replace(data, source="drawn", drawn=wrong))
    trainer.configure(edited, wrong)
    assert not trainer.finished
    assert np.array_equal(trainer.perceptron.weight, weight)
    trainer.step()
    assert trainer.snapshot(PROGRESS).last_step.index == len(wrong) - 1


def test_nothing_to_learn_ends_at_once():
    empty = replace(experiment("separable").data, source="drawn", drawn=PointSet.empty())
    trainer = PerceptronTrainer(replace(experiment("separable"), data=empty), PointSet.empty())
    trainer.step()
    assert trainer.finished
    trainer.restart()
    assert not trainer.finished


def test_there_is_work_while_a_training_point_is_on_the_wrong_side():
    trainer = trainer_for("separable")
    assert trainer.snapshot(PROGRESS).has_work
    for _ in range(10_000):
        trainer.step()
    assert not trainer.snapshot(PROGRESS).has_work
    # Points that come later may be on their side already, or may only test.
    data = PointSet.empty().added(trainer.data.x[:5], trainer.data.label[:5])
    drawn = replace(trainer.experiment.data, source="drawn", drawn=data)
    trainer.configure(replace(trainer.experiment, data=drawn), data)
    assert not trainer.finished and not trainer.snapshot(PROGRESS).has_work
    wrong = PointSet.empty().added(trainer.data.x, 1 - trainer.data.label)
    tested = replace(drawn, drawn=wrong, train_share=float(wrong.rank.max()))
    trainer.configure(replace(trainer.experiment, data=tested), wrong)
    snapshot = trainer.snapshot(PROGRESS)
    assert snapshot.train_mistakes == snapshot.train_count < len(wrong) == snapshot.misclassified.sum()


def test_without_points_there_is_no_work():
    trainer = trainer_for("separable")
    empty = PointSet.empty()
    trainer.configure(
        replace(trainer.experiment, data=replace(trainer.experiment.data, source="drawn", drawn=empty)), empty
    )
    snapshot = trainer.snapshot(PROGRESS)
    assert snapshot.train_count == 0 and not snapshot.has_work
