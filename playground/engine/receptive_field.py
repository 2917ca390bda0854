"""Which part of the input a unit of a deeper layer sees."""

from __future__ import annotations

from dataclasses import dataclass

from playground.engine.spec import NetworkSpec


@dataclass(frozen=True)
class Field:
    """A rectangle of the input: rows top … bottom − 1, columns left … right − 1."""

    top: int
    left: int
    bottom: int
    right: int


def receptive_field(spec: NetworkSpec, layer: int, row: int, column: int) -> Field:
    """The part of the input that reaches the unit at (row, column) of layer `layer`, in every channel.

    Backwards through the layers, an interval [a, b] of outputs needs the inputs [a · s − p, b · s − p + k − 1] for
    windows of k places (of a kernel its reach), stride s and padding p. Where a layer takes a vector, all of the input
    is seen.
    """
    rows, columns = spec.input_shape[0], spec.input_shape[1] if len(spec.input_shape) == 3 else 1
    if len(spec.output_shapes[layer]) != 3:
        return Field(0, 0, rows, columns)
    top, bottom, left, right = row, row, column, column
    for k in range(layer, -1, -1):
        size, stride, pad = spec.layers[k].window
        top, bottom = top * stride - pad, bottom * stride - pad + size - 1
        left, right = left * stride - pad, right * stride - pad + size - 1
    return Field(max(top, 0), max(left, 0), min(bottom + 1, rows), min(right + 1, columns))
