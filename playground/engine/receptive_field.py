"""Which part of the input a unit of a deeper layer sees."""

from __future__ import annotations

from collections.abc import Sequence

from playground.engine.layer_spec import LayerSpec
from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Field:
    """A rectangle of the input: rows top … bottom − 1, columns left … right − 1."""

    top: int
    left: int
    bottom: int
    right: int

    def within(self, rows: int, columns: int) -> Field:
        """The part of it that lies in an input of so many rows and columns, the rest being padding."""
        return Field(max(self.top, 0), max(self.left, 0), min(self.bottom, rows), min(self.right, columns))


@dataclass(frozen=True)
class Reach:
    """What units of a stack of layers see along each axis: `size` places each, the first one from place `start` on, the
    others `jump` places after one another."""

    size: int
    jump: int
    start: int


def reach(layers: Sequence[LayerSpec]) -> Reach:
    """What the units of the last of some layers with windows see.

    From layer to layer a window of k places adds k − 1 jumps, a stride s makes the jump s times as large, and a padding
    p begins p jumps earlier.
    """
    size, jump, start = 1, 1, 0
    for layer in layers:
        window, stride, pad = layer.window
        size, start = size + (window - 1) * jump, start - pad * jump
        jump *= stride
    return Reach(size, jump, start)


def field_of(layers: Sequence[LayerSpec], row: int, column: int) -> Field:
    """The part of the input that the unit at (row, column) of the last layer sees, padding and all."""
    found = reach(layers)
    top, left = (found.start + found.jump * at for at in (row, column))
    return Field(top, left, top + found.size, left + found.size)


def receptive_field(spec: NetworkSpec, layer: int, row: int, column: int) -> Field:
    """The part of the input that reaches the unit at (row, column) of layer `layer`, in every channel; where a layer
    takes a vector, all of it."""
    rows, columns = spec.input_shape[0], spec.input_shape[1] if len(spec.input_shape) == 3 else 1
    if len(spec.output_shapes[layer]) != 3:
        return Field(0, 0, rows, columns)
    return field_of(spec.layers[: layer + 1], row, column).within(rows, columns)
