"""The weights, or their gradient, as a snapshot has them: whole where they are few, else those of the first units."""

from __future__ import annotations

import math

import numpy as np

from playground.engine.network import Network
from playground.late_dataclass import dataclass
from playground.training.snapshot import frozen

LEAST_VALUES = 2**13
"""So many weights of a layer are shown, however many layers there are."""

Pairs = tuple[tuple[np.ndarray, np.ndarray] | None, ...]


@dataclass(frozen=True)
class ShownWeights:
    """Copies: pairs (weight, bias) of every layer or None, views into `vector` unless that would be too large, and is
    empty; norms: of every layer's whole weight."""

    vector: np.ndarray
    pairs: Pairs
    norms: tuple[float, ...]


def shown_weights(network: Network, vector: np.ndarray, most: int | None) -> ShownWeights:
    """What is shown of θ or ∇E (parameters,): all of it, or about `most` values."""
    pairs = network.split(vector)
    norms = tuple(math.sqrt(np.vdot(pair[0], pair[0])) for pair in pairs if pair is not None)
    if most is None or vector.size <= most:
        whole = frozen(vector.copy())
        return ShownWeights(whole, network.split(whole), norms)
    each = max(most // len(norms), LEAST_VALUES)
    parts = tuple(None if pair is None else _first_units(*pair, each) for pair in pairs)
    return ShownWeights(frozen(vector[:0].copy()), parts, norms)


def _first_units(weight: np.ndarray, bias: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights (…, units) and biases (units,) of as many units as have together so many weights, but of one at least."""
    units = max(1, most // math.prod(weight.shape[:-1]))
    return frozen(weight[..., :units].copy()), frozen(bias[:units].copy())
