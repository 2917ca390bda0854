"""Training that stands still is told from its curves."""

import numpy as np
import pytest

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Curves, EditMark
from playground.training.standstill import RECORDS, Standstill, standstill
from playground.training.trainer import make_trainer


def curves(loss, accuracy: float = 0.6, norms=(0.1, 0.1), marks: tuple[EditMark, ...] = ()) -> Curves:
    loss = np.asarray(loss, float)
    nothing = np.full(len(loss), np.nan)
    lengths = np.tile(np.asarray(norms, float), (len(loss), 1))
    accuracies = np.full(len(loss), accuracy)
    return Curves(np.arange(len(loss), dtype=float), loss, nothing, accuracies, nothing, lengths, marks)


def test_what_falls_or_has_fallen_does_not_stand_still():
    assert standstill(curves(np.linspace(0.7, 0.2, 40))) is None
    assert standstill(curves([0.01] * 40, accuracy=1.0)) is None
    assert standstill(curves([])) is None
    # Without accuracies it is the loss that tells what was learned.
    assert standstill(curves([1.0] + [0.01] * 40, accuracy=np.nan)) is None
    assert standstill(curves([1.0] + [0.5] * 40, accuracy=np.nan)) == Standstill("plateau", 0.5)


def test_what_jumps_does_not_fall_by_chance():
    """Else what is said about it would come and go before anybody has read it."""
    losses = np.random.default_rng(1).lognormal(np.log(8), 0.6, 400)
    found = [standstill(curves(np.r_[0.7, losses[:length]])) for length in range(RECORDS, 400)]
    assert np.mean([one is None for one in found]) < 0.05
    assert standstill(curves(np.r_[0.7, np.geomspace(40, 4, 40)])) is None
    assert standstill(curves([2.3, 0.4, 0.3, 0.28, 0.27, 0.26] + [0.25 - 0.005 * step for step in range(12)])) is None


def test_it_takes_a_while_and_an_edit_begins_it_anew():
    assert standstill(curves([0.69] * (RECORDS - 1))) is None
    assert standstill(curves([0.69] * RECORDS)) is not None
    mark = EditMark(10.0, "learning rate", "0.1", "0.3")
    assert standstill(curves([0.69] * (RECORDS + 10), marks=(mark,))) is None
    assert standstill(curves([0.69] * (RECORDS + 11), marks=(mark,))) is not None


@pytest.mark.parametrize(
    ("loss", "norms", "cause"),
    [
        ([0.7, 40.0] + [0.9] * 30, (0.0, 0.0), "exploded"),
        ([0.7] + [23.0] * 30, (0.0, 0.9), "exploded"),
        ([0.7] + [9.0, 40.0] * 15, (0.0, 0.9), "rough"),
        ([0.02] + [0.7] * 30, (1e-7, 1e-2), "vanishing"),
        ([0.7] * 30, (1e-7, 1e-8), "flat"),
        ([0.7] * 30, (1e-7, 1e-2), "vanishing"),
        ([0.7, 0.4] * 15, (1.0, 1.0), "rough"),
        ([0.5] * 30, (1e-2, 1e-2), "plateau"),
    ],
)
def test_the_causes(loss, norms, cause):
    found = standstill(curves(loss, norms=norms))
    assert found is not None and found.cause == cause


def trained(epochs: int, hidden: tuple[DenseSpec, ...], source: str, **training: object) -> Standstill | None:
    settings = TrainingSettings(**training)
    run = make_trainer(Experiment(PointsData(source, count=200), Architecture(hidden), settings)).run
    run.train(epochs * 9)
    return standstill(run.history.curves())


def test_of_real_runs():
    """XOR without a hidden layer has no better line; eight layers of sigmoids learn nothing; moons are learned."""
    plain = trained(60, (), "xor")
    assert plain is not None and plain.cause in ("plateau", "flat", "rough")
    deep = trained(60, (DenseSpec(8, "sigmoid"),) * 8, "moons", optimizer="sgd")
    assert deep is not None and deep.cause in ("vanishing", "flat")
    assert trained(60, (DenseSpec(8, "tanh"),), "moons") is None
