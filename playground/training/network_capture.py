"""All that a network's learning goes on from, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from playground.engine.errors import Phrase
from playground.engine.limits import Limit, within
from playground.late_dataclass import dataclass
from playground.training.batches import BatchesCapture
from playground.training.captures import EPOCHS, STEPS, check_array, check_limits
from playground.training.evaluations import EvaluationsCapture
from playground.training.generators import GeneratorState
from playground.training.history import HistoryCapture
from playground.training.snapshot import Divergence
from playground.training.stopping import StoppingCapture
from playground.training.weight_path import PathCapture


@dataclass(frozen=True, eq=False)
class NetworkCapture:
    """A network's run at one moment: restored, it goes on bit for bit as if it had never been interrupted.

    theta, gradient: (parameters,); moments: the optimizer's; weight_generator: what draws new weights and dropout.
    CaptureError for numbers that cannot be that.
    """

    theta: NDArray[np.float32]
    gradient: NDArray[np.float32]
    moments: Mapping[str, np.ndarray]
    weight_generator: GeneratorState
    batches: BatchesCapture
    step: int = field(metadata=within(Limit("the step", STEPS)))
    epoch: float = field(metadata=within(Limit("the epoch", EPOCHS)))
    first_epoch: float = field(metadata=within(Limit("the first epoch", EPOCHS)))
    history: HistoryCapture
    evaluations: EvaluationsCapture
    divergence: Divergence | None
    path: PathCapture | None = None
    stopping: StoppingCapture | None = None

    def __post_init__(self) -> None:
        check_limits(self)
        shape, good = (self.theta.size,), self.history.last_good
        check_array(Phrase("weights"), self.theta, shape)
        check_array(Phrase("gradient"), self.gradient, shape)
        if good is not None:
            check_array(Phrase("the last good weights"), good.theta, shape)
        if self.stopping is not None and self.stopping.best is not None:
            check_array(Phrase("the best weights"), self.stopping.best.theta, shape)
