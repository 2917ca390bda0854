"""The points that a perceptron learns, as its inputs, and their geometry."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.features import expand
from playground.data.points import PointSet
from playground.engine.convex import class_hulls, overlap
from playground.engine.perceptron import Separability, separability
from playground.late_dataclass import dataclass
from playground.training.architecture import PerceptronModel
from playground.training.experiment import Experiment
from playground.training.snapshot import frozen

OFFERED = (("x1^2", "x2^2"), ("x1", "x1x2"), ("x1^2", "x2"), ("x1", "x2^2"), ("x1", "x2"))
"""Inputs that are tried, in this order, where the points cannot be separated in those that there are."""


@dataclass(frozen=True, eq=False)
class PerceptronSamples:
    """x (points, 2): all points in the inputs of the model; d (points,): +1 for class 1 and −1 for every other.

    targets: d as a list, which is quicker to read one by one; order: the training points, as every pass visits them.
    The geometry is that of the training points, see the snapshot.
    """

    points: PointSet
    inputs: tuple[str, str]
    x: NDArray[np.float64]
    d: NDArray[np.int64]
    targets: list[int]
    train_index: NDArray[np.int64]
    order: list[int]
    separability: Separability
    hulls: tuple[np.ndarray, np.ndarray]
    overlap: np.ndarray

    @property
    def train(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """x and d of the training points."""
        return self.x[self.train_index], self.d[self.train_index]

    @cached_property
    def better_inputs(self) -> tuple[str, str] | None:
        """Where no line separates the training points, the first of OFFERED in which one does; otherwise None."""
        if self.separability.separable:
            return None
        x, d = self.points.x[self.train_index], self.d[self.train_index]
        others = (inputs for inputs in OFFERED if set(inputs) != set(self.inputs))
        return next((inputs for inputs in others if separability(expand(x, inputs), d).separable), None)

    def mistakes(self, neuron: Any) -> int:
        """How many training points are on the wrong side of a neuron's line."""
        x, d = self.train
        return int(np.count_nonzero(d * neuron.score(x) <= 0))


def samples_of(experiment: Experiment) -> PerceptronSamples:
    """The samples that an experiment means, in an order drawn from its seed."""
    assert isinstance(experiment.model, PerceptronModel)
    points: PointSet = experiment.data.resolve()
    x = expand(points.x, experiment.model.inputs).astype(np.float64)
    d = np.where(points.label == 1, 1, -1)
    index = points.split(experiment.data.train_share)[0]
    order = np.random.default_rng(experiment.training.seed).permutation(index).tolist()
    positive, negative = hulls = class_hulls(x[index], d[index])
    found = separability(x[index], d[index], hulls)
    shared = np.empty((0, 2)) if found.separable else overlap(positive, negative)
    hulls = frozen(positive), frozen(negative)
    inputs = experiment.model.inputs
    return PerceptronSamples(points, inputs, frozen(x), d, d.tolist(), index, order, found, hulls, frozen(shared))
