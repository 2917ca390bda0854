"""Whether a perceptron goes round: the same weights at the same sample, or ever as many mistakes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from playground.engine.errors import Phrase
from playground.engine.limits import Limit, Range, within
from playground.training.captures import STEPS, check_array, check_limits
from playground.training.perceptron_figures import Cycle

SAME = 1e-9
"""Relative differences up to here are rounding."""
PATIENCE = 30
"""After so many passes without fewer mistakes the rule is said to wander."""
FEWEST = Range(0, STEPS.most, whole=True, besides=(None,))
WHOLE = Range(1, STEPS.most, whole=True)


@dataclass(frozen=True, eq=False)
class CycleWatch:
    """Compares the weights after every pass with some that are held (Brent 1980).

    As every pass visits the samples in one order, weights that come back begin a cycle (for points that cannot be
    separated they stay bounded: Block and Levin 1970). Those of a pass are held until as many passes as `power` have
    gone by, then the present ones, for twice as many: sooner or later they lie on the cycle, of whatever length, and
    when they are met again, the passes gone by are its length.

    held (3,): (w, b) to be met again; passes, updates: gone by since; fewest: mistakes in the best pass, None before
    the first; stale: passes since then; length: updates and passes of the cycle, where it is known.
    """

    held: np.ndarray
    power: int = field(default=1, metadata=within(Limit("the passes to wait", WHOLE)))
    passes: int = field(default=0, metadata=within(Limit("the number of passes", STEPS)))
    updates: int = field(default=0, metadata=within(Limit("the number of updates", STEPS)))
    fewest: int | None = field(default=None, metadata=within(Limit("the fewest mistakes", FEWEST)))
    stale: int = field(default=0, metadata=within(Limit("the number of passes", STEPS)))
    length: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        check_limits(self)
        check_array(Phrase("weights to be met again"), self.held, (3,))

    def after_pass(self, weights: np.ndarray, mistakes: int, unit: float) -> CycleWatch:
        """One pass later: (w, b) (3,) now, after so many mistakes; unit: by which b changes."""
        better = self.fewest is None or mistakes < self.fewest
        watch = replace(
            self,
            passes=self.passes + 1,
            updates=self.updates + mistakes,
            fewest=mistakes if better else self.fewest,
            stale=0 if better else self.stale + 1,
        )
        if self.length is not None:
            return watch
        if np.abs(weights - self.held).max() <= SAME * max(unit, np.abs(weights).max()):
            return replace(watch, length=(watch.updates, watch.passes))
        if watch.passes == self.power:
            return replace(watch, held=weights, power=2 * self.power, passes=0, updates=0)
        return watch

    def cycle(self, is_separable: bool) -> Cycle | None:
        """What is known of the rule's going round; of separable points it never does."""
        if is_separable or self.fewest is None:
            return None
        if self.length is not None:
            return Cycle("repeats", *self.length, self.fewest)
        return Cycle("wanders", 0, self.stale, self.fewest) if self.stale >= PATIENCE else None
