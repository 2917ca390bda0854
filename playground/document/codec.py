"""Frozen dataclasses ↔ plain JSON, derived from their type hints: defaults where fields are missing, others kept."""

from __future__ import annotations

import dataclasses
import math
import re
import reprlib
import types
from collections.abc import Callable, Iterable, Mapping
from functools import cache, reduce
from operator import or_
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np

from playground.document.document import UnknownFields
from playground.document.errors import DocumentError
from playground.document.hooks import hook_of
from playground.engine.errors import Phrase, Refusal
from playground.training.hyperparameters import Hyperparameter

Json = dict[str, Any]
ArraySource = Callable[[str], np.ndarray]
"""The array in a member of the archive, by its name; DocumentError when there is none or it is not allowed."""

MAX_TEXT = 4096
MAX_NAME = 200
MAX_WHOLE = 2**128
"""As large as the state of a random generator."""
MAX_DEPTH = 50

_SHOWN = reprlib.Repr()
_SHOWN.maxstring = _SHOWN.maxother = _SHOWN.maxlong = 60


class Encoder:
    """Values as JSON. `arrays` gathers the arrays by the names of their members, which stand in their place.

    unknown: fields to be written beside those of the objects that they were read with.
    """

    def __init__(
        self, folder: str = "", unknown: UnknownFields | None = None, arrays: Mapping[str, np.ndarray] | None = None
    ) -> None:
        """arrays: what is in the archive already."""
        self.arrays = dict(arrays or {})
        self._folder, self._unknown = folder, unknown or {}

    def encode(self, value: Any, path: str) -> Any:
        """A value as JSON; TypeError when it is of a type that documents do not hold."""
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, np.ndarray):
            return self._array(value, path)
        if isinstance(value, np.generic):
            return value.item()
        if isinstance(value, tuple | list):
            return [self.encode(item, f"{path}[{index}]") for index, item in enumerate(value)]
        if isinstance(value, Mapping) and all(isinstance(name, str) for name in value):
            return {name: self.encode(item, f"{path}[{name!r}]") for name, item in value.items()}
        if dataclasses.is_dataclass(value):
            return self.object(value, path)
        raise TypeError(f"{path}: a {type(value).__name__} has no place in a document")

    def object(self, value: Any, path: str) -> Json:
        """The fields of a dataclass, and those that were read with it and are not known."""
        fields: Json = {}
        cls: type = type(value)
        for name in _stored_fields(cls):
            hook, content, below = hook_of(cls, name, _hints(cls)[name]), getattr(value, name), _below(path, name)
            fields[name] = hook.encode(self, content, below) if hook else self.encode(content, below)
        return {**self._unknown.get((path, cls), {}), **fields}

    def _array(self, array: np.ndarray, path: str) -> str:
        """The name of the member that holds an array; arrays that are the same, as weights often are, share one."""
        for name, other in self.arrays.items():
            if _is_same(array, other):
                return name
        stem = self._folder + "/".join(re.findall(r"[A-Za-z0-9_-]+", path))[:150]
        name, twin = f"{stem}.npy", 2
        while name in self.arrays:
            name, twin = f"{stem}-{twin}.npy", twin + 1
        self.arrays[name] = array
        return name


