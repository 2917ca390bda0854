"""Steps of runs side by side: all of them take a step, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from playground.training.member import CapturedRun, Member
from playground.training.network_run import NetworkRun

Captured = tuple[CapturedRun, ...]
LONG = 0.01
"""Where a step takes so many seconds, the runs are captured before the next one, so that it can be taken back. That
takes some milliseconds itself."""


class Lockstep:
    """Has each run take its steps, one after the other.

    may_be_left: whether a step is under way that may be given up. Those of networks may be: the first one's always, as
    nobody has moved yet, a later one's where the others' can be taken back.
    """

    def __init__(
        self, clock: Callable[[], float], capture: Callable[[], Captured], take_back: Callable[[Captured], None]
    ) -> None:
        self._clock, self._capture, self._take_back = clock, capture, take_back
        self.may_be_left = self._takes_long = False

    def move(
        self,
        members: Sequence[Member],
        fine: bool,
        steps: int,
        between: Callable[[], object],
        sample: int | None = None,
    ) -> int:
        """So many steps, or of the smallest (fine), or from a sample alone, of each that has something left to learn;
        gives how many there were: fewer where they were given up."""
        if sample is not None:
            return _move_by(members, sample, steps)
        return _move_finely(members, steps, between) if fine else self._train(members, steps, between)

    def _train(self, members: Sequence[Member], steps: int, between: Callable[[], object]) -> int:
        learning = [member for member in members if not member.is_over and member.trainer.run.train_count]
        before = self._capture() if self._takes_long and len(learning) > 1 else None
        start = self._clock()
        try:
            return self._train_each(learning, steps, between, before)
        finally:
            self.may_be_left, self._takes_long = False, self._clock() - start > LONG * max(1, steps)

    def _train_each(
        self, learning: Sequence[Member], steps: int, between: Callable[[], object], before: Captured | None
    ) -> int:
        most = 0
        for index, member in enumerate(learning):
            run = member.trainer.run
            self.may_be_left = isinstance(run, NetworkRun) and (index == 0 or before is not None)
            count = run.train(steps, between)
            if count < steps and not member.is_over:  # given up
                if index > 0 and before is not None:
                    self._take_back(before)
                    return 0
                steps = count
            most = max(most, count)
        return most


def _move_finely(members: Sequence[Member], steps: int, between: Callable[[], object]) -> int:
    for count in range(steps):
        learning = [member.trainer.run for member in members if not member.is_over]
        if not learning:
            return count
        between()
        for run in learning:
            run.fine_step()
    return steps


def _move_by(members: Sequence[Member], sample: int, steps: int) -> int:
    networks = [each.trainer.run for each in members if isinstance(each.trainer.run, NetworkRun)]
    for _ in range(steps):
        for run in networks:
            run.train_sample(sample)
    return steps if networks else 0
