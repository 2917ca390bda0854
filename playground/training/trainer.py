"""The one way in to every kind of trainer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

import numpy as np

from playground.engine.network import uninterrupted
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.kinds import MODEL_KINDS, KindTable
from playground.training.questions import Answer, Question, Subject
from playground.training.snapshot import Divergence, Progress, Snapshot


class Run(Protocol):
    """What the loop needs of a model in training."""

    @property
    def model(self) -> object:
        """What learns: the same object as long as edits leave its weights alone."""

    @property
    def step_count(self) -> int: ...
    @property
    def epoch(self) -> float: ...
    @property
    def train_count(self) -> int: ...
    @property
    def finished(self) -> bool: ...
    @property
    def unfinished(self) -> bool: ...
    @property
    def divergence(self) -> Divergence | None: ...
    @property
    def parameter_count(self) -> int: ...
    def train(self, steps: int, between: Callable[[], object] = uninterrupted) -> int:
        """So many steps; gives how many there were to take."""

    def go_on(self) -> None:
        """Learns on, if it can, where it has finished."""

    def fine_step(self) -> object:
        """One of the smallest steps that the model takes."""

    def evaluate(self) -> None: ...
    def begin_evaluation(self) -> None: ...
    def go_on_evaluating(self) -> None: ...
    def evaluate_for_frame(self) -> None: ...


@runtime_checkable
class StepsBack(Protocol):
    """A run that knows by itself what it was a step ago, also where it was opened."""

    @property
    def can_step_back(self) -> bool: ...
    def step_back(self) -> None: ...


class Trainer(Protocol):
    """What the loop needs of whoever turns edits into a run; `run` is another one after a new start."""

    @property
    def experiment(self) -> Experiment: ...
    @property
    def run(self) -> Run: ...
    def configure(self, experiment: Experiment, gesture: int = 0) -> None:
        """Goes on with an edited experiment; edits with the same number, but 0, belong to one gesture of the user."""

    def restart(self) -> None: ...
    def rewind(self) -> None: ...
    def load(self, theta: np.ndarray, step: int, epoch: float) -> None: ...
    def put_weights(self, theta: np.ndarray, gesture: int = 0) -> None:
        """Goes on with weights that the user gave; Refusal where the model has others. gesture: as of `configure`."""

    def capture(self) -> Any: ...
    def restore(self, capture: Any) -> None: ...
    def subject(self) -> Subject: ...
    def snapshot(self, focus: Focus, progress: Progress, answers: Mapping[Question, Answer]) -> Snapshot: ...


TRAINERS: KindTable[Any] = KindTable(
    {
        "network": "network_trainer:NetworkTrainer",
        "perceptron": "perceptron_trainer:PerceptronTrainer",
        "convolution": "convolution_trainer:ConvolutionTrainer",
    }
)
"""Kind of model → what trains it, made with an experiment."""


def make_trainer(experiment: Experiment) -> Trainer:
    """The trainer for an experiment's model; SpecError or ExperimentError if the model does not fit the data."""
    trainer: Trainer = TRAINERS[MODEL_KINDS.name_of(experiment.model)](experiment)
    return trainer
