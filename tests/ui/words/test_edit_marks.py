"""Every edit made while a network learns leaves its mark on the curves."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.points import PointSet
from playground.training.chosen_data import PointsData
from playground.training.commands import Configure, Play, WantFrame
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.training.network_trainer import NetworkTrainer
from playground.training.returns import ByHand, Place
from playground.ui.words.edit_text import edit_text
from tests.frames import first
from tests.ui.bench import Clock

EXPERIMENT = Experiment(PointsData("moons", count=60))


def training(**changes: object) -> Experiment:
    return replace(EXPERIMENT, training=replace(EXPERIMENT.training, **changes))


def model(**changes: object) -> Experiment:
    return replace(EXPERIMENT, model=replace(EXPERIMENT.model, **changes))


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        (training(clip=1.0), "gradient clipping – → 1"),
        (training(stop_epoch=500), "stop at epoch – → 500"),
        (training(stop_loss=0.1), "stop at loss – → 0.1"),
        (training(stop_accuracy=0.95), "stop at accuracy – → 95\u00a0%"),
        (training(patience=20), "patience – → 20"),
        (training(schedule="cosine"), "schedule Constant → Cosine"),
        (model(frozen=("0", "1:2")), "locks 0 → 2"),
        (replace(model(output_activation="tanh"), training=training(loss="squared-error").training), None),
    ],
)
def test_an_edit_is_told_on_the_curve(edited, told):
    trainer = NetworkTrainer(EXPERIMENT)
    trainer.run.train(5)
    trainer.configure(edited)
    texts = [edit_text(mark) for mark in trainer.run.history.curves().marks]
    if told is None:
        assert texts == ["loss Cross-entropy → Squared error", "output activation – → tanh"]
    else:
        assert texts == [told]


def drawn(x: np.ndarray, label: np.ndarray) -> Experiment:
    points = PointSet(x, label, np.linspace(0, 0.9, len(x)), name="drawn")
    return replace(EXPERIMENT, data=PointsData("drawn", drawn=points))


def test_points_that_are_painted_or_moved_are_told():
    x, label = np.linspace(-1, 1, 40).reshape(20, 2), np.arange(20) % 2
    trainer = NetworkTrainer(drawn(x, label))
    trainer.run.train(2)
    trainer.configure(drawn(x[:18], label[:18]))
    trainer.run.train(2)
    trainer.configure(drawn(x[:18] / 2, label[:18]))
    assert [edit_text(mark) for mark in trainer.run.history.curves().marks] == ["points 20 → 18", "points changed"]


def test_weights_put_in_by_hand_are_told_once_a_gesture():
    loop = TrainingLoop(Clock())
    loop.handle(Configure(EXPERIMENT))
    loop.handle(Play())
    for version, gesture in ((1, 7), (1, 7), (2, 8)):
        loop.train(0.02)
        theta = np.zeros(EXPERIMENT.model.network(EXPERIMENT.data, "cross-entropy").parameters, np.float32)
        loop.handle(Configure(EXPERIMENT, gesture=gesture, place=Place(version, begin=ByHand(theta))))
    loop.handle(WantFrame())
    marks = first(loop.frame()).curves.marks
    assert [edit_text(mark) for mark in marks] == ["weights put in by hand"] * 2
