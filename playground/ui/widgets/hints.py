"""Hints for somebody who is here for the first time: which there are, and which were used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Hints(QObject):
    """Names of hints. At first none is shown; `offer` shows those that were not used. `changed`: others are pending,
    or seen."""

    changed = Signal()

    def __init__(self, names: Sequence[str], about: QWidget) -> None:
        """`about`: what they explain."""
        super().__init__(about)
        self._names, self.about = tuple(names), about
        self._pending: set[str] = set()
        self._shown = False
        self.is_offered = False

    @property
    def pending(self) -> tuple[str, ...]:
        """What is to be shown."""
        return tuple(name for name in self._names if name in self._pending)

    @property
    def used(self) -> tuple[str, ...]:
        """What need not be shown again."""
        return tuple(name for name in self._names if name not in self._pending)

    @property
    def is_seen(self) -> bool:
        """Whether one of them is on the screen."""
        return self._shown

    def show_seen(self, is_seen: bool) -> None:
        """Takes note of whether one of them is on the screen."""
        if is_seen != self._shown:
            self._shown = is_seen
            self.changed.emit()

    def offer(self, used: Iterable[str] = ()) -> None:
        """Shows all but those that were used."""
        self.is_offered = True
        self._set(set(self._names) - set(used))

    def use(self, name: str) -> None:
        """Somebody has done what a hint is for, or has read it."""
        self._set(self._pending - {name})

    def dismiss(self) -> None:
        """Takes them all away."""
        self._set(set())

    def _set(self, pending: set[str]) -> None:
        if pending != self._pending:
            self._pending = pending
            self.changed.emit()
