"""The Document: one experiment, the shape of its data, and the weights that were learned."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from playground.data.errors import DataError
from playground.data.points import CLASS_NAMES
from playground.engine.spec import NetworkSpec, Shape, SpecError
from playground.training.architecture import PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment, plan_network
from playground.training.hyperparameters import ExperimentError
from playground.training.snapshot import PerceptronSnapshot, Snapshot

MAX_CLASSES = 10_000
MAX_SIDE = 4096


class DocumentError(ValueError):
    """A document that cannot be read or written: one sentence that names the file or value and what is allowed."""


@dataclass(frozen=True, eq=False)
class Document:
    """What a saved file holds.

    input_shape: what the network takes, (features,) or (rows, columns, channels); class_names: of the data that it
    learned. theta (parameters,) float32, read-only: the weights, for a perceptron (w₁, w₂, b); None: not trained yet.
    Raises DocumentError when the parts do not belong together.
    """

    experiment: Experiment
    input_shape: Shape
    class_names: tuple[str, ...]
    theta: np.ndarray | None = None
    step: int = 0
    epoch: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "input_shape", tuple(self.input_shape))
        object.__setattr__(self, "class_names", tuple(self.class_names))
        self._check_shape()
        self._check_theta()
        if self.step < 0 or not (math.isfinite(self.epoch) and self.epoch >= 0):
            raise DocumentError(f"step {self.step}, epoch {self.epoch}: both must be at least 0")

    @cached_property
    def spec(self) -> NetworkSpec | None:
        """The whole network, output layer included; None for a perceptron."""
        if isinstance(self.experiment.model, PerceptronModel):
            return None
        try:
            data = self.experiment.data.without_samples(self.input_shape, self.class_names)
            return plan_network(replace(self.experiment, data=data))
        except (SpecError, DataError, ExperimentError) as error:
            raise DocumentError(str(error)) from None

    @property
    def parameters(self) -> int:
        """How many weights and biases the model has."""
        return 3 if self.spec is None else self.spec.parameters

    def _check_shape(self) -> None:
        data, shape, classes = self.experiment.data, self.input_shape, len(self.class_names)
        if isinstance(data, PointsData):
            # A perceptron sees the plane itself, whatever features are chosen.
            inputs = 2 if isinstance(self.experiment.model, PerceptronModel) else len(data.features)
            fits, most = shape == (inputs,), len(CLASS_NAMES)
        else:
            fits = len(shape) == 3 and shape[2] in (1, 3) and all(1 <= side <= MAX_SIDE for side in shape)
            most = MAX_CLASSES
        if not fits:
            raise DocumentError(f"input shape {shape}: it does not go with the experiment's data")
        if not 2 <= classes <= most:
            raise DocumentError(f"{classes} classes; allowed are 2 to {most:,}")

    def _check_theta(self) -> None:
        parameters = self.parameters
        if self.theta is None:
            return
        theta = np.array(self.theta, np.float32)
        if theta.shape != (parameters,):
            raise DocumentError(f"weights of shape {theta.shape}; the network has {parameters:,} of them")
        if not np.isfinite(theta).all():
            raise DocumentError("a weight is not a finite number")
        theta.setflags(write=False)
        object.__setattr__(self, "theta", theta)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        same = (self.theta is None) == (other.theta is None)
        if same and self.theta is not None and other.theta is not None:
            same = self.theta.tobytes() == other.theta.tobytes()
        return same and self._rest() == other._rest()

    def __hash__(self) -> int:
        return hash((self.input_shape, self.class_names, self.step))

    def _rest(self) -> tuple[object, ...]:
        return self.experiment, self.input_shape, self.class_names, self.step, self.epoch


def from_snapshot(snapshot: Snapshot) -> Document:
    """The document that saves what a snapshot shows."""
    progress, names = snapshot.progress, snapshot.data_set.class_names
    shape: Shape
    if isinstance(snapshot, PerceptronSnapshot):
        theta, shape = np.array([*snapshot.weight, snapshot.bias], np.float32), (2,)
    else:
        theta, shape = snapshot.theta, snapshot.spec.input_shape
    return Document(snapshot.experiment, shape, names, theta, progress.step, progress.epoch)
