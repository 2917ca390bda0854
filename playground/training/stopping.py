"""Stop conditions: when a run has done what the user wanted of it, and its best weights until then."""

from __future__ import annotations

import math
from dataclasses import field

from playground.engine.errors import Phrase
from playground.engine.limits import EXACT, Limit, within
from playground.late_dataclass import dataclass
from playground.training.captures import EPOCHS, CaptureError, check_limits
from playground.training.history import Checkpoint
from playground.training.learner import Learner
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Scores
from playground.training.stop import CONDITIONS, Stop

ROUNDING = 1e-9
"""Epochs are sums of shares: so close to a whole one is that one."""


@dataclass(frozen=True, eq=False)
class StoppingCapture:
    """What the conditions remember; no best loss: None. waited_from: the epoch from which patience counts."""

    stop: Stop | None
    met: tuple[str, ...]
    best: Checkpoint | None
    best_loss: float | None
    waited_from: float = field(metadata=within(Limit("the epoch", EPOCHS)))

    def __post_init__(self) -> None:
        check_limits(self)
        unknown = [name for name in self.met if name not in CONDITIONS]
        if unknown or (self.best_loss is not None and not math.isfinite(self.best_loss)):
            raise CaptureError("{name}: a value is not allowed", name=Phrase("stop conditions"))


class Stopping:
    """Looks at a learner now and then; `stop` says what stopped it, None while it may go on.

    Who goes on after a stop is not stopped by the same condition again before it is another one; patience begins anew.
    """

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self.stop: Stop | None = None
        self._met: set[str] = set()
        self._epoch = 0.0
        self.forget_weights()

    def until_look(self, stride: int) -> int:
        """Steps from here until the conditions are to be looked at, every `stride` where they ask for scores."""
        learner, training = self._learner, self._learner.experiment.training
        self._epoch = learner.epoch
        until = stride - learner.step_count % stride if training.stops_by_scores else EXACT
        if training.stop_epoch is not None and self._epoch < training.stop_epoch - ROUNDING:
            samples = (training.stop_epoch - self._epoch) * learner.train_count
            until = min(until, max(1, math.ceil(samples / training.batch_size - 1e-6)))
        return until

    def look(self, scores: Scores | None) -> None:
        """Stops where a condition is met; scores: None where there are no new ones."""
        training, epoch = self._learner.experiment.training, self._learner.epoch
        if training.stop_epoch is not None and self._epoch < training.stop_epoch - ROUNDING <= epoch:
            self.stop = Stop("stop_epoch", epoch)
        elif scores is not None:
            self._look_at(training, scores, epoch)

    def go_on(self) -> None:
        """The user wants more."""
        if self.stop is not None:
            self._met.add(self.stop.condition)
            self.stop, self._waited_from = None, self._learner.epoch

    def renew(self, old: TrainingSettings, new: TrainingSettings) -> None:
        """Conditions that were edited count again."""
        edited = {name for name in CONDITIONS if getattr(old, name) != getattr(new, name)}
        self._met -= edited
        if edited and self.stop is not None:
            self.stop = None
        if "patience" in edited:
            self._waited_from = self._learner.epoch

    def forget_weights(self) -> None:
        """Another network or other data: the best weights no longer fit, and what stopped is over."""
        self.go_on()
        self.best: Checkpoint | None = None
        self._best_loss, self._waited_from = math.inf, self._learner.epoch

    def capture(self) -> StoppingCapture | None:
        """A copy of what is remembered; None for nothing."""
        if not (self.stop or self._met or self.best):
            return None
        loss = self._best_loss if math.isfinite(self._best_loss) else None
        return StoppingCapture(self.stop, tuple(sorted(self._met)), self.best, loss, self._waited_from)

    def restore(self, capture: StoppingCapture | None) -> None:
        """Remembers what a capture does."""
        if capture is None:
            self.stop, self._met, self.best, self._best_loss = None, set(), None, math.inf
            return
        self.stop, self._met, self.best = capture.stop, set(capture.met), capture.best
        self._best_loss = math.inf if capture.best_loss is None else capture.best_loss
        self._waited_from = capture.waited_from

    def _look_at(self, training: TrainingSettings, scores: Scores, epoch: float) -> None:
        loss, accuracy = scores.train_loss, _unseen(scores.test_accuracy, scores.train_accuracy)
        below, above = training.stop_loss, training.stop_accuracy
        if loss is not None and below is not None and loss < below and "stop_loss" not in self._met:
            self.stop = Stop("stop_loss", epoch)
        elif accuracy is not None and above is not None and accuracy >= above and "stop_accuracy" not in self._met:
            self.stop = Stop("stop_accuracy", epoch)
        elif training.patience is not None:
            self._wait(training.patience, scores, epoch)

    def _wait(self, patience: int, scores: Scores, epoch: float) -> None:
        """Keeps the best weights, and stops where there have been none better for too long."""
        learner, loss = self._learner, _unseen(scores.test_loss, scores.train_loss)
        if loss is not None and loss < self._best_loss:
            self.best, self._best_loss = Checkpoint(learner.step_count, epoch, learner.network.theta.copy()), loss
        elif self.best is not None and epoch - max(self.best.epoch, self._waited_from) >= patience - ROUNDING:
            self.stop = Stop("patience", epoch, self.best.epoch)


def _unseen(test: float | None, train: float | None) -> float | None:
    """What was reached on samples that were not learned from, where there are any."""
    return train if test is None else test
