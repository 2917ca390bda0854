"""A network and its training in the words of PyTorch."""

from __future__ import annotations

import ast

import pytest

from playground.data.image_sets import make_images
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.layer_kinds import LAYERS
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.engine.words import parse_layers
from playground.export.pytorch import pytorch_code
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.tasks import LOSS_NAMES, VALUE_LOSSES

DIGITS = ImagesData("digits", count=20, pictures=make_images("digits", 20, 1))


def code(words: str, data: str = "moons", initializer: str = "xavier", **training: object) -> str:
    found = pytorch_code(
        Experiment(
            PointsData(data), Architecture(parse_layers(words), initializer=initializer), TrainingSettings(**training)
        )
    )
    ast.parse(found)
    return found


def test_the_usual_network_of_the_network_workspace() -> None:
    found = code("dense6:tanh dense4:tanh", learning_rate=0.03, optimizer="momentum", batch_size=16)
    assert "    nn.Linear(2, 6), nn.Tanh(),\n    nn.Linear(6, 4), nn.Tanh(),\n    nn.Linear(4, 1),\n)" in found
    assert "nn.init.xavier_uniform_(layer.weight)" in found and "nn.BCEWithLogitsLoss()" in found
    assert "torch.optim.SGD(model.parameters(), lr=0.03, momentum=0.9)" in found
    assert "16 samples each" in found and "E = loss(model(x), d)\n" in found and "schedule" not in found


def test_the_softmax_belongs_to_the_loss_and_other_activations_to_the_network() -> None:
    assert "nn.Linear(5, 3),\n)" in code("dense5:relu", "rings") and "CrossEntropyLoss" in code("dense5", "rings")
    assert "nn.Linear(5, 1), nn.Tanh(),\n)" in code("dense5:relu", loss="squared-error")


def test_pictures_have_kernels_and_pooling() -> None:
    model = Architecture(parse_layers("conv8x5:relu pool2 conv4x2s1 avgpool3s1 conv2x3s2d2 dropout0.5 dense16:relu"))
    found = pytorch_code(Experiment(DIGITS, model))
    ast.parse(found)
    for words in (
        "nn.Conv2d(1, 8, 5, padding=2), nn.ReLU(),",
        "nn.MaxPool2d(2, stride=2),",
        "nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(8, 4, 2),",
        "nn.AvgPool2d(3, stride=1),",
        "nn.Conv2d(4, 2, 3, stride=2, dilation=2, padding=2),",
        "nn.Dropout(0.5),",
        "nn.Flatten(), nn.Linear(",
        "nn.Linear | nn.Conv2d",
    ):
        assert words in found


def test_a_gradient_is_clipped_between_the_backward_pass_and_the_step() -> None:
    found = code("dense5:tanh", clip=0.5)
    assert "E.backward()\n        nn.utils.clip_grad_norm_(model.parameters(), 0.5)\n        optimizer.step()" in found


def test_frozen_layers_have_no_gradient() -> None:
    model = Architecture(parse_layers("conv2x3:relu pool2 dense4:tanh"), frozen=("2", "out"))
    found = pytorch_code(Experiment(DIGITS, model))
    ast.parse(found)
    # conv, ReLU, pool, flatten, linear, tanh, linear
    assert "model[4].requires_grad_(False)\nmodel[6].requires_grad_(False)\n" in found
    assert "requires_grad" not in code("dense4:tanh")


def test_penalties_and_schedules() -> None:
    found = code("dense3:tanh", l1=0.001, l2=0.02, schedule="step", period=40)
    assert "0.001 * sum(w.abs().sum() for w in weights) + 0.02 / 2 * sum((w ** 2).sum() for w in weights)" in found
    assert "StepLR(optimizer, step_size=40, gamma=0.5)" in found and found.endswith("    schedule.step()\n")
    assert "from math import cos, pi" in code("dense3:tanh", schedule="cosine", period=7)


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name not in ("linear", "step")])
def test_every_activation_has_a_word(name: str) -> None:
    assert code(f"dense3:{name}") != code("dense3")


@pytest.mark.parametrize("name", INITIALIZERS)
def test_every_initialiser_has_words(name: str) -> None:
    assert "layer.weight" in code("dense3", initializer=name)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_has_words(name: str) -> None:
    assert "optimizer = torch.optim." in code("dense3", optimizer=name)


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_schedule_has_words(name: str) -> None:
    assert ("lr_scheduler" in code("dense3", schedule=name)) == (name != "constant")


@pytest.mark.parametrize("name", LOSS_NAMES)
def test_every_loss_has_words(name: str) -> None:
    assert "loss" in code("dense3", loss=name)
    if name in VALUE_LOSSES:
        model = Architecture(parse_layers("dense3:tanh"))
        ast.parse(pytorch_code(Experiment(ValuesData("sine"), model, TrainingSettings(loss=name))))


def test_every_kind_of_layer_has_words() -> None:
    for kind in LAYERS.values():
        for word in kind.examples:
            model = Architecture(parse_layers(word))
            assert "..." not in pytorch_code(Experiment(DIGITS, model))
