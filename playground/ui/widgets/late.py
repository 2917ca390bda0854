"""A part of the window that is made when it is first looked at: until then neither it nor its modules cost time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

Part = TypeVar("Part", bound=QObject, covariant=True)


class Late(Generic[Part]):
    """Call it for the part; `made` is the part, or None as long as nobody did."""

    def __init__(self, make: Callable[[], Part]) -> None:
        """make: imports what only the part needs, and puts it into its place."""
        self._make = make
        self._made: Part | None = None

    def __call__(self) -> Part:
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def made(self) -> Part | None:
        return self._made


def reach_after(before: QWidget, part: QWidget) -> None:
    """Has the Tab key come from a widget to a part that was made later, as if it had stood there from the start."""
    inside: list[QWidget] = []
    each: QWidget | None = part
    while each is not None and (each is part or part.isAncestorOf(each)):
        inside.append(each)
        each = each.nextInFocusChain()
    for inner in inside:
        if inner.focusPolicy() != Qt.FocusPolicy.NoFocus:
            QWidget.setTabOrder(before, inner)
            before = inner
