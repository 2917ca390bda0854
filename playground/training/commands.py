"""What the window may ask of the worker: frozen commands, matched by type."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.member import CapturedRun
from playground.training.novelty import NoveltyDetector
from playground.training.returns import Place


@dataclass(frozen=True)
class Configure:
    """Go on with this experiment; the trainer decides what that renews. `run`: which of those side by side, or a new
    one behind the last. `gesture`: the number of what the user does with the mouse held down; 0 for none. `place`:
    where the edit leads; the runs that were kept of it go on."""

    experiment: Experiment
    run: int = 0
    gesture: int = 0
    place: Place | None = None


@dataclass(frozen=True, eq=False)
class Load:
    """Begin a run with weights that were learned before: theta (parameters,), and what was saved beside them."""

    experiment: Experiment
    theta: np.ndarray
    step: int = 0
    epoch: float = 0.0
    run: int = 0
    novelty: NoveltyDetector | None = None


@dataclass(frozen=True, eq=False)
class Restore:
    """Go on from captured runs, exactly, in place of those that there are."""

    runs: tuple[CapturedRun, ...]


@dataclass(frozen=True)
class Drop:
    """End the last of several runs."""


@dataclass(frozen=True)
class Look:
    """Show this of every run from now on."""

    focus: Focus


@dataclass(frozen=True)
class Play:
    """Train until Pause."""


@dataclass(frozen=True)
class Pause:
    """Stop training, keep everything."""


@dataclass(frozen=True)
class Step:
    """Train for one step; a fine one is the smallest that a model takes. `sample`: a network learns from this one of
    the data set's samples alone."""

    fine: bool = False
    sample: int | None = None


@dataclass(frozen=True)
class Back:
    """Take the last step back."""


@dataclass(frozen=True)
class Restart:
    """Start afresh from the experiment's seed."""


@dataclass(frozen=True)
class Rewind:
    """Go back to the last good weights."""


@dataclass(frozen=True)
class WantFrame:
    """Hand out snapshots as soon as there is something new to show."""


@dataclass(frozen=True)
class WantCapture:
    """Hand out all runs, captured. `ticket`: tells this wish from those before it."""

    ticket: int = 0


@dataclass(frozen=True)
class Quit:
    """End the worker."""


Command = (
    Configure
    | Load
    | Restore
    | Drop
    | Look
    | Play
    | Pause
    | Step
    | Back
    | Restart
    | Rewind
    | WantFrame
    | WantCapture
    | Quit
)
