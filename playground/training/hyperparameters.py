"""One row for every value that can be chosen: what is allowed, what changing it renews, what it is called."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from enum import Flag, auto
from functools import cache
from typing import Any

from playground.engine.errors import Phrase, Refusal
from playground.engine.limits import EXACT, Allowed, Choices, Range
from playground.late_dataclass import dataclass


class ExperimentError(Refusal):
    """A value of an experiment is not allowed; the message names it and says what is."""


class Renewal(Flag):
    """What has to be made anew after an edit; everything else goes on, weights first of all."""

    NOTHING = 0
    BATCHES = auto()
    OPTIMIZER = auto()
    NETWORK = auto()
    EVERYTHING = auto()


@dataclass(frozen=True)
class Anything:
    """Values that are checked elsewhere: by their own type, or together with others."""

    words = ""

    def __contains__(self, value: object) -> bool:
        return True


SEEDS = Range(0, EXACT, whole=True)


def next_seed(seed: int) -> int:
    """Another seed: the one after it, or after the last the first."""
    return (seed + 1) % (int(SEEDS.most) + 1)


Telling = tuple[str, Callable[[Any], str]]
"""What an edit is called on a loss curve, and how a value is told there."""


@dataclass(frozen=True)
class Hyperparameter:
    """One row. `title` is what messages call it; like those of `told`, a literal that translators get to see.

    tellings: how the loss curve tells of an edit: by the first whose words changed; none for what leaves no mark.
    anew: another curve begins where it is edited, since what is measured is something else.
    option: its name on the command line, `unit` what stands for the value in the help; empty where it has none.
    models: the kinds of model that heed it, by name; empty where all of them do.
    name: its field, which is its name in documents too.
    """

    title: str
    allowed: Allowed
    renews: Renewal
    tellings: tuple[Telling, ...] = ()
    option: str = ""
    unit: str = ""
    help: str = ""
    models: tuple[str, ...] = ()
    anew: bool = False
    name: str = ""

    @property
    def range(self) -> Range:
        """The numbers that are allowed, of a row of numbers."""
        assert isinstance(self.allowed, Range), self.name
        return self.allowed

    @property
    def choices(self) -> Choices:
        """The names that are allowed, of a row of names."""
        assert isinstance(self.allowed, Choices), self.name
        return self.allowed

    def concerns(self, model: str) -> bool:
        """Whether a kind of model heeds it."""
        return not self.models or model in self.models


def chosen(default: Any, row: Hyperparameter) -> Any:
    """The field of a dataclass that such a row describes."""
    return dataclasses.field(default=default, metadata={Hyperparameter: row})


@cache
def rows(kind: Any) -> dict[str, Hyperparameter]:
    """The rows of a frozen dataclass, by field, in order; TypeError where a field has none."""
    found = {}
    for field in dataclasses.fields(kind):
        row = field.metadata.get(Hyperparameter)
        if row is None:
            raise TypeError(f"{kind.__name__}.{field.name} has no row: make the field with `chosen`")
        found[field.name] = dataclasses.replace(row, name=field.name)
    return found


def check(value: object) -> None:
    """Raises ExperimentError for the first field of a value that is not allowed."""
    kind: Any = type(value)
    for name, row in rows(kind).items():
        found = getattr(value, name)
        if found not in row.allowed:
            shown = repr(found) if isinstance(found, str) else found
            reason = Phrase("{value} is not {allowed}", value=shown, allowed=row.allowed.words)
            raise ExperimentError("{title}: {reason}", title=Phrase(row.title), reason=reason)


def changed(old: object, new: object) -> Sequence[Hyperparameter]:
    """The rows of the fields in which two values of one type differ."""
    kind: Any = type(new)
    return [row for name, row in rows(kind).items() if getattr(old, name) != getattr(new, name)]


def plain(value: float) -> str:
    """A number as a loss curve tells it."""
    return f"{value:g}"


def plain_or_none(value: float | None) -> str:
    """A number as a loss curve tells it, which may be none."""
    return "" if value is None else plain(value)


def told(title: str, words: Callable[[Any], str] = str) -> tuple[Telling, ...]:
    """A mark of an edit under one title."""
    return ((title, words),)
