"""Which of several ways of doing the same again and again is the quickest, found by doing it."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

TURNS = 5
"""So often every way is tried, by turns."""
TRUSTED = 1000
"""So often the quickest is used before all are tried again: something else may have kept the cores busy at the time."""


class Trial:
    """`choice` is the way to go next: every one by turns at first, then the quickest. A way is a number of hands.

    settled: the quickest that was found last; the first way before.
    """

    def __init__(self, ways: Sequence[int]) -> None:
        self._ways = list(ways)
        self.settled = self._ways[0]
        self._begin()

    @property
    def is_over(self) -> bool:
        """Whether the choice has been made."""
        return not self._turns

    def note(self, seconds: float) -> None:
        """The choice took so long. Of several times the shortest counts: whatever else goes on only adds to it."""
        if not self._turns:
            self._used += 1
            if self._used >= TRUSTED and len(self._ways) > 1:
                self._begin()
            return
        way = self._turns.popleft()
        if len(self._turns) < len(self._ways) * (TURNS - 1):  # the first turn finds everything new
            self._times[way] = min(self._times[way], seconds)
        if not self._turns:
            self.settled = min(self._times, key=self._times.__getitem__)
        self.choice = self._turns[0] if self._turns else self.settled

    def _begin(self) -> None:
        self._times = dict.fromkeys(self._ways, math.inf)
        self._turns = deque(self._ways * TURNS if len(self._ways) > 1 else [])
        self._used, self.choice = 0, self._ways[0]
