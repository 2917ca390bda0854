"""Whether a perceptron goes round: the same weights at the same sample, or ever as many mistakes."""

from __future__ import annotations

from dataclasses import field

from playground.engine.limits import EXACT, Limit, Range, within
from playground.late_dataclass import dataclass
from playground.training.captures import STEPS, CaptureError, check_limits
from playground.training.perceptron_figures import Cycle

SAME = 1e-9
"""Relative differences up to here are rounding."""
LEAST = 1e-3
"""So little of what one update changes is none, however large the weights are."""
PATIENCE = 30
"""After so many passes without fewer mistakes the rule is said to wander."""
FEWEST = Range(0, STEPS.most, whole=True, besides=(None,))
WHOLE = Range(1, STEPS.most, whole=True)


@dataclass
class CycleWatch:
    """Compares the weights after every pass with some that are held (Brent 1980).

    As every pass visits the samples in one order, weights that come back begin a cycle (for points that cannot be
    separated they stay bounded: Block and Levin 1970). Those of a pass are held until as many passes as `power` have
    gone by, then the present ones, for twice as many: sooner or later they lie on the cycle, of whatever length, and
    when they are met again, the passes gone by are its length.

    held: (w₁, w₂, b) to be met again; passes, updates: gone by since; fewest: mistakes in the best pass, None before
    the first; stale: passes since then; length: updates and passes of the cycle, empty where none is known.
    """

    held: tuple[float, float, float]
    power: int = field(default=1, metadata=within(Limit("the passes to wait", WHOLE)))
    passes: int = field(default=0, metadata=within(Limit("the number of passes", STEPS)))
    updates: int = field(default=0, metadata=within(Limit("the number of updates", STEPS)))
    fewest: int | None = field(default=None, metadata=within(Limit("the fewest mistakes", FEWEST)))
    stale: int = field(default=0, metadata=within(Limit("the number of passes", STEPS)))
    length: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        check_limits(self)
        if len(self.length) not in (0, 2) or not all(count in STEPS for count in self.length):
            raise CaptureError("length: {found} are not updates and passes", found=self.length)

    def note_pass(self, weights: tuple[float, float, float], mistakes: int, unit: float) -> None:
        """One pass later: (w₁, w₂, b) now, after so many mistakes; unit: by which b changes."""
        if self.fewest is None or mistakes < self.fewest:
            self.fewest, self.stale = mistakes, 0
        else:
            self.stale = min(self.stale + 1, EXACT)
        if self.length:
            return
        self.passes = min(self.passes + 1, EXACT)
        self.updates = min(self.updates + mistakes, EXACT)
        apart = max(abs(new - old) for new, old in zip(weights, self.held, strict=True))
        if apart <= min(SAME * max(unit, *map(abs, weights)), LEAST * unit):
            self.length = self.updates, self.passes
        elif self.passes >= self.power:
            self.held, self.power, self.passes, self.updates = weights, min(2 * self.power, EXACT), 0, 0

    def cycle(self, is_separable: bool) -> Cycle | None:
        """What is known of the rule's going round; of separable points it never does."""
        if is_separable or self.fewest is None:
            return None
        if self.length:
            updates, passes = self.length
            return Cycle("repeats", updates, passes, self.fewest)
        return Cycle("wanders", 0, self.stale, self.fewest) if self.stale >= PATIENCE else None
