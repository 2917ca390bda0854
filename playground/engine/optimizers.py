"""Optimizers in order of increasing complexity: OPTIMIZERS, name → how θ follows −∇E.

Every constant is an array without axes: in calls on a few hundred weights that costs half the time of a number.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from playground.engine.activations import Array
from playground.engine.errors import Refusal


class Optimizer(ABC):
    """Owns its moments and nothing else; the learning rate γ arrives with each step."""

    def __init__(self, size: int, dtype: DTypeLike = np.float32, moments: tuple[str, ...] = ()) -> None:
        self._moments: dict[str, Array] = {name: np.zeros(size, dtype) for name in moments}
        self._rate: Array = np.zeros((), dtype)
        self._change: Array = np.empty(size, dtype)

    @abstractmethod
    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        """Change theta (size,) in place, given gradient = ∇E (size,), which stays as it is."""

    def moments(self) -> dict[str, NDArray[Any]]:
        """Copies of all that it remembers from step to step, by name: vectors (size,); Adam's steps are a number ()."""
        return {name: moment.copy() for name, moment in self._moments.items()}

    def restore(self, moments: Mapping[str, NDArray[Any]]) -> None:
        """Go on exactly from where `moments` was asked for; ValueError, and nothing changes, where they do not fit."""
        own = self.moments()
        if moments.keys() != own.keys():
            raise Refusal("moments must be {own}, not {moments}", own=sorted(own), moments=sorted(moments))
        for name, moment in own.items():
            found = moments[name]
            if (found.dtype, found.shape) != (moment.dtype, moment.shape):
                raise Refusal(
                    "the moment {name!r} must be {own}, not {found}",
                    name=name,
                    own=f"{moment.dtype} {moment.shape}",
                    found=f"{found.dtype} {found.shape}",
                )
        for name, place in self._moments.items():
            np.copyto(place, moments[name])


class SGD(Optimizer):
    """θ ← θ − γ ∇E."""

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self._rate.fill(learning_rate)
        np.multiply(gradient, self._rate, self._change)
        np.subtract(theta, self._change, theta)


class Momentum(Optimizer):
    """v ← 0.9 v + ∇E; θ ← θ − γ v (Polyak 1964; in the form of Sutskever et al. 2013 up to the place of γ)."""

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        super().__init__(size, dtype, ("velocity",))
        self._velocity = self._moments["velocity"]
        self._decay: Array = np.array(0.9, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self._rate.fill(learning_rate)
        np.multiply(self._velocity, self._decay, self._velocity)
        np.add(self._velocity, gradient, self._velocity)
        np.multiply(self._velocity, self._rate, self._change)
        np.subtract(theta, self._change, theta)


class Nesterov(Momentum):
    """v ← 0.9 v + ∇E; θ ← θ − γ (∇E + 0.9 v): looks ahead (Nesterov 1983, as rewritten by Bengio et al. 2013)."""

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self._rate.fill(learning_rate)
        np.multiply(self._velocity, self._decay, self._velocity)
        np.add(self._velocity, gradient, self._velocity)
        np.multiply(self._velocity, self._decay, self._change)
        np.add(self._change, gradient, self._change)
        np.multiply(self._change, self._rate, self._change)
        np.subtract(theta, self._change, theta)


class RMSProp(Optimizer):
    """s ← 0.9 s + 0.1 ∇E²; θ ← θ − γ ∇E / (√s + 10⁻⁸) (Tieleman and Hinton 2012, lecture 6e)."""

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        super().__init__(size, dtype, ("square",))
        self._square = self._moments["square"]
        self._news: Array = np.array(0.1, dtype)
        self._epsilon: Array = np.array(1e-8, dtype)

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        change = self._change
        self._rate.fill(learning_rate)
        np.multiply(gradient, gradient, change)
        _approach(self._square, change, self._news)
        np.sqrt(self._square, change)
        np.add(change, self._epsilon, change)
        np.divide(gradient, change, change)
        np.multiply(change, self._rate, change)
        np.subtract(theta, change, theta)


class Adam(Optimizer):
    """m ← 0.9 m + 0.1 ∇E; s ← 0.999 s + 0.001 ∇E²; θ ← θ − γ m̂ / (√ŝ + 10⁻⁸) (Kingma and Ba 2015, algorithm 1).

    m̂ = m / (1 − 0.9ᵗ) and ŝ = s / (1 − 0.999ᵗ) correct the moments of the first steps t, which start at zero.
    """

    def __init__(self, size: int, dtype: DTypeLike = np.float32) -> None:
        super().__init__(size, dtype, ("first", "second"))
        self._first, self._second = self._moments["first"], self._moments["second"]
        self._steps = 0
        self._first_news: Array = np.array(0.1, dtype)
        self._second_news: Array = np.array(0.001, dtype)
        self._epsilon: Array = np.zeros((), dtype)

    def moments(self) -> dict[str, NDArray[Any]]:
        return {**super().moments(), "steps": np.array(self._steps, np.int64)}

    def restore(self, moments: Mapping[str, NDArray[Any]]) -> None:
        steps = moments.get("steps")
        if steps is not None and (steps.shape or steps < 0):
            raise Refusal("the moment 'steps' must be one number of at least 0, not {steps}", steps=steps)
        super().restore(moments)
        self._steps = int(moments["steps"])

    def step(self, theta: Array, gradient: Array, learning_rate: float) -> None:
        self._steps += 1
        change = self._change
        np.copyto(change, gradient)
        _approach(self._first, change, self._first_news)
        np.multiply(gradient, gradient, change)
        _approach(self._second, change, self._second_news)
        # The corrections 1 − 0.9ᵗ and √(1 − 0.999ᵗ) go into the two constants: three calls on whole vectors less.
        root = (1 - 0.999**self._steps) ** 0.5
        self._epsilon.fill(1e-8 * root)
        self._rate.fill(learning_rate * root / (1 - 0.9**self._steps))
        np.sqrt(self._second, change)
        np.add(change, self._epsilon, change)
        np.divide(self._first, change, change)
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
