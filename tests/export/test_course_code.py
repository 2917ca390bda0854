"""The course's code of a network does what the window's engine does."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data.image_sets import make_images
from playground.engine import course
from playground.engine.clipping import clip_norm
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.words import parse_layers
from playground.export.course_code import course_code
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.chosen_values import ValuesData
from playground.training.data_kind import ChosenData
from playground.training.experiment import Experiment, plan_network
from playground.training.settings import TrainingSettings

DIGITS = ImagesData("digits", count=40, pictures=make_images("digits", 40, 1))
CASES: dict[str, tuple[ChosenData, str, TrainingSettings]] = {
    "two classes": (PointsData("moons", 40), "dense5:tanh dense3:elu", TrainingSettings(0.1, "adam", 8)),
    "three classes": (PointsData("rings", 40), "dense5:square", TrainingSettings(0.05, "nesterov", 8)),
    "values": (ValuesData("sine", 40), "dense4:softplus", TrainingSettings(0.02, "momentum", 8, "huber")),
    "a line": (ValuesData("line", 40), "", TrainingSettings(0.02, "sgd", 8, "absolute-error")),
    "clipped": (PointsData("moons", 40), "dense5:tanh", TrainingSettings(0.1, "adam", 8, clip=0.05)),
    "pictures": (
        DIGITS,
        "conv3x3:relu pool2 conv2x2p0 avgpool2 dense6:leaky-relu",
        TrainingSettings(0.01, "rmsprop", 8),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_trains_to_the_same_weights(name: str) -> None:
    data, words, training = CASES[name]
    experiment = Experiment(data, Architecture(parse_layers(words)), training)
    network = Network(plan_network(experiment), np.random.default_rng(3), np.float64)
    samples = data.samples()
    x = samples.x[:24] / (255 if samples.x.dtype == np.uint8 else 1)
    d = data.task.targets(network.spec.layers[-1].activation).encode(samples.wanted[:24]).astype(np.float64)
    batches = [(x[k : k + 8].astype(np.float64), d[k : k + 8]) for k in (0, 8, 16)]
    found = {"theta": network.theta.copy(), "batches": batches}
    exec(compile(course_code(experiment), name, "exec"), found)
    optimizer = OPTIMIZERS[training.optimizer](network.theta.size, np.float64)
    loss = data.task.loss(training.loss)
    for x, d in batches:
        network.train_batch(x, d, loss)
        clip_norm(network.gradient, training.clip or np.inf)
        optimizer.step(network.theta, network.gradient, training.learning_rate)
    result = found["network"]
    assert isinstance(result, course.Network)
    np.testing.assert_allclose(result.theta, network.theta, atol=1e-9)


def test_dropout_draws_from_a_generator() -> None:
    experiment = Experiment(PointsData("moons"), Architecture(parse_layers("dense5:tanh dropout0.5")))
    assert "course.Dropout(0.5)" in course_code(experiment) and "default_rng(0)" in course_code(experiment)
