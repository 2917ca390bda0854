"""Every set of points that Network offers can be learned by a small network."""

from dataclasses import replace

import pytest

from playground.data.point_sets import offered_in
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.trainer import make_trainer


@pytest.mark.parametrize("name", offered_in("network"))
def test_two_hidden_layers_of_16_units_learn_it(name: str) -> None:
    data = replace(PointsData(name, 500), noise=0.0)
    model = Architecture((DenseSpec(16, "tanh"), DenseSpec(16, "tanh")))
    trainer = make_trainer(Experiment(data, model, TrainingSettings(0.01, "adam", 32, "cross-entropy")))
    trainer.run.train(3500)
    trainer.run.evaluate()
    assert trainer.run.scores.train_accuracy > 0.95
