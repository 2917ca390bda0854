"""A network that learns: batch after batch, at the learning rate of its epoch."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from contextlib import closing

import numpy as np

from playground.engine.errors import Refusal
from playground.engine.limits import EXACT
from playground.engine.network import Network, uninterrupted
from playground.training.architecture import Architecture
from playground.training.batches import Batches, as_float
from playground.training.data_kind import Samples
from playground.training.descent import Descent
from playground.training.experiment import Experiment
from playground.training.frozen import frozen_parts
from playground.training.predictor import Predictor

# So many steps are taken at most before all numbers are looked at: a look at every result would slow tiny steps down.
CHECKED_STEPS = 32


class StepAbandonedError(Exception):
    """Raised between the parts of a batch by whoever cannot wait for the end of a step."""


class Learner:
    """A network, the moments of its optimizer, and the batches that it learns from.

    Weights live as long as their layer does, whatever else is renewed. Two generators: one for weights and dropout, one
    for the order of batches, so that networks of different layers learn from the same batches.
    """

    def __init__(self, experiment: Experiment, network: Network, generator: np.random.Generator) -> None:
        """generator: what the network's weights were drawn with."""
        self.experiment, self.generator = experiment, generator
        self._order_generator = generator.spawn(1)[0]
        self.step_count = 0
        self.take_network(network)
        self.take_samples(experiment.data.samples(), 0.0)

    def take_network(self, network: Network, moments: Mapping[str, np.ndarray] | None = None) -> None:
        """Goes on with another network, or the same, and these moments, or fresh ones."""
        self.network = network
        self._descent = Descent(network, self.experiment.training.optimizer)
        if moments is not None:
            self._descent.restore(moments)
        self.freeze()
        self.predictor = Predictor(network, every=True)

    def freeze(self) -> None:
        """Leaves the weights that the model names as they are."""
        model = self.experiment.model
        assert isinstance(model, Architecture)
        self._descent.freeze(frozen_parts(self.network, model.keys, model.frozen) if model.frozen else None)

    def take_samples(self, samples: Samples, epoch: float) -> None:
        """Goes on with new batches, from which the epochs are counted on."""
        experiment = self.experiment
        task = experiment.data.task
        self.loss = task.loss(experiment.training.loss)
        self.targets = task.targets(self.network.spec.layers[-1].activation)
        d = self.targets.encode(samples.wanted[samples.train])
        self._batches = Batches(samples.x[samples.train], d, experiment.training.batch_size, self._order_generator)
        self._train = samples.train
        self._first_epoch = epoch

    def learn(self, most: int, between: Callable[[], object] = uninterrupted) -> int:
        """At most so many mini-batches, until the numbers are to be looked at; gives how many it were: 0 where the step
        was given up, of which nothing is left."""
        # A step in parts may be given up midway: it is the only one then, and its batch comes again.
        in_parts = self.network.works_in_slices(self._batches.batch_size)
        count = 1 if in_parts else min(most, self._steps_at_one_rate())
        with closing(self._batches.take(count)) as batches:
            try:
                self._descent.run(batches, self.loss, self.experiment.training, self.learning_rate, between)
            except StepAbandonedError:
                return 0
        self.step_count = min(self.step_count + count, EXACT)
        return count

    def learn_sample(self, sample: int) -> None:
        """A step from one of the data set's samples alone; the batches wait."""
        self._descent.run([self.sample(sample)], self.loss, self.experiment.training, self.learning_rate)
        self.step_count = min(self.step_count + 1, EXACT)

    def sample(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """One of the data set's samples, of the training set or not: x (1, …) and d (1, outputs)."""
        samples = self.experiment.data.samples()
        return as_float(samples.x[[number]]), self.targets.encode(samples.wanted[[number]])

    def take_weights(self, theta: np.ndarray) -> None:
        """Takes over weights that were learned elsewhere: theta (parameters,) of this very architecture."""
        own = self.network.theta
        if theta.shape != own.shape:
            raise Refusal("weights: {count} numbers, but the network has {own}", count=theta.size, own=own.size)
        own[:] = theta

    def next_batch(self) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
        """The batch that the next step learns from: which of the data set's samples (n,), x and d; None without any."""
        if not self.train_count:
            return None
        index = self._batches.coming()
        return self._train[index], *self._batches.samples(index)

    @property
    def batch_number(self) -> tuple[int, int]:
        """Which batch of this pass the next step learns from, the first is 1, and of how many."""
        return self._batches.number, self._batches.steps_per_epoch

    def training_set(self) -> tuple[np.ndarray, np.ndarray]:
        """All that is learned from: x and d."""
        return self._batches.samples(np.arange(self.train_count))

    def some_samples(self, most: int) -> np.ndarray:
        """x of at most so many training samples, always the same, from all over the set."""
        stride = max(1, math.ceil(self.train_count / most))
        return self._batches.samples(np.arange(0, self.train_count, stride))[0]

    def gradient(self, x: np.ndarray, d: np.ndarray) -> np.ndarray:
        """∇E (parameters,) of some samples at the weights of now; not of a network with dropout, which would draw."""
        return self._descent.gradient(x, d, self.loss)

    def moments(self) -> dict[str, np.ndarray]:
        """What the optimizer remembers from step to step, copied."""
        return self._descent.moments()

    @property
    def frozen(self) -> np.ndarray | None:
        """Which weights (parameters,) stay as they are; None: none do."""
        return self._descent.frozen

    @property
    def model(self) -> Network:
        """What learns."""
        return self.network

    @property
    def learning_rate(self) -> float:
        """γ of the next step."""
        return self.experiment.training.rate_at(self.epoch)

    @property
    def epoch(self) -> float:
        """Passes over the training set, fractions included."""
        return min(self._first_epoch + self._batches.epochs, float(EXACT))

    @property
    def train_count(self) -> int:
        """Number of training samples."""
        return len(self._batches)

    @property
    def weight_layers(self) -> int:
        """Number of layers with weights."""
        return sum(pair is not None for pair in self.network.parameters)

    def _steps_at_one_rate(self) -> int:
        """Steps before the numbers are looked at again, none of them beyond an epoch where γ may change with it."""
        if self.experiment.training.keeps_rate:
            return CHECKED_STEPS
        batches = self._batches
        share = math.floor(self.epoch) + 1 - self.epoch
        return max(1, min(CHECKED_STEPS, math.ceil(share * len(batches) / batches.batch_size - 1e-6)))
