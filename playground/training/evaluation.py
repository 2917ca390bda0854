"""How good a network is on a set of samples, kept up to date a part at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import Loss
from playground.engine.network import Network, uninterrupted
from playground.late_dataclass import dataclass
from playground.training.captures import CaptureError
from playground.training.predictor import Predictor
from playground.training.sample_answers import SampleAnswers
from playground.training.snapshot import Confusion
from playground.training.tasks import Targets

# What is told of a set that is glanced at speaks for so many glances.
GLANCES = 12
# Fewer samples than this tell little.
ENOUGH = 256
SHOWN_MISTAKES = 10


@dataclass(frozen=True, eq=False)
class EvaluationCapture:
    """Where an evaluation stands: losses (n,) and outputs (n, outputs), and which of them speak for the network: the
    `known` ones before `cursor`, going round. CaptureError for numbers that cannot be that."""

    losses: NDArray[np.float64]
    output: NDArray[np.float32]
    cursor: int
    known: int

    def __post_init__(self) -> None:
        count = self.losses.size
        if not (0 <= self.cursor < max(1, count) and min(1, count) <= self.known <= count):
            raise CaptureError(
                "evaluation: {known} samples before sample {cursor} are not some of {count}",
                known=self.known,
                cursor=self.cursor,
                count=count,
            )


class Evaluation:
    """The latest loss and answer for every sample of a set: x (n, …), wanted (n, …), index (n,) into the data set.

    A large set is refreshed cyclically, so that a glance during training costs little; loss, accuracy and confusion
    then speak for the last few glances only, as older answers are those of another network. A network that rests is
    evaluated wholly, at once or piece by piece; they speak for the pieces that there are.
    """

    def __init__(self, x: np.ndarray, wanted: np.ndarray, index: np.ndarray, targets: Targets, loss: Loss) -> None:
        self._x, self._wanted, self._index = x, wanted, index
        self._targets, self._loss = targets, loss
        self._d = targets.encode(wanted)
        self._activate = ACTIVATIONS[targets.activation].function
        self._losses = np.zeros(len(x))
        self._output = np.zeros((len(x), self._d.shape[1]), np.float32)
        self._cursor = self._known = 0
        self._predictor: Predictor | None = None
        self._scores: tuple[float, float | None, float | None] | None = None
        self._confusion: Confusion | None = None

    def beside(self) -> Evaluation:
        """Another one of the same samples, of which nothing is known."""
        other = copy.copy(self)
        other._losses, other._output = np.zeros_like(self._losses), np.zeros_like(self._output)
        other._cursor = other._known = 0
        other._predictor = other._scores = other._confusion = None
        return other

    def __len__(self) -> int:
        return len(self._x)

    @property
    def complete(self) -> bool:
        """Whether loss and accuracy speak for all samples."""
        return self._known == len(self._x)

    @property
    def measured(self) -> int:
        """For how many samples they speak."""
        return self._known

    @property
    def end(self) -> int:
        """Behind its last sample in the data set."""
        return int(self._index.max(initial=-1)) + 1

    @property
    def answers(self) -> int:
        """How many numbers an answer has: probabilities of classes, or values."""
        return int(self._targets.decision(self._output[:0]).shape[1])

    @property
    def is_telling(self) -> bool:
        """Whether they speak for enough samples to be told."""
        return self._known >= min(ENOUGH, len(self._x))

    def evaluate(self, network: Network, count: int | None = None) -> None:
        """Evaluates the next `count` samples, or all of them; all of them too when none was evaluated before."""
        if count is None or not self._known:
            self._cursor = self._known = 0
            self.go_on(network, len(self._x))
        else:
            self.go_on(network, count)
            self._known = min(self._known, GLANCES * count)

    def begin(self) -> None:
        """Forgets what was evaluated, as the network is another one."""
        self._cursor = self._known = 0

    def renew(self, network: Network, count: int, most: int, between: Callable[[], object]) -> None:
        """Evaluates the next `count` samples; what is told then speaks for the last `most` at most."""
        self.go_on(network, count, between)
        self._known = min(self._known, most)

    def go_on(self, network: Network, count: int, between: Callable[[], object] = uninterrupted) -> None:
        """Evaluates the next `count` samples of a network that is the same as before. What `between` raises in the
        midst of them leaves all as it was."""
        size = len(self._x)
        if not size:
            return
        end = min(self._cursor + count, size)
        self._evaluate(network, slice(self._cursor, end), between)
        self._known = min(self._known + end - self._cursor, size)
        self._cursor = end % size
        self._scores = self._confusion = None

    def _evaluate(self, network: Network, part: slice, between: Callable[[], object]) -> None:
        if self._predictor is None or self._predictor.network is not network:
            self._predictor = Predictor(network)
        logits = self._predictor.logits(self._x[part], between)
        output = self._activate(logits)
        fused = self._loss.activation is not None
        self._losses[part] = self._loss.value(logits if fused else output, self._d[part])
        self._output[part] = output

    @property
    def loss(self) -> float | None:
        """Mean loss per sample; None for an empty set."""
        return self._latest_scores()[0] if len(self._x) else None

    @property
    def accuracy(self) -> float | None:
        """Share of samples answered rightly; None for an empty set, and where answers are more or less good."""
        return self._latest_scores()[1] if len(self._x) else None

    @property
    def rmse(self) -> float | None:
        """How far answers are from the values that are wanted, the root of the mean square; None for an empty set, and
        where there are classes."""
        return self._latest_scores()[2] if len(self._x) else None

    def capture(self) -> EvaluationCapture:
        """A copy of where the evaluation stands."""
        return EvaluationCapture(self._losses.copy(), self._output.copy(), self._cursor, self._known)

    def restore(self, capture: EvaluationCapture) -> None:
        """Goes on from a capture of an evaluation of the same samples; CaptureError where there are others."""
        if (capture.losses.shape, capture.output.shape) != (self._losses.shape, self._output.shape):
            raise CaptureError(
                "evaluation: {losses} losses do not go with {samples} samples",
                losses=capture.losses.size,
                samples=len(self),
            )
        self._losses[:], self._output[:] = capture.losses, capture.output
        self._cursor, self._known = capture.cursor, capture.known
        self._scores = self._confusion = None

    def _latest_scores(self) -> tuple[float, float | None, float | None]:
        """Loss, accuracy and root mean squared error."""
        if self._scores is None:
            latest = self._latest()
            losses = self._losses[latest]
            right = self._targets.right(self._output, self._wanted)
            accuracy = None if right is None else float(np.count_nonzero(right[latest])) / len(losses)
            rmse = None if self._targets.classes else self._rmse(latest)
            self._scores = float(losses.sum()) / len(losses), accuracy, rmse
        return self._scores

    def _rmse(self, latest: np.ndarray) -> float:
        errors = self._output[latest].astype(np.float64) - self._d[latest]
        return float(np.sqrt(np.mean(np.square(errors))))

    def _latest(self) -> np.ndarray:
        """Which samples were evaluated last, as far as they speak for the network as it is."""
        end = self._cursor or len(self._x)
        return np.arange(end - self._known, end) % max(1, len(self._x))

    def put_answers(self, answers: SampleAnswers) -> None:
        """Puts what these samples are answered where they stand in the data set."""
        latest, targets = self._latest(), self._targets
        index, output = self._index[latest], self._output[latest]
        answers.decision[index], answers.loss[index] = targets.decision(output), self._losses[latest]
        if targets.classes:
            answers.answer[index] = targets.decode(output)

    def confusion(self) -> Confusion | None:
        """Counts by class and latest answer, and the wrong answers given with most confidence; the same object until
        something new is evaluated. None where there are no classes."""
        if self._confusion is None and self._targets.classes:
            self._confusion = self._count(self._targets)
        return self._confusion

    def _count(self, targets: Targets) -> Confusion:
        classes = targets.classes
        latest, predicted, label = self._latest(), targets.decode(self._output), self._wanted
        counts = np.zeros((classes, classes), np.int64)
        np.add.at(counts, (label[latest], predicted[latest]), 1)
        wrong = latest[predicted[latest] != label[latest]]
        confidence = targets.decision(self._output[wrong]).max(axis=1)
        worst = wrong[np.argsort(-confidence, kind="stable")][:SHOWN_MISTAKES]
        mistakes = tuple((int(self._index[i]), int(predicted[i])) for i in worst)
        counts.setflags(write=False)
        return Confusion(counts, mistakes)
