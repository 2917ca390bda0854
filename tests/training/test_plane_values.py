"""Values over the plane are learned, and what was learned of classes serves them."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.plane_value_sets import PLANE_VALUE_SETS
from playground.training.architecture import PerceptronModel
from playground.training.changes import loses_learning, renewal
from playground.training.chosen_data import PointsData
from playground.training.chosen_plane_values import PlaneValuesData
from playground.training.experiment import Experiment, plan_network
from playground.training.hyperparameters import ExperimentError, Renewal
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings

CLASSES = Experiment(PointsData("moons"))
VALUES = replace(CLASSES, data=PlaneValuesData("gaussians", noise=0.0), training=TrainingSettings(loss="squared-error"))


@pytest.mark.parametrize("name", PLANE_VALUE_SETS)
def test_every_set_is_learned_out_of_the_box(name):
    features = ("x1", "x2", "x1^2", "x2^2") if name == "ripples" else ("x1", "x2")
    data = PlaneValuesData(name, noise=0.0, features=features)
    trainer = NetworkTrainer(replace(VALUES, data=data, training=replace(VALUES.training, optimizer="adam")))
    trainer.run.train(8000)
    trainer.run.evaluate()
    scores = trainer.run.scores
    assert scores.test_rmse < 0.15 and scores.test_accuracy is None
    assert scores.train_rmse == pytest.approx(np.sqrt(scores.train_loss), rel=1e-4)


def test_another_problem_keeps_the_hidden_layers_and_begins_the_output_anew():
    trainer = NetworkTrainer(CLASSES)
    trainer.run.train(300)
    before = trainer.run.network.theta.copy()
    hidden = sum(plan_network(CLASSES).parameter_counts[:-1])
    trainer.configure(VALUES)
    after = trainer.run.network.theta
    assert (after[:hidden] == before[:hidden]).all() and (after[hidden:-1] != before[hidden:-1]).all()
    assert trainer.run.kept == (hidden, len(after))
    assert all((moment[hidden:] == 0).all() for moment in trainer.run.moments().values() if moment.ndim)
    assert renewal(CLASSES, VALUES) == Renewal.BATCHES | Renewal.NETWORK and loses_learning(CLASSES, VALUES)
    assert [(mark.setting, mark.anew) for mark in trainer.run.history.curves().marks] == [
        ("loss", True),
        ("data", True),
    ]


def test_what_asks_for_classes_refuses_values():
    with pytest.raises(ExperimentError, match="cross-entropy' compares classes; for values it is one of squared-error"):
        plan_network(replace(VALUES, training=CLASSES.training))
    with pytest.raises(ExperimentError, match="perceptron learns points of the plane only, of two classes"):
        replace(VALUES, model=PerceptronModel())
    with pytest.raises(ExperimentError, match="drawn points"):
        PlaneValuesData("drawn", drawn=PointsData().resolve())
    assert PlaneValuesData().holding(PointsData().resolve(), "x") is None
    assert PointsData().holding(PlaneValuesData().resolve(), "x") is None


def test_values_of_another_file_are_asked_in_the_units_of_the_one_that_was_learned():
    known = replace(PlaneValuesData().resolve(), value_scale=(10.0, 5.0))
    other = replace(PlaneValuesData(seed=3).resolve(), value_scale=(0.0, 20.0))
    learned, asked = (PlaneValuesData("drawn", drawn=points) for points in (known, other))
    assert learned.wanted_of(asked) == pytest.approx((other.value * 20 - 10) / 5, abs=1e-5)
    assert learned.is_same(learned) and not learned.is_same(asked)
