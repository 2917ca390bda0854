"""Layers and networks as frozen, validated data: shapes and parameter counts without a single weight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS

Shape = tuple[int, ...]
"""Shape of one sample, without the batch axis: (values,) or (rows, columns, channels)."""

MAX_PARAMETERS = 50_000_000
MAX_VALUES = 4_000_000
"""Largest number of values that one layer may hand on for one sample."""
MAX_WINDOW_VALUES = 40_000_000
"""Largest number of values in all windows of a convolution, which are laid out side by side, for one sample."""


class SpecError(ValueError):
    """A layer or network that cannot be built: one sentence naming the value and saying what is allowed."""


def _require_whole(value: object, name: str, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise SpecError(f"{name} must be a whole number of at least {least}, not {value!r}")


def _require_activation(name: object) -> None:
    if name not in ACTIVATIONS:
        raise SpecError(f"unknown activation {name!r}; allowed are {', '.join(ACTIVATIONS)}")


def _require_map(shape: Shape) -> tuple[int, int, int]:
    if len(shape) != 3:
        raise SpecError("needs a map of rows × columns × channels, but a plain vector arrives here")
    return shape[0], shape[1], shape[2]


@dataclass(frozen=True)
class DenseSpec:
    """Fully connected layer; a map that arrives is flattened by itself."""

    units: int
    activation: str = "linear"

    def __post_init__(self) -> None:
        _require_whole(self.units, "the number of units", 1)
        _require_activation(self.activation)

    def __str__(self) -> str:
        return f"dense {self.units}"

    def output_shape(self, shape: Shape) -> Shape:
        return (self.units,)

    def parameters(self, shape: Shape) -> int:
        return (math.prod(shape) + 1) * self.units


@dataclass(frozen=True)
class Conv2DSpec:
    """Convolution with `filters` kernels of kernel_size × kernel_size × (channels that arrive).

    Padding "same" adds kernel_size − 1 zeros per axis, for an even size the odd one after the map,
    so that with stride 1 the map keeps its size.
    """

    filters: int
    kernel_size: int
    stride: int = 1
    padding: int | Literal["same"] = "same"
    activation: str = "linear"

    def __post_init__(self) -> None:
        _require_whole(self.filters, "the number of filters", 1)
        _require_whole(self.kernel_size, "the kernel size", 1)
        _require_whole(self.stride, "the stride", 1)
        if self.padding != "same":
            _require_whole(self.padding, 'the padding, unless it is "same",', 0)
        _require_activation(self.activation)

    def __str__(self) -> str:
        return f"conv {self.filters} of {self.kernel_size} × {self.kernel_size}"

    @property
    def pads(self) -> tuple[int, int]:
        """Zeros added before and after the map, along each axis."""
        if self.padding == "same":
            before = (self.kernel_size - 1) // 2
            return before, self.kernel_size - 1 - before
        return self.padding, self.padding

    def output_shape(self, shape: Shape) -> Shape:
        rows, columns, _ = _require_map(shape)
        if min(rows, columns) + sum(self.pads) < self.kernel_size:
            raise SpecError(f"the map is only {rows} × {columns}")
        free = sum(self.pads) - self.kernel_size
        return (rows + free) // self.stride + 1, (columns + free) // self.stride + 1, self.filters

    def parameters(self, shape: Shape) -> int:
        return (self.kernel_size**2 * shape[-1] + 1) * self.filters

    def window_values(self, shape: Shape) -> int:
        """Number of values in all windows of one sample, overlaps counted again and again."""
        rows, columns, _ = self.output_shape(shape)
        return rows * columns * self.kernel_size**2 * shape[-1]


@dataclass(frozen=True)
class _PoolSpec:
    size: int = 2
    stride: int | None = None

    def __post_init__(self) -> None:
        _require_whole(self.size, "the pool size", 1)
        if self.stride is not None:
            _require_whole(self.stride, "the stride", 1)

    @property
    def step(self) -> int:
        """Distance between neighbouring windows; without a stride they lie side by side."""
        return self.size if self.stride is None else self.stride

    def output_shape(self, shape: Shape) -> Shape:
        rows, columns, channels = _require_map(shape)
        if min(rows, columns) < self.size:
            raise SpecError(f"the map is only {rows} × {columns}")
        return (rows - self.size) // self.step + 1, (columns - self.size) // self.step + 1, channels

    def parameters(self, shape: Shape) -> int:
        return 0


@dataclass(frozen=True)
class MaxPool2DSpec(_PoolSpec):
    """The largest value of every size × size window; rows and columns left over at the end are dropped."""

    def __str__(self) -> str:
        return f"pool {self.size}"


@dataclass(frozen=True)
class AveragePool2DSpec(_PoolSpec):
    """The mean of every size × size window; rows and columns left over at the end are dropped."""

    def __str__(self) -> str:
        return f"average pool {self.size}"


@dataclass(frozen=True)
class FlattenSpec:
    """A map as a vector, channels running fastest."""

    def __str__(self) -> str:
        return "flatten"

    def output_shape(self, shape: Shape) -> Shape:
        return (math.prod(shape),)

    def parameters(self, shape: Shape) -> int:
        return 0


@dataclass(frozen=True)
class DropoutSpec:
    """While training, each value is dropped with probability `rate` and the others grow by 1 / (1 − rate)."""

    rate: float = 0.5

    def __post_init__(self) -> None:
        if isinstance(self.rate, bool) or not isinstance(self.rate, int | float) or not 0 <= self.rate < 1:
            raise SpecError(f"the dropout rate must be at least 0 and below 1, not {self.rate!r}")

    def __str__(self) -> str:
        return f"dropout {self.rate:g}"

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def parameters(self, shape: Shape) -> int:
        return 0


LayerSpec = DenseSpec | Conv2DSpec | MaxPool2DSpec | AveragePool2DSpec | FlattenSpec | DropoutSpec


@dataclass(frozen=True)
class NetworkSpec:
    """A network that can be built and trained: what arrives, the layers in order, how the weights start.

    Raises SpecError, naming the layer and the value, where the layers do not fit together.
    """

    input_shape: Shape
    layers: tuple[LayerSpec, ...]
    initializer: str = "xavier"

    def __post_init__(self) -> None:
        object.__setattr__(self, "input_shape", tuple(self.input_shape))
        object.__setattr__(self, "layers", tuple(self.layers))
        if len(self.input_shape) not in (1, 3):
            raise SpecError(f"the input must be (values,) or (rows, columns, channels), not {self.input_shape}")
        for length in self.input_shape:
            _require_whole(length, "each length of the input's shape", 1)
        if not self.layers:
            raise SpecError("a network needs at least one layer")
        if self.initializer not in INITIALIZERS:
            raise SpecError(f"unknown initializer {self.initializer!r}; allowed are {', '.join(INITIALIZERS)}")
        self._check_layers()
        if self.parameters > MAX_PARAMETERS:
            raise SpecError(f"the network would have {self.parameters:,} parameters; at most {MAX_PARAMETERS:,}")

    def _check_layers(self) -> None:
        shape = self.input_shape
        for number, layer in enumerate(self.layers, 1):
            try:
                if isinstance(layer, Conv2DSpec) and layer.window_values(shape) > MAX_WINDOW_VALUES:
                    values = layer.window_values(shape)
                    raise SpecError(f"{values:,} values in the windows of one sample; at most {MAX_WINDOW_VALUES:,}")
                shape = layer.output_shape(shape)
                if math.prod(shape) > MAX_VALUES:
                    raise SpecError(f"{math.prod(shape):,} values for one sample; at most {MAX_VALUES:,}")
                if getattr(layer, "activation", None) == "step":
                    raise SpecError("the step activation is for display only: its derivative is zero everywhere")
            except SpecError as error:
                raise SpecError(f"Layer {number} ({layer}): {error}") from None

    @cached_property
    def output_shapes(self) -> tuple[Shape, ...]:
        """The shape that each layer hands on."""
        shapes: list[Shape] = []
        for layer in self.layers:
            shapes.append(layer.output_shape(shapes[-1] if shapes else self.input_shape))
        return tuple(shapes)

    @property
    def input_shapes(self) -> tuple[Shape, ...]:
        """The shape that arrives at each layer."""
        return (self.input_shape, *self.output_shapes[:-1])

    @property
    def output_shape(self) -> Shape:
        return self.output_shapes[-1]

    @cached_property
    def parameter_counts(self) -> tuple[int, ...]:
        """Weights and biases of each layer."""
        return tuple(layer.parameters(shape) for layer, shape in zip(self.layers, self.input_shapes, strict=True))

    @property
    def parameters(self) -> int:
        return sum(self.parameter_counts)
