"""A network on values at work, and cards that show it."""

from __future__ import annotations

from typing import Any

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot, Progress, Status
from playground.training.trainer import Trainer, make_trainer

SINE = ValuesData("sine", count=90, noise=0.01)


def experiment_of(words: str, data: ValuesData = SINE, **training: Any) -> Experiment:
    settings = TrainingSettings(**{"learning_rate": 0.02, "optimizer": "adam", "loss": "squared-error", **training})
    return Experiment(data, Architecture(parse_layers(words), initializer="spread"), settings)


def trained(words: str, steps: int = 200, data: ValuesData = SINE) -> Trainer:
    trainer = make_trainer(experiment_of(words, data))
    trainer.run.train(steps)
    return trainer


def frame(trainer: Any) -> NetworkSnapshot:
    progress = Progress(Status.PAUSED, trainer.run.step_count, trainer.run.epoch, 0.0, 0.0, 0.0)
    found = trainer.snapshot(Focus(fit_places=401, batch=True), progress, {})
    assert isinstance(found, NetworkSnapshot)
    return found
