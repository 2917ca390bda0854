"""What a perceptron answers with while it learns: its last weights, their average, or the best so far."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.engine.perceptron import Perceptron, Points


class Rule:
    """The neuron itself answers, with the weights that it learned last (Rosenblatt 1958).

    `numbers`: what the rule goes on from besides the neuron's own weights.
    """

    def __init__(self, neuron: Perceptron) -> None:
        """Begins with the weights that the neuron has now."""
        self.neuron = neuron
        self.numbers: NDArray[np.float64] = np.empty(0)

    @property
    def answer(self) -> NDArray[np.float64]:
        """(w, b), one behind the other (inputs + 1,)."""
        return self.own

    @property
    def own(self) -> NDArray[np.float64]:
        """(w, b) of the neuron (inputs + 1,)."""
        return np.append(self.neuron.weight, self.neuron.bias)

    def take(self, x: Points, d: NDArray[Any]) -> None:
        """From now on these samples x (n, inputs) of classes d (n,) = ±1 are learned."""

    def go_on(self, numbers: NDArray[np.float64]) -> None:
        """Takes over the numbers of the same rule on the same samples."""
        self.numbers = numbers.copy()

    def follow(self, was_mistake: bool) -> None:
        """The neuron has seen one more sample."""

    def swap(self) -> None:
        """Both classes have changed places, and the neuron's weights their signs."""


class Average(Rule):
    """The average of the weights after every sample that was seen (Freund and Schapire 1999).

    Weights that many samples leave alone count for much, those that the next one corrects for little. `numbers`
    (inputs + 2,): the sum of all (w, b), and how many they are.
    """

    def __init__(self, neuron: Perceptron) -> None:
        super().__init__(neuron)
        self.numbers = np.zeros(len(neuron.weight) + 2)

    @property
    def answer(self) -> NDArray[np.float64]:
        count = float(self.numbers[-1])
        return self.numbers[:-1] / count if count else self.own

    def follow(self, was_mistake: bool) -> None:
        self.numbers[:-2] += self.neuron.weight
        self.numbers[-2] += self.neuron.bias
        self.numbers[-1] += 1

    def swap(self) -> None:
        self.numbers[:-1] *= -1


class Pocket(Rule):
    """The weights with the fewest mistakes so far are kept in the pocket (Gallant 1990, with ratchet).

    Only weights with fewer mistakes among all samples take their place, so that the pocket never becomes worse.
    `numbers` (inputs + 1,): (w, b) in the pocket.
    """

    def __init__(self, neuron: Perceptron) -> None:
        super().__init__(neuron)
        self.numbers = self.own
        self.take(np.empty((0, len(neuron.weight))), np.empty(0))

    @property
    def answer(self) -> NDArray[np.float64]:
        return self.numbers

    def take(self, x: Points, d: NDArray[Any]) -> None:
        self._x, self._d = x.astype(np.float64), d
        self.mistakes = self._mistakes(self.numbers)
        self._compare()

    def follow(self, was_mistake: bool) -> None:
        if was_mistake:
            self._compare()

    def go_on(self, numbers: NDArray[np.float64]) -> None:
        super().go_on(numbers)
        self.mistakes = self._mistakes(self.numbers)

    def swap(self) -> None:
        self.numbers = -self.numbers

    def _compare(self) -> None:
        own = self.own
        mistakes = self._mistakes(own)
        if mistakes < self.mistakes:
            self.numbers, self.mistakes = own, mistakes

    def _mistakes(self, numbers: NDArray[np.float64]) -> int:
        return int(np.count_nonzero(self._d * (self._x @ numbers[:-1] + numbers[-1]) <= 0))


RULES: dict[str, type[Rule]] = {"rosenblatt": Rule, "averaged": Average, "pocket": Pocket}
