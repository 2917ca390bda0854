"""The trainer of the perceptron: Rosenblatt's rule from mistake to mistake."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

from playground.data.points import PointSet
from playground.engine.network import uninterrupted
from playground.engine.perceptron import Perceptron, separability
from playground.training.changes import DataSet
from playground.training.experiment import Experiment, PointsData
from playground.training.observation import frozen
from playground.training.snapshot import Divergence, PerceptronSnapshot, PerceptronStep, Progress

MAX_LINES = 40
MAX_PASSES = 200


class PerceptronTrainer:
    """One perceptron learning the training points of a set: class 1 is +1, every other class −1.

    A step goes on to the next mistake and learns from it; a whole pass without one ends the run.
    """

    def __init__(self, experiment: Experiment, data: PointSet) -> None:
        self.experiment = experiment
        self._take(data)
        self.restart()

    def restart(self) -> None:
        """Starts afresh, from w = 0 and b = 0 as in 1958, in an order drawn from the seed."""
        self.perceptron = Perceptron(2)
        self.step_count, self.updates, self.finished = 0, 0, False
        self._order_samples()
        self._cursor = self._mistakes = self._clean = 0
        self._passes: deque[int] = deque(maxlen=MAX_PASSES)
        self._lines: deque[tuple[float, float, float]] = deque(maxlen=MAX_LINES)
        self._last_step: PerceptronStep | None = None
        self.pass_count = 0

    def configure(self, experiment: Experiment, data: DataSet) -> None:
        """Takes over an edited experiment; the separator stays, whatever the points."""
        assert isinstance(data, PointSet)
        old, self.experiment = self.experiment, experiment
        if old.training.seed != experiment.training.seed:
            self._take(data)
            self.restart()
        elif data is not self.data or old.data != experiment.data:
            self._take(data)
            self._order_samples()
            self._cursor = self._clean = 0
            self._last_step = None
            self.finished = False

    def step(self) -> None:
        """Goes to the next mistake and learns from it, or finishes after as many right answers as there are samples."""
        while self._clean < len(self._order):
            step = self._visit(int(self._order[self._cursor]))
            self._advance()
            if step is not None:
                self._last_step = step
                return
        self.finished = True

    def train(self, steps: int, between: Callable[[], object] = uninterrupted) -> None:
        """So many steps, fewer where nothing is left to learn; `between` comes before each."""
        for _ in range(steps):
            if self.finished:
                break
            between()
            self.step()

    def load_theta(self, theta: np.ndarray, step: int, epoch: float) -> None:
        """Takes over (w₁, w₂, b) that were learned elsewhere, after `step` updates and `epoch` passes."""
        if theta.shape != (3,):
            raise ValueError(f"weights: {theta.size} numbers, but the perceptron has 3")
        self.restart()
        self.perceptron.weight[:], self.perceptron.bias = theta[:2], float(theta[2])
        self.step_count = self.updates = step
        self.pass_count = int(epoch)

    def rewind(self) -> None:
        """The perceptron cannot diverge: going back is starting afresh."""
        self.restart()

    def refresh(self) -> None:
        """Nothing to bring up to date: every snapshot looks at all points."""

    begin_refresh = go_on = look = refresh

    @property
    def unfinished(self) -> bool:
        """Nothing is ever left to bring up to date."""
        return False

    def snapshot(self, progress: Progress) -> PerceptronSnapshot:
        """Everything that one frame shows."""
        wrong = self._d * self.perceptron.score(self.data.x) <= 0
        return PerceptronSnapshot(
            experiment=self.experiment,
            data=self.data,
            progress=progress,
            weight=frozen(self.perceptron.weight.copy()),
            bias=float(self.perceptron.bias),
            updates=self.updates,
            passes=self.pass_count,
            misclassified=frozen(wrong),
            last_step=self._last_step,
            lines=frozen(np.array(self._lines, np.float64).reshape(-1, 3)),
            mistakes_per_pass=(*self._passes, self._mistakes) if self._mistakes else tuple(self._passes),
            separability=self._separability,
            train_count=self.train_count,
            train_mistakes=int(wrong[self._train].sum()),
        )

    @property
    def train_count(self) -> int:
        """Number of training samples."""
        return len(self._train)

    @property
    def divergence(self) -> Divergence | None:
        """Rosenblatt's rule does not diverge."""
        return None

    @property
    def epoch(self) -> float:
        """Passes over the training set, fractions included."""
        return self.pass_count + self._cursor / max(1, len(self._order))

    def _take(self, data: PointSet) -> None:
        assert isinstance(self.experiment.data, PointsData)
        self.data = data
        self._d = np.where(data.label == 1, 1, -1)
        self._train = data.split(self.experiment.data.train_share)[0]
        self._separability = separability(data.x[self._train], self._d[self._train])

    def _order_samples(self) -> None:
        rng = np.random.default_rng(self.experiment.training.seed)
        self._order = rng.permutation(self._train)

    def _visit(self, index: int) -> PerceptronStep | None:
        x, d, neuron = self.data.x[index], int(self._d[index]), self.perceptron
        weight, bias, score = neuron.weight.copy(), float(neuron.bias), float(neuron.score(x))
        if not neuron.learn(x, d, self.experiment.training.learning_rate):
            self._clean += 1
            return None
        self._lines.append((float(weight[0]), float(weight[1]), bias))
        self._clean, self._mistakes = 0, self._mistakes + 1
        self.updates += 1
        self.step_count += 1
        after = frozen(neuron.weight.copy())
        return PerceptronStep(index, x, d, score, frozen(weight), bias, after, float(neuron.bias))

    def _advance(self) -> None:
        self._cursor += 1
        if self._cursor == len(self._order):
            self._cursor = 0
            self.pass_count += 1
            self._passes.append(self._mistakes)
            self._mistakes = 0
