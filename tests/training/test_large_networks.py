"""What a frame shows of a large network is bounded, whatever its size."""

import numpy as np
import pytest

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.network_trainer import NetworkTrainer
from playground.training.snapshot import NetworkSnapshot, Progress, Status

MOST = 20_000


def look(trainer: NetworkTrainer, focus: Focus, status: Status = Status.TRAINING) -> NetworkSnapshot:
    return trainer.snapshot(focus, Progress(status, 1, 0.0, 0.0, 0.0, 0.0), {})


def make(words: str) -> NetworkTrainer:
    trainer = NetworkTrainer(Experiment(PointsData("xor", count=60), Architecture(parse_layers(words))))
    trainer.run.train(1)
    return trainer


def size(snapshot: NetworkSnapshot) -> int:
    pairs = [pair for pairs in (snapshot.parameters, snapshot.gradients) for pair in pairs if pair is not None]
    return sum(array.nbytes for array in (snapshot.theta, *(each for pair in pairs for each in pair)))


def test_of_a_large_network_a_frame_has_the_weights_of_the_first_units():
    trainer = make("dense300:tanh dense400:tanh")
    network, snapshot = trainer.run.network, look(trainer, Focus(most_weights=MOST))
    assert snapshot.is_part and size(snapshot) < 4 * 2 * (MOST + 1_000)
    for pairs, wholes in ((snapshot.parameters, network.parameters), (snapshot.gradients, network.gradients)):
        for (weight, bias), (whole, whole_bias) in zip(pairs, wholes, strict=True):
            units = weight.shape[-1]
            assert np.array_equal(weight, whole[..., :units]) and np.array_equal(bias, whole_bias[:units])
            assert not np.shares_memory(weight, network.theta) and not np.shares_memory(weight, network.gradient)
    assert snapshot.weight_norms == pytest.approx([np.linalg.norm(weight) for weight, _ in network.parameters])
    assert snapshot.gradient_norms == pytest.approx([np.linalg.norm(weight) for weight, _ in network.gradients])


def test_a_small_network_is_shown_whole():
    snapshot = look(make("dense8:tanh"), Focus(most_weights=MOST))
    assert not snapshot.is_part and snapshot.parameters[0][0].shape == (2, 8)


@pytest.mark.parametrize("side", [28, 40])
def test_only_the_maps_that_are_shown_are_kept(side):
    focus = Focus(decision_grid=40, neuron_grid=side, most_units=16)
    response = look(make("dense100:tanh dense8:tanh"), focus).response
    whole = look(make("dense100:tanh dense8:tanh"), Focus(decision_grid=40, neuron_grid=side)).response
    assert [len(maps) for maps in response.layers] == [16, 8, 1]
    for few, all_of_them in zip(response.layers, whole.layers, strict=True):
        assert np.array_equal(few, all_of_them[:16])
    assert np.array_equal(response.decision, whole.decision)


@pytest.mark.parametrize(("status", "most"), [(Status.TRAINING, 2e9), (Status.PAUSED, 4.1e9)])
def test_the_maps_of_a_large_network_take_bounded_work(status, most):
    trainer = make("dense1500:tanh dense1500:tanh")
    response = look(trainer, Focus(decision_grid=100, neuron_grid=40, most_units=16), status).response
    cells = response.decision.shape[0] ** 2 + response.inputs.shape[1] ** 2
    assert 0 < cells * trainer.run.network.spec.parameters < most
