"""Training goes on from a saved file bit for bit as if it had never been interrupted."""

import numpy as np
import pytest

from playground.data.image_sets import ImageSet
from playground.document import document_of, read, write
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.trainer import make_trainer


def pictures():
    rng = np.random.default_rng(1)
    images = rng.integers(0, 256, (40, 6, 6, 1), np.uint8)
    return ImageSet("strokes", images, np.arange(40) % 3, ("a", "b", "c"))


EXPERIMENTS = {
    "dropout": Experiment(
        PointsData("xor", count=60),
        Architecture(parse_layers("dense5:tanh dropout0.3")),
        TrainingSettings(optimizer="adam", batch_size=7, schedule="cosine", period=3),
    ),
    "momentum": Experiment(PointsData("spiral", count=50), training=TrainingSettings(l2=0.01)),
    "rmsprop": Experiment(PointsData("blobs", count=50), training=TrainingSettings(optimizer="rmsprop")),
    "sgd": Experiment(PointsData("moons", count=50), training=TrainingSettings(optimizer="sgd")),
    "diverged": Experiment(
        PointsData("circle", count=50),
        Architecture(parse_layers("dense5:relu")),
        TrainingSettings(learning_rate=100, loss="squared-error"),
    ),
    "pictures": Experiment(
        ImagesData("strokes", count=40, pictures=pictures()),
        Architecture(parse_layers("conv2x3:relu pool2 dense4:relu")),
        TrainingSettings(batch_size=5),
    ),
    "perceptron": Experiment(PointsData("xor", count=60), PerceptronModel()),
    "averaged": Experiment(PointsData("xor", count=20), PerceptronModel("averaged", beside=True, every_sample=True)),
    "pocket": Experiment(PointsData("xor", count=20), PerceptronModel("pocket", inputs=("x1", "sin x2"))),
    "settled": Experiment(PointsData("separable", count=30, noise=0.0), PerceptronModel()),
}


def saved(trainer):
    experiment = trainer.experiment
    perceptron = isinstance(experiment.model, PerceptronModel)
    shape = (2,) if perceptron else experiment.data.input_shape
    names = experiment.data.resolve().class_names
    return document_of("network", experiment, shape, names, step=trainer.run.step_count, capture=trainer.capture())


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_training_goes_on_as_if_it_had_never_been_interrupted(tmp_path, name):
    experiment = EXPERIMENTS[name]
    trainer = make_trainer(experiment)
    trainer.run.train(23)
    write(tmp_path / "a.atelier", saved(trainer))
    found = read(tmp_path / "a.atelier")
    assert found == saved(trainer)
    # The pictures themselves are not in the file: the experiment says how to make them again.
    other = make_trainer(experiment)
    assert found.experiment == experiment
    other.restore(found.runs[0].capture)
    for steps in (0, 1, 40):
        trainer.run.train(steps)
        other.run.train(steps)
        assert saved(other) == saved(trainer)
