"""The places that a kernel goes through one by one, and the products that it takes at each."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Route:
    """What is filled, an array of `shape`, and of which products, an array of `term_shape`, each number of it comes.

    Both go map by map, and row by row in each map: the last axis is the slowest.
    """

    way: str
    shape: tuple[int, ...]
    term_shape: tuple[int, ...]

    @property
    def places(self) -> int:
        """How many there are."""
        return math.prod(self.shape)

    @property
    def terms(self) -> int:
        """How many products each place takes."""
        return math.prod(self.term_shape)

    def place(self, index: int) -> tuple[int, ...]:
        """Where in the array the place with this number is."""
        return _nth(self.shape, index)

    def index(self, place: tuple[int, ...]) -> int:
        """The number of a place."""
        return int(np.ravel_multi_index(_turned(place), _turned(self.shape)))

    def term(self, index: int) -> tuple[int, ...]:
        """Where among the products the one with this number is."""
        return _nth(self.term_shape, index)

    def is_done(self, count: int) -> NDArray[np.bool_]:
        """Which places of the array are filled after so many."""
        return _first(self.shape, count)

    def is_taken(self, count: int) -> NDArray[np.bool_]:
        """Which products of the array are taken after so many."""
        return _first(self.term_shape, count)


def _turned(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Axes from the slowest to the fastest."""
    return (*shape[:1:-1], *shape[:2])


def _nth(shape: tuple[int, ...], index: int) -> tuple[int, ...]:
    *slow, row, column = (int(at) for at in np.unravel_index(index, _turned(shape)))
    return (row, column, *reversed(slow))


def _first(shape: tuple[int, ...], count: int) -> NDArray[np.bool_]:
    turned = (np.arange(math.prod(shape)) < count).reshape(_turned(shape))
    slow = len(shape) - 2
    return turned.transpose(slow, slow + 1, *reversed(range(slow)))
