"""The window's one table of layer kinds: what each is called, what its editor offers, how a new one begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication

from playground.engine.layer_kinds import LAYERS
from playground.engine.layer_spec import LayerSpec, Shape
from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    MaxPool2DSpec,
    NetworkSpec,
)
from playground.late_dataclass import dataclass
from playground.ui.words import formatting
from playground.ui.words.layer_settings import (
    KindSetting,
    Listed,
    Setting,
    listed,
    settings_from_limits,
    stepped,
)
from playground.ui.words.layer_text import HIDDEN_ACTIVATIONS, activation_text

# The window offers less than would be allowed, where more would be slow or of no use.
MAX_FILTERS, MAX_KERNEL, MAX_STRIDE, MAX_PADDING, MAX_DILATION, MAX_UNITS, MAX_POOL = 256, 15, 4, 7, 4, 4096, 16
RATES = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)

translate = QCoreApplication.translate


@dataclass(frozen=True)
class LayerKind:
    """A row. Texts are asked for when they are shown, in the language that the window speaks then.

    name: in strips and tables, such as Conv; entry: in menus, such as Convolution; title: a layer's name with its size;
    settings: what its editor offers; new: one to insert where values of a shape arrive, as wide as these where that can
    be chosen, so that it can start as the identity; shows_maps: whether what it hands on is worth a picture;
    in_menus: whether menus offer it; in_diagram: whether the diagram of a network can show it.
    """

    name: Callable[[], str]
    entry: Callable[[], str]
    title: Callable[[Any], str]
    settings: Callable[[], tuple[Setting, ...]]
    new: Callable[[Shape], LayerSpec]
    shows_maps: bool = True
    in_menus: bool = True
    in_diagram: bool = False


def _convolution() -> tuple[Setting, ...]:
    return (
        Setting(
            "filters",
            translate("Layers", "Kernels"),
            translate("Layers", "Number of kernels W, one map for each"),
            stepped(Conv2DSpec, "filters", MAX_FILTERS),
        ),
        Setting(
            "kernel_size",
            translate("Layers", "Size"),
            translate("Layers", "Rows and columns of a kernel W"),
            listed(Conv2DSpec, "kernel_size", MAX_KERNEL, _square),
        ),
        Setting(
            "stride",
            translate("Layers", "Stride"),
            translate("Layers", "How far the kernel W moves from one output value to the next"),
            listed(Conv2DSpec, "stride", MAX_STRIDE),
        ),
        Setting(
            "padding",
            translate("Layers", "Padding"),
            translate("Layers", "Zeros around the map h; “same” keeps its size at stride 1"),
            listed(Conv2DSpec, "padding", MAX_PADDING, _padding),
        ),
        Setting(
            "dilation",
            translate("Layers", "Dilation"),
            translate("Layers", "How far apart the weights of a kernel W lie; 1: side by side"),
            listed(Conv2DSpec, "dilation", MAX_DILATION),
        ),
        _activation(),
    )


def _dense() -> tuple[Setting, ...]:
    return (
        Setting(
            "units",
            translate("Layers", "Units"),
            translate("Layers", "Number of units: rows of W and values of b"),
            stepped(DenseSpec, "units", MAX_UNITS),
        ),
        _activation(),
    )


def _pool() -> tuple[Setting, ...]:
    kinds = {MaxPool2DSpec: translate("Layers", "largest"), AveragePool2DSpec: translate("Layers", "mean")}
    return (
        KindSetting(
            "kind",
            translate("Layers", "Kind"),
            translate("Layers", "What is kept of every window of h: the largest value or the mean"),
            Listed(tuple(kinds), lambda kind: kinds[kind]),
        ),
        Setting(
            "size",
            translate("Layers", "Size"),
            translate("Layers", "Rows and columns z of a window"),
            listed(MaxPool2DSpec, "size", MAX_POOL, _square),
        ),
        Setting(
            "stride",
            translate("Layers", "Stride"),
            translate("Layers", "Distance between windows; “size” puts them side by side"),
            listed(MaxPool2DSpec, "stride", MAX_POOL, _distance),
        ),
    )


def _dropout() -> tuple[Setting, ...]:
    return (
        Setting(
            "rate",
            translate("Layers", "Dropped share"),
            translate("Layers", "The share of values h that is set to 0 at random while training"),
            Listed(RATES, formatting.share),
        ),
    )


def _activation() -> Setting:
    return Setting(
        "activation",
        translate("Layers", "Activation"),
        translate("Layers", "The activation function g in h = g(a)"),
        Listed(HIDDEN_ACTIVATIONS, activation_text),
    )


def _square(side: int) -> str:
    return f"{side} × {side}"


def _padding(value: int | str) -> str:
    return translate("Layers", "same") if value == "same" else str(value)


def _distance(value: int | None) -> str:
    return translate("Layers", "size") if value is None else str(value)


LAYER_KINDS: dict[type[LayerSpec], LayerKind] = {
    Conv2DSpec: LayerKind(
        name=lambda: translate("Layers", "Conv"),
        entry=lambda: translate("Layers", "Convolution"),
        title=lambda layer: translate("Layers", "Conv {0}×{0} · {1}").format(layer.kernel_size, layer.filters),
        settings=_convolution,
        new=lambda shape: Conv2DSpec(shape[-1] if shape[-1] > 3 else 8, 3, activation="relu"),
    ),
    MaxPool2DSpec: LayerKind(
        name=lambda: translate("Layers", "Max-pool"),
        entry=lambda: translate("Layers", "Max-pooling"),
        title=lambda layer: translate("Layers", "Max-pool {0}").format(layer.size),
        settings=_pool,
        new=lambda _: MaxPool2DSpec(2),
    ),
    AveragePool2DSpec: LayerKind(
        name=lambda: translate("Layers", "Average pool"),
        entry=lambda: translate("Layers", "Average pooling"),
        title=lambda layer: translate("Layers", "Average pool {0}").format(layer.size),
        settings=_pool,
        new=lambda _: AveragePool2DSpec(2),
    ),
    DenseSpec: LayerKind(
        name=lambda: translate("Layers", "Dense"),
        entry=lambda: translate("Layers", "Dense"),
        title=lambda layer: translate("Layers", "Dense {0}").format(layer.units),
        settings=_dense,
        new=lambda shape: DenseSpec(shape[0] if len(shape) == 1 else 32, "relu"),
        in_diagram=True,
    ),
    DropoutSpec: LayerKind(
        name=lambda: translate("Layers", "Dropout"),
        entry=lambda: translate("Layers", "Dropout"),
        title=lambda layer: translate("Layers", "Dropout {0}").format(formatting.share(layer.rate)),
        settings=_dropout,
        new=lambda _: DropoutSpec(0.25),
        shows_maps=False,
        in_diagram=True,
    ),
    FlattenSpec: LayerKind(
        name=lambda: translate("Layers", "Flatten"),
        entry=lambda: translate("Layers", "Flatten"),
        title=lambda _: translate("Layers", "Flatten"),
        settings=tuple,
        new=lambda _: FlattenSpec(),
        shows_maps=False,
        in_menus=False,
    ),
}
"""In the order in which menus offer them. A kind that has no row is called and edited by what its class says."""


def kind_of(layer: LayerSpec) -> LayerKind:
    """The row of a layer's kind."""
    return row_of(type(layer))


