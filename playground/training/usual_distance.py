"""How far from what a network learned other pictures of the same kind usually are, be there many to tell by or few."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

KNOWN_SHARE = 0.97
"""Of the samples that were not learned from, so many are to pass as known."""
MANY = 200
"""Of fewer, hardly any is beyond that share: it is estimated by how much distances vary."""
LEAST_TESTED = 5
"""By fewer nothing is told."""
CLOSE = 1e-3


def usual_weights(tested: NDArray[np.float32], known: NDArray[np.float32]) -> NDArray[np.float64]:
    """What distances in each of the layers are to be multiplied by, so that their sum is 1 at the bound of the usual.

    tested (n, layers): of samples that were not learned from; known (m, layers): of those that were, each to its
    nearest other, which steadies the estimate where n is small.
    """
    few = len(tested) < MANY
    weights = 1 / np.maximum((np.concatenate([known, tested]) if few else tested).std(axis=0), CLOSE)
    far = tested @ weights
    bound = bound_of_few(far, known @ weights) if few else float(np.quantile(far, KNOWN_SHARE))
    scaled: NDArray[np.float64] = weights / max(bound, CLOSE)
    return scaled


def bound_of_few(far: NDArray[np.float64], known: NDArray[np.float64]) -> float:
    """What one more like the few (n,) does not exceed in KNOWN_SHARE of all cases, were they normally distributed.

    A few may by chance be near each other: their mean and their spread are taken to be no less than those of the known.
    """
    n = len(far)
    spread = float(far.std(ddof=1))
    middle = float(far.mean())
    if len(known) > 1:
        spread, middle = max(spread, float(known.std(ddof=1))), max(middle, float(known.mean()))
    return middle + students_t(KNOWN_SHARE, n - 1) * spread * math.sqrt(1 + 1 / n)


def students_t(share: float, freedom: int) -> float:
    """The quantile of Student's t distribution: tan θ √ν, where θ has a density in proportion to cos(θ)^(ν − 1)."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, 20_001)
    below = np.cumsum(np.cos(angle) ** (freedom - 1))
    return math.sqrt(freedom) * math.tan(float(np.interp(share, below / below[-1], angle)))
