"""The kernels of one convolution and their biases, as a value that is edited number by number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from playground.engine.errors import Phrase
from playground.engine.limits import Limit, Range, SpecError
from playground.late_dataclass import dataclass

MOST_SIZE = 7
MOST_FILTERS = 4
MOST_CHANNELS = 64
"""As many as the maps of a layer in a small network, of which a single unit is taken apart."""
MOST_NUMBER = 1e6
"""Numbers end here, so that whatever is made of them stays finite."""
NUMBERS = Range(-MOST_NUMBER, MOST_NUMBER)
SIZE = Limit("the kernel size", Range(1, MOST_SIZE, whole=True))
CHANNELS = Limit("the number of channels", Range(1, MOST_CHANNELS, whole=True))
FILTERS = Limit("the number of filters", Range(1, MOST_FILTERS, whole=True))


@dataclass(frozen=True, eq=False)
class Kernels:
    """weight (size, size, channels, filters) and bias (filters,) float64, read-only; every change is a new value.

    SpecError for numbers that are no kernels, or beyond ±10⁶.
    """

    weight: NDArray[np.float64]
    bias: NDArray[np.float64]

    def __post_init__(self) -> None:
        for name in ("weight", "bias"):
            object.__setattr__(self, name, read_only(getattr(self, name)))
        shape = self.weight.shape
        if len(shape) != 4 or shape[0] != shape[1] or self.bias.shape != shape[3:]:
            raise SpecError(
                "kernels of shape {shape}, {biases} biases; allowed is (size, size, channels, filters) and a bias each",
                shape=shape,
                biases=self.bias.size,
            )
        for limit, count in ((SIZE, self.size), (CHANNELS, self.channels), (FILTERS, self.filters)):
            limit.check(count)
        check_numbers(Phrase("a weight"), self.weight)
        check_numbers(Phrase("a bias"), self.bias)

    @property
    def size(self) -> int:
        """Rows, and columns, of each kernel."""
        return len(self.weight)

    @property
    def channels(self) -> int:
        """How many channels of a map each kernel takes in."""
        return int(self.weight.shape[2])

    @property
    def filters(self) -> int:
        """How many kernels there are, each of which makes a map."""
        return len(self.bias)

    def with_size(self, size: int) -> Kernels:
        """Kernels of another size that keep what overlaps about their middle; new weights are 0."""
        SIZE.check(size)
        return replace(self, weight=centred(self.weight, size))

    def with_channels(self, channels: int) -> Kernels:
        """Kernels for maps of more channels, whose weights are 0, or of fewer, the first ones."""
        CHANNELS.check(channels)
        return replace(self, weight=_cut(self.weight, channels, 2))

    def with_filters(self, filters: int) -> Kernels:
        """More kernels, all 0, or fewer, the first ones."""
        FILTERS.check(filters)
        return Kernels(_cut(self.weight, filters, 3), _cut(self.bias, filters, 0))

    def with_weight(self, place: tuple[int, int, int, int], number: float) -> Kernels:
        """With another weight at (row, column, channel, filter)."""
        return replace(self, weight=with_number(self.weight, place, number))

    def with_bias(self, filter: int, number: float) -> Kernels:
        """With another bias of one kernel."""
        return replace(self, bias=with_number(self.bias, (filter,), number))

    def with_kernel(self, filter: int, kernel: NDArray[np.floating], bias: float | None = None) -> Kernels:
        """With another kernel (size, size), the same for every channel, or (size, size, channels), about whose middle
        the others are cut or filled to its size; with another bias where one is given."""
        found = self.with_size(len(kernel))
        weight = found.weight.copy()
        weight[..., filter] = kernel[..., None] if kernel.ndim == 2 else kernel
        biases = self.bias if bias is None else with_number(self.bias, (filter,), bias)
        return Kernels(weight, biases)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Kernels):
            return NotImplemented
        return np.array_equal(self.weight, other.weight) and np.array_equal(self.bias, other.bias)

    def __hash__(self) -> int:
        return hash((self.weight.shape, self.weight.sum(), self.bias.sum()))


def centred(kernels: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Kernels (old, old, …) as such of another size: what overlaps about the middle, which of an even number is the
    place before it, and zeros elsewhere."""
    old = len(kernels)
    shift = (size - 1) // 2 - (old - 1) // 2
    result = np.zeros((size, size, *kernels.shape[2:]))
    first, last = max(shift, 0), min(old + shift, size)
    part = slice(first - shift, last - shift)
    result[first:last, first:last] = kernels[part, part]
    return result


def with_number(numbers: NDArray[np.float64], place: tuple[int, ...], number: float) -> NDArray[np.float64]:
    """A copy with another number at one place."""
    changed = numbers.copy()
    changed[place] = number
    return changed


def check_numbers(name: str, numbers: NDArray[np.float64]) -> None:
    """Raises SpecError where one is not finite, or too large."""
    wrong = numbers[~(np.abs(numbers) <= MOST_NUMBER)]
    if wrong.size:
        number = float(wrong.ravel()[0])
        raise SpecError("{name} is {number:g}; allowed are numbers between −10⁶ and 10⁶", name=name, number=number)


def read_only(numbers: NDArray[np.floating]) -> NDArray[np.float64]:
    """The numbers as float64, shared where they are read-only already."""
    array = np.asarray(numbers, np.float64, order="C")
    if array.flags.writeable:
        array = array.copy()
        array.setflags(write=False)
    return array


def _cut(numbers: NDArray[np.float64], count: int, axis: int) -> NDArray[np.float64]:
    kept = np.take(numbers, range(min(count, numbers.shape[axis])), axis)
    new = [(0, count - kept.shape[axis] if each == axis else 0) for each in range(kept.ndim)]
    return np.pad(kept, new)
