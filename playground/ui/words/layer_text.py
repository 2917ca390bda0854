"""Layers in the user's words: their activations, their sizes, what they cost."""

from __future__ import annotations

from math import prod

from PySide6.QtCore import QObject

from playground.engine.activations import ACTIVATIONS
from playground.engine.spec import LayerSpec, NetworkSpec
from playground.ui.words import formatting

ACTIVATION_TEXT = {
    "linear": "linear",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky-relu": "leaky ReLU",
    "elu": "ELU",
    "softplus": "softplus",
    "square": "square",
    "softmax": "softmax",
}
"""Names of functions are the same in every language."""
HIDDEN_ACTIVATIONS = tuple(name for name in ACTIVATIONS if name not in ("step", "softmax"))
"""The step is for display only, and the softmax is for outputs."""


class Layers(QObject):
    """The name of these texts for translators; lupdate knows a text that depends on a number only in a class's tr."""


def activation_text(name: str) -> str:
    """An activation's name in the window, as it is where there is no other."""
    return ACTIVATION_TEXT.get(name, name)


def activation(layer: LayerSpec) -> str:
    """The name of a layer's activation, empty where it has none."""
    if "activation" not in layer.limits():
        return ""
    return activation_text(layer.activation)


def dropout(rate: float, short: bool = False) -> str:
    """dropout 20 %, or where there is little room the probability: p 0.2"""
    if short:
        return f"p {formatting.shortest(rate, 1)}"
    text: str = Layers.tr("dropout {0}")  # type: ignore[arg-type, call-arg]
    return text.format(formatting.share(rate))


def units(count: int) -> str:
    """120 → 120 units"""
    if count == 1:
        return Layers.tr("1 unit")  # type: ignore[arg-type, call-arg]  # the stubs know tr as an object's method only
    text: str = Layers.tr("{0} units", None, count)  # type: ignore[arg-type]
    return text.format(formatting.integer(count))


def shape(values: tuple[int, ...]) -> str:
    """28 × 28 × 8, without spaces: 28×28×8"""
    return "×".join(formatting.integer(value) for value in values)


def dense_equivalent(spec: NetworkSpec) -> int:
    """The parameters that the same maps would need were every convolution fully connected: (inputs + 1) · outputs."""
    total = 0
    for layer, before, after, own in zip(
        spec.layers, spec.input_shapes, spec.output_shapes, spec.parameter_counts, strict=True
    ):
        has_window = len(layer.weight_shape(before) or ()) > 2
        total += (prod(before) + 1) * prod(after) if has_window else own
    return total
