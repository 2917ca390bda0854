"""What had been learned where an edit would lose it, so that undoing the edit brings it back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any, Generic, TypeVar

import numpy as np

from playground.late_dataclass import dataclass

Kept = TypeVar("Kept")
MOST_BYTES = 256 * 2**20
"""The runs that are kept may be so large together; of those the latest is kept whatever its size."""


class Begin(Enum):
    """With what a run begins after an edit."""

    AS_BEFORE = auto()
    AFRESH = auto()
    LAST_GOOD = auto()


@dataclass(frozen=True, eq=False)
class ByHand:
    """A run goes on with weights that the user gave: theta (parameters,), as its snapshot has them; NaN where it keeps
    its own, and of a network then the optimizer's moments too."""

    theta: np.ndarray


Beginning = Begin | ByHand


@dataclass(frozen=True)
class Place:
    """Where among the steps that can be undone an edit leads.

    version: the number of what was chosen, as the edit makes it or comes back to it; later ones have higher numbers.
    oldest: the first version that can still be come back to. begin: with what the runs begin of which none was kept.
    """

    version: int
    oldest: int = 0
    begin: Beginning = Begin.AS_BEFORE


class Returns(Generic[Kept]):
    """Keeps what is left for another version for as long as that can be come back to, the oldest least long."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._kept: dict[int, tuple[Kept, int]] = {}
        self._now = self._newest = 0
        self._lost: list[int] = []

    def enter(self, place: Place | None, loses: bool, capture: Callable[[], Kept]) -> Kept | None:
        """Goes to a version; gives what was kept of it. loses: whether the way there loses what has been learned here,
        which then is captured; None is a way that nobody will come back."""
        if place is None or place.version == self._now:
            return None
        left, self._now = self._now, place.version
        found = self._kept.pop(place.version, None)
        if place.version > self._newest:
            self._newest = place.version
            self._forget(lambda version: version > left)  # they were undone, and something else was done then
        self._forget(lambda version: version < place.oldest)
        # What has been found is lost if nobody keeps what has been learned on the way back to it.
        if left >= max(place.oldest, 1) and (loses or found is not None):
            kept = capture()
            self._kept[left] = kept, size(kept)
            self._bound()
        return None if found is None else found[0]

    def lost(self) -> tuple[int, ...]:
        """The versions whose runs had to go since this was asked last."""
        lost, self._lost = tuple(self._lost), []
        return lost

    def _forget(self, is_over: Callable[[int], bool]) -> None:
        for version in [version for version in self._kept if is_over(version)]:
            del self._kept[version]

    def _bound(self) -> None:
        """Drops those that were kept first; a dict is in the order in which its items came."""
        while len(self._kept) > 1 and sum(count for _, count in self._kept.values()) > self.most_bytes:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._lost.append(oldest)


def size(value: Any) -> int:
    """The bytes of all arrays within a value; samples, which are kept elsewhere, are none of it."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, Mapping):
        return sum(map(size, value.values()))
    if isinstance(value, tuple):
        return sum(map(size, value))
    if dataclasses.is_dataclass(value):
        return sum(
            size(getattr(value, field.name)) for field in dataclasses.fields(value) if field.name != "experiment"
        )
    return 0
