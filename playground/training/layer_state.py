"""What the units of every layer answer to the training samples: how it is spread, and how many never fire."""

from __future__ import annotations

import numpy as np

from playground.engine.network import Network
from playground.late_dataclass import dataclass

STATE_SAMPLES = 256
"""So many training samples speak for all."""
STATE_WORK = 4_000_000
"""The most multiplications that a look at all layers may take; of a large network fewer samples speak."""
LEAST_SAMPLES = 16
BINS = 36
LEAST_SPAN = 1e-30
LIMITS = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0), "relu": (0.0, np.inf)}
"""What the units of an activation approach, or answer, where nothing flows back through them."""
NEAR = 0.02
"""Nearer to a limit than this share of the range a unit is saturated: its slope is below a tenth of the largest."""


@dataclass(frozen=True, eq=False)
class LayerState:
    """The units of one layer with weights over the training samples.

    silent: the share of units through which nothing flows back for any sample, as they never fire (ReLU) or stay at
    one end of their range; ends: that of all answers that are at an end. counts (BINS,): how many answers lie in each
    of equal steps from low to high.
    """

    silent: float
    ends: float
    counts: np.ndarray
    low: float
    high: float


def layer_states(network: Network, x: np.ndarray) -> tuple[LayerState, ...]:
    """The state of every layer with weights for samples x (n, …), of as many of them as the work allows."""
    if not len(x):
        return ()
    most = max(LEAST_SAMPLES, STATE_WORK // max(1, network.spec.parameters))
    answers = network.activations(x[:: -(-len(x) // most)])
    layers = zip(network.spec.layers, answers, network.parameters, strict=True)
    return tuple(_state(h, layer.activation) for layer, h, pair in layers if pair is not None)


def _state(h: np.ndarray, activation: str) -> LayerState:
    """h (n, …, units)."""
    values = h.reshape(-1, h.shape[-1])
    silent = ends = 0.0
    if activation in LIMITS:
        low, high = LIMITS[activation]
        near = NEAR * (high - low) if np.isfinite(high) else 0.0
        below, above = values <= low + near, values >= high - near
        ends = float((below | above).mean())
        silent = float((below.all(axis=0) | above.all(axis=0)).mean())
    finite = values[np.isfinite(values)].astype(np.float64)
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    scaled = (finite - low) * (BINS / max(high - low, LEAST_SPAN))
    counts = np.bincount(np.clip(scaled, 0, BINS - 1).astype(np.int64), minlength=BINS)
    counts.setflags(write=False)
    return LayerState(silent, ends, counts, low, high)
