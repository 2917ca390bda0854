"""The kinds of layers, and LAYERS, their only list."""

from __future__ import annotations

import math
import re
from dataclasses import field
from typing import ClassVar, Literal, Self

from playground.engine import course
from playground.engine.activations import ACTIVATIONS
from playground.engine.errors import Phrase
from playground.engine.layer_spec import LayerSpec, Shape, map_of
from playground.engine.limits import COUNT, Choices, Limit, Range, SpecError, within
from playground.late_dataclass import dataclass

ACTIVATION = Limit("activation", Choices(ACTIVATIONS))


@dataclass(frozen=True)
class DenseSpec(LayerSpec):
    """Fully connected layer; a map that arrives is flattened by itself."""

    units: int = field(metadata=within(Limit("the number of units", COUNT)))
    activation: str = field(default="linear", metadata=within(ACTIVATION))

    examples: ClassVar = ("dense8",)

    def __str__(self) -> str:
        return Phrase("dense {units}", units=self.units)

    @property
    def word(self) -> str:
        return f"dense{self.units}{_suffix(self.activation)}"

    @classmethod
    def parse(cls, word: str) -> Self | None:
        found = re.fullmatch(r"dense(\d{1,9})(?::(\S+))?", word, re.ASCII)
        return cls(int(found[1]), found[2] or "linear") if found else None

    @property
    def width(self) -> int:
        return self.units

    def output_shape(self, shape: Shape) -> Shape:
        return (self.units,)

    def weight_shape(self, shape: Shape) -> Shape:
        return math.prod(shape), self.units

    def course_layer(self, *weights: course.Array) -> course.Layer:
        return course.Dense(*weights, activation=self.activation)


@dataclass(frozen=True)
class Conv2DSpec(LayerSpec):
    """Convolution with `filters` kernels of kernel_size × kernel_size × (channels that arrive).

    A kernel's weights lie `dilation` places apart and so reach over `reach` = dilation · (kernel_size − 1) + 1 places.
    Padding "same" adds reach − 1 zeros per axis, of an odd number the last one after the map,
    so that with stride 1 the map keeps its size.
    """

    filters: int = field(metadata=within(Limit("the number of filters", COUNT)))
    kernel_size: int = field(metadata=within(Limit("the kernel size", COUNT)))
    stride: int = field(default=1, metadata=within(Limit("the stride", COUNT)))
    padding: int | Literal["same"] = field(
        default="same", metadata=within(Limit("the padding", Range(0, whole=True, besides=("same",))))
    )
    activation: str = field(default="linear", metadata=within(ACTIVATION))
    dilation: int = field(default=1, metadata=within(Limit("the dilation", COUNT)))

    examples: ClassVar = ("conv8x5", "conv8x5s2p0", "conv8x3d2")

    def __str__(self) -> str:
        return Phrase("conv {filters} of {side} × {side}", filters=self.filters, side=self.kernel_size)

    @property
    def word(self) -> str:
        stride = "" if self.stride == 1 else f"s{self.stride}"
        padding = "" if self.padding == "same" else f"p{self.padding}"
        dilation = "" if self.dilation == 1 else f"d{self.dilation}"
        return f"conv{self.filters}x{self.kernel_size}{stride}{padding}{dilation}{_suffix(self.activation)}"

    @classmethod
    def parse(cls, word: str) -> Self | None:
        number = r"(\d{1,9})"
        choices = rf"(?:s{number})?(?:p{number})?(?:d{number})?(?::(\S+))?"
        found = re.fullmatch(rf"conv{number}x{number}{choices}", word, re.ASCII)
        if found is None:
            return None
        padding: int | Literal["same"] = "same" if found[4] is None else int(found[4])
        return cls(int(found[1]), int(found[2]), int(found[3] or 1), padding, found[6] or "linear", int(found[5] or 1))

    @property
    def width(self) -> int:
        return self.filters

    @property
    def reach(self) -> int:
        """How many places a kernel's window spans, along each axis."""
        return self.dilation * (self.kernel_size - 1) + 1

    @property
    def pads(self) -> tuple[int, int]:
        """Zeros added before and after the map, along each axis."""
        if self.padding == "same":
            before = (self.reach - 1) // 2
            return before, self.reach - 1 - before
        return self.padding, self.padding

    @property
    def window(self) -> tuple[int, int, int]:
        return self.reach, self.stride, self.pads[0]

    @property
    def window_words(self) -> str:
        return Phrase("conv {side} × {side}", side=self.kernel_size)

    def output_shape(self, shape: Shape) -> Shape:
        rows, columns, _ = map_of(shape)
        if min(rows, columns) + sum(self.pads) < self.reach:
            raise SpecError("the map is only {rows} × {columns}", rows=rows, columns=columns)
        free = sum(self.pads) - self.reach
        return (rows + free) // self.stride + 1, (columns + free) // self.stride + 1, self.filters

    def weight_shape(self, shape: Shape) -> Shape:
        return self.kernel_size, self.kernel_size, shape[-1], self.filters

    def window_values(self, shape: Shape) -> int:
        """All windows lie side by side, so overlaps count again and again."""
        rows, columns, _ = self.output_shape(shape)
        return rows * columns * self.kernel_size**2 * shape[-1]

    def course_layer(self, *weights: course.Array) -> course.Layer:
        return course.Convolution(
            *weights, activation=self.activation, stride=self.stride, pads=self.pads, dilation=self.dilation
        )


