"""The stated learning rate is where descent on a line stops to converge."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.point_sets import MAX_NOISE
from playground.data.points import PointSet
from playground.engine.line import closed_form
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.chosen_values import ValuesData
from playground.training.converging_rate import converging_rate
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings

PLAIN = TrainingSettings(optimizer="sgd", loss="squared-error", batch_size=10_000)
LINE = Experiment(ValuesData("line", count=40), Architecture(()), PLAIN)


def descend(experiment: Experiment, rate: float, steps: int) -> float:
    """How far from the closed form descent is after so many steps on all training points, from somewhere near it."""
    points = experiment.data.resolve()
    x, y = points.x[points.split(experiment.data.train_share)[0]].T.astype(float)
    best = np.array(closed_form(x, y)[:2])
    optimizer = OPTIMIZERS[experiment.training.optimizer](2, np.float64)
    theta = best + (0.6, -0.8)
    for _ in range(steps):
        error = 2 * (theta[0] * x + theta[1] - y)
        optimizer.step(theta, np.array([(error * x).mean(), error.mean()]), rate)
    return float(np.hypot(*(theta - best)))


@settings(max_examples=20)
@given(
    st.sampled_from(["sgd", "momentum"]),
    st.sampled_from(["line", "sine", "step"]),
    st.integers(0, 1000),
    st.floats(0, MAX_NOISE),
)
def test_below_it_descent_converges_and_above_it_leaves_the_valley(optimizer, source, seed, noise):
    data = ValuesData(source, count=30, noise=noise, seed=seed)
    experiment = replace(LINE, data=data, training=replace(PLAIN, optimizer=optimizer))
    limit = converging_rate(experiment)
    assert descend(experiment, 0.97 * limit, 1500) < 0.1
    assert descend(experiment, 1.03 * limit, 1500) > 10


@pytest.mark.parametrize(
    "training",
    [
        replace(PLAIN, optimizer="adam"),
        replace(PLAIN, optimizer="nesterov"),
        replace(PLAIN, loss="huber"),
        replace(PLAIN, loss="absolute-error"),
        replace(PLAIN, l2=0.1),
    ],
)
def test_nothing_is_said_of_other_optimizers_and_losses(training):
    assert converging_rate(LINE) is not None
    assert converging_rate(replace(LINE, training=training)) is None


def test_nothing_is_said_of_networks_of_other_data_and_without_points():
    assert converging_rate(replace(LINE, model=Architecture((DenseSpec(3, "tanh"),)))) is None
    assert converging_rate(replace(LINE, data=PointsData())) is None
    assert converging_rate(replace(LINE, data=ValuesData(DRAWN, drawn=PointSet.empty(0, DRAWN)))) is None
