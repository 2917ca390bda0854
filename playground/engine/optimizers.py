"""Optimizers in order of increasing complexity: OPTIMIZERS, name → how θ follows −∇E."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import DTypeLike

from playground.engine.activations import Array


class Optimizer(Protocol):
    """Owns its moments and nothing else; the learning rate γ arrives with each step."""

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None: ...

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        """Change theta (size,) in place, given gradient = ∇E (size,), which stays as it is."""


class SGD:
    """θ ← θ − γ ∇E."""

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        np.multiply(gradient, learning_rate, self._change)
        np.subtract(theta, self._change, theta)


class Momentum:
    """v ← 0.9 v + ∇E; θ ← θ − γ v (Polyak 1964; in the form of Sutskever et al. 2013 up to the place of γ)."""

    decay = 0.9

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self.velocity: Array = np.zeros(size, dtype)
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        np.multiply(self.velocity, self.decay, self.velocity)
        np.add(self.velocity, gradient, self.velocity)
        np.multiply(self.velocity, learning_rate, self._change)
        np.subtract(theta, self._change, theta)


class Nesterov:
    """v ← 0.9 v + ∇E; θ ← θ − γ (∇E + 0.9 v): looks ahead (Nesterov 1983, as rewritten by Bengio et al. 2013)."""

    decay = 0.9

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self.velocity: Array = np.zeros(size, dtype)
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        np.multiply(self.velocity, self.decay, self.velocity)
        np.add(self.velocity, gradient, self.velocity)
        np.multiply(self.velocity, self.decay, self._change)
        np.add(self._change, gradient, self._change)
        np.multiply(self._change, learning_rate, self._change)
        np.subtract(theta, self._change, theta)


class RMSProp:
    """s ← 0.9 s + 0.1 ∇E²; θ ← θ − γ ∇E / (√s + 10⁻⁸) (Tieleman and Hinton 2012, lecture 6e)."""

    decay = 0.9
    epsilon = 1e-8

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self.square: Array = np.zeros(size, dtype)
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        change = self._change
        np.multiply(gradient, gradient, change)
        np.subtract(change, self.square, change)
        np.multiply(change, 1 - self.decay, change)
        np.add(self.square, change, self.square)
        np.sqrt(self.square, change)
        np.add(change, self.epsilon, change)
        np.divide(gradient, change, change)
        np.multiply(change, learning_rate, change)
        np.subtract(theta, change, theta)


class Adam:
    """m ← 0.9 m + 0.1 ∇E; s ← 0.999 s + 0.001 ∇E²; θ ← θ − γ m̂ / (√ŝ + 10⁻⁸) (Kingma and Ba 2015, algorithm 1).

    m̂ = m / (1 − 0.9ᵗ) and ŝ = s / (1 − 0.999ᵗ) correct the moments of the first steps, which start at zero.
    """

    first_decay = 0.9
    second_decay = 0.999
    epsilon = 1e-8

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self.first: Array = np.zeros(size, dtype)
        self.second: Array = np.zeros(size, dtype)
        self.steps = 0
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self.steps += 1
        change, first, second = self._change, self.first, self.second
        np.subtract(gradient, first, change)
        np.multiply(change, 1 - self.first_decay, change)
        np.add(first, change, first)
        np.multiply(gradient, gradient, change)
        np.subtract(change, second, change)
        np.multiply(change, 1 - self.second_decay, change)
        np.add(second, change, second)
        # The corrections are taken out of the root and into the two constants: three calls less on whole vectors.
        root = (1 - self.second_decay**self.steps) ** 0.5
        np.sqrt(second, change)
        np.add(change, self.epsilon * root, change)
        np.divide(first, change, change)
        np.multiply(change, learning_rate * root / (1 - self.first_decay**self.steps), change)
        np.subtract(theta, change, theta)


OPTIMIZERS: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "rmsprop": RMSProp,
    "adam": Adam,
}
