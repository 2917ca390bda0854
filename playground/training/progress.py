"""How far training is, what the worker is doing, and how good the model is."""

from __future__ import annotations

import math
from dataclasses import field
from enum import Enum

from playground.engine.limits import EXACT, Limit, Range, within
from playground.late_dataclass import dataclass

SHARE = Range(0, 1, besides=(None,))
MEASURED = Range(0, EXACT, whole=True, besides=(None,))


class Status(Enum):
    """What the worker is doing with the model."""

    PAUSED = "paused"
    TRAINING = "training"
    CONVERGED = "converged"
    DIVERGED = "diverged"


@dataclass(frozen=True)
class Progress:
    """How far training is and how fast it goes; `epoch` counts passes over the training set, fractions included.

    can_go_back: whether the last step can be taken back.
    """

    status: Status
    step: int
    epoch: float
    steps_per_second: float
    epochs_per_second: float
    samples_per_second: float
    can_go_back: bool = False


@dataclass(frozen=True)
class Scores:
    """How good the model is; None where a set is empty. Losses are means per sample, accuracies shares in [0, 1] where
    there are classes, rmse the root of the mean squared error where there are values.

    train_measured, test_measured: of so many samples they were measured; None where that is not known.
    """

    train_loss: float | None
    test_loss: float | None
    train_accuracy: float | None = field(metadata=within(Limit("the accuracy", SHARE)))
    test_accuracy: float | None = field(metadata=within(Limit("the accuracy", SHARE)))
    train_rmse: float | None = None
    test_rmse: float | None = None
    train_measured: int | None = field(default=None, metadata=within(Limit("the number of samples", MEASURED)))
    test_measured: int | None = field(default=None, metadata=within(Limit("the number of samples", MEASURED)))

    @property
    def is_finite(self) -> bool:
        """Whether the loss on the training set, if there is one, is a number."""
        return self.train_loss is None or math.isfinite(self.train_loss)
