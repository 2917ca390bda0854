"""The few fields that are not stored as their type hints say: values told by their kind, and layers as words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from playground.engine.errors import Phrase
from playground.engine.spec import LayerSpec, SpecError
from playground.engine.words import format_layers, parse_layers
from playground.training.experiment import Experiment
from playground.training.kinds import DATA_KINDS, MODEL_KINDS, SETTINGS_KINDS, KindTable

if TYPE_CHECKING:
    from playground.document.codec import Decoder, Encoder

MAX_LAYERS = 200


class Hook(Protocol):
    """How one field is stored, both ways."""

    def encode(self, encoder: Encoder, value: Any, path: str) -> Any:
        """The value as JSON."""

    def decode(self, decoder: Decoder, value: Any, path: str) -> Any:
        """The value that JSON stands for; DocumentError when it is not allowed."""


class Kinds:
    """An object that names its kind, which is looked up in an open table."""

    def __init__(self, kinds: KindTable[Any]) -> None:
        self._kinds = kinds

    def encode(self, encoder: Encoder, value: Any, path: str) -> Any:
        return {"kind": self._kinds.name_of(value), **encoder.object(value, path)}

    def decode(self, decoder: Decoder, value: Any, path: str) -> Any:
        fields = dict(decoder.named_fields(value, path))
        if "kind" not in fields:
            raise decoder.missing(f"{path}.kind")
        kind = decoder.one_of(self._kinds, fields.pop("kind"), f"{path}.kind")
        return decoder.object(self._kinds[kind], fields, path)


class LayerWords:
    """Hidden layers as words, such as "conv8x5:relu pool2 dense64:relu"."""

    def encode(self, encoder: Encoder, value: tuple[LayerSpec, ...], path: str) -> str:
        return format_layers(value)

    def decode(self, decoder: Decoder, value: Any, path: str) -> tuple[LayerSpec, ...]:
        try:
            layers = parse_layers(decoder.text(value, path))
        except SpecError as error:
            raise decoder.error(path, error) from None
        if len(layers) > MAX_LAYERS:
            raise decoder.error(path, Phrase("{count} layers; allowed are {most}", count=len(layers), most=MAX_LAYERS))
        return layers


HOOKS: dict[tuple[type, str], Hook] = {
    (Experiment, "data"): Kinds(DATA_KINDS),
    (Experiment, "model"): Kinds(MODEL_KINDS),
    (Experiment, "training"): Kinds(SETTINGS_KINDS),
}
"""By class and field; a class that inherits the field inherits its hook."""
HINTED: dict[object, Hook] = {tuple[LayerSpec, ...]: LayerWords()}
"""By type hint, in whatever class."""


def hook_of(cls: type, name: str, hint: Any) -> Hook | None:
    """How a field of a class is stored, where it is not simply as its type hint says."""
    return next((HOOKS[base, name] for base in cls.__mro__ if (base, name) in HOOKS), HINTED.get(hint))
