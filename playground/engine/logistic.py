"""The logistic neuron: the perceptron's sum, but it answers with a probability and learns by gradient descent."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.engine.perceptron import Points


class LogisticNeuron:
    """P(d = 1 | x) = σ(⟨w, x⟩ + b), which learns from every sample, from a mistake most (Cox 1958, Berkson 1944).

    Its loss is E = log(1 + e^{−d(⟨w, x⟩ + b)}) for d = ±1, the cross-entropy. weight (inputs,) and bias start at zero.
    """

    def __init__(self, inputs: int = 2) -> None:
        self.weight: NDArray[np.float64] = np.zeros(inputs)
        self.bias = 0.0

    def score(self, x: Points) -> Any:
        """⟨w, x⟩ + b of one sample x (inputs,) or of each of many (n, inputs)."""
        return x @ self.weight + self.bias

    def loss(self, x: Points, d: NDArray[Any]) -> float:
        """The mean of E over samples x (n, inputs) of classes d (n,), n ≥ 1."""
        return float(np.logaddexp(0.0, -d * self.score(x)).mean())

    def gradient(self, x: Points, d: NDArray[Any]) -> NDArray[np.float64]:
        """The gradient of `loss` with respect to (w, b) (inputs + 1,): the mean of −d σ(−d(⟨w, x⟩ + b)) (x, 1)."""
        pull = d * (1 - np.tanh(d * self.score(x) / 2)) / 2
        return -np.append(pull @ x, pull.sum()) / len(x)

    def learn(self, x: Points, d: int, learning_rate: float = 1.0) -> None:
        """One step of stochastic gradient descent with sample x (inputs,): w ← w + γ d σ(−d(⟨w, x⟩ + b)) x."""
        # σ(−a) = (1 − tanh(a/2)) / 2, which does not overflow.
        pull = learning_rate * d * (1 - math.tanh(d * float(self.score(x)) / 2)) / 2
        self.weight += pull * x
        self.bias += pull
