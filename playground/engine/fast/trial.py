"""Which of several ways of doing the same again and again is the quickest, found by doing it."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

TURNS = 5
"""So often every way is tried, by turns."""


class Trial:
    """`choice` is the way to go next: every one by turns at first, then the quickest. A way is a number of hands."""

    def __init__(self, ways: Sequence[int]) -> None:
        self._times = dict.fromkeys(ways, math.inf)
        self._turns = deque([*ways] * TURNS if len(ways) > 1 else [])
        self._counted = len(ways) * (TURNS - 1)  # the first turn finds everything new
        self.choice = ways[0]

    @property
    def is_over(self) -> bool:
        return not self._turns

    def note(self, seconds: float) -> None:
        """The choice took so long. Of several times the shortest counts: whatever else goes on only adds to it."""
        way = self._turns.popleft()
        if len(self._turns) < self._counted:
            self._times[way] = min(self._times[way], seconds)
        self.choice = self._turns[0] if self._turns else min(self._times, key=self._times.__getitem__)
