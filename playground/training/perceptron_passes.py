"""Where a perceptron is in its passes over the training points, and what they were like."""

from __future__ import annotations

from collections import deque
from copy import copy

from playground.engine.limits import EXACT
from playground.training.perceptron_capture import PerceptronCapture
from playground.training.perceptron_cycle import CycleWatch

MAX_PASSES = 200


class Passes:
    """Counts mistakes pass by pass. cursor: the place in this pass of `length` samples; clean: right answers in a row;
    watch: on the passes since an edit, None before the first is complete."""

    def __init__(self) -> None:
        self.count = self.cursor = self.clean = self.mistakes = 0
        self.length = 0
        self.latest: deque[int] = deque(maxlen=MAX_PASSES)
        self.watch: CycleWatch | None = None

    def begin(self, length: int) -> None:
        """Other samples: a pass begins with the first of them."""
        self.length, self.cursor, self.mistakes = length, 0, 0

    def go_on(self, capture: PerceptronCapture) -> None:
        """Takes over the passes of a capture on the same samples."""
        self.count, self.cursor = capture.pass_count, capture.cursor
        self.clean, self.mistakes = capture.clean, capture.mistakes
        self.latest = deque(capture.passes, MAX_PASSES)
        self.watch = copy(capture.watch)

    def forget_streak(self) -> None:
        """The weights are others, or the samples: what followed from those of before says nothing any more."""
        self.clean, self.watch = 0, None

    @property
    def are_clean(self) -> bool:
        """Whether as many answers in a row were right as there are samples."""
        return self.clean >= self.length

    @property
    def epoch(self) -> float:
        """Passes, fractions included."""
        return min(self.count + self.cursor / max(1, self.length), float(EXACT))

    @property
    def mistakes_each(self) -> tuple[int, ...]:
        """Of the latest passes, the one that is under way included where it had some."""
        return (*self.latest, self.mistakes) if self.mistakes else tuple(self.latest)

    def note(self, was_mistake: bool) -> bool:
        """One more sample was seen; whether it was the last of a pass."""
        self.clean = 0 if was_mistake else self.clean + 1
        self.mistakes += was_mistake
        self.cursor += 1
        return self.cursor == self.length

    def end(self, weights: tuple[float, float, float], unit: float) -> None:
        """A pass ends with weights (w₁, w₂, b), of which b changes by `unit`."""
        self.count, self.cursor = min(self.count + 1, EXACT), 0
        self.latest.append(self.mistakes)
        if self.watch is None:
            self.watch = CycleWatch(weights)
        else:
            self.watch.note_pass(weights, self.mistakes, unit)
        self.mistakes = 0
