"""The way downhill: θ ← θ − γ∇E, many steps in a row."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from playground.engine.clipping import clip_norm
from playground.engine.losses import Loss
from playground.engine.network import Network, uninterrupted
from playground.engine.optimizers import OPTIMIZERS, Optimizer
from playground.engine.penalty import WeightPenalty
from playground.training.settings import TrainingSettings


class Descent:
    """One network on its way downhill, with the moments of its optimizer."""

    def __init__(self, network: Network, optimizer: str) -> None:
        self._network = network
        self._optimizer: Optimizer = OPTIMIZERS[optimizer](network.theta.size, network.theta.dtype)
        self._penalty = WeightPenalty(network)
        self._frozen: NDArray[np.bool_] | None = None
        self._held, self._zero = np.empty_like(network.theta), np.zeros((), network.theta.dtype)
        self._weight_gradients = [pair[0].reshape(-1) for pair in network.gradients if pair is not None]
        self._weights = [pair[0].reshape(-1) for pair in network.parameters if pair is not None]

    def freeze(self, frozen: NDArray[np.bool_] | None) -> None:
        """Leaves some weights (parameters,) as they are from now on; None for none."""
        self._frozen = frozen

    @property
    def frozen(self) -> NDArray[np.bool_] | None:
        """Which weights (parameters,) stay as they are; None: none do."""
        return self._frozen

    def run(
        self,
        batches: Iterable[tuple[np.ndarray, np.ndarray]],
        loss: Loss,
        settings: TrainingSettings,
        rate: float,
        between: Callable[[], object] = uninterrupted,
    ) -> None:
        """A step for each batch (x, d) at one learning rate, and nothing else: a tiny network's step has no time for
        more.

        between: called before each part of a batch that is worked through in parts.
        """
        train_batch, update = self._network.train_batch, self._optimizer.step
        theta, gradient = self._network.theta, self._network.gradient
        penalise, l1, l2, clip = self._penalty.add_gradient, settings.l1, settings.l2, settings.clip
        frozen, held, zero = self._frozen, self._held, self._zero
        if frozen is not None:
            np.copyto(held, theta)
        for x, d in batches:
            train_batch(x, d, loss, between)
            if l1 or l2:
                penalise(l1, l2)
            if frozen is not None:
                np.copyto(gradient, zero, where=frozen)
            if clip is not None:
                clip_norm(gradient, clip)
            update(theta, gradient, rate)
            if frozen is not None:  # moments from before would move them on
                np.copyto(theta, held, where=frozen)

    def gradient(self, x: np.ndarray, d: np.ndarray, loss: Loss) -> np.ndarray:
        """∇E (parameters,) of a batch at the weights of now, without a penalty, not clipped. All that learning goes on
        from stays, but what dropout draws."""
        own = self._network.gradient
        kept = own.copy()
        self._network.train_batch(x, d, loss)
        found = own.copy()
        own[:] = kept
        return found

    def moments(self) -> dict[str, np.ndarray]:
        """What the optimizer remembers from step to step, copied."""
        return self._optimizer.moments()

    def restore(self, moments: Mapping[str, np.ndarray]) -> None:
        """Goes on with these moments; ValueError where they are of another optimizer or network."""
        self._optimizer.restore(moments)

    @property
    def is_finite(self) -> bool:
        """Whether the lengths of θ and ∇E are numbers."""
        theta, gradient = self._network.theta, self._network.gradient
        return math.isfinite(theta.dot(theta)) and math.isfinite(gradient.dot(gradient))

    @property
    def gradient_norms(self) -> np.ndarray:
        """The length of ∇_W E for every layer with weights."""
        return np.array([math.sqrt(each.dot(each)) for each in self._weight_gradients])

    @property
    def weight_norms(self) -> np.ndarray:
        """The length of W for every layer with weights."""
        return np.array([math.sqrt(each.dot(each)) for each in self._weights])
