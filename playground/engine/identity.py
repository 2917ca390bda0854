"""Layers that hand on what arrives: how the units of an activation come closest to the identity, and back."""

from __future__ import annotations

import math

import numpy as np

from playground.engine.activations import Array
from playground.engine.layer import Layer
from playground.late_dataclass import dataclass

HINGED = ("relu", "leaky-relu", "elu")
"""They pass on what is above 0 as it is."""
STRAIGHT = {"tanh": 1 / 8, "sigmoid": 1 / 4, "square": 1 / 16}
"""How far from the middle the curve is straight within about 1 %, 1 % and 3 %."""
SOFT = 8.0
"""From here on log(1 + eᵃ) is a within 0.0004."""
MARGIN = 1.5


@dataclass(frozen=True)
class Passage:
    """h' = g(scale · h + shift), of which h ≈ gain · (h' − offset)."""

    gain: float = 1.0
    offset: float = 0.0

    def after(self, before: Passage) -> Passage:
        """Both, one behind the other."""
        return Passage(before.gain * self.gain, self.offset + before.offset / self.gain)

    def undo(self, layer: Layer, values: int) -> None:
        """Has the layer behind it see the first values as they were before, in place."""
        assert layer.parameters is not None
        weight, bias = layer.parameters
        weight[:values] *= weight.dtype.type(self.gain)
        bias -= weight.dtype.type(self.offset) * weight[:values].sum(axis=0)

    def redo(self, layer: Layer, values: int) -> None:
        """Takes `undo` back."""
        assert layer.parameters is not None
        weight, bias = layer.parameters
        bias += weight.dtype.type(self.offset) * weight[:values].sum(axis=0)
        weight[:values] /= weight.dtype.type(self.gain)


def best_scale(activation: str, arriving: Array) -> tuple[float, float]:
    """(scale, shift) with which the activation is straight over what arrives: a power of 2, a whole number."""
    low, high = (float(arriving.min()), float(arriving.max())) if arriving.size else (-1.0, 1.0)
    if activation in HINGED:
        return 1.0, float(math.ceil(-MARGIN * low)) if low < 0 else 0.0
    if activation == "softplus":
        return 1.0, SOFT + math.ceil(max(0.0, -MARGIN * low))
    if activation not in STRAIGHT:
        return 1.0, 0.0
    largest = max(-low, high, 1e-6)
    return 2.0 ** math.floor(math.log2(STRAIGHT[activation] / largest)), 1.0 if activation == "square" else 0.0


def passage(activation: str, scale: float, shift: float) -> Passage:
    """What such units do to what arrives."""
    if activation in HINGED or activation == "softplus":
        return Passage(1 / scale, shift)
    if activation == "tanh":
        return Passage(1 / scale, 0.0)
    if activation == "sigmoid":
        return Passage(4 / scale, 0.5)
    if activation == "square":
        return Passage(1 / (2 * shift * scale), shift**2)
    return Passage()


def standing_passage(layer: Layer) -> Passage | None:
    """What a dense layer does to what arrives, if it hands that on; None of a layer that has learned something else."""
    if layer.parameters is None or layer.parameters[0].ndim != 2:
        return None
    weight, bias = layer.parameters
    values = len(weight)
    if weight.shape[1] < values or not values:
        return None
    scale, shift = float(weight[0, 0]), float(bias[0])
    same = np.array_equal(weight[:, :values], scale * np.eye(values)) and (bias[:values] == shift).all()
    was_made = scale > 0 and math.frexp(scale)[0] == 0.5 and shift == int(shift)  # what was learned is not so round
    if not (same and was_made) or (layer.spec.activation == "square" and shift <= 0):
        return None
    return passage(layer.spec.activation, scale, shift)
