"""One picture on its way through a network."""

from __future__ import annotations

from dataclasses import field

import numpy as np

from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class PictureTrace:
    """One picture on its way through the network.

    `tensor` (rows, columns, channels), `activations[k]`: h_k of layer k without the batch axis, `decision` (classes,):
    the probability of every class, `novelty`: how far it is from all that was learned, above 1: nothing fits; None
    where that was not asked or is not worked out for these weights. `sums` (outputs,): a of the output layer.
    """

    tensor: np.ndarray
    activations: tuple[np.ndarray, ...]
    decision: np.ndarray
    novelty: float | None = None
    sums: np.ndarray = field(default_factory=lambda: np.empty(0, np.float32))
