"""The edits that a curve remembers, in the user's words."""

from __future__ import annotations

from collections.abc import Callable

from playground.engine.errors import Phrase
from playground.training.snapshot import EditMark
from playground.ui.words import formatting
from playground.ui.words.choice_text import NAMES, choice_text
from playground.ui.words.feature_text import feature_text
from playground.ui.words.layer_text import activation_text
from playground.ui.words.refusals import sentence
from playground.ui.words.set_text import set_text


def edit_text(mark: EditMark) -> str:
    """An edit: learning rate 0.1 → 0.03"""
    write = VALUES.get(mark.setting, _number)
    if mark.setting in NAMES:
        old, new = choice_text(mark.setting, mark.old), choice_text(mark.setting, mark.new)
    else:
        old, new = write(mark.old), write(mark.new)
    return f"{sentence(Phrase(mark.setting))} {old or formatting.NOTHING} → {new or formatting.NOTHING}"


def _number(told: str) -> str:
    """A number as the window writes it; anything else as it is told."""
    return told.replace("-", formatting.MINUS) if formatting.parse(told) is not None else told


def _share(told: str) -> str:
    share = formatting.parse(told)
    return told if share is None else formatting.shortest(100 * share, 1) + formatting.SPACE + "%"


def _each(write: Callable[[str], str]) -> Callable[[str], str]:
    return lambda told: ", ".join(write(name) for name in told.split(", ")) if told else ""


VALUES: dict[str, Callable[[str], str]] = {
    "data": set_text,
    "features": _each(feature_text),
    "activations": _each(activation_text),
    "noise": _share,
    "training share": _share,
}
"""What the rows call an edit → how its values, as the rows tell them, are written here; others are numbers."""
