"""How good a network is on the samples that it learns from and on those that it never sees."""

from __future__ import annotations

import numpy as np

from playground.engine.losses import Loss
from playground.engine.network import Network
from playground.training.evaluation import Evaluation
from playground.training.samples import Samples
from playground.training.snapshot import Scores
from playground.training.targets import Targets

# A glance at pictures during training refreshes this many of each set.
GLANCE_SAMPLES = 32
# A glance at points may cost so many multiplications: all points, unless there are many and the network is large.
GLANCE_WORK = 4_000_000
# The most training pictures that are evaluated again and again.
TRAIN_SAMPLES = 1000


class Examination:
    """The evaluations of both sets; a look during training sees `glance` samples of each."""

    def __init__(self, train: Evaluation, test: Evaluation, glance: int) -> None:
        self.train, self.test, self.glance = train, test, glance

    @property
    def sees_everything(self) -> bool:
        """Whether a glance is enough to evaluate all samples."""
        return self.glance >= max(len(self.train), len(self.test))

    def look(self, network: Network) -> None:
        """A glance at both sets."""
        for evaluation in (self.train, self.test):
            evaluation.refresh(network, self.glance)

    def refresh(self, network: Network) -> None:
        """Evaluates all samples."""
        for evaluation in (self.train, self.test):
            evaluation.refresh(network)

    @property
    def scores(self) -> Scores:
        """The latest losses and accuracies."""
        return Scores(self.train.loss, self.test.loss, self.train.accuracy, self.test.accuracy)


def examination(samples: Samples, targets: Targets, loss: Loss, parameters: int) -> Examination:
    """The examination of a network with so many parameters."""
    # Samples may be sorted by class; a glance must see a bit of everything.
    rng = np.random.default_rng(0)
    train, test = rng.permutation(samples.train), rng.permutation(samples.test)
    glance = max(GLANCE_SAMPLES, GLANCE_WORK // max(parameters, 1))
    if samples.x.dtype == np.uint8:
        train, glance = train[:TRAIN_SAMPLES], GLANCE_SAMPLES
    x, label = samples.x, samples.label
    known, unseen = (Evaluation(x[index], label[index], index, targets, loss) for index in (train, test))
    return Examination(known, unseen, glance)
