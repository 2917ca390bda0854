"""What is seen of values: the fit and its parts, the batch that comes next, the way of a line's weights."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.document import read, write
from playground.document.document import from_runs
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.member import CapturedRun
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot, Progress, Status
from playground.training.trainer import make_trainer
from playground.training.weight_path import MAX_PLACES
from tests.training.test_captures import same

FOCUS = Focus(fit_places=31, batch=True)
LINE = Experiment(ValuesData("line", 40), Architecture(()), TrainingSettings(0.02, "sgd", 8, "squared-error"))


def with_layers(words: str) -> Experiment:
    return replace(LINE, model=Architecture(parse_layers(words)))


def shown(trainer: Any) -> NetworkSnapshot:
    progress = Progress(Status.PAUSED, trainer.run.step_count, trainer.run.epoch, 0.0, 0.0, 0.0)
    found = trainer.snapshot(FOCUS, progress, {})
    assert isinstance(found, NetworkSnapshot)
    return found


DEEP = "dense2:softplus dense2:tanh dense9:relu"


@pytest.mark.parametrize("words", ["dense5:tanh", "dense4:relu dense3:sigmoid", DEEP])
def test_the_parts_and_the_bias_sum_up_to_the_fit(words):
    trainer = make_trainer(with_layers(words))
    trainer.run.train(30)
    fit = shown(trainer).fit
    assert fit.parts.sum(axis=0) + fit.bias == pytest.approx(fit.f, abs=1e-5)
    assert fit.f == pytest.approx(trainer.run.network.predict(fit.x[:, None])[:, 0], abs=1e-6)
    assert (fit.x[0], fit.x[-1], len(fit.x)) == (-3, 3, 31)


def test_a_line_has_no_parts():
    trainer = make_trainer(LINE)
    trainer.put_weights(np.array([0.5, -1.0]))
    fit = shown(trainer).fit
    # f(x) = 0.5 x − 1
    assert fit.f[[0, 15, 30]] == pytest.approx([-2.5, -1.0, 0.5]) and fit.parts.shape == (0, 31) and fit.bias == -1.0


def test_points_with_classes_have_no_fit():
    assert shown(make_trainer(Experiment(PointsData("xor", count=40), Architecture()))).fit is None


def test_what_is_shown_of_the_next_batch_is_what_the_next_step_does():
    trainer = make_trainer(LINE)
    for _ in range(9):  # beyond the end of an epoch of four steps
        before = shown(trainer)
        points = trainer.experiment.data.resolve()
        x, y = points.x[before.batch.index].T.astype(np.float64)
        a, b = before.theta.astype(np.float64)
        residual = a * x + b - y
        assert before.batch.loss == pytest.approx(np.mean(residual**2), rel=1e-4)
        assert before.batch.gradient == pytest.approx([2 * np.mean(residual * x), 2 * np.mean(residual)], rel=1e-3)
        trainer.run.train(1)
        assert shown(trainer).theta == pytest.approx(before.theta - 0.02 * before.batch.gradient, abs=1e-6)


def test_the_full_gradient_is_that_of_all_training_points():
    trainer = make_trainer(LINE)
    found, (train, _) = shown(trainer), LINE.data.resolve().split(LINE.data.train_share)
    x, y = LINE.data.resolve().x[train].T.astype(np.float64)
    residual = found.theta[0] * x + found.theta[1] - y
    assert found.batch.full == pytest.approx([2 * np.mean(residual * x), 2 * np.mean(residual)], rel=1e-4)


def test_a_penalty_is_no_part_of_the_slope_of_the_error():
    trainer = make_trainer(replace(LINE, training=replace(LINE.training, l2=0.1)))
    trainer.put_weights(np.array([2.0, 1.0]))
    plain = make_trainer(LINE)
    plain.put_weights(np.array([2.0, 1.0]))
    assert shown(trainer).batch.full == pytest.approx(shown(plain).batch.full)


def test_of_a_network_no_slope_is_worked_out_that_nobody_sees():
    batch = shown(make_trainer(with_layers("dense6:tanh"))).batch
    assert len(batch.index) == 8
    assert batch.loss is None and not batch.gradient.size and not batch.full.size


@pytest.mark.parametrize("words", ["", "dropout0.5", "dense6:tanh dropout0.5"])
def test_looking_changes_nothing(words):
    experiment = with_layers(words) if words else LINE
    looked, other = make_trainer(experiment), make_trainer(experiment)
    for _ in range(20):
        shown(looked)
        looked.run.train(1)
        other.run.train(1)
    assert same(looked.capture().theta, other.capture().theta)
    assert same(looked.capture().batches, other.capture().batches)


def test_nothing_to_learn_from_is_no_batch():
    empty = replace(LINE, data=ValuesData().without_samples((1,), ()))
    assert shown(make_trainer(empty)).batch is None


def test_the_way_of_a_line_begins_at_its_start_and_ends_now():
    trainer = make_trainer(LINE)
    places = [trainer.run.network.theta.copy()]
    for _ in range(10):
        trainer.run.train(1)
        places.append(trainer.run.network.theta.copy())
    path = shown(trainer).path
    assert path.theta == pytest.approx(np.array(places)) and path.step.tolist() == list(range(11))
    assert path.batch_loss[-1] == pytest.approx(shown(trainer).batch.loss)


def test_a_long_way_is_thinned():
    trainer = make_trainer(LINE)
    start = trainer.run.network.theta.copy()
    trainer.run.train(5 * MAX_PLACES + 1)
    path = shown(trainer).path
    assert MAX_PLACES // 2 < len(path.step) <= MAX_PLACES + 1
    assert path.theta[0] == pytest.approx(start) and path.theta[-1] == pytest.approx(trainer.run.network.theta)
    assert (np.diff(path.step) > 0).all() and path.step[-1] == 5 * MAX_PLACES + 1


def test_weights_put_by_hand_begin_another_way():
    trainer = make_trainer(LINE)
    trainer.run.train(10)
    trainer.put_weights(np.array([2.0, 1.0]))
    assert shown(trainer).path.theta.tolist() == [[2.0, 1.0]]
    trainer.run.train(1)
    assert shown(trainer).path.theta[0].tolist() == [2.0, 1.0]


def test_only_two_weights_have_a_way():
    trainer = make_trainer(LINE)
    trainer.run.train(3)
    trainer.configure(with_layers("dense3:tanh"))
    assert shown(trainer).path is None
    trainer.configure(LINE)
    trainer.run.train(3)
    assert shown(trainer).path is not None


def test_the_way_is_saved(tmp_path):
    trainer = make_trainer(LINE)
    trainer.run.train(25)
    write(tmp_path / "line.atelier", from_runs("regression", [CapturedRun(LINE, trainer.capture())]))
    other = make_trainer(LINE)
    other.restore(read(tmp_path / "line.atelier").runs[0].capture)
    assert same(shown(other).path, shown(trainer).path)
