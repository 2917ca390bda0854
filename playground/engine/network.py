"""Networks: θ and ∇E as one flat vector each, forward and backward passes, and predictions that disturb nothing."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from playground.engine.activations import Array
from playground.engine.fast.forwards import Forwards
from playground.engine.fast.plan import Forward, Training, samples_at_once
from playground.engine.fast.sliced import Sliced
from playground.engine.fast.stage import turned
from playground.engine.hands import HANDS
from playground.engine.initializers import BIASES, INITIALIZERS
from playground.engine.layer import Layer
from playground.engine.losses import Loss
from playground.engine.spec import NetworkSpec, Shape

KEPT_BATCH_SIZES = 4


def uninterrupted() -> None:
    """What is done between the parts of a batch when nobody asks for anything."""


class Network:
    """y = f_θ(x): a_k = W_k h_{k−1} + b_k, h_k = g_k(a_k), h_0 = x, y = h_L.

    theta, gradient: flat vectors θ and ∇E (spec.parameters,); every weight and bias is a view into them.
    layers: one Layer per LayerSpec. rng: what dropout draws from, the only other thing that training changes.
    keeps_masks: whether `masks` will be asked for of batches in parts, too; to be set before the first of them, as it
    takes up to a sixth of a step's time.
    Arrays come and go with samples first and channels last.
    """

    def __init__(
        self, spec: NetworkSpec, rng: np.random.Generator | None = None, dtype: DTypeLike = np.float32
    ) -> None:
        """Draw the weights with `rng` and keep it for dropout; without one, all weights are zero."""
        self.spec = spec
        self.theta: Array = np.zeros(spec.parameters, dtype)
        self.gradient: Array = np.zeros(spec.parameters, dtype)
        self.layers = self._bind(self.gradient)
        self.rng = np.random.default_rng(0) if rng is None else rng
        self.keeps_masks = False
        self._plans: dict[tuple[Shape, Shape, str], Training | Sliced] = {}
        self._last: Training | Sliced | None = None
        self._at_once = samples_at_once(self.layers, self.theta.itemsize)
        if rng is not None:
            self._initialise(rng)

    @property
    def dtype(self) -> np.dtype[np.floating[Any]]:
        return self.theta.dtype

    @property
    def parameters(self) -> tuple[tuple[Array, Array] | None, ...]:
        """Views (weight, bias) into theta for each layer, or None; see NetworkSpec.split for their shapes."""
        return tuple(layer.parameters for layer in self.layers)

    @property
    def gradients(self) -> tuple[tuple[Array, Array] | None, ...]:
        """Views into gradient, shaped as `parameters`."""
        return tuple(layer.gradients for layer in self.layers)

    def split(self, vector: Array) -> tuple[tuple[Array, Array] | None, ...]:
        """Views (weight, bias) for each layer, or None, into any vector (spec.parameters,), such as a copy of theta."""
        return self.spec.split(vector)

    def train_batch(self, x: Array, d: Array, loss: Loss, between: Callable[[], object] = uninterrupted) -> None:
        """Forward and backward pass over x (n, *input_shape) with targets d (n, *output_shape).

        `between` is called before each part of a batch that is large enough to be worked through in parts.
        What it raises leaves train_batch, and nothing that training goes on from is other than before.
        Leaves ∇E of the mean loss over the batch in `gradient` and y in `output`; the weights stay. Nothing is
        allocated after the first call with a batch size. Raises ValueError where shapes or loss do not fit.
        """
        plan = self._plans.get((x.shape, d.shape, loss.name))
        if plan is None:
            plan = self._prepare(x, d, loss)
        plan.run(x, d, between)
        self._last = plan

    @property
    def output(self) -> Array:
        """What the last train_batch put out, (n, *spec.output_shape), in a buffer that the next one overwrites; before
        the first one of no sample."""
        return np.empty((0, *self.spec.output_shape), self.dtype) if self._last is None else self._last.y

    def hands_at(self, n: int) -> int:
        """How many threads are quickest at a batch of n samples, as far as is known: 1 before it was tried out."""
        return next((plan.settled for (x, _, _), plan in self._plans.items() if x[0] == n), 1)

    @property
    def dropped(self) -> tuple[Array, ...]:
        """For every dropout layer which values it left out of one sample of the last train_batch; none before."""
        return () if self._last is None else tuple(mask == 0 for mask in self._last.first_masks)

    @property
    def masks(self) -> tuple[Array, ...]:
        """For every dropout layer what the values (n, …) of the last train_batch were multiplied with, copied; of a
        batch in parts none, unless they are kept."""
        return () if self._last is None else tuple(turned(mask).copy() for mask in self._last.masks)

    def works_in_slices(self, n: int) -> bool:
        """Whether a batch of n samples is worked through in parts, between which train_batch may be left."""
        return n > self._at_once

    def predict(self, x: Array) -> Array:
        """y (n, *output_shape) for x (n, *input_shape); touches nothing that training stores."""
        return self._forward(x, logits=False)

    def logits(self, x: Array) -> Array:
        """a_L (n, *output_shape) for x (n, *input_shape), before the output's activation; pure, like predict."""
        return self._forward(x, logits=True)

    def activations(self, x: Array) -> tuple[Array, ...]:
        """h_1, …, h_L for x (n, *input_shape), each (n, *shape of its layer); pure, like predict.

        The arrays are views with the samples along the last axis of memory: h[:, unit] is contiguous.
        """
        self._check_input(x)
        if not len(x):
            return tuple(np.empty((0, *shape), self.dtype) for shape in self.spec.output_shapes)
        forward = Forward(self.layers, len(x), self.dtype, every=True)
        forward.run(x)
        return tuple(turned(h) for h in forward.h)

    def loss(self, x: Array, d: Array, loss: Loss) -> float:
        """E = mean over the samples of L(f_θ(x); d); pure, like predict. Not a number where there are no samples."""
        self._check_loss(loss)
        y = self._forward(x, logits=loss.activation is not None)
        total = np.sum(loss.value(y, d), dtype=np.float64)
        return float(total) / len(x) if len(x) else math.nan

    def copy(self) -> Network:
        """An independent network with the same weights."""
        return self.with_theta(self.theta)

    def with_theta(self, theta: Array) -> Network:
        """An independent network of the same architecture with these weights (spec.parameters,), copied."""
        network = Network(self.spec, None, self.dtype)
        network.theta[:] = theta
        return network

    def _bind(self, gradient: Array) -> tuple[Layer, ...]:
        spec, layers, start = self.spec, [], 0
        for layer, arriving, leaving, count in zip(
            spec.layers, spec.input_shapes, spec.output_shapes, spec.parameter_counts, strict=True
        ):
            part, weight = slice(start, start := start + count), layer.weight_shape(arriving)
            blocks = (v[part].reshape(-1, weight[-1]) if weight else None for v in (self.theta, gradient))
            layers.append(Layer(layer, arriving, leaving, *blocks))
        return tuple(layers)

    def _initialise(self, rng: np.random.Generator) -> None:
        draw, draw_biases = INITIALIZERS[self.spec.initializer], BIASES.get(self.spec.initializer)
        for layer in self.layers:
            if layer.block is None:
                continue
            weights, start = layer.block[:-1], layer.spec.weights_start_at
            fans = layer.spec.fans(layer.input_shape)
            weights[:] = draw(weights.shape, *fans, rng) if start is None else start
            if draw_biases is not None and start is None:
                layer.block[-1] = draw_biases(weights.shape[-1], fans[0], rng)

    def _forward(self, x: Array, logits: bool) -> Array:
        self._check_input(x)
        return Forwards(self.layers, self.dtype, HANDS, logits=logits).outputs(x)

    def _prepare(self, x: Array, d: Array, loss: Loss) -> Training | Sliced:
        """A plan for batches of these shapes, which are checked here, once for all of them."""
        n = len(x)
        self._check_input(x)
        if d.shape != (n, *self.spec.output_shape):
            raise ValueError(f"d must be {(n, *self.spec.output_shape)}, not {d.shape}")
        self._check_loss(loss)
        if n == 0:
            raise ValueError("a batch needs at least one sample")
        while len(self._plans) >= KEPT_BATCH_SIZES:
            del self._plans[next(iter(self._plans))]
        if n <= self._at_once:
            plan: Training | Sliced = Training(self.layers, n, n, self.dtype, loss, self.rng)
        else:
            plan = Sliced(self._bind, self.gradient, n, self._at_once, loss, self.rng, HANDS, self.keeps_masks)
        self._plans[x.shape, d.shape, loss.name] = plan
        return plan

    def _check_loss(self, loss: Loss) -> None:
        name = self.spec.layers[-1].activation
        if loss.activation not in (None, name):
            raise ValueError(f"the loss {loss.name!r} needs the output activation {loss.activation!r}, not {name!r}")

    def _check_input(self, x: Array) -> None:
        if x.shape[1:] != self.spec.input_shape:
            raise ValueError(f"x must be (n, {', '.join(map(str, self.spec.input_shape))}), not {x.shape}")
