"""What one frame shows of a perceptron, frozen and self-contained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import numpy as np

from playground.data.points import PointSet
from playground.engine.perceptron import Separability
from playground.late_dataclass import dataclass
from playground.training.architecture import PerceptronModel
from playground.training.experiment import Experiment
from playground.training.perceptron_figures import Cycle, LogisticNeuron, PerceptronStep, PerceptronVisit
from playground.training.progress import Progress, Scores, Status
from playground.training.questions import Answer, Question


@dataclass(frozen=True)
class PerceptronSnapshot:
    """The perceptron at one moment. `lines` (updates, 3) are earlier separators (w₁, w₂, b), oldest first, bounded.

    weight (2,), bias: of the neuron that learns; model_weight (2,), model_bias: what its rule answers with, for which
    `misclassified` (points,) speaks, of all points, and `train_mistakes`, of the `train_count` to learn from; mistakes:
    of the neuron that learns itself, among the latter. x (points, 2): all points in the chosen inputs, in which all the
    geometry is. hulls: of the training points of the positive class (m, 2) and the negative one (k, 2), anticlockwise;
    overlap (j, 2): of what both share, empty of separable classes; better_inputs: two that separate others, if known.
    is_bounded: whether the updates keep to the bound, as all were learned from these points, with one γ and from w = 0.
    """

    experiment: Experiment
    data_set: PointSet
    progress: Progress
    weight: np.ndarray
    bias: float
    updates: int
    passes: int
    misclassified: np.ndarray
    last_step: PerceptronStep | None
    lines: np.ndarray
    mistakes_per_pass: tuple[int, ...]
    separability: Separability
    train_count: int
    train_mistakes: int
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    model_weight: np.ndarray = field(default_factory=lambda: np.zeros(2))
    model_bias: float = 0.0
    mistakes: int = 0
    x: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    visited: PerceptronVisit | None = None
    beside: LogisticNeuron | None = None
    cycle: Cycle | None = None
    hulls: tuple[np.ndarray, np.ndarray] = field(default_factory=lambda: (np.empty((0, 2)), np.empty((0, 2))))
    overlap: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    is_bounded: bool = True
    better_inputs: tuple[str, str] | None = None

    @property
    def model(self) -> PerceptronModel:
        """What was chosen of the neuron."""
        assert isinstance(self.experiment.model, PerceptronModel)
        return self.experiment.model

    @property
    def theta(self) -> np.ndarray:
        """The weights as documents have them: (w₁, w₂, b) float32 that the rule answers with."""
        return np.array([*self.model_weight, self.model_bias], np.float32)

    @property
    def scores(self) -> Scores:
        """How good the separator is; there is no loss, only points on the wrong side."""
        right = ~self.misclassified
        train, test = self.data_set.split(self.experiment.data.train_share)
        seen, unseen = (float(right[part].mean()) if len(part) else None for part in (train, test))
        return Scores(None, None, seen, unseen)

    @property
    def has_work(self) -> bool:
        """Whether there is a mistake left to learn from, or a sample left to see where each is a step."""
        every_sample = self.model.every_sample and self.train_count > 0
        return (self.mistakes > 0 or every_sample) and self.progress.status is not Status.CONVERGED
