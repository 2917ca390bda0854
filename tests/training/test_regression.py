"""A network that learns values: the seam between what data ask for and the network, without any classes."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.changes import renewal
from playground.training.experiment import Experiment, plan_network
from playground.training.focus import Focus
from playground.training.hyperparameters import ExperimentError, Renewal
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Progress, Status
from playground.training.tasks import Regression
from tests.training.curve_data import CurveData

IDLE = Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0)
SETTINGS = TrainingSettings(learning_rate=0.02, optimizer="adam", batch_size=8, loss="squared-error")
START = Experiment(CurveData(), Architecture(parse_layers("dense12:tanh")), SETTINGS)


def test_a_parabola_is_learned():
    trainer = NetworkTrainer(START)
    assert trainer.run.network.spec.layers[-1].units == 1
    assert trainer.run.network.spec.layers[-1].activation == "linear"
    trainer.run.train(3000)
    trainer.run.evaluate()
    scores = trainer.run.scores
    # The mean of (2x² − 1)² over [−1, 1] is 7/15 = 0.47, what a network that always answers 0 would reach.
    assert scores.train_loss < 0.02 and scores.test_loss < 0.02
    assert scores.train_accuracy is None and scores.test_accuracy is None
    answer = trainer.run.network.predict(np.array([[0.0], [1.0]], np.float32))
    assert answer[:, 0] == pytest.approx([-1, 1], abs=0.2)


def test_its_snapshot_speaks_of_values():
    trainer = NetworkTrainer(START)
    trainer.run.train(10)
    snapshot = trainer.snapshot(Focus(confusion=True), IDLE, {})
    assert snapshot.confusion is None
    assert np.isnan(snapshot.curves.test_accuracy).all() and np.isfinite(snapshot.curves.test_loss).all()


def test_its_loss_compares_values():
    classes = replace(START, training=replace(SETTINGS, loss="cross-entropy"))
    with pytest.raises(ExperimentError, match="'cross-entropy' compares classes; for values it is one of squared"):
        NetworkTrainer(classes)
    trainer = NetworkTrainer(START)
    with pytest.raises(ExperimentError, match="cross-entropy"):
        trainer.configure(classes)
    assert trainer.experiment is START


@pytest.mark.parametrize("loss", ["squared-error", "absolute-error", "huber"])
@pytest.mark.parametrize("activation", Regression().output_activations("huber"))
def test_every_loss_and_output_activation_fits(loss, activation):
    model = replace(START.model, output_activation=activation)
    trainer = NetworkTrainer(replace(START, model=model, training=replace(SETTINGS, loss=loss)))
    before = trainer.run.scores.train_loss
    trainer.run.train(500)
    trainer.run.evaluate()
    assert trainer.run.scores.train_loss < before


def test_edits_of_its_data_cost_new_batches_and_keep_the_network():
    trainer = NetworkTrainer(START)
    trainer.run.train(100)
    theta = trainer.run.network.theta.copy()
    more = replace(START, data=replace(START.data, count=90))
    assert renewal(START, more) == Renewal.BATCHES | Renewal.NETWORK
    trainer.configure(more)
    assert np.array_equal(trainer.run.network.theta, theta)
    assert trainer.run.train_count == 45


def test_several_values_have_an_output_each():
    assert plan_network(START).output_shape == (1,)
    targets = Regression(3).targets("linear")
    assert np.array_equal(targets.encode(np.arange(6.0).reshape(2, 3)), [[0, 1, 2], [3, 4, 5]])
    assert np.array_equal(targets.decode(np.array([[1.0, 2.0, 3.0]])), [[1, 2, 3]])
