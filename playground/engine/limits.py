"""What a value may be, declared beside it: a range or a choice, which checks it and says what is allowed."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from playground.engine.errors import Phrase, Refusal


class SpecError(Refusal):
    """A layer or network that cannot be built: one sentence naming the value and saying what is allowed."""


@dataclass(frozen=True)
class Range:
    """Numbers from `least` on and smaller than `below`: whole ones, unless `whole` is False, or a value in `besides`.

    name: what a message calls the value, such as "the stride": a literal that translators get to see.
    """

    name: str
    least: float = 1
    below: float = math.inf
    whole: bool = True
    besides: tuple[object, ...] = ()

    @property
    def allowed(self) -> str:
        """The numbers that are allowed, as a message says it."""
        if self.below == math.inf and self.whole:
            return Phrase("a whole number of at least {least:g}", least=self.least)
        if self.below == math.inf:
            return Phrase("at least {least:g}", least=self.least)
        if self.whole:
            return Phrase(
                "a whole number of at least {least:g} and below {below:g}", least=self.least, below=self.below
            )
        return Phrase("at least {least:g} and below {below:g}", least=self.least, below=self.below)

    def check(self, value: object) -> None:
        """Raises SpecError for a value that is not allowed."""
        if value in self.besides or self._holds(value):
            return
        said = {"name": Phrase(self.name), "allowed": self.allowed, "value": value}
        words = ", ".join(word for word in self.besides if isinstance(word, str))
        if words:
            raise SpecError('{name}, unless it is "{words}", must be {allowed}, not {value!r}', **said, words=words)
        raise SpecError("{name} must be {allowed}, not {value!r}", **said)

    def _holds(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return self.least <= value < self.below and (isinstance(value, int) or not self.whole)


@dataclass(frozen=True)
class Choice:
    """One of some names. name: what a message calls the value, such as "activation"."""

    name: str
    names: Collection[str]

    def check(self, value: object) -> None:
        """Raises SpecError for a value that is not allowed."""
        if value not in self.names:
            names = ", ".join(self.names)
            raise SpecError("unknown {name} {value!r}; allowed are {names}", name=self.name, value=value, names=names)


Limit = Range | Choice


def within(limit: Limit) -> dict[str, Limit]:
    """The metadata of a dataclass's field that has a limit: field(metadata=within(…))."""
    return {"limit": limit}


def limits_of(kind: Any) -> dict[str, Limit]:
    """The limit of each field of a dataclass that has one, by the field's name."""
    return {field.name: field.metadata["limit"] for field in fields(kind) if "limit" in field.metadata}
