"""The one way in to every kind of trainer."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from playground.data.points import PointSet
from playground.training.changes import DataSet
from playground.training.experiment import Architecture, Experiment
from playground.training.network_trainer import NetworkTrainer
from playground.training.perceptron_trainer import PerceptronTrainer
from playground.training.snapshot import Divergence, Progress, Snapshot


class Trainer(Protocol):
    """What the loop needs of a model in training."""

    experiment: Experiment
    step_count: int

    @property
    def epoch(self) -> float: ...
    @property
    def train_count(self) -> int: ...
    @property
    def finished(self) -> bool: ...
    @property
    def divergence(self) -> Divergence | None: ...
    def configure(self, experiment: Experiment, data: DataSet) -> None: ...
    def load_theta(self, theta: np.ndarray, step: int, epoch: float) -> None: ...
    def step(self) -> None: ...
    def train(self, steps: int) -> None: ...
    def restart(self) -> None: ...
    def rewind(self) -> None: ...
    def refresh(self) -> None: ...
    def look(self) -> None: ...
    def snapshot(self, progress: Progress) -> Snapshot: ...


def make_trainer(experiment: Experiment, data: DataSet) -> Trainer:
    """The trainer for an experiment's model; SpecError if the network does not fit the data."""
    if isinstance(experiment.model, Architecture):
        return NetworkTrainer(experiment, data)
    assert isinstance(data, PointSet)
    return PerceptronTrainer(experiment, data)
