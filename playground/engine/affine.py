"""Linear is linear: layers without an activation between them, as the one affine map that they are together."""

from __future__ import annotations

import numpy as np

from playground.engine.activations import ACTIVATIONS, Array
from playground.engine.layer_kinds import DenseSpec
from playground.engine.layer_spec import LayerSpec
from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class AffineMap:
    """h ↦ g(W h + b), in float64: weight W (units, inputs), bias b (units,), activation g.

    layers: the numbers of the network's layers with weights, from 1, whose product it is.
    """

    layers: tuple[int, ...]
    weight: Array
    bias: Array
    activation: str

    def __call__(self, h: Array) -> Array:
        """The answers (n, units) to h (n, inputs)."""
        return ACTIVATIONS[self.activation].function(h @ self.weight.T + self.bias)


def affine_maps(spec: NetworkSpec, theta: Array) -> tuple[AffineMap, ...] | None:
    """The fewest layers that answer what the network with weights θ (parameters,) answers.

    A layer with a linear activation is one with the layer behind it; dropout leaves nothing out where nothing is
    learned. None of a network with layers of other kinds.
    """
    if not _is_dense(spec):
        return None
    maps: list[AffineMap] = []
    pairs = [pair for pair in spec.split(np.asarray(theta, np.float64)) if pair is not None]
    for number, (layer, (weight, bias)) in enumerate(zip(_learning(spec), pairs, strict=True), 1):
        single = AffineMap((number,), weight.T, bias, layer.activation)
        is_open = maps and maps[-1].activation == "linear"
        maps.append(_behind(single, maps.pop()) if is_open else single)
    return tuple(maps)


def folds(spec: NetworkSpec) -> bool:
    """Whether fewer layers would answer the same."""
    return _is_dense(spec) and any(layer.activation == "linear" for layer in _learning(spec)[:-1])


def _behind(layer: AffineMap, before: AffineMap) -> AffineMap:
    """W₂ (W₁ h + b₁) + b₂ = W₂ W₁ h + (W₂ b₁ + b₂)."""
    weight, bias = layer.weight @ before.weight, layer.weight @ before.bias + layer.bias
    return AffineMap((*before.layers, *layer.layers), weight, bias, layer.activation)


def _learning(spec: NetworkSpec) -> list[LayerSpec]:
    return [layer for layer in spec.layers if layer.dropout_rate is None]


def _is_dense(spec: NetworkSpec) -> bool:
    return all(isinstance(layer, DenseSpec) for layer in _learning(spec))
