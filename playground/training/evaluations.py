"""How good a network is on the samples that it learns from and on those that it never sees."""

from __future__ import annotations

import math

import numpy as np

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
    scores: the latest losses and accuracies that spoke for enough samples, or the first ones; None before any.
    """

    def __init__(self, train: Evaluation, test: Evaluation, glance: int, piece: int) -> None:
        self.train, self.test, self.glance, self._piece = train, test, glance, piece
        self.unfinished = False
        self.scores: Scores | None = None
        self._confusion: Confusion | None = None
        self._answers: SampleAnswers | None = None

    @property
    def sees_everything(self) -> bool:
        """Whether a glance is enough to evaluate all samples."""
        return self.glance >= max(len(self.train), len(self.test))

    def evaluate_some(self, network: Network) -> None:
        """Evaluates the next few samples of both sets."""
        self.unfinished = False
        for evaluation in (self.train, self.test):
            evaluation.evaluate(network, self.glance)
        self._score()

    def evaluate(self, network: Network) -> None:
        """Evaluates all samples."""
        self.unfinished = False
        for evaluation in (self.train, self.test):
            evaluation.evaluate(network)
        self._score()

    def begin(self, network: Network) -> None:
        """Starts to evaluate all samples, with a first piece of them."""
        for evaluation in (self.train, self.test):
            evaluation.begin()
        self.go_on(network)

    def go_on(self, network: Network) -> None:
        """Evaluates the next piece."""
        evaluations = (self.train, self.test)
        for evaluation in evaluations:
            if not evaluation.complete:
                evaluation.go_on(network, self._piece)
        self.unfinished = not all(evaluation.complete for evaluation in evaluations)
        self._score()

    @property
    def is_telling(self) -> bool:
        """Whether the latest evaluations speak for enough samples."""
        return self.train.is_telling and self.test.is_telling

    def confusion(self) -> Confusion | None:
        """That of the test set, the latest that spoke for enough samples, or the first one."""
        if self._confusion is None or self.test.is_telling:
            self._confusion = self.test.confusion()
        return self._confusion

    def sample_answers(self) -> SampleAnswers:
        """What all samples are answered, as far as that is known; the same object until something new is evaluated."""
        if self._answers is None:
            count, width = max(self.train.end, self.test.end), self.train.answers
            decision = np.full((count, width), np.nan, np.float32)
            self._answers = SampleAnswers(decision, np.full(count, -1), np.full(count, np.nan))
            for evaluation in (self.train, self.test):
                evaluation.put_answers(self._answers)
            for array in (decision, self._answers.answer, self._answers.loss):
                array.setflags(write=False)
        return self._answers

    def capture(self) -> EvaluationsCapture:
        """A copy of where the evaluations stand, once there are scores."""
        assert self.scores is not None
        return EvaluationsCapture(self.train.capture(), self.test.capture(), self.scores, self.unfinished)

    def restore(self, capture: EvaluationsCapture) -> None:
        """Goes on from a capture of evaluations of the same samples."""
        self.train.restore(capture.train)
        self.test.restore(capture.test)
        self.scores, self.unfinished, self._confusion = capture.scores, capture.unfinished, None
        self._answers = None

    def remember(self, other: Evaluations) -> None:
        """What other evaluations of these samples told is told on until there is something new to tell."""
        self.scores, self._confusion = other.scores, other._confusion

    def forget(self) -> None:
        """What was told is of no more interest."""
        self.scores = self._confusion = None

    def _score(self) -> None:
        train, test = self.train, self.test
        self._answers = None
        if self.scores is None or self.is_telling:
            self.scores = Scores(train.loss, test.loss, train.accuracy, test.accuracy, train.rmse, test.rmse)


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
    return Evaluations(known, unseen, glance, piece_samples(network))


def piece_samples(network: Network) -> int:
    """Samples that a network answers in about 3 ms."""
    return max(PIECE_SAMPLES, PIECE_WORK // _work(network))


def _work(network: Network) -> int:
    """Multiplications that one sample costs: a kernel's weights are used at every place of its map."""
    sizes = (
        layer.block.size * math.prod(layer.output_shape[:-1]) for layer in network.layers if layer.block is not None
    )
    return max(1, sum(sizes))
