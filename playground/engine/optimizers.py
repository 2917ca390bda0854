"""Optimizers in order of increasing complexity: OPTIMIZERS, name → how θ follows −∇E.

Every constant is an array without axes: in calls on a few hundred weights that costs half the time of a number.
"""

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
        self._rate: Array = np.zeros((), dtype)
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self._rate.fill(learning_rate)
        np.multiply(gradient, self._rate, self._change)
        np.subtract(theta, self._change, theta)


class Momentum:
    """v ← 0.9 v + ∇E; θ ← θ − γ v (Polyak 1964; in the form of Sutskever et al. 2013 up to the place of γ)."""

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self.velocity: Array = np.zeros(size, dtype)
        self._decay: Array = np.array(0.9, dtype)
        self._rate: Array = np.zeros((), dtype)
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self._rate.fill(learning_rate)
        np.multiply(self.velocity, self._decay, self.velocity)
        np.add(self.velocity, gradient, self.velocity)
        np.multiply(self.velocity, self._rate, self._change)
        np.subtract(theta, self._change, theta)


class Nesterov:
    """v ← 0.9 v + ∇E; θ ← θ − γ (∇E + 0.9 v): looks ahead (Nesterov 1983, as rewritten by Bengio et al. 2013)."""

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self.velocity: Array = np.zeros(size, dtype)
        self._decay: Array = np.array(0.9, dtype)
        self._rate: Array = np.zeros((), dtype)
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self._rate.fill(learning_rate)
        np.multiply(self.velocity, self._decay, self.velocity)
        np.add(self.velocity, gradient, self.velocity)
        np.multiply(self.velocity, self._decay, self._change)
        np.add(self._change, gradient, self._change)
        np.multiply(self._change, self._rate, self._change)
        np.subtract(theta, self._change, theta)


class RMSProp:
    """s ← 0.9 s + 0.1 ∇E²; θ ← θ − γ ∇E / (√s + 10⁻⁸) (Tieleman and Hinton 2012, lecture 6e)."""

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self.square: Array = np.zeros(size, dtype)
        self._news: Array = np.array(0.1, dtype)
        self._epsilon: Array = np.array(1e-8, dtype)
        self._rate: Array = np.zeros((), dtype)
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        change = self._change
        self._rate.fill(learning_rate)
        np.multiply(gradient, gradient, change)
        _approach(self.square, change, self._news)
        np.sqrt(self.square, change)
        np.add(change, self._epsilon, change)
        np.divide(gradient, change, change)
        np.multiply(change, self._rate, change)
        np.subtract(theta, change, theta)


class Adam:
    """m ← 0.9 m + 0.1 ∇E; s ← 0.999 s + 0.001 ∇E²; θ ← θ − γ m̂ / (√ŝ + 10⁻⁸) (Kingma and Ba 2015, algorithm 1).

    m̂ = m / (1 − 0.9ᵗ) and ŝ = s / (1 − 0.999ᵗ) correct the moments of the first steps t, which start at zero.
    """

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        self.first: Array = np.zeros(size, dtype)
        self.second: Array = np.zeros(size, dtype)
        self.steps = 0
        self._first_news: Array = np.array(0.1, dtype)
        self._second_news: Array = np.array(0.001, dtype)
        self._epsilon: Array = np.zeros((), dtype)
        self._rate: Array = np.zeros((), dtype)
        self._change: Array = np.empty(size, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self.steps += 1
        change = self._change
        np.copyto(change, gradient)
        _approach(self.first, change, self._first_news)
        np.multiply(gradient, gradient, change)
        _approach(self.second, change, self._second_news)
        # The corrections 1 − 0.9ᵗ and √(1 − 0.999ᵗ) go into the two constants: three calls on whole vectors less.
        root = (1 - 0.999**self.steps) ** 0.5
        self._epsilon.fill(1e-8 * root)
        self._rate.fill(learning_rate * root / (1 - 0.9**self.steps))
        np.sqrt(self.second, change)
        np.add(change, self._epsilon, change)
        np.divide(self.first, change, change)
        np.multiply(change, self._rate, change)
        np.subtract(theta, change, theta)


def _approach(moment: Array, target: Array, news: Array) -> None:
    """moment ← (1 − news) moment + news target; `target` is overwritten."""
    np.subtract(target, moment, target)
    np.multiply(target, news, target)
    np.add(moment, target, moment)


OPTIMIZERS: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "rmsprop": RMSProp,
    "adam": Adam,
}
