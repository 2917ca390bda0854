"""A class of values behaves as the standard library's, whoever is the first to ask something of it."""

from __future__ import annotations

import inspect
import threading
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from typing import Any

import pytest

from playground.late_dataclass import dataclass


def a_class() -> Any:
    @dataclass(frozen=True)
    class Size:
        """A width and a height."""

        width: int
        height: int = 1
        names: list[str] = field(default_factory=list, compare=False)

        @property
        def area(self) -> int:
            return self.width * self.height

    return Size


def test_a_value_has_all_that_a_dataclass_has() -> None:
    Size = a_class()
    small = Size(2, names=["a"])
    assert repr(small).endswith("Size(width=2, height=1, names=['a'])")
    assert small == Size(2) and small != Size(3) and len({small, Size(2), Size(3)}) == 2
    assert replace(small, height=4).area == 8
    assert small.names is not Size(2).names
    with pytest.raises(FrozenInstanceError):
        small.width = 3
    with pytest.raises(TypeError, match="width"):
        Size()
    match small:
        case Size(width, height):
            assert (width, height) == (2, 1)
        case _:
            pytest.fail("no match")


@pytest.mark.parametrize("ask", [is_dataclass, lambda kind: [each.name for each in fields(kind)], inspect.signature])
def test_a_class_can_be_asked_before_there_is_a_value(ask: Any) -> None:
    import dataclasses

    Size = a_class()
    theirs = dataclasses.dataclass(frozen=True)(
        type("Size", (), {k: v for k, v in vars(a_class()).items() if k in OWN})
    )
    assert str(ask(Size)) == str(ask(theirs))
    assert Size(2).height == 1


OWN = {"__annotations__", "__module__", "height", "names"}


def test_classes_that_build_on_one_another() -> None:
    @dataclass(frozen=True)
    class Base:
        first: int

    @dataclass(frozen=True)
    class Middle(Base):
        second: int = 2

    class Plain(Middle):
        def __init__(self) -> None:
            super().__init__(5)

    assert Plain() == Plain() and Plain().second == 2
    assert repr(Middle(1)).endswith("Middle(first=1, second=2)")
    assert Base(1).first == 1


def test_options_and_what_follows_the_making_of_a_value() -> None:
    @dataclass(kw_only=True, eq=False)
    class Count:
        number: int
        double: int = field(init=False)

        def __post_init__(self) -> None:
            self.double = 2 * self.number

    count = Count(number=3)
    count.number = 4
    assert (count.number, count.double) == (4, 6)
    assert count != Count(number=4)

    @dataclass
    class Plain:
        number: int

    assert Plain(1) == Plain(1)


def test_what_is_compared_need_not_be_hashed() -> None:
    @dataclass(frozen=True)
    class Titled:
        name: str
        words: dict[str, str] = field(default_factory=dict, hash=False)
        note: str = field(default="", compare=False)

    one, other = Titled("a", {"b": "c"}, "x"), Titled("a", {"b": "d"}, "x")
    assert one != other and hash(one) == hash(other)
    assert one == Titled("a", {"b": "c"}, "y")


def test_several_threads_may_make_the_first_value_at_once() -> None:
    for _ in range(50):
        Size, ready = a_class(), threading.Barrier(4)
        made: list[object] = []

        def make(Size: Any = Size, ready: threading.Barrier = ready, made: list[object] = made) -> None:
            ready.wait()
            made.append(Size(2, height=3))

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [Size(2, 3)] * 4


def test_a_class_that_nobody_uses_costs_nothing() -> None:
    Size = a_class()
    assert not {"__init__", "__repr__", "__eq__"} & {*vars(Size)}
    Size(2)
    assert {"__init__", "__repr__", "__eq__"} <= {*vars(Size)}
