"""A perceptron's run as a value."""

from __future__ import annotations

from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from playground.engine.errors import Phrase
from playground.engine.limits import Limit, within
from playground.late_dataclass import dataclass
from playground.training.captures import EPOCHS, STEPS, CaptureError, check_array, check_limits
from playground.training.perceptron_cycle import CycleWatch
from playground.training.perceptron_figures import PerceptronStep

PLACES = 3
"""w₁, w₂ and b."""


@dataclass(frozen=True, eq=False)
class PerceptronCapture:
    """A perceptron's run at one moment: restored, it goes on as if it had never been interrupted.

    weight (2,), bias: the separator; cursor: the place in this pass; mistakes: of this pass; clean: right answers in a
    row; passes: mistakes of the passes before; lines (n, 3): earlier separators; answer (3,): (w, b) that the rule
    answers with, empty where that is the separator; rule (n,): the numbers that the rule goes on from; visited: the
    sample seen last; is_bounded: whether Novikoff's bound holds for the updates; beside (3,): (w, b) of the logistic
    neuron, empty where there is none; watch: on the passes.
    CaptureError for numbers that cannot be that.
    """

    weight: NDArray[np.float64]
    bias: float
    updates: int = field(default=0, metadata=within(Limit("the number of updates", STEPS)))
    epoch: float = field(default=0.0, metadata=within(Limit("the epoch", EPOCHS)))
    pass_count: int = field(default=0, metadata=within(Limit("the number of passes", STEPS)))
    cursor: int = field(default=0, metadata=within(Limit("the cursor", STEPS)))
    mistakes: int = field(default=0, metadata=within(Limit("the number of mistakes", STEPS)))
    clean: int = field(default=0, metadata=within(Limit("the number of right answers", STEPS)))
    finished: bool = False
    is_bounded: bool = False
    passes: tuple[int, ...] = ()
    lines: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 3)))
    last_step: PerceptronStep | None = None
    answer: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    rule: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    visited: int | None = None
    beside: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    watch: CycleWatch | None = None

    def __post_init__(self) -> None:
        check_limits(self)
        check_array(Phrase("weights"), self.weight, (2,))
        check_array(Phrase("earlier separators"), self.lines, (self.lines.size // 3, 3))
        for name, array in ((Phrase("the answer"), self.answer), (Phrase("the neuron beside"), self.beside)):
            check_array(name, array, (PLACES,) if array.size else (0,))
        check_array(Phrase("the rule"), self.rule, (self.rule.size,))
        wrong = next((mistakes for mistakes in self.passes if mistakes not in STEPS), None)
        if wrong is not None:
            raise CaptureError("mistakes: {wrong} is not {allowed}", wrong=wrong, allowed=STEPS.words)
        step = self.last_step
        if step is not None:
            for array in (step.x, step.weight_before, step.weight_after):
                check_array(Phrase("the last step"), array, (2,))
            if step.target not in (-1, 1):
                raise CaptureError("the last step: the target {target} is not 1 or -1", target=step.target)

    def check_points(self, count: int, order: int) -> None:
        """Raises CaptureError where it is not of a run on so many points, of which `order` are learned."""
        if self.cursor >= max(1, order):
            raise CaptureError(
                "cursor: {cursor}, but there are {count} training points", cursor=self.cursor, count=order
            )
        last = None if self.last_step is None else self.last_step.index
        for name, index in ((Phrase("the last step"), last), (Phrase("the sample seen last"), self.visited)):
            if index is not None and not 0 <= index < count:
                raise CaptureError("{name}: point {index}, but there are {count}", name=name, index=index, count=count)

    @property
    def theta(self) -> np.ndarray:
        """The weights as documents and snapshots have them: (w₁, w₂, b) float32 that the rule answers with."""
        return np.array(self.answer if self.answer.size else [*self.weight, self.bias], np.float32)

    @property
    def step(self) -> int:
        """Steps are updates."""
        return self.updates
