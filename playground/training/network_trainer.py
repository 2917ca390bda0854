"""The trainer of networks: it holds the run of one experiment and turns edits into the least renewal."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from playground.data.points import PointSet
from playground.engine.losses import Loss
from playground.engine.network import Network, uninterrupted
from playground.engine.spec import NetworkSpec
from playground.engine.surgery import transplant
from playground.training.answers import Answers
from playground.training.batches import Batches
from playground.training.changes import (
    DataSet,
    Renewal,
    feature_origins,
    is_rearranged,
    layer_origins,
    marks,
    renewal,
)
from playground.training.class_units import keep_classes
from playground.training.descent import Descent
from playground.training.examination import examination
from playground.training.experiment import Architecture, Experiment, PointsData
from playground.training.history import Checkpoint, History
from playground.training.observation import network_snapshot
from playground.training.samples import samples_of
from playground.training.snapshot import Divergence, NetworkSnapshot, Progress, Scores
from playground.training.targets import Targets, loss_for, targets_for

# Pictures are glanced at every so many steps, points every epoch, less often as the history grows.
GLANCE_STEPS = 32
# So many steps are taken at most before all numbers are looked at: a look at every result would slow tiny steps down.
CHECKED_STEPS = 32


def plan_network(experiment: Experiment, data: DataSet) -> NetworkSpec:
    """The whole network of an experiment on a data set; SpecError if the layers do not fit."""
    assert isinstance(experiment.model, Architecture)
    if isinstance(data, PointSet):
        assert isinstance(experiment.data, PointsData)
        outputs = 1 if data.classes == 2 else data.classes
        return experiment.model.network_spec((len(experiment.data.features),), outputs, experiment.training.loss)
    return experiment.model.network_spec(data.images.shape[1:], data.classes, experiment.training.loss)


class NetworkTrainer:
    """One network learning one data set. Weights live as long as their layer does, whatever else changes."""

    def __init__(self, experiment: Experiment, data: DataSet) -> None:
        self.experiment, self.data = experiment, data
        self.restart()

    def restart(self) -> None:
        """Starts afresh from the experiment's seed."""
        rng = np.random.default_rng(self.experiment.training.seed)
        self._rng = rng
        self.step_count = 0
        self.divergence: Divergence | None = None
        self.network = Network(plan_network(self.experiment, self.data), rng)
        self._make_optimizer()
        self._make_batches(epoch=0.0)
        self.history = History(self._record_stride(), self._weight_layers())
        self.begin_refresh()

    def configure(self, experiment: Experiment, data: DataSet) -> None:
        """Takes over an edited experiment, renewing only what the edit costs; SpecError leaves all as it was."""
        spec = plan_network(experiment, data)
        old, self.experiment = self.experiment, experiment
        needed = renewal(old, experiment, data is self.data)
        self.data = data
        if Renewal.EVERYTHING in needed:
            self.restart()
            return
        self.history.mark(marks(old, experiment, self.epoch))
        if Renewal.NETWORK in needed and (spec != self.network.spec or is_rearranged(old, experiment)):
            self._operate(old, spec)
        elif Renewal.OPTIMIZER in needed:
            self._make_optimizer()
        if needed & (Renewal.NETWORK | Renewal.BATCHES):
            before = self.examination
            self._make_batches(self.epoch)
            if not needed & Renewal.BATCHES:
                self.examination.remember(before)
            self.history.forget_weights()
            self.begin_refresh()

    def step(self) -> None:
        """One mini-batch: forward, backward, θ ← θ − γ∇E."""
        self.train(1)

    def train(self, steps: int, between: Callable[[], object] = uninterrupted) -> None:
        """So many mini-batches, fewer where the numbers run away; notes now and then how good the network is."""
        batches, history = self._batches, self.history
        self.examination.unfinished = False
        while steps > 0 and len(batches) and not self.divergence:
            until_record = history.stride - self.step_count % history.stride
            count = min(steps, until_record, self._steps_at_one_rate())
            steps -= count
            settings, rate = self.experiment.training, self._learning_rate()
            self._descent.run(batches, count, self._loss, settings, rate, between)
            self.step_count += count
            self.check()
            if count == until_record and not self.divergence:
                self._record()

    def _steps_at_one_rate(self) -> int:
        """Steps before the numbers are looked at again, none of them beyond an epoch where γ may change with it."""
        if self.experiment.training.schedule == "constant":
            return CHECKED_STEPS
        batches = self._batches
        share = math.floor(self.epoch) + 1 - self.epoch
        return max(1, min(CHECKED_STEPS, math.ceil(share * len(batches) / batches.batch_size - 1e-6)))

    def rewind(self) -> None:
        """Goes back to the last good weights, with fresh moments."""
        checkpoint = self.history.last_good
        if checkpoint is None:
            self.restart()
            return
        self.network.theta[:] = checkpoint.theta
        self.step_count, self.divergence = checkpoint.step, None
        self.history.cut(checkpoint.epoch)
        self._make_optimizer()
        self._make_batches(checkpoint.epoch)
        self.begin_refresh()

    def load_theta(self, theta: np.ndarray, step: int, epoch: float) -> None:
        """Takes over weights that were learned elsewhere: theta (parameters,) of this very architecture."""
        if theta.shape != self.network.theta.shape:
            raise ValueError(f"weights: {theta.size} numbers, but the network has {self.network.theta.size}")
        self.network.theta[:] = theta
        self.step_count, self._first_epoch = step, epoch - self._batches.epochs
        self.examination.forget()
        self.history = History(self._record_stride(), self._weight_layers())
        self.begin_refresh()

    def refresh(self) -> None:
        """Brings the scores of both sets wholly up to date and notes them."""
        self.check()
        self.examination.refresh(self.network)
        self._note()

    def begin_refresh(self) -> None:
        """The same, but only a first piece of it, so that commands are heard before `go_on` does the rest."""
        self.check()
        self.examination.begin(self.network)
        self._note()

    def go_on(self) -> None:
        """Another piece of what is unfinished."""
        self.examination.go_on(self.network)
        if not self.divergence:
            self._note()

    @property
    def unfinished(self) -> bool:
        """Whether the scores do not yet speak for all samples though the network rests."""
        return self.examination.unfinished

    def look(self) -> None:
        """Brings the scores up to date for a frame, where that costs little."""
        if self.examination.sees_everything and not self.divergence:
            self.examination.look(self.network)
            if not self._is_good():
                self._diverge()

    def check(self) -> None:
        """Notices numbers that have left the finite ones."""
        if not self.divergence and not self._descent.is_finite:
            self._diverge()

    def snapshot(self, progress: Progress) -> NetworkSnapshot:
        """Everything that one frame shows."""
        return network_snapshot(self, progress)

    @property
    def targets(self) -> Targets:
        """The code between classes and output units."""
        return targets_for(self.network.spec, self.data.classes)

    @property
    def epoch(self) -> float:
        """Passes over the training set, fractions included."""
        return self._first_epoch + self._batches.epochs

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to learn: a network never says so."""
        return False

    @property
    def scores(self) -> Scores:
        """The latest losses and accuracies."""
        assert self.examination.scores is not None
        return self.examination.scores

    def _learning_rate(self) -> float:
        return self.experiment.training.rate_at(self.epoch)

    def _make_optimizer(self) -> None:
        self._descent = Descent(self.network, self.experiment.training.optimizer)
        self.answers = Answers(self.network, every=True)

    def _operate(self, old: Experiment, spec: NetworkSpec) -> None:
        new = self.experiment
        assert isinstance(old.model, Architecture) and isinstance(new.model, Architecture)
        inputs = None
        if isinstance(old.data, PointsData) and isinstance(new.data, PointsData):
            inputs = feature_origins(old.data.features, new.data.features)
        origins = layer_origins(old.model, new.model)
        self.network = transplant(self.network, spec, origins, self._rng, inputs, keep_classes)
        self._make_optimizer()
        self.history.change_layers(self._weight_layers())

    def _make_batches(self, epoch: float) -> None:
        """New batches and evaluations, from which the epochs are counted on."""
        settings, targets = self.experiment.training, self.targets
        self._loss: Loss = loss_for(settings.loss, targets.outputs)
        samples = samples_of(self.experiment.data, self.data)
        d = targets.encode(samples.label[samples.train])
        self._batches = Batches(samples.x[samples.train], d, settings.batch_size, self._rng)
        self._first_epoch = epoch
        self.examination = examination(samples, targets, self._loss, self.network)

    @property
    def train_count(self) -> int:
        """Number of training samples."""
        return len(self._batches)

    def _record_stride(self) -> int:
        return max(1, self._batches.steps_per_epoch) if isinstance(self.data, PointSet) else GLANCE_STEPS

    def _weight_layers(self) -> int:
        return sum(pair is not None for pair in self.network.parameters)

    @property
    def _train_loss(self) -> float:
        loss = self.examination.train.loss
        return 0.0 if loss is None else loss

    def _is_good(self) -> bool:
        return math.isfinite(self._train_loss) and self._descent.is_finite

    def _record(self) -> None:
        self.examination.look(self.network)
        self._note()

    def _note(self) -> None:
        """Adds the scores to the history, and keeps the weights in case that later ones run away."""
        if not self._is_good():
            self._diverge()
            return
        if self.examination.is_telling:
            self.history.record(self.epoch, self.scores, self._descent.gradient_norms)
        self.history.keep(Checkpoint(self.step_count, self.epoch, self.network.theta.copy()), self._train_loss)

    def _diverge(self) -> None:
        good = self.history.last_good
        self.divergence = Divergence(self.step_count, self._learning_rate(), good.step if good else 0)
        self.network.theta[:] = 0 if good is None else good.theta
        self.network.gradient[:] = 0
        self.examination.begin(self.network)
