"""How fast training goes and may go, and how many steps it takes before the next look at the clock."""

from __future__ import annotations

import math
from collections.abc import Callable

# Speeds are averaged over at least this long, so that they can be read.
SPEED_SECONDS = 0.5
# Tiny steps are taken several at once: looking at the clock and for a hold costs less then, and this is soon enough.
LOOK_SECONDS = 0.0005
MOST_STEPS = 64
# A late worker does not catch up for more than a moment: that would look like a jump.
CATCH_UP_SECONDS = 0.1


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


class Metronome:
    """Tells when the next step is due, where there may be at most `pace` steps a second; 0 for as many as possible."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._due = 0.0

    def start(self) -> None:
        """The next step is due now."""
        self._due = self._clock()

    def hurry(self) -> None:
        """The next step is due now, unless it has been due for some time: the pace may be another one from now on."""
        self._due = min(self._due, self._clock())

    def seconds_left(self, pace: float) -> float:
        """How long until the next step is due."""
        return max(0.0, self._due - self._clock()) if pace else 0.0

    def beats(self, pace: float) -> bool:
        """Whether a step is due now, which counts as taken."""
        if not pace:
            return True
        now = self._clock()
        if now < self._due:
            return False
        self._due = max(self._due + 1 / pace, now - CATCH_UP_SECONDS)
        return True


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
