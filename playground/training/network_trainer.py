"""The trainer of networks: it holds the run of one experiment and turns edits into the least renewal."""

from __future__ import annotations

import math

import numpy as np

from playground.data.features import expand
from playground.data.image_sets import ImageSet
from playground.data.points import PointSet
from playground.engine.losses import Loss
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS, Optimizer
from playground.engine.penalty import WeightPenalty
from playground.engine.spec import NetworkSpec
from playground.engine.surgery import transplant
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
from playground.training.evaluation import Evaluation
from playground.training.experiment import Architecture, Experiment, PointsData
from playground.training.history import Checkpoint, History
from playground.training.observation import network_snapshot
from playground.training.snapshot import Divergence, NetworkSnapshot, Progress, Scores
from playground.training.targets import Targets, loss_for, targets_for

# A glance at pictures during training refreshes this many of each set, every so many steps.
GLANCE_SAMPLES = 64
GLANCE_STEPS = 16
# The most training pictures that are evaluated again and again.
TRAIN_SAMPLES = 1000
# A tiny step is not worth a look at every result: all of it is looked at once in so many steps.
CHECKED_STEPS = 16


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
        self.step_count, self.epoch = 0, 0.0
        self.divergence: Divergence | None = None
        self.network = Network(plan_network(self.experiment, self.data), rng)
        self._make_optimizer()
        self._make_batches()
        self.history = History(self._record_stride(), self._weight_layers())
        self._record()

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
            self._make_batches()
            self.history.forget_weights()
            self.refresh()

    def step(self) -> None:
        """One mini-batch: forward, backward, θ ← θ − γ∇E; notes every so often how good the network is."""
        batches, network = self._batches, self.network
        if not len(batches) or self.divergence:
            return
        x, d = batches.next()
        network.train_batch(x, d, self._loss)
        self._regularise()
        self._optimizer.step(network.theta, network.gradient, self._learning_rate())
        self.step_count += 1
        self.epoch += len(x) / len(batches)
        if batches.cursor == 0 and math.isclose(self.epoch, round(self.epoch), abs_tol=1e-6):
            self.epoch = float(round(self.epoch))
        if self.step_count % self._checked_steps == 0 and not self._is_finite():
            self._diverge()
        elif self.step_count % self.history.stride == 0:
            self._record()

    def rewind(self) -> None:
        """Goes back to the last good weights, with fresh moments."""
        checkpoint = self.history.last_good
        if checkpoint is None:
            self.restart()
            return
        self.network.theta[:] = checkpoint.theta
        self.step_count, self.epoch = checkpoint.step, checkpoint.epoch
        self.divergence = None
        self.history.cut(self.epoch)
        self._make_optimizer()
        self._make_batches()
        self.refresh()

    def load_theta(self, theta: np.ndarray, step: int, epoch: float) -> None:
        """Takes over weights that were learned elsewhere: theta (parameters,) of this very architecture."""
        if theta.shape != self.network.theta.shape:
            raise ValueError(f"weights: {theta.size} numbers, but the network has {self.network.theta.size}")
        self.network.theta[:] = theta
        self.step_count, self.epoch = step, epoch
        self.history = History(self._record_stride(), self._weight_layers())
        self._record()

    def refresh(self) -> None:
        """Brings the scores of both sets wholly up to date and notes them."""
        self.check()
        self._record(glance=None)

    def check(self) -> None:
        """Notices numbers that have left the finite ones at once; steps look for them every so often only."""
        if not self.divergence and not self._is_finite():
            self._diverge()

    def snapshot(self, progress: Progress) -> NetworkSnapshot:
        """Everything that one frame shows."""
        return network_snapshot(self, progress)

    @property
    def targets(self) -> Targets:
        """The code between classes and output units."""
        return targets_for(self.network.spec, self.data.classes)

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to learn: a network never says so."""
        return False

    @property
    def scores(self) -> Scores:
        """The latest losses and accuracies."""
        train, test = self.train_evaluation, self.test_evaluation
        return Scores(train.loss, test.loss, train.accuracy, test.accuracy)

    def _learning_rate(self) -> float:
        return self.experiment.training.rate_at(self.epoch)

    def _regularise(self) -> None:
        settings = self.experiment.training
        if settings.l1 or settings.l2:
            self._penalty.add_gradient(settings.l1, settings.l2)

    def _make_optimizer(self) -> None:
        kind = OPTIMIZERS[self.experiment.training.optimizer]
        self._optimizer: Optimizer = kind(self.network.theta.size, self.network.theta.dtype)
        self._penalty = WeightPenalty(self.network)
        self._checked_steps = CHECKED_STEPS if self.network.theta.size < 10_000 else 1

    def _operate(self, old: Experiment, spec: NetworkSpec) -> None:
        new = self.experiment
        assert isinstance(old.model, Architecture) and isinstance(new.model, Architecture)
        inputs = None
        if isinstance(old.data, PointsData) and isinstance(new.data, PointsData):
            inputs = feature_origins(old.data.features, new.data.features)
        origins = layer_origins(old.model, new.model)
        self.network = transplant(self.network, spec, origins, self._rng, inputs)
        self._make_optimizer()
        self.history.change_layers(self._weight_layers())

    def _make_batches(self) -> None:
        settings, targets = self.experiment.training, self.targets
        self._loss: Loss = loss_for(settings.loss, targets.outputs)
        x, label, train, test = self._samples()
        self._batches = Batches(x[train], targets.encode(label[train]), settings.batch_size, self._rng)
        glanced = train
        if not isinstance(self.data, PointSet):
            # Pictures may be sorted by class; a glance must see a bit of everything.
            glance_rng = np.random.default_rng(settings.seed)
            glanced, test = glance_rng.permutation(train)[:TRAIN_SAMPLES], glance_rng.permutation(test)
        self.train_evaluation = Evaluation(x[glanced], label[glanced], glanced, targets, self._loss)
        self.test_evaluation = Evaluation(x[test], label[test], test, targets, self._loss)

    def _samples(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        chosen = self.experiment.data
        if isinstance(self.data, ImageSet):
            train, test = self.data.split(chosen.train_share, chosen.seed)
            return self.data.images, self.data.label, train, test
        assert isinstance(chosen, PointsData)
        train, test = self.data.split(chosen.train_share)
        return expand(self.data.x, chosen.features), self.data.label, train, test

    @property
    def train_count(self) -> int:
        """Number of training samples."""
        return len(self._batches)

    def _record_stride(self) -> int:
        return max(1, self._batches.steps_per_epoch) if isinstance(self.data, PointSet) else GLANCE_STEPS

    def _weight_layers(self) -> int:
        return sum(pair is not None for pair in self.network.parameters)

    def _is_finite(self) -> bool:
        return all(math.isfinite(float(v @ v)) for v in (self.network.theta, self.network.gradient))

    def _record(self, glance: int | None = GLANCE_SAMPLES) -> None:
        count = None if isinstance(self.data, PointSet) else glance
        self._evaluate(count)
        scores = self.scores
        loss = scores.train_loss if scores.train_loss is not None else 0.0
        if not (math.isfinite(loss) and self._is_finite()):
            self._diverge()
            return
        norms = np.array([float(np.linalg.norm(pair[0])) for pair in self.network.gradients if pair is not None])
        self.history.record(self.epoch, scores, norms)
        self.history.keep(Checkpoint(self.step_count, self.epoch, self.network.theta.copy()), loss)

    def _evaluate(self, count: int | None = None) -> None:
        for evaluation in (self.train_evaluation, self.test_evaluation):
            evaluation.refresh(self.network, count)

    def _diverge(self) -> None:
        good = self.history.last_good
        self.divergence = Divergence(self.step_count, self._learning_rate(), good.step if good else 0)
        self.network.theta[:] = 0 if good is None else good.theta
        self.network.gradient[:] = 0
        self._evaluate()
