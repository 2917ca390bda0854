"""A run of a network: all that learning goes on from, and the learning itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from playground.engine.errors import Phrase, Refusal
from playground.engine.limits import Limit, within
from playground.engine.network import Network, uninterrupted
from playground.training.batches import Batches, BatchesCapture
from playground.training.captures import EPOCHS, STEPS, check_array, check_numbers
from playground.training.descent import Descent
from playground.training.evaluations import EvaluationsCapture, evaluations
from playground.training.experiment import Experiment
from playground.training.generators import GeneratorState
from playground.training.history import Checkpoint, History, HistoryCapture
from playground.training.predictor import Predictor
from playground.training.snapshot import Divergence, Scores

# Pictures are evaluated a little every so many steps, points every epoch, less often as the history grows.
RECORD_STEPS = 32
# So many steps are taken at most before all numbers are looked at: a look at every result would slow tiny steps down.
CHECKED_STEPS = 32


@dataclass(frozen=True, eq=False)
class NetworkCapture:
    """A network's run at one moment: restored, it goes on bit for bit as if it had never been interrupted.

    theta, gradient: (parameters,); moments: the optimizer's; weight_generator: what draws new weights and dropout.
    CaptureError for numbers that cannot be that.
    """

    theta: NDArray[np.float32]
    gradient: NDArray[np.float32]
    moments: Mapping[str, np.ndarray]
    weight_generator: GeneratorState
    batches: BatchesCapture
    step: int = field(metadata=within(Limit("the step", STEPS)))
    epoch: float = field(metadata=within(Limit("the epoch", EPOCHS)))
    first_epoch: float = field(metadata=within(Limit("the first epoch", EPOCHS)))
    history: HistoryCapture
    evaluations: EvaluationsCapture
    divergence: Divergence | None

    def __post_init__(self) -> None:
        check_numbers(self)
        shape, good = (self.theta.size,), self.history.last_good
        check_array(Phrase("weights"), self.theta, shape)
        check_array(Phrase("gradient"), self.gradient, shape)
        if good is not None:
            check_array(Phrase("the last good weights"), good.theta, shape)


class NetworkRun:
    """One network on its way. Weights live as long as their layer does, whatever else is renewed.

    Two generators: one for weights and dropout, one for the order of batches, so that networks of different layers
    learn from the same batches.
    """

    def __init__(self, experiment: Experiment, network: Network, generator: np.random.Generator) -> None:
        """generator: what the network's weights were drawn with."""
        self.experiment, self.generator = experiment, generator
        self._order_generator = generator.spawn(1)[0]
        self.step_count = 0
        self.divergence: Divergence | None = None
        self.take_network(network)
        self.take_samples(0.0)
        self.start_history()
        self.begin_evaluation()

    def take_network(self, network: Network) -> None:
        """Goes on with another network, or the same, and fresh moments."""
        self.network = network
        self._descent = Descent(network, self.experiment.training.optimizer)
        self.predictor = Predictor(network, every=True)

    def take_samples(self, epoch: float) -> None:
        """Goes on with new batches and evaluations, from which the epochs are counted on."""
        experiment = self.experiment
        task, samples = experiment.data.task, experiment.data.samples()
        self.loss = task.loss(experiment.training.loss)
        self.targets = task.targets(self.network.spec.layers[-1].activation)
        d = self.targets.encode(samples.wanted[samples.train])
        self._batches = Batches(samples.x[samples.train], d, experiment.training.batch_size, self._order_generator)
        self._first_epoch = epoch
        self.evaluations = evaluations(samples, self.targets, self.loss, self.network)

    def start_history(self) -> None:
        """Forgets the curves."""
        few = len(self.network.spec.input_shape) == 1
        stride = max(1, self._batches.steps_per_epoch) if few else RECORD_STEPS
        self.history = History(stride, self.weight_layers)

    def train(self, steps: int, between: Callable[[], object] = uninterrupted) -> None:
        """So many mini-batches, fewer where the numbers run away; notes now and then how good the network is."""
        batches, history = self._batches, self.history
        self.evaluations.unfinished = False
        while steps > 0 and len(batches) and not self.divergence:
            until_record = history.stride - self.step_count % history.stride
            count = min(steps, until_record, self._steps_at_one_rate())
            steps -= count
            settings = self.experiment.training
            self._descent.run(batches, count, self.loss, settings, self.learning_rate, between)
            self.step_count += count
            self.check_numbers()
            if count == until_record and not self.divergence:
                self.evaluations.evaluate_some(self.network)
                self._record()

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
            moments=self._descent.moments(),
            weight_generator=GeneratorState.of(self.generator),
            batches=self._batches.capture(),
            step=self.step_count,
            epoch=self.epoch,
            first_epoch=self._first_epoch,
            history=self.history.capture(),
            evaluations=self.evaluations.capture(),
            divergence=self.divergence,
        )

    def restore(self, capture: NetworkCapture) -> None:
        """Goes on from a capture of a run of the same experiment; ValueError where the numbers do not belong to it.

        Where there are other samples by now, as of a file that has changed, the batches begin anew.
        """
        if capture.theta.shape != self.network.theta.shape:
            raise Refusal(
                "weights: {count} numbers, but the network has {own}",
                count=capture.theta.size,
                own=self.network.theta.size,
            )
        self.network.theta[:], self.network.gradient[:] = capture.theta, capture.gradient
        self._descent.restore(capture.moments)
        capture.weight_generator.put_into(self.generator)
        self.step_count, self.divergence = capture.step, capture.divergence
        self.history.restore(capture.history)
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

    def take_weights(self, theta: np.ndarray, step: int, epoch: float) -> None:
        """Takes over weights that were learned elsewhere: theta (parameters,) of this very architecture."""
        if theta.shape != self.network.theta.shape:
            raise Refusal(
                "weights: {count} numbers, but the network has {own}", count=theta.size, own=self.network.theta.size
            )
        self.network.theta[:] = theta
        self.step_count, self._first_epoch = step, epoch - self._batches.epochs
        self.evaluations.forget()
        self.start_history()
        self.begin_evaluation()

    @property
    def learning_rate(self) -> float:
        """γ of the next step."""
        return self.experiment.training.rate_at(self.epoch)

    @property
    def epoch(self) -> float:
        """Passes over the training set, fractions included."""
        return self._first_epoch + self._batches.epochs

    @property
    def train_count(self) -> int:
        """Number of training samples."""
        return len(self._batches)

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
    def weight_layers(self) -> int:
        """Number of layers with weights."""
        return sum(pair is not None for pair in self.network.parameters)

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to learn: a network never says so."""
        return False

    def _steps_at_one_rate(self) -> int:
        """Steps before the numbers are looked at again, none of them beyond an epoch where γ may change with it."""
        if self.experiment.training.schedule == "constant":
            return CHECKED_STEPS
        batches = self._batches
        share = math.floor(self.epoch) + 1 - self.epoch
        return max(1, min(CHECKED_STEPS, math.ceil(share * len(batches) / batches.batch_size - 1e-6)))

    @property
    def _train_loss(self) -> float:
        loss = self.evaluations.train.loss
        return 0.0 if loss is None else loss

    def _is_good(self) -> bool:
        return math.isfinite(self._train_loss) and self._descent.is_finite

    def _record(self) -> None:
        """Adds the scores to the history, and keeps the weights in case that later ones run away."""
        if not self._is_good():
            self._diverge()
            return
        if self.evaluations.is_telling:
            self.history.record(self.epoch, self.scores, self._descent.gradient_norms)
        self.history.keep(Checkpoint(self.step_count, self.epoch, self.network.theta.copy()), self._train_loss)

    def _diverge(self) -> None:
        good = self.history.last_good
        self.divergence = Divergence(self.step_count, self.learning_rate, good.step if good else 0)
        self.network.theta[:] = 0 if good is None else good.theta
        self.network.gradient[:] = 0
        self.evaluations.begin(self.network)
