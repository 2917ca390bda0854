"""Which settings of training have no control of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from playground.engine.limits import Choices, Range
from playground.training.experiment import Experiment
from playground.training.hyperparameters import Hyperparameter, rows
from playground.training.kinds import MODEL_KINDS


def settings_left(experiment: Experiment, known: Collection[str]) -> list[Hyperparameter]:
    """The rows that the model heeds, beside those that are known; what is checked elsewhere has no control."""
    model, training = MODEL_KINDS.name_of(experiment.model), experiment.training
    kind: Any = type(training)
    return [
        row
        for name, row in rows(kind).items()
        if name not in known
        and row.concerns(model)
        and (isinstance(getattr(training, name), bool) or isinstance(row.allowed, Range | Choices))
    ]
