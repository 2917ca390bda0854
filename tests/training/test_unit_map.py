"""One unit is seen as finely as the whole network, at no other pass through it."""

import numpy as np
import pytest

from playground.data.features import expand
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.network_snapshot import plane_grid
from playground.training.network_trainer import NetworkTrainer
from playground.training.snapshot import NetworkSnapshot, Progress, Status

PROGRESS = Progress(Status.TRAINING, 1, 0.0, 0.0, 0.0, 0.0)


def trainer_of(words: str, source: str = "rings") -> NetworkTrainer:
    trainer = NetworkTrainer(Experiment(PointsData(source, count=60), Architecture(parse_layers(words))))
    trainer.run.train(3)
    return trainer


def shown(trainer: NetworkTrainer, **focus: object) -> NetworkSnapshot:
    return trainer.snapshot(Focus(decision_grid=30, **focus), PROGRESS, {})


@pytest.mark.parametrize("words", ["dense5:tanh dropout0.5 dense4:relu", "dense3:sigmoid", ""])
@pytest.mark.parametrize("neuron_grid", [0, 12, 30])
def test_every_unit_of_every_layer_answers_as_the_network_does(words, neuron_grid):
    trainer = trainer_of(words)
    network = trainer.run.network
    grid = plane_grid(30, ("x1", "x2"))
    every = [grid, *network.activations(grid)]
    plain = shown(trainer, neuron_grid=neuron_grid)
    for layer, h in enumerate(every, -1):
        for unit in range(h.shape[1]):
            response = shown(trainer, neuron_grid=neuron_grid, unit=(layer, unit)).response
            assert (response.unit.layer, response.unit.unit) == (layer, unit)
            assert np.allclose(response.unit.h.ravel(), h[:, unit], atol=1e-6)
            assert np.array_equal(response.decision, plain.response.decision)


@pytest.mark.parametrize("unit", [(0, 5), (2, 0), (1, 3), (-1, 2), (-2, 0)])
def test_a_unit_that_is_not_there_is_not_shown(unit):
    trainer = trainer_of("dense5:tanh")
    response = shown(trainer, unit=unit).response
    assert response.unit is None
    assert np.array_equal(response.decision, shown(trainer).response.decision)


def test_nothing_is_worked_out_that_is_not_looked_at():
    trainer = trainer_of("dense5:tanh")
    assert shown(trainer).response.unit is None
    assert trainer.snapshot(Focus(neuron_grid=10, unit=(0, 0)), PROGRESS, {}).response.unit is None


def test_the_plane_of_an_input_is_the_input():
    response = shown(trainer_of("dense2:tanh"), unit=(-1, 0)).response
    assert np.array_equal(response.unit.h.ravel(), expand(plane_grid(30, ("x1", "x2")), ("x1", "x2"))[:, 0])
