"""How fast training goes, and how many steps it may take before the next look at the clock."""

from __future__ import annotations

import math
from collections.abc import Callable

# Speeds are averaged over at least this long, so that they can be read.
SPEED_SECONDS = 0.5
# Tiny steps are taken several at once: looking at the clock and for a hold costs less then, and this is soon enough.
LOOK_SECONDS = 0.0005
MOST_STEPS = 64


class Stride:
    """`steps`: how many to take between two looks at the clock."""

    def __init__(self) -> None:
        self.steps = 1

    def begin(self) -> None:
        """The next steps may take far longer than those before, or one by one is wanted."""
        self.steps = 1

    def adapt(self, seconds: float) -> None:
        """Makes more or fewer steps of it when the last ones took so many seconds."""
        if seconds < LOOK_SECONDS / 2:
            self.steps = min(2 * self.steps, MOST_STEPS)
        elif seconds > LOOK_SECONDS:
            self.steps = max(1, self.steps // 2)


class Speed:
    """Steps and epochs a second, averaged over half a second."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.steps = self.epochs = 0.0
        self.start(0, 0.0)

    def start(self, step: int, epoch: float) -> None:
        self._since = (self._clock(), step, epoch)
        self._last = self._since

    def note(self, step: int, epoch: float) -> None:
        now = self._clock()
        then, first_step, first_epoch = self._since
        if now > then and step >= first_step and not math.isclose(now, then):
            self.steps, self.epochs = (step - first_step) / (now - then), (epoch - first_epoch) / (now - then)
        if now - self._last[0] > SPEED_SECONDS:
            self._since, self._last = self._last, (now, step, epoch)
