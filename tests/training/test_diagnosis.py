"""What is wrong with a run is found on runs that were made to have that fault."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.diagnosis import Finding, diagnosis
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot, Progress, Status

LOOKING = Progress(Status.TRAINING, 0, 0, 0, 0, 0)


def trainer(source: str, hidden: tuple[DenseSpec, ...], initializer: str = "xavier", **choices: object):
    data = PointsData(
        source, **{"count": 200, **{name: choices.pop(name) for name in ("count", "noise") if name in choices}}
    )
    return NetworkTrainer(Experiment(data, Architecture(hidden, initializer=initializer), TrainingSettings(**choices)))


def after(trainer: NetworkTrainer, epochs: int) -> NetworkSnapshot:
    run = trainer.run
    run.train(epochs * -(-run.train_count // trainer.experiment.training.batch_size))
    return trainer.snapshot(Focus(layer_states=True), LOOKING, {})


def found(trainer: NetworkTrainer, epochs: int) -> Finding:
    finding = diagnosis(after(trainer, epochs))
    assert finding is not None
    return finding


def test_eight_sigmoid_layers():
    finding = found(trainer("moons", (DenseSpec(8, "sigmoid"),) * 8), 60)
    assert (finding.fault, finding.layer) == ("vanishing", 0)
    assert finding.value < 1e-3 and finding.epochs >= 30


def test_the_first_layer_that_is_not_frozen_is_the_one_that_starves():
    made = trainer("moons", (DenseSpec(8, "sigmoid"),) * 8)
    frozen = replace(made.experiment, model=replace(made.experiment.model, frozen=("0",)))
    finding = found(NetworkTrainer(frozen), 60)
    assert (finding.fault, finding.layer) == ("vanishing", 1) and 0 < finding.value < 1e-3


@pytest.mark.parametrize("hidden", [(), (DenseSpec(8, "linear"),)])
def test_a_linear_network_on_what_no_line_separates(hidden):
    assert found(trainer("xor", hidden), 60).fault == "linear"
    separable = diagnosis(after(trainer("separable", hidden), 60))
    assert separable is None or separable.fault != "linear"


def test_units_that_never_fire():
    finding = found(trainer("spiral", (DenseSpec(16, "relu"),) * 2, "he", optimizer="sgd", learning_rate=3.0), 20)
    assert finding.fault == "silent" and finding.layer in (0, 1) and finding.value >= 0.5


def test_saturated_units():
    made = trainer("spiral", (DenseSpec(8, "tanh"),) * 2, optimizer="sgd", learning_rate=1e-4)
    theta = made.run.network.theta.copy()
    theta[:24] *= 1000
    made.put_weights(theta)
    finding = found(made, 60)
    assert (finding.fault, finding.layer) == ("saturated", 0) and finding.value >= 0.9


def test_exploding_gradients():
    finding = found(trainer("spiral", (DenseSpec(32, "relu"),) * 6, "normal", optimizer="sgd", learning_rate=1e-5), 20)
    assert finding.fault == "exploding" and finding.value > 100


def test_overfitting_is_told_with_its_length_until_an_edit():
    few = trainer(
        "moons", (DenseSpec(32, "relu"),) * 3, "he", count=40, noise=0.3, optimizer="adam", learning_rate=0.01
    )
    early, late = found(few, 40), found(few, 20)
    assert early.fault == late.fault == "overfitting" and late.epochs == early.epochs + 20
    few.configure(replace(few.experiment, training=replace(few.experiment.training, l2=0.01)))
    assert diagnosis(after(few, 5)) is None


def test_a_loss_that_jumps_about():
    assert (
        found(trainer("spiral", (DenseSpec(8, "tanh"),) * 2, optimizer="sgd", learning_rate=3.0), 60).fault == "rough"
    )


def test_nothing_learned_for_epochs():
    slow = trainer("spiral", (DenseSpec(8, "tanh"),), optimizer="sgd", learning_rate=1e-6)
    finding = found(slow, 80)
    assert finding.fault == "plateau" and finding.epochs >= 75


def test_what_is_not_looked_at_costs_nothing_and_is_not_told():
    made = trainer("spiral", (DenseSpec(16, "relu"),) * 2, "he", optimizer="sgd", learning_rate=3.0)
    after(made, 20)
    hidden = made.snapshot(Focus(), LOOKING, {})
    assert hidden.layer_states == ()
    assert diagnosis(hidden) is None or diagnosis(hidden).fault != "silent"


def test_the_states_of_layers():
    """Of a ReLU whose bias is far below nothing ever fires."""
    made = trainer("moons", (DenseSpec(4, "relu"), DenseSpec(3, "sigmoid")))
    _, bias = made.run.network.parameters[0]
    bias[:3] = -100
    first, second, output = made.snapshot(Focus(layer_states=True), LOOKING, {}).layer_states
    assert first.silent == 0.75 and first.low == 0
    assert second.silent == 0 and 0 < second.low < second.high < 1
    assert first.counts.sum() == 140 * 4 and second.counts.sum() == 140 * 3 and output.counts.sum() == 140
    made.run.network.theta[:] = np.nan
    assert made.snapshot(Focus(layer_states=True), LOOKING, {}).layer_states[0].counts.sum() == 0