class Decoder:
    """JSON as values, checked one by one: a DocumentError names the first that is not allowed by its path.

    `unknown` gathers the fields that a class does not have, by the path and the class of the object.
    """

    def __init__(self, arrays: ArraySource, place: str = "") -> None:
        """place: what stands in front of every path in a message."""
        self.unknown: dict[tuple[str, type], Json] = {}
        self._arrays, self._place = arrays, place

    def decode(self, hint: Any, value: Any, path: str) -> Any:
        """The value that a type hint describes; TypeError when the hint is of a kind that documents do not know."""
        origin, arguments = get_origin(hint), get_args(hint)
        if hint in _CHECKS:
            return _CHECKS[hint](self, value, path)
        if origin in (Union, types.UnionType):
            return self._optional(hint, value, path)
        if origin is tuple:
            return self._tuple(arguments, value, path)
        if origin in (dict, Mapping):
            return self._mapping(arguments[1], value, path)
        if np.ndarray in (hint, origin):
            return self._array(arguments, value, path)
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self.object(hint, value, path)
        raise TypeError(f"{path}: {hint} has no place in a document")

    def object(self, cls: type, value: Any, path: str) -> Any:
        """A dataclass from an object with named fields, as its own checks allow it."""
        given = self.named_fields(value, path)
        arguments, fields = {}, _stored_fields(cls)
        for name, field in fields.items():
            if name in given:
                hint = _hints(cls)[name]
                hook, below = hook_of(cls, name, hint), _below(path, name)
                found = hook.decode(self, given[name], below) if hook else self.decode(hint, given[name], below)
                arguments[name] = found
            elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                raise self.missing(_below(path, name))
        unknown = {name: self.plain(item, path) for name, item in given.items() if name not in fields}
        if unknown:
            self.unknown[path, cls] = unknown
        try:
            return cls(**arguments)
        except DocumentError:
            raise
        except (ValueError, ArithmeticError) as error:
            raise self._refusal(error, path, cls) from None

    def named_fields(self, value: Any, path: str) -> Json:
        """An object of JSON; DocumentError when it is something else."""
        if not isinstance(value, dict):
            raise self.refuse(value, path, Phrase("an object with named fields"))
        return value

    def plain(self, value: Any, path: str, depth: int = 0) -> Any:
        """Whatever JSON there is, its lists as tuples; DocumentError when it is nested too deeply."""
        if depth > MAX_DEPTH:
            raise self.error(path, Phrase("nested more than {most} deep", most=MAX_DEPTH))
        if isinstance(value, list | tuple):
            return tuple(self.plain(item, path, depth + 1) for item in value)
        if isinstance(value, dict):
            return {name: self.plain(item, path, depth + 1) for name, item in value.items()}
        return value

    def flag(self, value: Any, path: str) -> bool:
        if not isinstance(value, bool):
            raise self.refuse(value, path, Phrase("true or false"))
        return value

    def whole(self, value: Any, path: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= MAX_WHOLE:
            raise self.refuse(value, path, Phrase("a whole number"))
        return value

    def number(self, value: Any, path: str) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool) or not _is_finite(value):
            raise self.refuse(value, path, Phrase("a finite number"))
        return float(value)

    def text(self, value: Any, path: str) -> str:
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            raise self.refuse(value, path, Phrase("a text of at most {most:,} characters", most=MAX_TEXT))
        return value

    def one_of(self, names: Iterable[str], value: Any, path: str) -> str:
        allowed = tuple(names)
        if not isinstance(value, str) or value not in allowed:
            raise self.refuse(value, path, Phrase("one of {names}", names=", ".join(allowed)))
        return value

    def refuse(self, value: Any, path: str, allowed: str) -> DocumentError:
        """The error of a value that is not what is allowed."""
        return self.error(path, Phrase("{value} is not {allowed}", value=_SHOWN.repr(value), allowed=allowed))

    def error(self, path: str, reason: str | Refusal) -> DocumentError:
        """The error of what is at a path."""
        return DocumentError("{path}: {reason}", path=self._place + path, reason=reason)

    def missing(self, path: str) -> DocumentError:
        """The error of a field that must be there."""
        return DocumentError("{path} is missing", path=self._place + path)

    def _optional(self, hint: Any, value: Any, path: str) -> Any:
        choices = [choice for choice in get_args(hint) if choice is not types.NoneType]
        if len(choices) != 1:
            raise TypeError(f"{path}: {hint} has no place in a document")
        return None if value is None else self.decode(choices[0], value, path)

    def _tuple(self, arguments: tuple[Any, ...], value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise self.refuse(value, path, Phrase("a list"))
        if arguments[-1] is Ellipsis:
            arguments = (arguments[0],) * len(value)
        if len(value) != len(arguments):
            raise self.refuse(value, path, Phrase("a list of {count} values", count=len(arguments)))
        hinted = enumerate(zip(arguments, value, strict=True))
        return tuple(self.decode(hint, item, f"{path}[{index}]") for index, (hint, item) in hinted)

    def _mapping(self, hint: Any, value: Any, path: str) -> dict[str, Any]:
        named = self.named_fields(value, path)
        if any(len(name) > MAX_NAME for name in named):
            raise self.error(path, Phrase("a name of more than {most} characters", most=MAX_NAME))
        return {name: self.decode(hint, item, f"{path}[{name!r}]") for name, item in named.items()}

    def _array(self, arguments: tuple[Any, ...], value: Any, path: str) -> np.ndarray:
        array = value if isinstance(value, np.ndarray) else self._arrays(self.text(value, path))
        wanted = get_args(arguments[1])[0] if arguments else np.generic
        if isinstance(wanted, type) and not np.issubdtype(array.dtype, wanted):
            allowed = np.dtype(wanted)
            raise self.error(
                path, Phrase("{type} numbers; allowed are those of type {allowed}", type=array.dtype, allowed=allowed)
            )
        return array

    def _refusal(self, error: Exception, path: str, cls: type) -> DocumentError:
        """What the checks of a class refuse, with the path of the field where the message begins with its title."""
        title, _, rest = str(error).partition(": ")
        for name, part in _stored_fields(cls).items():
            row = part.metadata.get(Hyperparameter)
            if title in (row.title if row else name, name):
                reason = error.values.get("reason", rest) if isinstance(error, Refusal) else rest
                return self.error(_below(path, name), str(reason))
        return self.error(path, error if isinstance(error, Refusal) else str(error))


_CHECKS: dict[Any, Callable[[Decoder, Any, str], Any]] = {
    bool: Decoder.flag,
    int: Decoder.whole,
    float: Decoder.number,
    str: Decoder.text,
    object: Decoder.plain,
    Any: Decoder.plain,
}


@cache
def _hints(cls: type) -> dict[str, Any]:
    return {name: _resolved(hint) for name, hint in get_type_hints(cls).items()}


def _resolved(hint: Any) -> Any:
    """A hint without names of other hints in it (PEP 695), as newer versions of NumPy have them for arrays."""
    origin, arguments = get_origin(hint), tuple(map(_resolved, get_args(hint)))
    named = getattr(origin or hint, "__value__", None)
    if named is not None:
        return _resolved(named[arguments] if arguments else named)
    if arguments == get_args(hint):
        return hint
    return reduce(or_, arguments) if origin is types.UnionType else origin[arguments]


def _stored_fields(cls: type) -> dict[str, dataclasses.Field[Any]]:
    """All but those that take no part in comparisons: they are not of the value, but found out about it."""
    return {part.name: part for part in dataclasses.fields(cls) if part.init and part.compare}


def _is_same(array: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays are equal bit by bit; compared by NumPy, which leaves Python to other threads meanwhile."""
    if (array.dtype, array.shape) != (other.dtype, other.shape):
        return False
    one, two = (np.ascontiguousarray(each).reshape(-1).view(np.uint8) for each in (array, other))
    return array is other or np.array_equal(one, two)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond every float
        return False
