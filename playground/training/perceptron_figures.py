"""What frames and captures tell of a perceptron's steps, of the neuron beside it, and of its going round."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class PerceptronStep:
    """One mistake under Rosenblatt's rule: the sample, its target ±1, ⟨w, x⟩ + b before, and what γ made of it."""

    index: int
    x: np.ndarray
    target: int
    score: float
    weight_before: np.ndarray
    bias_before: float
    weight_after: np.ndarray
    bias_after: float
    learning_rate: float


@dataclass(frozen=True)
class PerceptronVisit(PerceptronStep):
    """One sample that was seen; where the neuron was right, the weights after it are those before."""

    was_mistake: bool


@dataclass(frozen=True)
class LogisticNeuron:
    """The neuron that learns the same samples by gradient descent: the mean loss of its training points, None where
    there are none, and how many of them are on the wrong side."""

    weight: np.ndarray
    bias: float
    loss: float | None
    mistakes: int


@dataclass(frozen=True)
class Cycle:
    """That the rule gets nowhere.

    kind: "repeats": the same weights come back at the same sample, after `updates` in `passes`, for ever; "wanders": of
    points that no line separates, and for `passes` none had fewer mistakes than the best before (`updates` is 0).
    fewest: mistakes in the best pass.
    """

    kind: str
    updates: int
    passes: int
    fewest: int
