"""The standard library's `dataclass`, which writes and compiles a class's methods when the class is first used."""

from __future__ import annotations

import dataclasses
import inspect
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
        with MAKING:
            if not self._is_made:
                dataclasses.dataclass(**self._options)(self._cls)
                self._cls.__new__ = new
                self._is_made = True


class Signature:
    """The parameters of a class; `inspect.signature` would take those of its `__new__`."""

    def __get__(self, instance: object, owner: Any) -> inspect.Signature:
        dataclasses.fields(owner)
        whole = inspect.signature(owner.__init__)
        return whole.replace(parameters=[*whole.parameters.values()][1:])


SIGNATURE = Signature()


def new(owner: type, *values: object, **named: object) -> object:
    """`object.__new__`, which refuses values where a class has had another one before."""
    return object.__new__(owner)
