"""A run of the perceptron: Rosenblatt's rule from mistake to mistake."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from playground.engine.errors import Phrase
from playground.engine.limits import EXACT, Limit, within
from playground.engine.network import uninterrupted
from playground.engine.perceptron import Perceptron, separability
from playground.training.captures import EPOCHS, STEPS, CaptureError, check_array, check_limits
from playground.training.experiment import Experiment
from playground.training.snapshot import Divergence, PerceptronStep, frozen

MAX_LINES = 40
MAX_PASSES = 200


@dataclass(frozen=True, eq=False)
class PerceptronCapture:
    """A perceptron's run at one moment: restored, it goes on as if it had never been interrupted.

    weight (2,), bias: the separator; cursor: the place in this pass; mistakes: of this pass; clean: right answers in a
    row; passes: mistakes of the passes before; lines (n, 3): earlier separators.
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
    passes: tuple[int, ...] = ()
    lines: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 3)))
    last_step: PerceptronStep | None = None

    def __post_init__(self) -> None:
        check_limits(self)
        check_array(Phrase("weights"), self.weight, (2,))
        check_array(Phrase("earlier separators"), self.lines, (self.lines.size // 3, 3))
        wrong = next((mistakes for mistakes in self.passes if mistakes not in STEPS), None)
        if wrong is not None:
            raise CaptureError("mistakes: {wrong} is not {allowed}", wrong=wrong, allowed=STEPS.words)
        step = self.last_step
        if step is not None:
            for array in (step.x, step.weight_before, step.weight_after):
                check_array(Phrase("the last step"), array, (2,))
            if step.target not in (-1, 1):
                raise CaptureError("the last step: the target {target} is not 1 or -1", target=step.target)

    @property
    def theta(self) -> np.ndarray:
        """The weights as documents and snapshots have them: (w₁, w₂, b) float32."""
        return np.array([*self.weight, self.bias], np.float32)

    @property
    def step(self) -> int:
        """Steps are updates."""
        return self.updates


class PerceptronRun:
    """One perceptron learning the training points of a set: class 1 is +1, every other class −1.

    A step goes on to the next mistake and learns from it; a whole pass without one ends the run.
    """

    def __init__(self, experiment: Experiment) -> None:
        """Starts from w = 0 and b = 0 as in 1958, in an order drawn from the seed."""
        self.perceptron = Perceptron(2)
        self.updates, self.pass_count = 0, 0
        self._mistakes = 0
        self._passes: deque[int] = deque(maxlen=MAX_PASSES)
        self._lines: deque[tuple[float, float, float]] = deque(maxlen=MAX_LINES)
        self.take_points(experiment)

    def take_points(self, experiment: Experiment) -> None:
        """Goes on with the points that an experiment means, from the first of them."""
        self.experiment = experiment
        self.points = experiment.data.resolve()
        self.d = np.where(self.points.label == 1, 1, -1)
        self.train_index = self.points.split(experiment.data.train_share)[0]
        self.separability = separability(self.points.x[self.train_index], self.d[self.train_index])
        self._order = np.random.default_rng(experiment.training.seed).permutation(self.train_index)
        self._cursor = self._clean = 0
        self.last_step: PerceptronStep | None = None
        self.finished = False

    def swap_classes(self) -> None:
        """Says of one class what was said of the other, as they changed places."""
        self.perceptron.weight *= -1
        self.perceptron.bias *= -1
        self._lines = deque(((-w1, -w2, -b) for w1, w2, b in self._lines), MAX_LINES)

    def step(self) -> None:
        """Goes to the next mistake and learns from it, or finishes after as many right answers as there are samples."""
        while self._clean < len(self._order):
            step = self._visit(int(self._order[self._cursor]))
            self._advance()
            if step is not None:
                self.last_step = step
                return
        self.finished = True

    def train(self, steps: int, between: Callable[[], object] = uninterrupted) -> int:
        """So many steps, fewer where nothing is left to learn, and how many; `between` comes before each."""
        for count in range(steps):
            if self.finished:
                return count
            between()
            self.step()
        return steps

    def fine_step(self) -> int:
        return self.train(1)

    def put_weights(self, weight: np.ndarray, bias: float) -> None:
        """Goes on with another separator: weight (2,)."""
        self.perceptron.weight[:], self.perceptron.bias = weight, bias
        self._clean, self.finished, self.last_step = 0, False, None

    def capture(self) -> PerceptronCapture:
        """All that learning goes on from, copied."""
        return PerceptronCapture(
            weight=self.perceptron.weight.copy(),
            bias=float(self.perceptron.bias),
            updates=self.updates,
            epoch=self.epoch,
            pass_count=self.pass_count,
            cursor=self._cursor,
            mistakes=self._mistakes,
            clean=self._clean,
            finished=self.finished,
            passes=tuple(self._passes),
            lines=self.lines,
            last_step=self.last_step,
        )

    def restore(self, capture: PerceptronCapture) -> None:
        """Goes on from a capture of a run on the same points; CaptureError where it is of others."""
        if capture.cursor >= max(1, len(self._order)):
            raise CaptureError(
                "cursor: {cursor}, but there are {count} training points",
                cursor=capture.cursor,
                count=len(self._order),
            )
        if capture.last_step is not None and not 0 <= capture.last_step.index < len(self.points):
            raise CaptureError(
                "the last step: point {index}, but there are {count}",
                index=capture.last_step.index,
                count=len(self.points),
            )
        self.perceptron.weight[:], self.perceptron.bias = capture.weight, capture.bias
        self.updates, self.pass_count = capture.updates, capture.pass_count
        self._cursor, self._mistakes, self._clean = capture.cursor, capture.mistakes, capture.clean
        self.finished, self.last_step = capture.finished, capture.last_step
        self._passes = deque(capture.passes, MAX_PASSES)
        self._lines = deque((tuple(line) for line in capture.lines.tolist()), MAX_LINES)

    @property
    def model(self) -> Perceptron:
        """What learns."""
        return self.perceptron

    @property
    def step_count(self) -> int:
        """Steps are updates."""
        return self.updates

    @property
    def lines(self) -> np.ndarray:
        """Earlier separators (updates, 3), oldest first."""
        return frozen(np.array(self._lines, np.float64).reshape(-1, 3))

    @property
    def mistakes_per_pass(self) -> tuple[int, ...]:
        """Of the latest passes, the one that is under way included where it had some."""
        return (*self._passes, self._mistakes) if self._mistakes else tuple(self._passes)

    @property
    def train_count(self) -> int:
        """Number of training samples."""
        return len(self.train_index)

    @property
    def epoch(self) -> float:
        """Passes over the training set, fractions included."""
        return min(self.pass_count + self._cursor / max(1, len(self._order)), float(EXACT))

    @property
    def parameter_count(self) -> int:
        """w₁, w₂ and b."""
        return 3

    @property
    def divergence(self) -> Divergence | None:
        """Rosenblatt's rule does not diverge."""
        return None

    @property
    def unfinished(self) -> bool:
        """Nothing is ever left to evaluate: every snapshot looks at all points."""
        return False

    def evaluate(self) -> None:
        """Nothing to bring up to date."""

    begin_evaluation = go_on_evaluating = evaluate_for_frame = evaluate

    def _visit(self, index: int) -> PerceptronStep | None:
        x, d, neuron = self.points.x[index], int(self.d[index]), self.perceptron
        weight, bias, score = neuron.weight.copy(), float(neuron.bias), float(neuron.score(x))
        rate = self.experiment.training.learning_rate
        if not neuron.learn(x, d, rate):
            self._clean += 1
            return None
        self._lines.append((float(weight[0]), float(weight[1]), bias))
        self._clean, self._mistakes = 0, self._mistakes + 1
        self.updates = min(self.updates + 1, EXACT)
        after = frozen(neuron.weight.copy())
        return PerceptronStep(index, x, d, score, frozen(weight), bias, after, float(neuron.bias), rate)

    def _advance(self) -> None:
        self._cursor += 1
        if self._cursor == len(self._order):
            self._cursor = 0
            self.pass_count = min(self.pass_count + 1, EXACT)
            self._passes.append(self._mistakes)
            self._mistakes = 0
