"""What a network answered for every sample of its data set."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class SampleAnswers:
    """What the network answered for every sample of the data set, when it was evaluated last.

    `decision` (samples, classes) as in a Response, `answer` (samples,) the class that this is, `loss` (samples,). NaN
    and −1 where that was too long ago, and −1 where there are no classes.
    """

    decision: np.ndarray
    answer: np.ndarray
    loss: np.ndarray
