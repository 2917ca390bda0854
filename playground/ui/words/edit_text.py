"""The edits that a curve remembers, in the user's words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from playground.engine.errors import Phrase
from playground.training.snapshot import EditMark
from playground.ui.words import formatting
from playground.ui.words.choice_text import NAMES, choice_text
from playground.ui.words.feature_text import feature_text
from playground.ui.words.layer_text import activation_text
from playground.ui.words.refusals import sentence
from playground.ui.words.set_text import set_text

translate = QCoreApplication.translate


def edit_text(mark: EditMark) -> str:
    """An edit: learning rate 0.1 → 0.03"""
    whole = WHOLE.get(mark.setting)
    told = whole(mark.old, mark.new) if whole else ""
    if told:
        return told
    write = VALUES.get(mark.setting, _number)
    if mark.setting in NAMES:
        old, new = choice_text(mark.setting, mark.old), choice_text(mark.setting, mark.new)
    else:
        old, new = write(mark.old), write(mark.new)
    return f"{sentence(Phrase(mark.setting))} {old or formatting.NOTHING} → {new or formatting.NOTHING}"


def _layer_text(before: str, after: str) -> str:
    """What became of the one hidden layer that was added, removed or changed; empty where it was more than one."""
    old, new = (told.split("-") if told else [] for told in (before, after))
    same = next((k for k, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    first = min(len(old), len(new)) if same is None else same
    number = formatting.integer(first + 1)
    if old[:first] + old[first + 1 :] == new:
        return translate("EditMarks", "layer {0} removed").format(number)
    if new[:first] + new[first + 1 :] == old:
        return translate("EditMarks", "layer {0} added").format(number)
    if old[first + 1 :] == new[first + 1 :]:
        return translate("EditMarks", "layer {0}: {1} → {2}").format(number, old[first], new[first])
    return ""


def _dropout_text(before: str, after: str) -> str:
    """Where the share changed that is dropped; empty where it was in more than one place."""
    old, new = before.split(", "), after.split(", ")
    places = [k for k, (one, other) in enumerate(zip(old, new, strict=False)) if one != other]
    if len(old) != len(new) or len(places) != 1:
        return ""
    (place,) = places
    shares = (_dropped(old[place]), _dropped(new[place]))
    if place == 0:
        return translate("EditMarks", "dropout of the input: {0} → {1}").format(*shares)
    return translate("EditMarks", "dropout behind layer {0}: {1} → {2}").format(formatting.integer(place), *shares)


def _dropped(told: str) -> str:
    return " + ".join(_share(rate) for rate in told.split("+"))


def _number(told: str) -> str:
    """A number as the window writes it; anything else as it is told."""
    return told.replace("-", formatting.MINUS) if formatting.parse(told) is not None else told


def _share(told: str) -> str:
    share = formatting.parse(told)
    return told if share is None else formatting.share(share)


def _each(write: Callable[[str], str]) -> Callable[[str], str]:
    return lambda told: ", ".join(write(name) for name in told.split(", ")) if told else ""


VALUES: dict[str, Callable[[str], str]] = {
    "data": set_text,
    "dropout": _each(_dropped),
    "features": _each(feature_text),
    "inputs": _each(feature_text),
    "activations": _each(activation_text),
    "noise": _share,
    "label noise": _share,
    "outliers": _share,
    "training share": _share,
    "stop at accuracy": _share,
    "output activation": activation_text,
}
"""What the rows call an edit → how its values, as the rows tell them, are written here; others are numbers."""

WHOLE: dict[str, Callable[[str, str], str]] = {
    "hidden layers": _layer_text,
    "dropout": _dropout_text,
    "weights": lambda old, new: translate("EditMarks", "weights put in by hand"),
    "points changed": lambda old, new: translate("EditMarks", "points changed"),
}
"""What the rows call an edit → what it is called itself, where the values before and after say more together."""
