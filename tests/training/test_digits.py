"""A convolutional network reads real handwriting."""

import pytest

from playground.data.image_sets import make_images
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings


@pytest.mark.parametrize("seed", [1, 2])
def test_reads_the_held_out_quarter_of_the_8_by_8_digits(seed):
    layers = "conv16x3:relu conv32x3:relu pool2 dropout0.3 dense64:relu dropout0.3"
    epochs = 12
    experiment = Experiment(
        ImagesData("digits", count=1797, train_share=0.75, pictures=make_images("digits", 1797, 0)),
        Architecture(parse_layers(layers), initializer="he"),
        TrainingSettings(0.002, "adam", batch_size=32, schedule="cosine", period=epochs, seed=seed),
    )
    trainer = NetworkTrainer(experiment)
    while trainer.run.epoch < epochs:
        trainer.run.train(1)
    trainer.run.evaluate()
    assert len(trainer.run.evaluations.test) in (449, 450)
    assert trainer.run.scores.test_accuracy >= 0.97
