"""Layers as words, such as "conv8x5:relu pool2 dense64:relu": on the command line and in documents."""

from __future__ import annotations

from playground.engine.layer_kinds import LAYERS
from playground.engine.layer_spec import LayerSpec
from playground.engine.limits import SpecError


def parse_layers(words: str) -> tuple[LayerSpec, ...]:
    """The layers that the words, separated by blanks, stand for; raises SpecError naming a bad word."""
    return tuple(_parse(word) for word in words.split())


def format_layers(layers: tuple[LayerSpec, ...]) -> str:
    """The words that parse_layers turns back into exactly these layers."""
    return " ".join(layer.word for layer in layers)


def allowed_words() -> str:
    """What a message says of the words that there are."""
    words = ", ".join(word for kind in LAYERS.values() for word in kind.examples)
    activated = " and ".join(name for name, kind in LAYERS.items() if "activation" in kind.limits())
    return f"{words}; {activated} may end in :relu"


def _parse(word: str) -> LayerSpec:
    try:
        layer = next((found for kind in LAYERS.values() if (found := kind.parse(word)) is not None), None)
    except SpecError as error:
        raise SpecError("{word!r}: {reason}", word=word, reason=error) from None
    if layer is None:
        raise SpecError("{word!r} is not a layer; allowed are words such as {words}", word=word, words=allowed_words())
    return layer
