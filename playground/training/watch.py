"""Measures a network that takes long steps by the clock: steps alone would let it wait for half a minute."""

from __future__ import annotations

import math
from collections.abc import Callable

from playground.training.learner import StepAbandonedError
from playground.training.network_run import NetworkRun
from playground.training.progress import Scores
from playground.training.trainer import Run

# What is told of a network that learns is not older, if it can be measured in so much of the time.
LOOK_SECONDS = 1.0
LOOK_SHARE = 0.2


class Watch:
    """Looks at a run again when nothing has been told of it for a while. What it takes too long beside one step is made
    up for beside the next ones."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._scores: Scores | None = None
        self._told = self._noted = -math.inf
        self._credit = 0.0

    def go_on(self, run: Run, seconds: float, between: Callable[[], object]) -> bool:
        """Goes on with a look after so many seconds of learning, if it is time for one; whether there is news.
        between: as of a step; a look that is given up goes on another time."""
        if not isinstance(run, NetworkRun) or run.divergence:
            return False
        now = self._clock()
        if run.scores is not self._scores:
            self._scores, self._told = run.scores, now
        self._credit += LOOK_SHARE * seconds
        if run.evaluations.has_told_enough and now - self._told < LOOK_SECONDS:
            self._credit = min(self._credit, 0.0)
            return False
        return self._look(run, between)

    def _look(self, run: NetworkRun, between: Callable[[], object]) -> bool:
        start, is_whole = self._clock(), False
        try:
            while self._credit > 0 and not is_whole:
                is_whole = run.evaluations.look(run.network, between)
                now = self._clock()
                self._credit, start = self._credit - (now - start), now
        except StepAbandonedError:
            self._credit -= self._clock() - start
        if is_whole and run.evaluations.has_told_enough and run.scores is not self._scores:
            passing = start - self._noted < LOOK_SECONDS * run.history.thinned
            run.note(passing)
            self._noted = self._noted if passing else start
        return is_whole
