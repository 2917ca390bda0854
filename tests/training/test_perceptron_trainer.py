"""Rosenblatt's rule, from mistake to mistake."""

from dataclasses import replace

import numpy as np

from playground.data.points import PointSet
from playground.training.architecture import PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.perceptron_trainer import PerceptronTrainer
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Progress, Status

PROGRESS = Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0)


def experiment(source: str) -> Experiment:
    data = PointsData(source, count=120, noise=0.0, train_share=1.0)
    return Experiment(data, PerceptronModel(), TrainingSettings(learning_rate=1.0))


def trainer_for(source: str) -> PerceptronTrainer:
    return PerceptronTrainer(experiment(source))


def test_converges_on_separable_points_within_novikoffs_bound():
    trainer = trainer_for("separable")
    for _ in range(10_000):
        trainer.run.train(1)
    snapshot = trainer.snapshot(Focus(), PROGRESS, {})
    assert trainer.run.finished
    assert not snapshot.misclassified.any()
    assert snapshot.separability.separable
    assert snapshot.updates <= snapshot.separability.bound
    assert sum(snapshot.mistakes_per_pass) == snapshot.updates


def test_never_settles_on_xor():
    trainer = trainer_for("xor")
    for _ in range(2000):
        trainer.run.train(1)
    snapshot = trainer.snapshot(Focus(), PROGRESS, {})
    assert not trainer.run.finished
    assert snapshot.updates == 2000
    assert snapshot.misclassified.any()
    assert not snapshot.separability.separable


def test_every_step_is_one_mistake_and_its_correction():
    trainer = trainer_for("separable")
    trainer.run.train(1)
    snapshot = trainer.snapshot(Focus(), PROGRESS, {})
    step = snapshot.last_step
    assert step is not None and step.target * step.score <= 0
    assert np.allclose(step.weight_after, step.weight_before + step.target * step.x)
    assert step.bias_after == step.bias_before + step.target
    assert np.array_equal(snapshot.weight, step.weight_after)
    assert len(snapshot.lines) == snapshot.updates == 1


def test_new_points_wake_a_finished_run_and_keep_the_separator():
    trainer = trainer_for("separable")
    while not trainer.run.finished:
        trainer.run.train(1)
    weight = trainer.run.perceptron.weight.copy()
    data = trainer.experiment.data
    wrong = data.resolve().added(-10 * weight, 1)
    edited = replace(trainer.experiment, data=replace(data, source="drawn", drawn=wrong))
    trainer.configure(edited)
    assert not trainer.run.finished
    assert np.array_equal(trainer.run.perceptron.weight, weight)
    trainer.run.train(1)
    assert trainer.snapshot(Focus(), PROGRESS, {}).last_step.index == len(wrong) - 1


def test_nothing_to_learn_ends_at_once():
    empty = replace(experiment("separable").data, source="drawn", drawn=PointSet.empty())
    trainer = PerceptronTrainer(replace(experiment("separable"), data=empty))
    trainer.run.train(1)
    assert trainer.run.finished
    trainer.restart()
    assert not trainer.run.finished


def test_there_is_work_while_a_training_point_is_on_the_wrong_side():
    trainer = trainer_for("separable")
    assert trainer.snapshot(Focus(), PROGRESS, {}).has_work
    for _ in range(10_000):
        trainer.run.train(1)
    assert not trainer.snapshot(Focus(), PROGRESS, {}).has_work
    # Points that come later may be on their side already, or may only test.
    data = PointSet.empty().added(trainer.run.samples.points.x[:5], trainer.run.samples.points.label[:5])
    drawn = replace(trainer.experiment.data, source="drawn", drawn=data)
    trainer.configure(replace(trainer.experiment, data=drawn))
    assert not trainer.run.finished and not trainer.snapshot(Focus(), PROGRESS, {}).has_work
    wrong = PointSet.empty().added(trainer.run.samples.points.x, 1 - trainer.run.samples.points.label)
    tested = replace(drawn, drawn=wrong, train_share=float(wrong.rank.max()))
    trainer.configure(replace(trainer.experiment, data=tested))
    snapshot = trainer.snapshot(Focus(), PROGRESS, {})
    assert snapshot.train_mistakes == snapshot.train_count < len(wrong) == snapshot.misclassified.sum()


def test_without_points_there_is_no_work():
    trainer = trainer_for("separable")
    empty = PointSet.empty()
    trainer.configure(replace(trainer.experiment, data=replace(trainer.experiment.data, source="drawn", drawn=empty)))
    snapshot = trainer.snapshot(Focus(), PROGRESS, {})
    assert snapshot.train_count == 0 and not snapshot.has_work


def test_weights_from_elsewhere_come_with_the_fraction_of_their_pass():
    trainer = trainer_for("separable")
    trainer.load(np.array([1.0, -2.0, 0.5], np.float32), 7, 2.7)
    assert trainer.run.epoch == 2.7 and trainer.run.step_count == 7
    trainer.load(np.zeros(3, np.float32), 0, 2.9999999)
    assert trainer.run.epoch == 3.0


def test_what_was_learned_of_points_that_are_gone_has_the_passes_that_it_took():
    trainer = PerceptronTrainer(Experiment(PointsData("drawn", drawn=PointSet.empty()), PerceptronModel()))
    trainer.load(np.array([1.0, -2.0, 0.5], np.float32), 7, 3.0)
    assert (trainer.run.epoch, trainer.run.step_count) == (3.0, 7)
