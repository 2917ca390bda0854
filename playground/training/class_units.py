"""Output units that stand for classes, carried over to other classes by their names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.engine.errors import Phrase
from playground.engine.layer import Layer
from playground.engine.spec import DenseSpec, LayerSpec

IMPROBABLE = {"softmax": -4.0, "sigmoid": -4.0, "tanh": -2.0}
"""Bias with which the output unit of a new class starts; with the other activations it is −1, the target itself."""

Origins = Sequence[int | None]
"""For every new class the old one that it is, or None."""


def class_changes(known: Sequence[str], found: Sequence[str]) -> str:
    """The sentence that says which classes are new and which are gone; empty where they are the same."""
    new = ", ".join(name for name in found if name not in known)
    gone = ", ".join(name for name in known if name not in found)
    if new and gone:
        return Phrase("New classes: {new}; classes that are gone: {gone}.", new=new, gone=gone)
    if new:
        return Phrase("New classes: {new}.", new=new)
    return Phrase("Classes that are gone: {gone}.", gone=gone) if gone else ""


def keep_classes(old: Layer, spec: LayerSpec, origins: Origins) -> Layer:
    """The old output layer in the units of other classes, such that the classes keep their probabilities.

    One unit with a tells class 1 from class 0. As two units −s a and s a, with s = 1/2 from a sigmoid to a softmax
    (P = 1 / (1 + e^−a) both times) and 1 otherwise, and back (a_1 − a_0) / 2s. New classes start improbable, or with
    nothing known where all are new.
    """
    if old.block is None or not isinstance(spec, DenseSpec):
        return old
    before, block = old.spec.activation, old.block
    if spec.units == block.shape[1] and list(origins) == list(range(len(origins))):
        return old
    if block.shape[1] == 1:
        scale = 0.5 if (before, spec.activation) == ("sigmoid", "softmax") else 1.0
        block = np.concatenate([-scale * block, scale * block], axis=1)
    lowest = block[-1].min() if spec.activation == "softmax" else 0.0
    known = [origin for origin in origins if origin is not None]
    chosen = np.zeros((len(block), len(origins)), block.dtype)
    if known:
        chosen[-1] = lowest + IMPROBABLE.get(spec.activation, -1.0)
    for place, origin in enumerate(origins):
        if origin is not None:
            chosen[:, place] = block[:, origin]
    if spec.units == 1:
        scale = 0.5 if (spec.activation, before) == ("sigmoid", "softmax") else 1.0
        chosen = (chosen[:, 1:2] - chosen[:, :1]) / (2 * scale)
    return Layer(DenseSpec(spec.units, spec.activation), old.input_shape, (spec.units,), chosen)
