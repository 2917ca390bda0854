"""Weights that are frozen stay as they are while everything else learns."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import DenseSpec
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings


def experiment(*frozen: str, **training: object) -> Experiment:
    model = Architecture(parse_layers("dense4:tanh dense3:tanh"), frozen=frozen)
    return Experiment(PointsData("xor", count=60), model, TrainingSettings(**training))


def moved(trainer: NetworkTrainer, steps: int = 30) -> list[tuple[np.ndarray, np.ndarray]]:
    """Which weights and biases of each layer change in some steps."""
    before = trainer.run.network.copy()
    trainer.run.train(steps)
    pairs = zip(trainer.run.network.parameters, before.parameters, strict=True)
    return [(now[0] != then[0], now[1] != then[1]) for now, then in pairs if now is not None and then is not None]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_is_frozen_stays_although_moments_and_penalties_pull(optimizer):
    # The whole of layer 0, unit 1 of layer 1, one weight and one bias of the output.
    chosen = experiment(optimizer=optimizer, l1=0.01, l2=0.01, clip=1.0)
    trainer = NetworkTrainer(chosen)
    trainer.run.train(20)
    trainer.configure(replace(chosen, model=replace(chosen.model, frozen=("0", "1:1", "out:0:2", "out:0:b"))))
    (w1, b1), (w2, b2), (w3, b3) = moved(trainer)
    assert not w1.any() and not b1.any()
    assert w2.any(axis=0).tolist() == b2.tolist() == [True, False, True]
    assert w3[:, 0].tolist() == [True, True, False] and not b3.any()
    trainer.configure(replace(chosen, training=replace(chosen.training, learning_rate=0.1)))
    assert all(weight.all() for weight, _ in moved(trainer))


def test_a_frozen_layer_stays_frozen_when_others_come_and_go():
    chosen = experiment("1")
    trainer = NetworkTrainer(chosen)
    trainer.run.train(10)
    model = chosen.model.with_inserted(0, DenseSpec(4, "relu"))
    trainer.configure(replace(chosen, model=model))
    (w0, _), (w1, _), (w2, b2), _ = moved(trainer)
    assert w0.any() and w1.any() and not w2.any() and not b2.any()
    assert model.without(2).frozen == ()  # or the next layer that takes the number would be frozen


def test_a_restored_run_goes_on_with_what_is_frozen():
    chosen = experiment("0:2")
    trainer = NetworkTrainer(chosen)
    trainer.run.train(10)
    other = NetworkTrainer(chosen)
    other.restore(trainer.capture())
    assert moved(other)[0][1].tolist() == [True, True, False, True]


def test_units_that_are_gone_are_no_longer_meant():
    assert all(weight.any() for weight, _ in moved(NetworkTrainer(experiment("0:9", "7", "1:0:9"))))


@pytest.mark.parametrize("word", ["", "x", "0:", "0:1:2:3", "-1", "out:b", "1" * 10])
def test_what_names_no_weight_is_refused(word):
    with pytest.raises(ExperimentError, match="frozen weights"):
        experiment(word)
