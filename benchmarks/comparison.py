"""A figure of the engine: our time beside another's, their ratio, and what it should be."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from report import OK, SHORT

HEAD = (
    f"{'case':13}{'against':17}{'ours':>9}{'theirs':>10}{'ratio':>8}"
    f"  {'bound':8}{'stretch':12}{'pairs':>5}{'× limit':>9}"
)


@dataclass(frozen=True)
class Comparison:
    """Median times in seconds, ours and theirs; no times where what we compare ourselves with is missing, and infinite
    ones where a goal was not reached.

    bound: the largest ratio that is good enough. stretch: one to strive for. times_limit: our time as a multiple of
    what the multiply-adds would take at the machine's best. excuse: what makes a larger ratio right.
    missing: what is not installed.
    """

    case: str
    against: str
    bound: float
    ours: float | None = None
    theirs: float | None = None
    pairs: int = 0
    stretch: float | None = None
    times_limit: float | None = None
    excuse: str = ""
    missing: str = ""

    @property
    def ratio(self) -> float | None:
        """Our time over theirs; None where one is missing or neither reached the goal."""
        if self.ours is None or self.theirs is None or self.ours == self.theirs == math.inf:
            return None
        return self.ours / self.theirs

    @property
    def stretch_reached(self) -> bool | None:
        """Whether the ratio is what we strive for; None where that cannot be said."""
        return None if self.ratio is None or self.stretch is None else self.ratio <= self.stretch

    @property
    def verdict(self) -> str:
        """Whether the bound is kept, or why that cannot be said."""
        if self.missing:
            return f"{self.missing} is not installed"
        return OK if self.excuse or (self.ratio is not None and self.ratio <= self.bound) else SHORT

    def row(self) -> str:
        """A line of the table."""
        ratio = "–" if self.ratio is None else f"{self.ratio:.3f}"
        limit = "–" if self.times_limit is None else f"{self.times_limit:.2f}"
        ending = f"{self.excuse}: {self.verdict}" if self.excuse else self.verdict
        return (
            f"{self.case:13}{self.against:17}{duration(self.ours):>9}{duration(self.theirs):>10}{ratio:>8}  "
            f"≤ {self.bound:<6.4g}{self._stretch():12}{self.pairs:5d}{limit:>9}  {ending}"
        )

    def record(self) -> dict[str, Any]:
        """The same for JSON."""
        found = {"ratio": self.ratio, "stretch_reached": self.stretch_reached, "verdict": self.verdict}
        values = asdict(self) | found
        # JSON has no word for what was never reached.
        return {name: None if value == math.inf else value for name, value in values.items()}

    def _stretch(self) -> str:
        if self.stretch is None:
            return "–"
        reached = {True: "yes", False: "no", None: ""}[self.stretch_reached]
        return f"≤ {self.stretch:<6.4g}{reached}"


def compare(case: str, against: str, bound: float, times: Sequence[Sequence[float]], **more: Any) -> Comparison:
    """The comparison that alternating times, ours and theirs, amount to."""
    ours, theirs = (statistics.median(column) for column in times[:2])
    return Comparison(case, against, bound, ours, theirs, len(times[0]), **more)


def duration(seconds: float | None) -> str:
    """A time as people read it."""
    if seconds is None:
        return "–"
    if seconds == math.inf:
        return "never"
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds * 1e6:.1f} µs"
