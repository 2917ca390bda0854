"""The standard library's `dataclass`, which writes and compiles a class's methods when the class is first used."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from threading import RLock
from typing import TYPE_CHECKING, Any

MAKING = RLock()

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, **options):
        """As `dataclasses.dataclass`, which takes 0.8 ms for a class: two thirds of those of a start wait for it."""

        def wait(cls):
            unmade = Unmade(cls, options)
            cls.__new__ = unmade.first
            cls.__dataclass_fields__ = unmade
            cls.__signature__ = SIGNATURE
            return cls

        return wait if cls is None else wait(cls)


class Unmade:
    """Stands for the fields of a class until somebody asks for these, or for the first instance.

    An instance is caught in `__new__`, not in `__init__`, so that a thread that comes while another one makes the
    class waits for all of it.
    """

    def __init__(self, cls: Any, options: dict[str, Any]) -> None:
        """options: those of `dataclasses.dataclass`."""
        self._cls = cls
        self._options = options
        self._is_made = False

    def __get__(self, instance: None, owner: type) -> dict[str, dataclasses.Field[Any]]:
        self._make()
        fields: dict[str, dataclasses.Field[Any]] = vars(self._cls)["__dataclass_fields__"]
        return fields

    def first(self, owner: type, *values: object, **named: object) -> object:
        self._make()
        return object.__new__(owner)

    def _make(self) -> None:
        """Only what makes an instance is written for the class: half of the time goes with the rest of its methods."""
        with MAKING:
            if not self._is_made:
                dataclasses.dataclass(**self._options | {"repr": False, "eq": False})(self._cls)
                own = vars(self._cls)
                for name, method in self._shared():
                    if name not in own:
                        setattr(self._cls, name, method)
                self._cls.__new__ = new
                self._is_made = True

    def _shared(self) -> Iterator[tuple[str, Any]]:
        yield "__repr__", written
        if self._options.get("eq", True):
            yield "__eq__", equal
            yield "__hash__", hashed if self._options.get("frozen", False) else None


class Signature:
    """The parameters of a class; `inspect.signature` would take those of its `__new__`."""

    def __get__(self, instance: object, owner: Any) -> inspect.Signature:
        dataclasses.fields(owner)
        whole = inspect.signature(owner.__init__)
        return whole.replace(parameters=[*whole.parameters.values()][1:])


SIGNATURE = Signature()


def written(value: Any) -> str:
    """`repr`, as the standard library's dataclasses have it; so are `equal` and `hashed`."""
    fields = (field.name for field in dataclasses.fields(value) if field.repr)
    return f"{type(value).__qualname__}({', '.join(f'{name}={getattr(value, name)!r}' for name in fields)})"


def equal(value: Any, other: object) -> bool:
    return compared(value) == compared(other) if type(other) is type(value) else NotImplemented


def compared(value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, field.name) for field in dataclasses.fields(value) if field.compare)


def hashed(value: Any) -> int:
    fields = dataclasses.fields(value)
    return hash(
        tuple(getattr(value, each.name) for each in fields if (each.compare if each.hash is None else each.hash))
    )


def new(owner: type, *values: object, **named: object) -> object:
    """`object.__new__`, which refuses values where a class has had another one before."""
    return object.__new__(owner)
