"""What the stages of a plan have in common: where they read and write, and what is asked of each kind.

Inside a network the samples of a batch are columns, as on the slides: h_k is (units, n), and a map is
(channels, rows, columns, n). Every elementwise call, every shifted window and every pooling stride then runs
along n contiguous values; only behind a large dense product, which is quicker by samples, does a sample. A layer at
work is prepared once per batch size and keeps all its buffers, so that `forward` and `backward` allocate nothing and
look nothing up.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import Activation, Array
from playground.engine.fast.products import Call
from playground.engine.layer import Layer
from playground.engine.layer_spec import Shape
from playground.late_dataclass import dataclass

Raw = NDArray[np.void]


@dataclass(frozen=True, eq=False)
class Slot:
    """The place of one h_k, (units, n) or (channels, rows, columns, n), and of ∇_{h_k}E where it is wanted.

    in_rows: the values of one sample lie side by side in memory, instead of those of one unit.
    """

    h: Array
    gradient: Array | None
    in_rows: bool = False


@dataclass(frozen=True, eq=False)
class Task:
    """What a stage has to do: a layer's work, with an activation that need not be the layer's own, into `target`.

    wanted: somebody needs ∇_{h_{k−1}}E. in_rows: how h_{k−1} had better lie, as in Slot. rng: what is drawn from while
    training; None in predictions.
    """

    layer: Layer
    activation: Activation
    target: Slot
    wanted: bool = False
    in_rows: bool = False
    rng: np.random.Generator | None = None

    def new_source(self) -> Slot:
        """A place for h_{k−1}, and for its gradient where it is wanted."""
        shape, dtype = inside(self.layer.input_shape, self.target.h.shape[-1]), self.target.h.dtype
        return Slot(np.empty(shape, dtype), np.empty(shape, dtype) if self.wanted else None)


class Stage(ABC):
    """A layer at work: `forward` reads source.h and fills its target's h, `backward` the other way round."""

    takes_maps: ClassVar[bool] = True
    """False: a map that arrives has to be flattened first."""
    leaves_activation: ClassVar[bool] = False
    """Whether an activation that rises may be left to a stage behind that takes it over, …"""
    takes_activation: ClassVar[bool] = False
    """… because there it comes to the same, for fewer values."""
    draws: ClassVar[bool] = False
    """Whether chance may have a part in it while training."""

    source: Slot

    @abstractmethod
    def __init__(self, task: Task) -> None: ...

    @classmethod
    def is_idle(cls, layer: Layer, first: bool, training: bool) -> bool:
        """Whether there is nothing to do: h_k is h_{k−1}. first: nothing is done before this."""
        return False

    @classmethod
    def leaves_rows(cls, layer: Layer, n: int) -> bool:
        """Whether n samples had better lie in rows, as in Slot, once they have gone through."""
        return False

    @abstractmethod
    def forward(self) -> None: ...

    @abstractmethod
    def backward(self) -> None: ...

    @property
    def forward_calls(self) -> list[Call]:
        """What `forward` does, call by call: a tiny network has no time for a call that only makes others."""
        return [self.forward]

    @property
    def backward_calls(self) -> list[Call]:
        """The same of `backward`."""
        return [self.backward]


def turned(x: Array) -> Array:
    """The view with samples last of an array with samples first, and back; maps have channels where samples are not."""
    return x.transpose(3, 1, 2, 0) if x.ndim == 4 else x.T


def inside(shape: Shape, n: int) -> tuple[int, ...]:
    """The shape with samples last of n samples of a shape."""
    return (shape[2], shape[0], shape[1], n) if len(shape) == 3 else (shape[0], n)


def runs(array: Array) -> Raw:
    """The view (…) of an array (…, n) with runs of n samples as items.

    When NumPy rearranges a map it spends its time on the number of items, hardly on their size.
    """
    return array.view(np.dtype((np.void, array.shape[-1] * array.itemsize)))[..., 0]


def values_last(array: Array, activation: Activation) -> Array:
    """The view on which an activation works: for the softmax, units or channels along the last axis."""
    return array if activation.elementwise else np.moveaxis(array, 0, -1)
