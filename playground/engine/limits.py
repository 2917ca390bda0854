"""What a value may be, declared beside it: a range or a choice, which knows its values and says what is allowed."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import fields
from numbers import Integral, Real
from typing import Any, Protocol

from playground.engine.errors import Phrase, Refusal
from playground.late_dataclass import dataclass

EXACT = 2**53
"""Up to here whole numbers are exact for every reader of JSON."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class SpecError(Refusal):
    """A layer or network that cannot be built: one sentence naming the value and saying what is allowed."""


class Allowed(Protocol):
    """What a value may be."""

    def __contains__(self, value: object) -> bool: ...

    @property
    def words(self) -> str:
        """What is allowed, as the end of a sentence that begins with 'must be' or 'is not'."""


@dataclass(frozen=True)
class Range:
    """Numbers from `least` to `most`, or a value in `besides`.

    above, below: the least or the most itself is not allowed; one of them at most. whole: no number in between.
    """

    least: float
    most: float = math.inf
    above: bool = False
    below: bool = False
    whole: bool = False
    besides: tuple[object, ...] = ()

    def __contains__(self, value: object) -> bool:
        return value in self.besides or self._holds(value)

    @property
    def words(self) -> str:
        numbers = self._numbers
        others = " or ".join(f'"{word}"' for word in self.besides if isinstance(word, str))
        return Phrase("{others} or {numbers}", others=others, numbers=numbers) if others else numbers

    def _holds(self, value: Any) -> bool:
        if isinstance(value, bool) or not issubclass(type(value), Integral if self.whole else Real):
            return False
        is_high = self.least < value if self.above else self.least <= value
        is_low = value < self.most if self.below else value <= self.most
        return bool(is_high and is_low)

    @property
    def _numbers(self) -> str:
        least, most = written(self.least), written(self.most)
        if self.most == math.inf and self.whole:
            return Phrase("a whole number of at least {least}", least=least)
        if self.most == math.inf:
            return Phrase("at least {least}", least=least)
        if self.above:
            return Phrase("above {least} and at most {most}", least=least, most=most)
        if self.below:
            return Phrase("at least {least} and below {most}", least=least, most=most)
        if self.whole:
            return Phrase("a whole number between {least} and {most}", least=least, most=most)
        return Phrase("between {least} and {most}", least=least, most=most)


@dataclass(frozen=True)
class Choices:
    """One of some names; `optional`: or None, for what follows by itself."""

    names: Collection[str]
    optional: bool = False

    def __contains__(self, value: object) -> bool:
        return value in self.names if isinstance(value, str) else self.optional and value is None

    @property
    def words(self) -> str:
        return Phrase("one of {names}", names=", ".join(self.names))


COUNT = Range(1, whole=True)


@dataclass(frozen=True)
class Limit:
    """What a value with a name may be. name: what a message calls it, such as "the stride": a literal that translators
    get to see; with Choices without an article."""

    name: str
    allowed: Allowed

    def check(self, value: object, error: type[Refusal] = SpecError) -> None:
        """Raises SpecError, or another refusal, for a value that is not allowed."""
        allowed, name = self.allowed, Phrase(self.name)
        if value in allowed:
            return
        if isinstance(allowed, Choices):
            names = ", ".join(allowed.names)
            raise error("unknown {name} {value!r}; allowed are {names}", name=name, value=value, names=names)
        raise error("{name} must be {allowed}, not {value!r}", name=name, allowed=allowed.words, value=value)


def within(limit: Limit) -> dict[str, Limit]:
    """The metadata of a dataclass's field that has a limit: field(metadata=within(…))."""
    return {"limit": limit}


def limits_of(kind: Any) -> dict[str, Limit]:
    """The limit of each field of a dataclass that has one, by the field's name."""
    return {field.name: field.metadata["limit"] for field in fields(kind) if "limit" in field.metadata}


def written(value: float) -> str:
    """A limit as people read it: 10,000 or 0.5, and 10³⁰ of what has no exact digits any more."""
    if not math.isfinite(value) or value != int(value):
        return f"{value:g}"
    if abs(value) <= EXACT:
        return f"{value:,.0f}"
    factor, _, exponent = f"{value:e}".partition("e")
    power = f"10{exponent.lstrip('+').translate(RAISED)}"
    return {1.0: power, -1.0: f"−{power}"}.get(float(factor), f"{float(factor):g} · {power}")
