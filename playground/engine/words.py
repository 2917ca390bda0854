"""Layers as words, such as "conv8x5:relu pool2 dense64:relu": on the command line and in documents."""

from __future__ import annotations

import re
from typing import Literal

from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    LayerSpec,
    MaxPool2DSpec,
    SpecError,
)

ALLOWED = "dense8, conv8x5, conv8x5s2p0, pool2, pool3s1, avgpool2, flatten, dropout0.5; dense and conv may end in :relu"

_DENSE = re.compile(r"dense(\d{1,9})(?::(\S+))?", re.ASCII)
_CONV = re.compile(r"conv(\d{1,9})x(\d{1,9})(?:s(\d{1,9}))?(?:p(\d{1,9}))?(?::(\S+))?", re.ASCII)
_POOL = re.compile(r"(avg)?pool(\d{1,9})(?:s(\d{1,9}))?", re.ASCII)
_DROPOUT = re.compile(r"dropout(\d+(?:\.\d+)?(?:e-?\d+)?)", re.ASCII)


def parse_layers(words: str) -> tuple[LayerSpec, ...]:
    """The layers that the words, separated by blanks, stand for; raises SpecError naming a bad word."""
    return tuple(_parse(word) for word in words.split())


def format_layers(layers: tuple[LayerSpec, ...]) -> str:
    """The words that parse_layers turns back into exactly these layers."""
    return " ".join(_format(layer) for layer in layers)


def _parse(word: str) -> LayerSpec:
    try:
        layer = _match(word)
    except SpecError as error:
        raise SpecError(f"{word!r}: {error}") from None
    if layer is None:
        raise SpecError(f"{word!r} is not a layer; allowed are words such as {ALLOWED}")
    return layer


def _match(word: str) -> LayerSpec | None:
    if found := _DENSE.fullmatch(word):
        return DenseSpec(int(found[1]), found[2] or "linear")
    if found := _CONV.fullmatch(word):
        padding: int | Literal["same"] = "same" if found[4] is None else int(found[4])
        return Conv2DSpec(int(found[1]), int(found[2]), int(found[3] or 1), padding, found[5] or "linear")
    if found := _POOL.fullmatch(word):
        kind = AveragePool2DSpec if found[1] else MaxPool2DSpec
        return kind(int(found[2]), int(found[3]) if found[3] else None)
    if found := _DROPOUT.fullmatch(word):
        return DropoutSpec(float(found[1]))
    return FlattenSpec() if word == "flatten" else None


def _format(layer: LayerSpec) -> str:
    match layer:
        case DenseSpec():
            return f"dense{layer.units}{_suffix(layer.activation)}"
        case Conv2DSpec():
            stride = "" if layer.stride == 1 else f"s{layer.stride}"
            padding = "" if layer.padding == "same" else f"p{layer.padding}"
            return f"conv{layer.filters}x{layer.kernel_size}{stride}{padding}{_suffix(layer.activation)}"
        case MaxPool2DSpec() | AveragePool2DSpec():
            name = "avgpool" if isinstance(layer, AveragePool2DSpec) else "pool"
            return f"{name}{layer.size}" + ("" if layer.stride is None else f"s{layer.stride}")
        case DropoutSpec():
            return f"dropout{layer.rate!r}"
        case FlattenSpec():
            return "flatten"


def _suffix(activation: str) -> str:
    return "" if activation == "linear" else f":{activation}"
