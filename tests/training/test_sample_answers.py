"""What every sample is answered, as the rings and the confusion matrix of points need it."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.spec import DenseSpec
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.network_trainer import NetworkTrainer
from playground.training.snapshot import Progress, Status

REST = Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("source", ["moons", "rings", "blobs"])
@pytest.mark.parametrize("loss", ["cross-entropy", "squared-error"])
def test_every_point_has_the_answer_of_the_network_itself(source, loss):
    experiment = Experiment(PointsData(source, count=90, noise=0.3))
    experiment = replace(experiment, training=replace(experiment.training, loss=loss))
    trainer = NetworkTrainer(experiment)
    trainer.run.train(40)
    trainer.run.evaluate()
    snapshot = trainer.snapshot(Focus(sample_answers=True), REST, {})
    found, samples, run = snapshot.sample_answers, experiment.data.samples(), trainer.run
    output = run.network.predict(samples.x)
    assert np.allclose(found.decision, run.targets.decision(output), atol=1e-6)
    assert np.array_equal(found.answer, run.targets.decode(output))
    assert not found.loss.flags.writeable and np.isfinite(found.loss).all()
    train, test = samples.train, samples.test
    for part, told in ((train, snapshot.scores.train_loss), (test, snapshot.scores.test_loss)):
        assert found.loss[part].mean() == pytest.approx(told)
    right = found.answer == samples.wanted
    assert right[test].mean() == pytest.approx(snapshot.scores.test_accuracy)
    assert trainer.snapshot(Focus(), REST, {}).sample_answers is None


def test_of_many_points_and_a_large_network_only_late_answers_count_while_it_learns():
    experiment = Experiment(PointsData("moons", count=10_000))
    experiment = replace(experiment, model=replace(experiment.model, hidden=(DenseSpec(64, "tanh"),) * 3, keys=()))
    trainer = NetworkTrainer(experiment)
    evaluations = trainer.run.evaluations
    assert not evaluations.sees_everything
    first = evaluations.sample_answers()
    assert evaluations.sample_answers() is first
    evaluations.evaluate_some(trainer.run.network)
    later = evaluations.sample_answers()
    unknown = np.isnan(later.loss)
    assert later is not first and np.array_equal(unknown, later.answer < 0)
    evaluations.evaluate(trainer.run.network)
    assert not np.isnan(evaluations.sample_answers().loss).any()
