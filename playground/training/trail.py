"""The way back from step to step: what training went on from a moment ago, and how many steps it has taken since."""

from __future__ import annotations

from collections import deque
from dataclasses import field

from playground.late_dataclass import dataclass
from playground.training.member import CapturedRun
from playground.training.returns import size

MOST_BYTES = 32 * 2**20
MOST_WAYPOINTS = 2_000
"""About a minute of learning; runs that are small take more memory than their arrays, and all are looked through."""
MOST_CAPTURE_BYTES = 2**19
"""Runs that take more are not captured again and again while they learn."""
MOST_PARAMETERS = 20_000
REPLAY_SECONDS = 0.03
"""Going back takes a run from a waypoint once more through what it learned there: so long at most."""


@dataclass
class Move:
    """So many steps in a row, or so many fine ones, or so many from one sample alone."""

    fine: bool
    count: int
    sample: int | None = None


@dataclass
class Waypoint:
    """Runs as they were, and where they went from there in so many seconds."""

    runs: tuple[CapturedRun, ...]
    bytes: int
    moves: list[Move] = field(default_factory=list)
    seconds: float = 0.0


class Trail:
    """The waypoints of what was learned last, in bounded memory; steps behind the first are not known any more."""

    def __init__(self) -> None:
        self._waypoints: deque[Waypoint] = deque(maxlen=MOST_WAYPOINTS)
        self._is_closed = False

    @property
    def wants_waypoint(self) -> bool:
        """Whether the runs should be captured before the next step."""
        return not self._is_closed and (not self._waypoints or self._waypoints[-1].seconds > REPLAY_SECONDS)

    def mark(self, runs: tuple[CapturedRun, ...]) -> None:
        """Adds a waypoint, unless there would be too little memory for a way."""
        count = size(runs)
        if count > MOST_CAPTURE_BYTES:
            self._waypoints.clear()
            self._is_closed = True
            return
        if self._waypoints and not self._waypoints[-1].moves:
            self._waypoints.pop()
        self._waypoints.append(Waypoint(runs, count))
        while sum(each.bytes for each in self._waypoints) > MOST_BYTES:
            self._waypoints.popleft()

    def walk(self, fine: bool, count: int, seconds: float, sample: int | None = None) -> None:
        """Notes steps that were taken from the last waypoint."""
        if not self._waypoints or not count:
            return
        last = self._waypoints[-1]
        last.seconds += seconds
        if last.moves and (last.moves[-1].fine, last.moves[-1].sample) == (fine, sample):
            last.moves[-1].count += count
        else:
            last.moves.append(Move(fine, count, sample))

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step that can be taken back."""
        return any(waypoint.moves for waypoint in self._waypoints)

    def back(self, count: int = 1) -> Waypoint | None:
        """Takes so many steps back, or all that there are: from where to go how far; None where there are none."""
        if not self.can_go_back:
            return None
        while count > 0 and self.can_go_back:
            if not self._waypoints[-1].moves:
                self._waypoints.pop()
                continue
            moves = self._waypoints[-1].moves
            taken = min(count, moves[-1].count)
            moves[-1].count -= taken
            count -= taken
            if not moves[-1].count:
                moves.pop()
        return self._waypoints[-1]
