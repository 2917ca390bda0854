"""Values to be fitted: which there are, what is asked of a network, and where descent on a line ends."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from playground.data.points import PointSet
from playground.data.value_sets import RAMP, VALUE_SETS, make_values
from playground.engine.line import closed_form, largest_rate
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.changes import class_origins, is_rearranged, loses_learning, marks
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment, plan_network
from playground.training.hyperparameters import ExperimentError
from playground.training.kinds import DATA_KINDS
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings
from playground.training.tasks import Regression

ALL = TrainingSettings(optimizer="sgd", batch_size=10_000, loss="squared-error")
LINE = Architecture(())


def values(x, y):
    """Values that were drawn, all of them learned from."""
    return ValuesData(DRAWN, train_share=1, drawn=PointSet.empty(0).added(np.stack([x, y], axis=1), 0))


def test_values_have_one_input_and_no_classes():
    data = ValuesData("abs", count=50, train_share=0.8)
    samples = data.samples()
    assert (samples.x.shape, samples.wanted.shape, len(samples.train), len(samples.test)) == ((50, 1), (50,), 40, 10)
    assert (data.input_shape, data.task, data.inputs) == ((1,), Regression(), ())
    assert DATA_KINDS["values"] is ValuesData and data.resolve() is data.resolve()
    assert data.truth(np.array([-2.0])) == 2.0
    assert plan_network(Experiment(data, LINE, ALL)).parameters == 2


def test_drawn_values_have_no_known_truth():
    data = values([0.0, 1.0], [1.0, 2.0])
    assert data.truth is None and data.samples().wanted.tolist() == [1, 2]


def test_each_kind_of_points_takes_its_own():
    classed, classless = PointSet.empty(2), PointSet.empty(0)
    assert PointsData().holding(classless, "a.csv") is None and ValuesData().holding(classed, "a.csv") is None
    assert PointsData().holding(classed, "a.csv").drawn is classed
    assert ValuesData().holding(classless, "a.csv", train_share=0.5) == ValuesData(
        DRAWN, train_share=0.5, drawn=classless
    )


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: ValuesData("circle"), "source: 'circle' is not one of line, two-slopes"),
        (lambda: ValuesData(outliers=0.6), "outliers: 0.6"),
        (lambda: ValuesData(count=1), "points: 1"),
        (lambda: ValuesData(DRAWN), "drawn points"),
        (lambda: ValuesData(DRAWN, drawn=PointSet.empty(2)), "drawn points: 2 classes do not go"),
        (lambda: PointsData(DRAWN, drawn=PointSet.empty(0)), "drawn points: 0 classes do not go"),
        (lambda: PointsData().without_samples((2,), ()), "drawn points: 0 classes do not go"),
        (lambda: ValuesData().without_samples((1,), ("A", "B")), "2 classes: values have one input and no classes"),
        (lambda: ValuesData().without_samples((2,), ()), "input shape \\(2,\\)"),
        (lambda: Experiment(ValuesData(), PerceptronModel()), "points of the plane only"),
    ],
)
def test_what_is_not_allowed_is_refused(make, named):
    with pytest.raises(ExperimentError, match=named):
        make()


def test_another_set_and_painted_values_go_on_with_the_network_or_begin_anew():
    old = Experiment(ValuesData(), LINE, ALL)
    other, noisy = (replace(old, data=data) for data in (ValuesData("abs"), ValuesData(noise=0.2)))
    assert class_origins(old, other) == [] and not is_rearranged(old, other)
    assert loses_learning(old, other) and not loses_learning(old, noisy)
    assert [mark.setting for mark in marks(old, noisy, 1.0)] == ["noise"]
    assert [mark.new for mark in marks(old, other, 1.0)] == ["abs"]


def trained(x, y, rate, steps):
    """The run of a line that learned so many steps of full gradient descent."""
    settings = replace(ALL, learning_rate=rate)
    run = NetworkTrainer(Experiment(values(x, y), LINE, settings)).run
    with np.errstate(all="ignore"):  # as those who train do: numbers that run away are noticed
        run.train(steps)
        run.evaluate()
    return run


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.floats(-1.5, 1.5), st.integers(0, 10_000), st.floats(0.2, 0.95))
def test_descent_ends_at_the_closed_form(count, middle, seed, share):
    rng = np.random.default_rng(seed)
    x, y = middle + rng.uniform(-1.4, 1.4, count), rng.uniform(-3, 3, count)
    x, y = (each.astype(np.float32) for each in (x, y))
    assume(np.std(x) > 0.3)
    best = closed_form(x, y)
    run = trained(x, y, share * largest_rate(x), 5000)
    assert run.network.theta == pytest.approx(best[:2], abs=1e-3)
    assert run.scores.train_loss == pytest.approx(best.loss, abs=1e-4)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000), st.floats(1.1, 3))
def test_above_the_largest_rate_descent_leaves_the_valley(count, seed, times):
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-3, 3, (2, count)).astype(np.float32)
    assert trained(x, y, times * largest_rate(x), 2000).divergence is not None


@pytest.mark.parametrize("name", VALUE_SETS)
def test_a_network_learns_every_set(name):
    training = TrainingSettings(learning_rate=0.01, optimizer="adam", batch_size=16, loss="squared-error")
    run = NetworkTrainer(Experiment(ValuesData(name, noise=0), Architecture(parse_layers("dense6:tanh")), training)).run
    before = run.scores.train_loss
    run.train(300)
    run.evaluate()
    assert run.scores.train_loss < before and run.scores.train_accuracy is None


def waves_left(points, rate, seed):
    """How much of the waves of two scales a network has not learned after 300 epochs (1: all of them), infinite where
    it diverged."""
    training = TrainingSettings(learning_rate=rate, optimizer="sgd", batch_size=16, loss="squared-error", seed=seed)
    data = ValuesData(DRAWN, train_share=1, drawn=points)
    run = NetworkTrainer(Experiment(data, Architecture(parse_layers("dense16:relu")), training)).run
    with np.errstate(all="ignore"):
        run.train(300 * -(-len(points) // 16))
    if run.divergence is not None:
        return np.inf
    x = np.linspace(-2.8, RAMP, 200, endpoint=False, dtype=np.float32)
    y = VALUE_SETS["two-scales"].truth(x)
    return np.std(run.network.predict(x[:, None])[:, 0] - y) / np.std(y)


@pytest.mark.parametrize("seed", range(3))
def test_no_learning_rate_serves_both_regions_of_two_scales(seed):
    points = make_values("two-scales", 200, seed=1)
    gentle = points.without(points.x[:, 0] >= RAMP)
    assert min(waves_left(gentle, rate, seed) for rate in (0.1, 0.2)) < 0.2
    assert min(waves_left(points, rate, seed) for rate in (0.003, 0.01, 0.03, 0.1, 0.2, 0.3)) > 0.4