def row_of(kind: type[LayerSpec]) -> LayerKind:
    """The row of a kind of layer."""
    return LAYER_KINDS.get(kind) or _row_from_class(kind)


def key_of(kind: type[LayerSpec]) -> str:
    """What a kind is called in commands and as a control."""
    return next((key for key, found in LAYERS.items() if found is kind), kind.__name__)


def insertable() -> dict[str, type[LayerSpec]]:
    """The kinds that menus offer, by their key: those of the table, then those without a row."""
    there = [kind for kind in LAYER_KINDS if kind in LAYERS.values()]
    others = [kind for kind in LAYERS.values() if kind not in LAYER_KINDS]
    return {key_of(kind): kind for kind in (*there, *others) if row_of(kind).in_menus}


def numbered(spec: NetworkSpec) -> tuple[str, ...]:
    """What each layer is called when there are several of a kind: Conv 1, Max-pool 1, Conv 2, …, Output"""
    seen: dict[str, int] = {}
    names = []
    for layer in spec.layers[:-1]:
        name = kind_of(layer).name()
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} {seen[name]}")
    return (*names, translate("Layers", "Output"))


@cache
def _row_from_class(kind: type[LayerSpec]) -> LayerKind:
    """What the class itself says: its name, its fields with their limits, the plainest of its words."""
    name = key_of(kind).capitalize()

    def title(layer: LayerSpec) -> str:
        values = (getattr(layer, field.name) for field in fields(layer) if field.name != "activation")
        told = (value for value in values if value is not None and not isinstance(value, bool))
        return " ".join((name, *(f"{value:g}" if isinstance(value, float) else str(value) for value in told)))

    def new(_: Shape) -> LayerSpec:
        layer = kind.parse(kind.examples[0])
        assert layer is not None
        return layer

    return LayerKind(
        name=lambda: name,
        entry=lambda: name,
        title=title,
        settings=lambda: settings_from_limits(kind),
        new=new,
        shows_maps=not kind.only_reshapes,
    )
