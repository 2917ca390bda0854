"""Networks as frozen, validated data: shapes and parameter counts without a single weight."""

from __future__ import annotations

import itertools
import math
from functools import cached_property

import numpy as np

from playground.engine import course
from playground.engine.activations import Array
from playground.engine.initializers import INITIALIZERS
from playground.engine.layer_kinds import (
    LAYERS,
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    MaxPool2DSpec,
)
from playground.engine.layer_spec import LayerSpec, Shape
from playground.engine.limits import COUNT, Choices, Limit, SpecError
from playground.late_dataclass import dataclass

__all__ = [
    "LAYERS",
    "AveragePool2DSpec",
    "Conv2DSpec",
    "DenseSpec",
    "DropoutSpec",
    "FlattenSpec",
    "LayerSpec",
    "MaxPool2DSpec",
    "NetworkSpec",
    "Shape",
    "SpecError",
]

MAX_PARAMETERS = 50_000_000
MAX_VALUES = 4_000_000
"""Largest number of values that one layer may hand on for one sample."""
MAX_WINDOW_VALUES = 40_000_000
"""Largest number of values that one layer may lay out for one sample, such as the windows of a convolution."""


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
            raise SpecError(
                "the input must be (values,) or (rows, columns, channels), not {shape}", shape=self.input_shape
            )
        for length in self.input_shape:
            Limit("each length of the input's shape", COUNT).check(length)
        if not self.layers:
            raise SpecError("a network needs at least one layer")
        Limit("initializer", Choices(INITIALIZERS)).check(self.initializer)
        self._check_layers()
        if self.parameters > MAX_PARAMETERS:
            raise SpecError(
                "the network would have {count:,} parameters; at most {most:,}",
                count=self.parameters,
                most=MAX_PARAMETERS,
            )

    def _check_layers(self) -> None:
        shape = self.input_shape
        for number, layer in enumerate(self.layers, 1):
            try:
                if (values := layer.window_values(shape)) > MAX_WINDOW_VALUES:
                    raise SpecError(
                        "{count:,} values in the windows of one sample; at most {most:,}",
                        count=values,
                        most=MAX_WINDOW_VALUES,
                    )
                shape = layer.output_shape(shape)
                if math.prod(shape) > MAX_VALUES:
                    raise SpecError(
                        "{count:,} values for one sample; at most {most:,}", count=math.prod(shape), most=MAX_VALUES
                    )
                if layer.activation == "step":
                    raise SpecError("the step activation is for display only: its derivative is zero everywhere")
            except SpecError as error:
                raise SpecError(
                    "Layer {number} ({layer}): {reason}", number=number, layer=str(layer), reason=error
                ) from None

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

    def split(self, theta: Array) -> tuple[tuple[Array, Array] | None, ...]:
        """Views (weight, bias) for each layer, or None, into a flat vector θ (parameters,), or ∇E.

        weight has the layer's `weight_shape`: for a dense layer (inputs, units), the slide's W transposed, so that
        h = x @ W + b; for a convolution (size, size, channels, filters). Layer after layer, W before b.
        """
        ends = itertools.accumulate(self.parameter_counts)
        parts = [theta[end - count : end] for end, count in zip(ends, self.parameter_counts, strict=True)]
        return tuple(
            layer.split(part, shape) for layer, part, shape in zip(self.layers, parts, self.input_shapes, strict=True)
        )

    def course_network(self, theta: Array, rng: np.random.Generator | None = None) -> course.Network:
        """The network as the course writes it, with a copy of the weights θ (parameters,), in float64.

        rng: what dropout draws from, to train it; without one, nothing is dropped.
        """
        pairs = self.split(np.array(theta, np.float64))
        layers = [layer.course_layer(*(pair or ())) for layer, pair in zip(self.layers, pairs, strict=True)]
        return course.Network(layers, rng)
