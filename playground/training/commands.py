"""What the window may ask of the worker: frozen commands, matched by type."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.training.changes import DataSet
from playground.training.experiment import Experiment


@dataclass(frozen=True)
class Configure:
    """Go on with this experiment on this data set; the trainer decides what that renews."""

    experiment: Experiment
    data: DataSet


@dataclass(frozen=True, eq=False)
class Load:
    """Take over an experiment together with weights that were learned before: theta (parameters,)."""

    experiment: Experiment
    data: DataSet
    theta: np.ndarray
    step: int = 0
    epoch: float = 0.0


@dataclass(frozen=True)
class Play:
    """Train until Pause."""


@dataclass(frozen=True)
class Pause:
    """Stop training, keep everything."""


@dataclass(frozen=True)
class Step:
    """Train for one step."""


@dataclass(frozen=True)
class Restart:
    """Start afresh from the experiment's seed."""


@dataclass(frozen=True)
class Rewind:
    """Go back to the last good weights."""


@dataclass(frozen=True)
class WantFrame:
    """Hand out a snapshot as soon as there is something new to show."""


@dataclass(frozen=True)
class Quit:
    """End the worker."""


Command = Configure | Load | Play | Pause | Step | Restart | Rewind | WantFrame | Quit
