"""L1 and L2 regularisation: large weights cost something, biases go free."""

from __future__ import annotations

import numpy as np

from playground.engine.network import Network


class WeightPenalty:
    """E + λ₁ Σ|W| + λ₂/2 Σ W² over all weights and kernels of a network (Goodfellow et al. 2016, chapter 7.1)."""

    def __init__(self, network: Network) -> None:
        self._theta, self._gradient = network.theta, network.gradient
        self._part = np.empty_like(network.theta)
        self._is_weight = np.ones_like(network.theta)
        biases = network.copy()
        biases.theta[:] = 1
        for pair in biases.parameters:
            if pair is not None:
                pair[1][:] = 0
        self._is_weight[:] = biases.theta

    def add_gradient(self, l1: float, l2: float) -> None:
        """∇E ← ∇E + λ₁ sign(W) + λ₂ W, in place; allocates nothing."""
        for strength, slope in ((l1, np.sign), (l2, np.positive)):
            if strength:
                slope(self._theta, out=self._part)
                np.multiply(self._part, self._is_weight, out=self._part)
                np.multiply(self._part, self._part.dtype.type(strength), out=self._part)
                np.add(self._gradient, self._part, out=self._gradient)

    def value(self, l1: float, l2: float) -> float:
        """λ₁ Σ|W| + λ₂/2 Σ W²."""
        weights = self._theta * self._is_weight
        return float(l1 * np.abs(weights).sum() + l2 / 2 * (weights @ weights))
