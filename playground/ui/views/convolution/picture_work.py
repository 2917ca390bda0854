"""A whole picture and what a kernel makes of it, worked out when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.engine.filtering import Filtered, Picture, PictureFilter
from playground.engine.layer_kinds import Conv2DSpec, PoolSpec
from playground.engine.layer_spec import Shape
from playground.engine.window_sums import Numbers
from playground.late_dataclass import dataclass

AT_ONCE = 10_000_000
"""So many products are worked out at once; of more, first those of some places of the output."""
GREY = np.array([0.299, 0.587, 0.114], np.float32)
"""How bright red, green and blue are to the eye."""


@dataclass(frozen=True, eq=False)
class Laid:
    """A kernel (size, size), or (size, size, 3) for the colours together; its bias, how it is laid, what pools it."""

    kernel: Numbers
    bias: float
    spec: Conv2DSpec
    pool: PoolSpec | None

    def output_shape(self, shape: Shape) -> Shape:
        """(rows, columns, maps) of what comes of a picture, before the pooling."""
        maps = shape[2] if self.kernel.ndim == 2 else 1
        return (*self.spec.output_shape(shape)[:2], maps)

    def products(self, shape: Shape) -> int:
        """How many products it takes."""
        rows, columns, _ = self.output_shape(shape)
        return rows * columns * int(np.count_nonzero(self.kernel)) * (shape[2] if self.kernel.ndim == 2 else 1)

    def is_same(self, other: Laid) -> bool:
        """Whether the same comes of it."""
        return np.array_equal(self.kernel, other.kernel) and (self.bias, self.spec, self.pool) == (
            other.bias,
            other.spec,
            other.pool,
        )


class PictureWork:
    """pixels (rows, columns, 1 or 3) uint8, as they are or in grey."""

    def __init__(self, pixels: NDArray[np.uint8], is_coloured: bool, laid: Laid) -> None:
        self._pixels, self._is_coloured = pixels, is_coloured
        self.x: Picture = pixels * np.float32(1 / 255)
        if pixels.shape[2] == 3 and not is_coloured:
            self.x = (self.x @ GREY)[..., None]
        self._answer: Filtered | None = None
        self._laid, self.step = laid, 1

    def is_of(self, pixels: NDArray[np.uint8], is_coloured: bool) -> bool:
        """Whether it is the work on these pixels."""
        return pixels is self._pixels and is_coloured == self._is_coloured

    @property
    def laid(self) -> Laid:
        """What is laid on the picture."""
        return self._laid

    @property
    def is_coarse(self) -> bool:
        """Whether only every `step`th place is there, until the others are given."""
        return self.step > 1

    @property
    def output_shape(self) -> Shape:
        """(rows, columns, maps) of a, all of it."""
        return self._laid.output_shape(self.x.shape)

    def lay(self, laid: Laid) -> bool:
        """Lays another kernel on it; False where it is the same."""
        if laid.is_same(self._laid):
            return False
        self._laid, self._answer = laid, None
        return True

    def answer(self) -> Filtered:
        """What comes of it; what takes long, coarsely at first: every `step`th place of the output, exactly."""
        if self._answer is None:
            products = self._laid.products(self.x.shape)
            self.step = int(np.ceil(np.sqrt(products / AT_ONCE))) if products > AT_ONCE else 1
            self._answer = self._run(self._filter, self._laid, self.step)
        return self._answer

    def finely(self, laid: Laid) -> Filtered:
        """All that comes of it, on any thread."""
        return self._run(PictureFilter(self.x), laid, 1)

    def put(self, answer: Filtered) -> None:
        """Takes what was worked out elsewhere."""
        self._answer, self.step = answer, 1

    def _run(self, filtering: PictureFilter, laid: Laid, step: int) -> Filtered:
        rows, columns, _ = laid.output_shape(self.x.shape)
        pool = laid.pool if laid.pool is None or min(rows, columns) // step >= laid.pool.size else None
        return filtering.run(laid.kernel, replace(laid.spec, stride=step * laid.spec.stride), laid.bias, pool)

    @cached_property
    def _filter(self) -> PictureFilter:
        return PictureFilter(self.x)
