"""Output units that stand for classes, carried over into another number of them."""

from __future__ import annotations

import numpy as np

from playground.engine.layer import Layer
from playground.engine.spec import DenseSpec, LayerSpec

IMPROBABLE = {"softmax": -4.0, "sigmoid": -4.0, "tanh": -2.0}
"""Bias with which the output unit of a new class starts; with the other activations it is −1, the target itself."""


def keep_classes(old: Layer, spec: LayerSpec) -> Layer:
    """The old output layer in the new number of units, such that the classes keep their probabilities.

    One unit with a tells class 1 from class 0. As two units −s a and s a, with s = 1/2 from a sigmoid to a softmax
    (P = 1 / (1 + e^−a) both times) and 1 otherwise, and back (a_1 − a_0) / 2s. Further classes start improbable.
    """
    if old.block is None or not isinstance(spec, DenseSpec) or spec.units == old.block.shape[1]:
        return old
    before, block = old.spec.activation, old.block
    if block.shape[1] == 1:
        scale = 0.5 if (before, spec.activation) == ("sigmoid", "softmax") else 1.0
        block = np.concatenate([-scale * block, scale * block], axis=1)
    if spec.units == 1:
        scale = 0.5 if (spec.activation, before) == ("sigmoid", "softmax") else 1.0
        block = (block[:, 1:2] - block[:, :1]) / (2 * scale)
    added = np.zeros((len(block), max(0, spec.units - block.shape[1])), block.dtype)
    lowest = block[-1].min() if spec.activation == "softmax" else 0.0
    added[-1] = lowest + IMPROBABLE.get(spec.activation, -1.0)
    block = np.concatenate([block, added], axis=1)[:, : spec.units]
    return Layer(DenseSpec(spec.units, spec.activation), old.input_shape, (spec.units,), block)
