"""A convolutional network reads real handwriting."""

import pytest

from playground.data.image_sets import make_images
from playground.engine.words import parse_layers
from playground.training.experiment import Architecture, Experiment, ImagesData, TrainingSettings
from playground.training.network_trainer import NetworkTrainer


@pytest.mark.parametrize("seed", [1, 2])
def test_reads_the_held_out_quarter_of_the_8_by_8_digits(seed):
    layers = "conv16x3:relu conv32x3:relu pool2 dropout0.3 dense64:relu dropout0.3"
    epochs = 12
    experiment = Experiment(
        ImagesData("digits", count=1797, train_share=0.75),
        Architecture(parse_layers(layers), initializer="he"),
        TrainingSettings(0.002, "adam", batch_size=32, schedule="cosine", period=epochs, seed=seed),
    )
    trainer = NetworkTrainer(experiment, make_images("digits", 1797, 0))
    while trainer.epoch < epochs:
        trainer.step()
    trainer.refresh()
    assert len(trainer.examination.test) in (449, 450)
    assert trainer.scores.test_accuracy >= 0.97
