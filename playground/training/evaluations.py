"""How good a network is on the samples that it learns from and on those that it never sees."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from playground.engine.fast.forwards import SHARED
from playground.engine.fast.plan import busiest_values
from playground.engine.losses import Loss
from playground.engine.network import Network
from playground.late_dataclass import dataclass
from playground.training.data_kind import Samples
from playground.training.evaluation import Evaluation, EvaluationCapture
from playground.training.sample_answers import SampleAnswers
from playground.training.snapshot import Confusion, Scores
from playground.training.tasks import Targets

# A glance at pictures during training refreshes this many of each set.
GLANCE_SAMPLES = 64
# A glance at points may cost so many multiplications: all points, unless there are many and the network is large.
GLANCE_WORK = 4_000_000
# What is evaluated of a set between two commands of a user may cost so many: about 3 ms.
PIECE_SAMPLES = 8
PIECE_WORK = 60_000_000
# A look by the clock is at so many samples of each set; what is told then speaks for so many looks at most.
LOOK_SAMPLES, LOOKS = 128, 3
# The most training pictures that are evaluated again and again.
TRAIN_SAMPLES = 1000


@dataclass(frozen=True, eq=False)
class EvaluationsCapture:
    """Where the evaluations of both sets stand, and what was told of them last."""

    train: EvaluationCapture
    test: EvaluationCapture
    scores: Scores
    unfinished: bool


class Evaluations:
    """The evaluations of both sets; during training, `glance` samples of each at a time.

    unfinished: some of the evaluation of a network that rests is still to be done, piece by piece.
    scores: the latest losses and accuracies that are told; None before any. The confusion is of the same samples. While
    a network learns they speak for the samples that were looked at last, where it rests for all; what is known of too
    few is told only until there is better. has_told_enough: whether they speak for enough.
    steady: those of glances between steps alone, which no clock has a part in, that spoke for enough samples; the first
    ones until then.
    """

    def __init__(self, train: Evaluation, test: Evaluation, glance: int, piece: int, part: int) -> None:
        """glance, piece, part: samples of each set for a glance, for a piece at rest, for a part of a look."""
        self.train, self.test, self.glance, self._piece, self._part = train, test, glance, piece, part
        self._steps = train, test
        self._looks = train.beside(), test.beside()
        self._told = self._steps
        self._is_told = self._is_watched = self._grows = False
        self.unfinished = self.has_told_enough = False
        self._left = self._look_sizes()
        self.scores: Scores | None = None
        self.steady: Scores | None = None
        self._confusion: Confusion | None = None
        self._answers: SampleAnswers | None = None

    @property
    def sees_everything(self) -> bool:
        """Whether a glance is enough to evaluate all samples."""
        return self.glance >= max(len(self.train), len(self.test))

    def evaluate_some(self, network: Network) -> None:
        """Evaluates the next few samples of both sets; where looks come more often they are what is told."""
        self.unfinished = False
        for evaluation in self._steps:
            evaluation.evaluate(network, self.glance)
        self._score(self.is_telling and not self._is_watched)
        self._is_watched = False

    def evaluate(self, network: Network) -> None:
        """Evaluates all samples."""
        self.unfinished = False
        for evaluation in self._steps:
            evaluation.evaluate(network)
        self._score(True)

    def look(self, network: Network, between: Callable[[], object]) -> bool:
        """The next part of a look at both sets while training runs; whether that is all of it. It is told as soon as
        looks speak for enough samples."""
        if self._told is self._looks:
            self._keep_confusion()
        for place, evaluation in enumerate(self._looks):
            count = min(self._part, self._left[place])
            if count:
                evaluation.renew(network, count, LOOKS * LOOK_SAMPLES, between)
                self._left[place] -= count
        if any(self._left):
            return False
        self._left = self._look_sizes()
        if all(evaluation.is_telling for evaluation in self._looks) or not self.has_told_enough:
            self._is_watched = True
            self._tell(self._looks)
        return True

    def begin(self, network: Network) -> None:
        """Starts to evaluate all samples, with a first piece of them."""
        if self._piece < max(len(self.train), len(self.test)):
            self._keep_confusion()
        for evaluation in (*self._steps, *self._looks):
            evaluation.begin()
        self._left, self._is_watched = self._look_sizes(), False
        self._grows = not self.has_told_enough
        self.go_on(network)

    def go_on(self, network: Network) -> None:
        """Evaluates the next piece."""
        for evaluation in self._steps:
            if not evaluation.complete:
                evaluation.go_on(network, self._piece)
        self.unfinished = not all(evaluation.complete for evaluation in self._steps)
        self._score(self._grows or not self.unfinished)

    @property
    def is_telling(self) -> bool:
        """Whether the latest evaluations between steps speak for enough samples."""
        return self.train.is_telling and self.test.is_telling

    @property
    def is_told(self) -> bool:
        """Whether the scores are those of the latest evaluation between steps, or at rest."""
        return self._is_told and self._told is self._steps

    def confusion(self) -> Confusion | None:
        """That of the test set, of the samples that the scores speak for."""
        if self._confusion is None or self._is_told:
            self._confusion = self._told[1].confusion()
        return self._confusion

    def sample_answers(self) -> SampleAnswers:
        """What all samples are answered, as far as that is known; the same object until something new is evaluated."""
        if self._answers is None:
            count, width = max(self.train.end, self.test.end), self.train.answers
            decision = np.full((count, width), np.nan, np.float32)
            self._answers = SampleAnswers(decision, np.full(count, -1), np.full(count, np.nan))
            for evaluation in self._steps:
                evaluation.put_answers(self._answers)
            for array in (decision, self._answers.answer, self._answers.loss):
                array.setflags(write=False)
        return self._answers

    def capture(self) -> EvaluationsCapture:
        """A copy of where the evaluations between steps stand, once there are scores."""
        assert self.steady is not None
        return EvaluationsCapture(self.train.capture(), self.test.capture(), self.steady, self.unfinished)

    def restore(self, capture: EvaluationsCapture) -> None:
        """Goes on from a capture of evaluations of the same samples; what is told is what they know."""
        self.train.restore(capture.train)
        self.test.restore(capture.test)
        for evaluation in self._looks:
            evaluation.begin()
        self.forget()
        self._left, self._is_watched = self._look_sizes(), False
        self.steady, self.unfinished = capture.scores, capture.unfinished
        self._tell(self._steps)

    def remember(self, other: Evaluations) -> None:
        """What other evaluations of these samples told is told on until there is something new to tell."""
        self.scores, self._confusion, self.steady = other.scores, other.confusion(), other.steady
        self.has_told_enough = other.has_told_enough

    def forget(self) -> None:
        """What was told is of no more interest."""
        self.scores = self.steady = self._confusion = None
        self._is_told = self.has_told_enough = False

    def _look_sizes(self) -> list[int]:
        return [min(LOOK_SAMPLES, len(evaluation)) for evaluation in self._steps]

    def _keep_confusion(self) -> None:
        """What follows is not told yet."""
        if self._is_told:
            self._confusion, self._is_told = self.confusion(), False

    def _score(self, is_wanted: bool) -> None:
        """Takes in what was evaluated between steps, or at rest."""
        self._answers = None
        if is_wanted or not self.has_told_enough:
            self._tell(self._steps)
        elif self._told is self._steps:
            self._is_told = False
        if self.steady is None or self.is_telling:
            self.steady = self.scores if self.is_told else _scores(*self._steps)

    def _tell(self, sets: tuple[Evaluation, Evaluation]) -> None:
        self._told, self._is_told, self.scores = sets, True, _scores(*sets)
        self.has_told_enough = all(evaluation.is_telling for evaluation in sets)


def _scores(train: Evaluation, test: Evaluation) -> Scores:
    measured = train.measured, test.measured
    return Scores(train.loss, test.loss, train.accuracy, test.accuracy, train.rmse, test.rmse, *measured)


def evaluations(samples: Samples, targets: Targets, loss: Loss, network: Network) -> Evaluations:
    """The evaluations of a network on these samples."""
    # Samples may be sorted by class; a glance must see a bit of everything.
    rng = np.random.default_rng(0)
    train, test = rng.permutation(samples.train), rng.permutation(samples.test)
    work = _work(network)
    glance = max(GLANCE_SAMPLES, GLANCE_WORK // work)
    if samples.x.dtype == np.uint8:
        train, glance = train[:TRAIN_SAMPLES], GLANCE_SAMPLES
    x, wanted = samples.x, samples.wanted
    known, unseen = (Evaluation(x[index], wanted[index], index, targets, loss) for index in (train, test))
    piece = piece_samples(network)
    # As many as are shared among the threads.
    part = max(piece, -(-SHARED // busiest_values(network.layers)))
    return Evaluations(known, unseen, glance, piece, part)


def piece_samples(network: Network) -> int:
    """Samples that a network answers in about 3 ms."""
    return max(PIECE_SAMPLES, PIECE_WORK // _work(network))


def _work(network: Network) -> int:
    """Multiplications that one sample costs: a kernel's weights are used at every place of its map."""
    sizes = (
        layer.block.size * math.prod(layer.output_shape[:-1]) for layer in network.layers if layer.block is not None
    )
    return max(1, sum(sizes))
