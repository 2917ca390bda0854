"""A condition at which training stopped, as a value."""

from __future__ import annotations

from dataclasses import field

from playground.engine.limits import Choices, Limit, within
from playground.late_dataclass import dataclass
from playground.training.captures import EPOCHS

CONDITIONS = ("stop_epoch", "stop_loss", "stop_accuracy", "patience")
"""The fields of the settings of training at which it may stop."""


@dataclass(frozen=True)
class Stop:
    """Which condition was met, and in which epoch; best_epoch: that of the weights by then, where they are earlier."""

    condition: str = field(metadata=within(Limit("condition", Choices(CONDITIONS))))
    epoch: float = field(metadata=within(Limit("the epoch", EPOCHS)))
    best_epoch: float = field(default=0.0, metadata=within(Limit("the epoch", EPOCHS)))
