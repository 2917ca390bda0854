"""What an editor offers of a layer's fields: written out for a kind that the window knows, else from its limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from playground.engine import limits
from playground.engine.errors import Phrase
from playground.engine.layer_spec import LayerSpec
from playground.late_dataclass import dataclass
from playground.ui.words import ranges
from playground.ui.words.layer_text import HIDDEN_ACTIVATIONS, activation_text
from playground.ui.words.refusals import sentence

MOST = 4096
"""As far as the buttons of a number go that has no end of its own."""
MOST_LISTED = 16
"""As far as a list of numbers goes that has none."""


@dataclass(frozen=True)
class Stepped:
    """A whole number between minus and plus."""

    least: int
    most: int


@dataclass(frozen=True)
class Listed:
    """Values in a drop-down list, and what each is called there; another one that a file brings joins them."""

    values: tuple[Any, ...]
    text: Callable[[Any], str] = str


@dataclass(frozen=True)
class Typed:
    """A number to be typed."""

    allowed: limits.Range


@dataclass(frozen=True)
class Switched:
    """Yes or no."""


@dataclass(frozen=True)
class Setting:
    """One field of a layer in the editor: what it is called, and how its values are offered."""

    field: str
    label: str
    tooltip: str
    offer: Stepped | Listed | Typed | Switched

    def value(self, layer: LayerSpec) -> Any:
        """What a layer has chosen."""
        return getattr(layer, self.field)

    def changed(self, layer: LayerSpec, value: Any) -> LayerSpec:
        """The layer with another choice; SpecError where that is not allowed."""
        return replace(layer, **{self.field: value})


@dataclass(frozen=True)
class KindSetting(Setting):
    """Which of some kinds with the same fields a layer is."""

    def value(self, layer: LayerSpec) -> Any:
        return type(layer)

    def changed(self, layer: LayerSpec, value: Any) -> LayerSpec:
        changed: LayerSpec = value(**{field.name: getattr(layer, field.name) for field in fields(layer)})
        return changed


def stepped(kind: type[LayerSpec], field: str, most: int) -> Stepped:
    """A field's numbers from the least that is allowed, as far as is worth offering."""
    return Stepped(int(_range(kind, field).least), most)


def listed(kind: type[LayerSpec], field: str, most: int, text: Callable[[Any], str] = str) -> Listed:
    """A field's words, then its numbers from the least that is allowed, as far as is worth offering."""
    allowed = _range(kind, field)
    return Listed((*allowed.besides, *range(int(allowed.least), most + 1)), text)


def settings_from_limits(kind: type[LayerSpec]) -> tuple[Setting, ...]:
    """A setting for every field that has a limit or is a flag, in order."""
    found = []
    for field in fields(kind):
        limit = kind.limits().get(field.name)
        allowed = None if limit is None else limit.allowed
        offer, label = _offer(allowed, field.name, field.default), field.name.replace("_", " ").capitalize()
        if offer is not None:
            found.append(Setting(field.name, label, label if limit is None else _hint(limit), offer))
    return tuple(found)


def _range(kind: type[LayerSpec], field: str) -> limits.Range:
    allowed = kind.limits()[field].allowed
    assert isinstance(allowed, limits.Range)
    return allowed


def _offer(allowed: limits.Allowed | None, name: str, default: object) -> Stepped | Listed | Typed | Switched | None:
    match allowed:
        case limits.Choices() if name == "activation":
            return Listed(HIDDEN_ACTIVATIONS, activation_text)
        case limits.Choices():
            return Listed(tuple(allowed.names))
        case limits.Range(whole=True, besides=()):
            return Stepped(int(allowed.least), int(min(allowed.most - allowed.below, MOST)))
        case limits.Range(whole=True):
            most = int(min(allowed.most - allowed.below, allowed.least + MOST_LISTED - 1))
            numbers = range(int(allowed.least), most + 1)
            return Listed((*allowed.besides, *numbers), lambda value: "–" if value is None else str(value))
        case limits.Range():
            return Typed(allowed)
    return Switched() if isinstance(default, bool) else None


def _hint(limit: limits.Limit) -> str:
    name = sentence(Phrase(limit.name))
    name = name[:1].upper() + name[1:]
    return f"{name}: {ranges.allowed_text(limit.allowed)}" if isinstance(limit.allowed, limits.Range) else name
