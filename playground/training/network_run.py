"""A run of a network: how good it has been and is, and all that learning goes on from."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from playground.engine.limits import EXACT
from playground.engine.network import Network, uninterrupted
from playground.training.data_kind import Samples
from playground.training.evaluations import evaluations
from playground.training.experiment import Experiment
from playground.training.generators import GeneratorState
from playground.training.history import Checkpoint, History
from playground.training.learner import Learner
from playground.training.network_capture import NetworkCapture
from playground.training.snapshot import Divergence, Scores, WeightPath
from playground.training.stop import Stop
from playground.training.stopping import Stopping
from playground.training.weight_path import WEIGHTS, PathTrack

# Pictures are evaluated a little every so many steps, points every epoch, less often as the history grows.
RECORD_STEPS = 32
# What the curves show of numbers that have left the finite ones.
EXPLOSION = Scores(math.inf, None, None, None)


class NetworkRun(Learner):
    """A learner whose scores are noted, and which stops at its last good weights when the numbers run away, or where
    the user wanted it to."""

    def __init__(self, experiment: Experiment, network: Network, generator: np.random.Generator) -> None:
        self.divergence: Divergence | None = None
        self.kept: tuple[int, int] | None = None
        super().__init__(experiment, network, generator)
        self.stopping = Stopping(self)
        self.start_history()
        self.begin_path()
        self.begin_evaluation()

    def take_samples(self, samples: Samples, epoch: float) -> None:
        """Goes on with new batches and evaluations, from which the epochs are counted on."""
        super().take_samples(samples, epoch)
        self.evaluations = evaluations(samples, self.targets, self.loss, self.network)

    def start_history(self) -> None:
        """Forgets the curves."""
        self.history = History(self._stride, self.weight_layers)

    def forget_weights(self) -> None:
        """Forgets weights to come back to, which no longer fit the network or the data."""
        self.history.forget_weights()
        self.stopping.forget_weights()

    def go_on(self) -> None:
        """Learns on although a condition was met."""
        self.stopping.go_on()

    def train(self, steps: int, between: Callable[[], object] = uninterrupted) -> int:
        """So many mini-batches, fewer where the numbers run away or a step was given up, and how many; notes now and
        then how good the network is."""
        history, wanted = self.history, steps
        if self.path is not None and self.path.is_empty:
            self._note_place()
        self.evaluations.unfinished = False
        while steps > 0 and self.train_count and not (self.divergence or self.stop):
            until_record = history.stride - self.step_count % history.stride
            until_look = self.stopping.until_look(self._stride)
            count = self.learn(min(steps, until_record, until_look, self._until_place), between)
            if count == 0:
                break
            steps -= count
            self.check_numbers()
            self._note_place()
            if count in (until_record, until_look) and not self.divergence:
                self._look(count == until_record, count == until_look)
        return wanted - steps

    def fine_step(self) -> None:
        """One mini-batch: there is nothing smaller."""
        self.train(1)

    def train_sample(self, sample: int) -> None:
        """A step from one of the data set's samples alone, where there is such a one."""
        if self.divergence or sample >= len(self.experiment.data.samples().x):
            return
        self.learn_sample(sample)
        self.check_numbers()
        self._note_place()
        if not self.divergence:
            self.evaluations.evaluate_some(self.network)
            self._record()

    def put_weights(self, theta: np.ndarray) -> None:
        """Goes on with weights that the user gave, theta (parameters,), and fresh moments; where NaN leaves weights as
        they are, the moments stay as well, unless they have run away."""
        stays = np.isnan(theta)
        own = self.network.theta
        self.take_weights(np.where(stays, own, theta) if theta.shape == own.shape else theta)
        if self.divergence or not stays.any():
            self.network.gradient[:] = 0
            self.take_network(self.network)
        self.divergence = None
        self.forget_weights()
        self.begin_path()
        self.begin_evaluation()

    def begin_path(self) -> None:
        """Forgets the way of the weights; only that of two can be shown."""
        self.path = PathTrack() if self.parameter_count == WEIGHTS else None

    def weight_path(self) -> WeightPath | None:
        """The way of two weights up to now."""
        return None if self.path is None else self.path.path(self._place())

    def evaluate(self) -> None:
        """Brings the scores of both sets wholly up to date and notes them."""
        self.check_numbers()
        self.evaluations.evaluate(self.network)
        self._record()

    def begin_evaluation(self) -> None:
        """The same, but only a first piece of it: commands are heard before `go_on_evaluating` does the rest."""
        self.check_numbers()
        self.evaluations.begin(self.network)
        self._record()

    def go_on_evaluating(self) -> None:
        """Another piece of what is unfinished."""
        self.evaluations.go_on(self.network)
        if not self.divergence:
            self._record()

    def note(self, passing: bool) -> None:
        """Adds what was looked at to the history; passing: until the next scores take its place."""
        if not self.scores.is_finite:
            self._diverge()
            return
        norms = self._descent.gradient_norms, self._descent.weight_norms
        self.history.record(self.epoch, self.scores, *norms, passing)

    def evaluate_for_frame(self) -> None:
        """Brings the scores up to date while training runs, where that costs little."""
        if self.evaluations.sees_everything and not self.divergence:
            self.evaluations.evaluate_some(self.network)
            if not self._is_good():
                self._diverge()

    def check_numbers(self) -> None:
        """Notices numbers that have left the finite ones."""
        if not self.divergence and not self._descent.is_finite:
            self._diverge()

    def capture(self) -> NetworkCapture:
        """All that learning goes on from, copied."""
        return NetworkCapture(
            theta=self.network.theta.copy(),
            gradient=self.network.gradient.copy(),
            moments=self.moments(),
            weight_generator=GeneratorState.of(self.generator),
            batches=self._batches.capture(),
            step=self.step_count,
            epoch=self.epoch,
            first_epoch=self._first_epoch,
            history=self.history.capture(),
            evaluations=self.evaluations.capture(),
            divergence=self.divergence,
            path=None if self.path is None else self.path.capture(),
            stopping=self.stopping.capture(),
        )

    def restore(self, capture: NetworkCapture) -> None:
        """Goes on from a capture of a run of the same experiment; ValueError where the numbers do not belong to it.

        Where there are other samples by now, as of a file that has changed, the batches begin anew.
        """
        self.take_weights(capture.theta)
        self.network.gradient[:] = capture.gradient
        self._descent.restore(capture.moments)
        capture.weight_generator.put_into(self.generator)
        self.step_count, self.divergence = capture.step, capture.divergence
        self.history.restore(capture.history)
        self.stopping.restore(capture.stopping)
        if self.path is not None and capture.path is not None:
            self.path.restore(capture.path)
        if capture.batches.samples == self.train_count:
            self._batches.restore(capture.batches)
            self._first_epoch = capture.first_epoch
            self.evaluations.restore(capture.evaluations)
        else:
            self._first_epoch = capture.epoch
            self.begin_evaluation()

    def go_back(self, checkpoint: Checkpoint) -> None:
        """Takes over earlier weights of this network; moments and batches are the caller's to renew."""
        self.network.theta[:] = checkpoint.theta
        self.step_count, self.divergence = checkpoint.step, None
        self.history.cut(checkpoint.epoch)
        self.stopping.forget_weights()
        if self.path is not None:
            self.path.cut(checkpoint.step)

    def begin_with(self, theta: np.ndarray, step: int, epoch: float) -> None:
        """Begins with weights that were learned elsewhere, in so many steps and epochs: theta (parameters,)."""
        self.take_weights(theta)
        self.step_count, self._first_epoch = step, epoch - self._batches.epochs
        self.evaluations.forget()
        self.start_history()
        self.begin_path()
        self.begin_evaluation()

    @property
    def unfinished(self) -> bool:
        """Whether the scores do not yet speak for all samples though the network rests."""
        return self.evaluations.unfinished

    @property
    def scores(self) -> Scores:
        """The latest losses and accuracies."""
        assert self.evaluations.scores is not None
        return self.evaluations.scores

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are."""
        return self.network.theta.size

    @property
    def stop(self) -> Stop | None:
        """What stopped it, until it is to go on."""
        return self.stopping.stop

    @property
    def finished(self) -> bool:
        """Whether it has learned what the user wanted."""
        return self.stop is not None

    @property
    def _stride(self) -> int:
        """Steps from one look at the scores to the next, while the history is short."""
        few = len(self.network.spec.input_shape) == 1
        return max(1, self._batches.steps_per_epoch) if few else RECORD_STEPS

    @property
    def _until_place(self) -> int:
        """Steps until the path goes on."""
        return EXACT if self.path is None else self.path.stride - self.step_count % self.path.stride

    def _note_place(self) -> None:
        if self.path is not None and self.step_count % self.path.stride == 0:
            self.path.add(self._place())

    def _place(self) -> np.ndarray:
        """Where the path is now: the step, the loss of the batch that follows, the weights."""
        batch = self.next_batch()
        loss = 0.0 if batch is None else self.network.loss(*batch[1:], self.loss)
        return np.array([self.step_count, loss, *self.network.theta], np.float64)

    @property
    def _train_loss(self) -> float:
        loss = self.evaluations.train.loss
        return 0.0 if loss is None else loss

    def _look(self, records: bool, may_stop: bool) -> None:
        """Brings some scores up to date, notes them, stops where a condition is met."""
        self.evaluations.evaluate_some(self.network)
        if records:
            self._record()
        if may_stop and not self.divergence:
            self.stopping.look(self.evaluations.steady if self.experiment.training.stops_by_scores else None)
            best = self.stopping.best
            if self.stop is not None and self.stop.condition == "patience" and best is not None:
                self.network.theta[:] = best.theta
                self.take_network(self.network)

    def _is_good(self) -> bool:
        return math.isfinite(self._train_loss) and self._descent.is_finite

    def _record(self) -> None:
        """Adds the scores to the history, and keeps the weights in case that later ones run away."""
        if not self._is_good():
            self._diverge()
            return
        if self.evaluations.is_telling and self.evaluations.is_told:
            self.history.record(self.epoch, self.scores, self._descent.gradient_norms, self._descent.weight_norms)
        self.history.keep(Checkpoint(self.step_count, self.epoch, self.network.theta.copy()), self._train_loss)

    def _diverge(self) -> None:
        good = self.history.last_good
        self.divergence = Divergence(self.step_count, self.learning_rate, good.step if good else 0)
        unknown = np.full(self.weight_layers, np.nan)
        self.history.record(self.epoch, EXPLOSION, unknown, unknown)
        self.network.theta[:] = 0 if good is None else good.theta
        self.network.gradient[:] = 0
        self.evaluations.forget()
        self.evaluations.begin(self.network)
