"""What is true of a layer before it has a single weight: the questions that every kind of layer answers."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import ClassVar, Self

from playground.engine import course
from playground.engine.limits import Limit, SpecError, limits_of
from playground.late_dataclass import dataclass

Shape = tuple[int, ...]
"""Shape of one sample, without the batch axis: (values,) or (rows, columns, channels)."""


@dataclass(frozen=True)
class LayerSpec(ABC):
    """A layer as a frozen value. A kind of layer is a subclass and its row in LAYERS.

    Its fields are what the user chooses; one declared with `within` is checked, and can be looked up in `limits`.
    """

    examples: ClassVar[tuple[str, ...]]
    """Words of this kind for messages, the plainest first."""
    weights_start_at: ClassVar[float | None] = None
    """What all weights are at first, None where the network's initializer draws them."""
    only_reshapes: ClassVar[bool] = False
    """Whether the values that arrive are handed on as they are, in another shape."""
    activation = "linear"  # no field, so that only kinds that have a choice ask for it

    def __post_init__(self) -> None:
        for name, limit in self.limits().items():
            limit.check(getattr(self, name))

    def __str__(self) -> str:
        """What a message calls the layer."""
        return self.word

    @classmethod
    def limits(cls) -> dict[str, Limit]:
        """What each field may be, by its name."""
        return limits_of(cls)

    @property
    @abstractmethod
    def word(self) -> str:
        """The layer as one word without blanks, such as dense8:relu, which `parse` turns back into it."""

    @classmethod
    @abstractmethod
    def parse(cls, word: str) -> Self | None:
        """The layer that a word stands for, None if it is not of this kind; SpecError for a value not allowed."""

    @abstractmethod
    def output_shape(self, shape: Shape) -> Shape:
        """The shape that the layer hands on where `shape` arrives; SpecError where it does not fit."""

    def weight_shape(self, shape: Shape) -> Shape | None:
        """Shape of the weights where `shape` arrives: (…, inputs, units), the places of a window first; None without.

        There is one bias for each of the units.
        """
        return None

    def parameters(self, shape: Shape) -> int:
        """Number of weights and biases where `shape` arrives."""
        weight = self.weight_shape(shape)
        return 0 if weight is None else math.prod(weight) + weight[-1]

    def fans(self, shape: Shape) -> tuple[int, int]:
        """How many values reach one unit, and how many one value reaches, which initializers go by.

        Where windows overlap, as many as one value would reach with stride 1, away from the edges.
        """
        weight = self.weight_shape(shape) or (1, 1)
        return math.prod(weight[:-1]), weight[-1] * math.prod(weight[:-2])

    def split(self, theta: course.Array, shape: Shape) -> tuple[course.Array, course.Array] | None:
        """Views (weight, bias) into the layer's own part (parameters,) of θ where `shape` arrives; None without."""
        weight = self.weight_shape(shape)
        return None if weight is None else (theta[: -weight[-1]].reshape(weight), theta[-weight[-1] :])

    @property
    def width(self) -> int | None:
        """How many units or filters were chosen, None where that follows from what arrives."""
        return None

    @property
    def dropout_rate(self) -> float | None:
        """The share of the values that training leaves out at random, None of a layer that is more than that."""
        return None

    @property
    def window(self) -> tuple[int, int, int]:
        """How many places it spans, stride, and padding before the map, of what one output value sees along an axis."""
        return 1, 1, 0

    @property
    def window_words(self) -> str:
        """What it lays on a map, however many maps come of it."""
        return str(self)

    def window_values(self, shape: Shape) -> int:
        """Number of values that the layer lays out in order to work on one sample."""
        return math.prod(shape)

    @abstractmethod
    def course_layer(self, *weights: course.Array) -> course.Layer:
        """The layer as the course writes it, with `weights`: W of `weight_shape` and b, or none."""


def map_of(shape: Shape) -> tuple[int, int, int]:
    """The shape of a map, (rows, columns, channels); SpecError if it is none."""
    if len(shape) != 3:
        raise SpecError("needs a map of rows × columns × channels, but a plain vector arrives here")
    return shape[0], shape[1], shape[2]
