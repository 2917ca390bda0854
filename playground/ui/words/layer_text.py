"""Layers in the user's words: their names, their activations, what they cost."""

from __future__ import annotations

from math import prod

from PySide6.QtCore import QCoreApplication, QObject

from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    LayerSpec,
    MaxPool2DSpec,
    NetworkSpec,
)
from playground.ui.words import formatting

ACTIVATION_TEXT = {
    "linear": "linear",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky-relu": "leaky ReLU",
    "elu": "ELU",
    "softplus": "softplus",
    "softmax": "softmax",
}
"""Names of functions are the same in every language."""
HIDDEN_ACTIVATIONS = tuple(name for name in ACTIVATION_TEXT if name != "softmax")

translate = QCoreApplication.translate


class Layers(QObject):
    """The name of these texts for translators; lupdate knows a text that depends on a number only in a class's tr."""


def kind(layer: LayerSpec) -> str:
    """The name of a layer's kind."""
    match layer:
        case DenseSpec():
            return translate("Layers", "Dense")
        case Conv2DSpec():
            return translate("Layers", "Conv")
        case MaxPool2DSpec():
            return translate("Layers", "Max-pool")
        case AveragePool2DSpec():
            return translate("Layers", "Average pool")
        case FlattenSpec():
            return translate("Layers", "Flatten")
        case DropoutSpec():
            return translate("Layers", "Dropout")


def title(layer: LayerSpec) -> str:
    """A layer's kind and its size: Conv 5×5 · 8"""
    match layer:
        case DenseSpec():
            return translate("Layers", "Dense {0}").format(layer.units)
        case Conv2DSpec():
            return translate("Layers", "Conv {0}×{0} · {1}").format(layer.kernel_size, layer.filters)
        case MaxPool2DSpec() | AveragePool2DSpec():
            return f"{kind(layer)} {layer.size}"
        case DropoutSpec():
            return translate("Layers", "Dropout {0}").format(formatting.percent(layer.rate))
        case FlattenSpec():
            return kind(layer)


def activation_text(name: str) -> str:
    """An activation's name in the window, as it is where there is no other."""
    return ACTIVATION_TEXT.get(name, name)


def activation(layer: LayerSpec) -> str:
    """The name of a layer's activation, empty where it has none."""
    if "activation" not in layer.limits():
        return ""
    return activation_text(layer.activation)


def numbered(spec: NetworkSpec) -> tuple[str, ...]:
    """What each layer is called when there are several of a kind: Conv 1, Max-pool 1, Conv 2, …, Output"""
    seen: dict[str, int] = {}
    names = []
    for layer in spec.layers[:-1]:
        name = kind(layer)
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} {seen[name]}")
    return (*names, translate("Layers", "Output"))


def units(count: int) -> str:
    """120 → 120 units"""
    if count == 1:
        return Layers.tr("1 unit")
    return Layers.tr("{0} units", None, count).format(formatting.integer(count))


def shape(values: tuple[int, ...]) -> str:
    """28 × 28 × 8, without spaces: 28×28×8"""
    return "×".join(formatting.integer(value) for value in values)


def dense_equivalent(spec: NetworkSpec) -> int:
    """The parameters that the same maps would need were every convolution fully connected: (inputs + 1) · outputs."""
    total = 0
    for layer, before, after, own in zip(
        spec.layers, spec.input_shapes, spec.output_shapes, spec.parameter_counts, strict=True
    ):
        total += (prod(before) + 1) * prod(after) if isinstance(layer, Conv2DSpec) else own
    return total
