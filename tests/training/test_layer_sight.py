"""The plane through a hidden layer: what comes where, along which axes, and what a line separates there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.data.features import expand
from playground.data.points import PointSet
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.chosen_plane_values import PlaneValuesData
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.focus import Focus, LayerSight
from playground.training.layer_sight import MOST_POINTS, grid_corners
from playground.training.main_axes import main_axes
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot, Progress, Status
from playground.training.trainer import make_trainer

DATA = PointsData("moons", count=120, train_share=0.75)
LAST = LayerSight()


def learned(words: str, data: PointsData = DATA, steps: int = 40) -> Any:
    trainer = make_trainer(Experiment(data, Architecture(parse_layers(words)), TrainingSettings(0.05)))
    trainer.run.train(steps)
    return trainer


def seen(trainer: Any, sight: LayerSight = LAST) -> Any:
    progress = Progress(Status.PAUSED, trainer.run.step_count, trainer.run.epoch, 0.0, 0.0, 0.0)
    found = trainer.snapshot(Focus(sight=sight), progress, {})
    assert isinstance(found, NetworkSnapshot)
    return found.seen


def values(trainer: Any, layer: int, x: np.ndarray) -> np.ndarray:
    h = trainer.run.network.activations(expand(x, trainer.experiment.data.inputs))[layer]
    return np.asarray(h, np.float64)


def test_points_and_grid_come_where_two_units_say():
    trainer = learned("dense6:tanh dropout0.2 dense4:relu")
    key = trainer.experiment.model.keys[0]
    plane = seen(trainer, LayerSight(key, (4, 1)))
    points = trainer.experiment.data.resolve()
    assert plane.pair == (4, 1) and (plane.key, plane.number, plane.units) == (key, 1, 6)
    assert np.array_equal(plane.index, np.arange(120))
    assert plane.places == pytest.approx(values(trainer, 0, points.x)[:, [4, 1]], abs=1e-6)
    side = len(plane.grid)
    assert plane.grid.reshape(-1, 2) == pytest.approx(values(trainer, 0, grid_corners(side))[:, [4, 1]], abs=1e-6)
    assert side == 24 * plane.fineness + 1 and not len(plane.weight) and plane.separated is None


def test_the_decision_is_that_of_the_whole_network():
    trainer = learned("dense5:tanh dense2:tanh", PointsData("rings", count=90))
    plane = seen(trainer)
    x = expand(grid_corners(len(plane.grid)), ("x1", "x2"))
    assert plane.decision.reshape(-1, 3) == pytest.approx(trainer.run.network.predict(x), abs=1e-5)


def test_main_axes_are_those_of_the_singular_values():
    trainer = learned("dense3:tanh dense5:tanh")
    plane = seen(trainer)
    points = trainer.experiment.data.resolve()
    h = values(trainer, 1, points.x)
    train, _ = points.split(0.75)
    middle = h[train].mean(axis=0)
    _, singular, directions = np.linalg.svd(h[train] - middle, full_matrices=False)
    signs = np.sign((directions[:2] * plane.axes.axes).sum(axis=1))
    assert plane.pair == () and plane.number == 2
    assert plane.axes.axes == pytest.approx(directions[:2] * signs[:, None], abs=1e-5)
    assert plane.axes.shares == pytest.approx((singular**2 / (singular**2).sum())[:2], abs=1e-6)
    assert plane.places == pytest.approx((h - middle) @ (directions[:2] * signs[:, None]).T, abs=1e-5)


def test_of_each_main_axis_the_greatest_part_is_positive():
    for seed in range(20):
        axes = main_axes(np.random.default_rng(seed).normal(size=(30, 4))).axes
        assert (axes[range(2), np.abs(axes).argmax(axis=1)] > 0).all()


def test_nothing_is_spread_where_all_are_the_same():
    axes = main_axes(np.ones((5, 3)))
    assert axes.shares.tolist() == [0, 0] and axes.places(np.ones((1, 3))) == pytest.approx(np.zeros((1, 2)))
    assert np.isfinite(main_axes(np.empty((0, 3))).axes).all()


def test_two_units_and_one_output_have_a_line_that_separates_as_the_network_does():
    trainer = learned("dense6:tanh dense2:tanh", steps=1500)
    plane = seen(trainer)
    points = trainer.experiment.data.resolve()
    logits = trainer.run.network.logits(points.x)
    assert plane.pair == (0, 1) and plane.is_exact
    assert plane.places @ plane.weight.T + plane.bias == pytest.approx(logits, abs=1e-4)
    train, _ = points.split(0.75)
    assert plane.separated == ((logits[train, 0] > 0) == points.label[train]).mean() == 1.0


def test_on_the_main_axes_the_sums_are_those_of_what_lies_there():
    trainer = learned("dense6:tanh", steps=300)
    plane = seen(trainer)
    weight, bias = trainer.run.network.parameters[-1]
    # A place (1, −2) on the axes stands for the values middle + 1·axis 1 − 2·axis 2.
    h = plane.axes.middle + np.array([1, -2]) @ plane.axes.axes
    assert np.array([1, -2]) @ plane.weight.T + plane.bias == pytest.approx(h @ weight + bias, abs=1e-5)
    assert not plane.is_exact and 0.5 < plane.separated <= 1


def test_of_one_unit_the_second_coordinate_is_that_of_the_plane():
    trainer = learned("dense5:tanh dense1:tanh")
    plane = seen(trainer)
    x = trainer.experiment.data.resolve().x
    assert plane.pair == (0,) and np.array_equal(plane.places[:, 1], x[:, 1])
    assert plane.places[:, :1] == pytest.approx(values(trainer, 1, x), abs=1e-6)
    assert plane.places @ plane.weight.T + plane.bias == pytest.approx(trainer.run.network.logits(x), abs=1e-5)


@pytest.mark.parametrize("words, key", [("", None), ("dense3:tanh", 99)])
def test_where_there_is_no_such_layer_nothing_is_seen(words, key):
    assert seen(learned(words), LayerSight(key)) is None


def test_values_along_a_line_have_no_plane():
    values = Experiment(
        ValuesData("sine", 40), Architecture(parse_layers("dense3:tanh")), TrainingSettings(loss="squared-error")
    )
    assert seen(make_trainer(values)) is None


def test_of_values_over_the_plane_there_is_no_line():
    data = PlaneValuesData(count=80)
    settings = TrainingSettings(0.05, loss="squared-error")
    trainer = make_trainer(Experiment(data, Architecture(parse_layers("dense5:tanh dense2:tanh")), settings))
    plane = seen(trainer)
    assert plane.places == pytest.approx(values(trainer, 1, data.resolve().x), abs=1e-6)
    assert plane.decision.shape[2] == 1 and not len(plane.weight) and plane.separated is None


def test_units_that_are_gone_give_way_to_the_main_axes():
    assert seen(learned("dense3:tanh"), LayerSight(None, (0, 3))).pair == ()


def test_of_many_points_some_are_carried():
    plane = seen(learned("dense4:tanh", replace(DATA, count=2500), steps=1))
    assert 0.5 * MOST_POINTS < len(plane.index) <= MOST_POINTS and plane.index[-1] > 2490


def test_without_points_the_grid_is_carried():
    trainer = learned("dense4:tanh", PointsData(DRAWN, drawn=PointSet.empty()), steps=0)
    plane = seen(trainer)
    assert np.isfinite(plane.grid).all() and not len(plane.places) and plane.separated is None


def test_the_largest_network_has_a_coarser_grid():
    plane = seen(learned("dense64:tanh " * 8, steps=0))
    assert plane.grid.shape == (25, 25, 2) and plane.fineness == 1


def test_numbers_that_left_the_finite_ones_are_not_shown():
    trainer = learned("dense4:relu")
    trainer.run.network.theta[:] = np.inf
    with np.errstate(all="ignore"):
        assert seen(trainer) is None


def test_what_is_not_asked_is_not_computed():
    trainer = learned("dense4:relu")
    progress = Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0)
    assert trainer.snapshot(Focus(), progress, {}).seen is None
