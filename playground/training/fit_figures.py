"""What a frame tells of a fit to values: its answers, the batch that comes next, the way of two weights."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Fit:
    """What a network of one input and one output answers at x (places,), from one end of the interval to the other.

    f (places,): its answers. parts (units, places): what each unit of the last hidden layer adds, w_j·h_j(x), none
    without hidden layers; they and `bias`, b of the output unit, sum up to f where the output is linear.
    """

    x: np.ndarray
    f: np.ndarray
    parts: np.ndarray
    bias: float


@dataclass(frozen=True)
class NextBatch:
    """The mini-batch that the next step learns from, at the weights of now.

    index (samples,): which of the data set's; number, count: which batch of how many of this pass it is. Where there
    are no hidden layers, loss: E of the batch; gradient (parameters,): ∇E of it, `full`: ∇E of all training samples;
    else None and empty.
    """

    index: np.ndarray
    loss: float | None
    gradient: np.ndarray
    full: np.ndarray
    number: int
    count: int


@dataclass(frozen=True)
class WeightPath:
    """The way of two weights, oldest first, the last place that of now: theta (places, 2), step (places,), batch_loss
    (places,), E of the batch that was learned from next."""

    theta: np.ndarray
    step: np.ndarray
    batch_loss: np.ndarray
