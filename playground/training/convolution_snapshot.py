"""What one frame shows of a kernel on its way over a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.data.number_maps import NumberMap
from playground.engine.pooling_sums import PooledOutput
from playground.late_dataclass import dataclass
from playground.training.chosen_convolution import ConvolutionModel
from playground.training.convolution_answer import ConvolutionAnswer, Sum
from playground.training.experiment import Experiment
from playground.training.progress import Progress, Scores, Status
from playground.training.questions import Answer, Question
from playground.training.route import Route


@dataclass(frozen=True)
class ConvolutionSnapshot:
    """A run at one moment: `place` places of the route are filled, and of the next one `term` products are taken.

    answer: all numbers, those that are not reached yet as well.
    """

    experiment: Experiment
    data_set: NumberMap
    progress: Progress
    answer: ConvolutionAnswer
    route: Route
    place: int
    term: int
    answers: Mapping[Question, Answer] = field(default_factory=dict)

    @property
    def model(self) -> ConvolutionModel:
        """What was chosen."""
        assert isinstance(self.experiment.model, ConvolutionModel)
        return self.experiment.model

    @property
    def train_count(self) -> int:
        """How many places there are."""
        return self.route.places

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Which places of what is filled are."""
        return self.route.is_done(self.place)

    @property
    def current(self) -> tuple[int, ...] | None:
        """The place that is being filled, between two places the one that was filled last; None before the first."""
        index = self.place if self.term else self.place - 1
        return None if index < 0 else self.route.place(index)

    @property
    def taken(self) -> int:
        """How many products of the current place are taken; 0 before the first."""
        return self.term or (self.route.terms if self.place else 0)

    @cached_property
    def sum(self) -> Sum | None:
        """How the number at the current place comes about."""
        return None if self.current is None else self.answer.at(self.route.way, self.current)

    @property
    def so_far(self) -> float | None:
        """What the products that are taken add up to, without the bias; of a max-pooling the largest of the values."""
        shown = self.sum
        if shown is None:
            return None
        is_taken = self.route.is_taken(self.taken)
        if not isinstance(shown, PooledOutput):
            return float(shown.products[is_taken].sum())
        values = shown.window.values[is_taken]
        is_mean = self.model.operation == "average-pool"
        return float(values.sum() / self.route.terms if is_mean else values.max())

    @property
    def theta(self) -> NDArray[np.float32]:
        """Nothing is learned: there are no weights but those that are chosen."""
        return np.empty(0, np.float32)

    @property
    def scores(self) -> Scores:
        """Nothing is wanted of it."""
        return Scores(None, None, None, None)

    @property
    def has_work(self) -> bool:
        """Whether there is a place left to fill."""
        return self.progress.status is not Status.CONVERGED