@dataclass(frozen=True)
class PoolSpec(LayerSpec):
    """One value for every size × size window of each channel; rows and columns left over at the end are dropped."""

    size: int = field(default=2, metadata=within(Limit("the pool size", COUNT)))
    stride: int | None = field(
        default=None, metadata=within(Limit("the stride", Range(1, whole=True, besides=(None,))))
    )

    _begins: ClassVar[str]

    @property
    def word(self) -> str:
        return f"{self._begins}{self.size}" + ("" if self.stride is None else f"s{self.stride}")

    @classmethod
    def parse(cls, word: str) -> Self | None:
        found = re.fullmatch(rf"{cls._begins}(\d{{1,9}})(?:s(\d{{1,9}}))?", word, re.ASCII)
        return cls(int(found[1]), int(found[2]) if found[2] else None) if found else None

    @property
    def step(self) -> int:
        """Distance between neighbouring windows; without a stride they lie side by side."""
        return self.size if self.stride is None else self.stride

    @property
    def window(self) -> tuple[int, int, int]:
        return self.size, self.step, 0

    def output_shape(self, shape: Shape) -> Shape:
        rows, columns, channels = map_of(shape)
        if min(rows, columns) < self.size:
            raise SpecError("the map is only {rows} × {columns}", rows=rows, columns=columns)
        return (rows - self.size) // self.step + 1, (columns - self.size) // self.step + 1, channels


@dataclass(frozen=True)
class MaxPool2DSpec(PoolSpec):
    """The largest value of every window."""

    examples: ClassVar = ("pool2", "pool3s1")
    _begins: ClassVar = "pool"

    def __str__(self) -> str:
        return Phrase("pool {size}", size=self.size)

    def course_layer(self, *weights: course.Array) -> course.Layer:
        return course.MaxPool(self.size, self.step)


@dataclass(frozen=True)
class AveragePool2DSpec(PoolSpec):
    """The mean of every window."""

    examples: ClassVar = ("avgpool2",)
    _begins: ClassVar = "avgpool"

    def __str__(self) -> str:
        return Phrase("average pool {size}", size=self.size)

    def course_layer(self, *weights: course.Array) -> course.Layer:
        return course.AveragePool(self.size, self.step)


@dataclass(frozen=True)
class FlattenSpec(LayerSpec):
    """A map as a vector, channels running fastest."""

    examples: ClassVar = ("flatten",)
    only_reshapes: ClassVar = True

    @property
    def word(self) -> str:
        return "flatten"

    @classmethod
    def parse(cls, word: str) -> Self | None:
        return cls() if word == "flatten" else None

    def output_shape(self, shape: Shape) -> Shape:
        return (math.prod(shape),)

    def course_layer(self, *weights: course.Array) -> course.Layer:
        return course.Flatten()


@dataclass(frozen=True)
class DropoutSpec(LayerSpec):
    """While training, each value is dropped with probability `rate` and the others grow by 1 / (1 − rate)."""

    rate: float = field(default=0.5, metadata=within(Limit("the dropout rate", Range(0, 1, below=True))))

    examples: ClassVar = ("dropout0.5",)

    def __str__(self) -> str:
        return Phrase("dropout {rate:g}", rate=self.rate)

    @property
    def word(self) -> str:
        return f"dropout{self.rate!r}"

    @classmethod
    def parse(cls, word: str) -> Self | None:
        found = re.fullmatch(r"dropout(\d+(?:\.\d+)?(?:e-?\d+)?)", word, re.ASCII)
        return cls(float(found[1])) if found else None

    @property
    def dropout_rate(self) -> float:
        return self.rate

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def course_layer(self, *weights: course.Array) -> course.Layer:
        return course.Dropout(self.rate)


def _suffix(activation: str) -> str:
    return "" if activation == "linear" else f":{activation}"


LAYERS: dict[str, type[LayerSpec]] = {
    "dense": DenseSpec,
    "conv": Conv2DSpec,
    "pool": MaxPool2DSpec,
    "avgpool": AveragePool2DSpec,
    "flatten": FlattenSpec,
    "dropout": DropoutSpec,
}
"""Name of a kind → its class. A kind added here can be written as a word, built and trained; see LayerSpec."""
