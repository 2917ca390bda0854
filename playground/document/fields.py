"""Checks for values read from JSON: each names the field by its path and says what is allowed there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np

from playground.document.document import DocumentError

T = TypeVar("T")
Check = Callable[[object], T]
MAX_TEXT = 4096
MAX_WHOLE = 2**53


class Fields:
    """The fields of one JSON object, taken one after the other; finish() refuses any that is left over."""

    def __init__(self, value: object, path: str) -> None:
        if not isinstance(value, dict):
            raise DocumentError(f"{path + ': ' if path else ''}{_shown(value)} is not an object with named fields")
        self._left, self._path = dict(value), path

    def take(self, name: str, check: Check[T]) -> T:
        """The value of a field as `check` hands it on; DocumentError when it is missing or not allowed."""
        path = self._below(name)
        if name not in self._left:
            raise DocumentError(f"{path} is missing")
        value = self._left.pop(name)
        try:
            return check(value)
        except DocumentError as error:
            raise DocumentError(f"{path}: {error}") from None

    def object(self, name: str) -> Fields:
        """The object in a field."""
        return Fields(self.take(name, anything), self._below(name))

    def finish(self) -> None:
        """Refuses fields that nobody took."""
        if self._left:
            raise DocumentError(f"{self._below(_shown(next(iter(self._left))))} is not a field of this format")

    def _below(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name


def anything(value: object) -> object:
    """Whatever there is, to be checked later."""
    return value


def whole(least: int = 0, most: int = MAX_WHOLE) -> Check[int]:
    """A whole number in a range."""

    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise DocumentError(f"{_shown(value)} is not a whole number from {least} to {most}")
        return value

    return check


def number(value: object) -> float:
    """A finite number; whether it makes sense is the experiment's business."""
    if not isinstance(value, int | float) or isinstance(value, bool) or abs(value) > 1e300 or math.isnan(value):
        raise DocumentError(f"{_shown(value)} is not a finite number")
    return value


def flag(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise DocumentError(f"{_shown(value)} is neither true nor false")
    return value


def text(value: object) -> str:
    """A text of reasonable length."""
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise DocumentError(f"{_shown(value)} is not a text of at most {MAX_TEXT} characters")
    return value


def one_of(names: Iterable[str]) -> Check[str]:
    """One of the names."""
    allowed = tuple(names)

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise DocumentError(f"{_shown(value)} is not one of {', '.join(allowed)}")
        return value

    return check


def optional(check: Check[T]) -> Check[T | None]:
    """null, or what `check` allows."""
    return lambda value: None if value is None else check(value)


def list_of(check: Check[T], most: int) -> Check[tuple[T, ...]]:
    """A list of at most `most` values that `check` allows."""

    def check_all(value: object) -> tuple[T, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise DocumentError(f"{_shown(value)} is not a list of at most {most:,} values")
        return tuple(check(item) for item in value)

    return check_all


def array(dtype: type[np.generic], dimensions: int) -> Check[np.ndarray]:
    """Nested lists of numbers, all of the same length; of whole numbers where dtype is an integer."""

    def check(value: object) -> np.ndarray:
        kinds = "iu" if issubclass(dtype, np.integer) else "iuf"
        try:
            found = np.array(value) if value != [] else np.empty((0,) * dimensions, dtype)
        except (ValueError, OverflowError):
            found = np.array("")
        if not isinstance(value, list) or found.dtype.kind not in kinds or found.ndim != dimensions:
            raise DocumentError(f"not lists of numbers, {dimensions} deep")
        if not np.isfinite(found).all() or np.abs(found).max(initial=0) > 1e30:
            raise DocumentError("a number is not finite")
        return found.astype(dtype)

    return check


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"
