"""A network asked again and again: forward passes whose buffers are kept."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from playground.engine.fast.plan import Forward, samples_at_once
from playground.engine.fast.stage import inside, turned
from playground.engine.network import Network
from playground.training.batches import as_float

KEPT_SIZES = 4


class Predictor:
    """What a network says to samples (n, …), bytes or floats, in slices that fit the cache.

    The same as the network's own `logits` and `activations`, but preparing the passes anew each time would cost
    several times as much as going through them. What is handed out is never written to again.
    """

    def __init__(self, network: Network, every: bool = False) -> None:
        """`every`: the outputs of all layers will be asked for."""
        self.network, self._every = network, every
        self._at_once = samples_at_once(network.layers, network.theta.itemsize)
        self._forwards: dict[int, Forward] = {}

    def logits(self, x: np.ndarray) -> np.ndarray:
        """a_L (n, outputs), before the output's activation."""
        y = np.empty((len(x), *self.network.spec.output_shape), self.network.dtype)
        for part, forward in self._passes(x):
            np.copyto(y[part], turned(forward.output))
        return y

    def layers(self, x: np.ndarray, most_units: int | None = None) -> tuple[np.ndarray, ...]:
        """h_1, …, h_{L−1} and a_L, each (n, *shape of its layer), with the samples along the last axis of memory.

        most_units: of vectors h_k only the first values are wanted, but all of a_L.
        """
        assert self._every
        *hidden, last = self.network.spec.output_shapes
        shown = [shape if len(shape) == 3 else (min(shape[0], most_units or shape[0]),) for shape in hidden]
        h = [np.empty(inside(shape, len(x)), self.network.dtype) for shape in (*shown, last)]
        for part, forward in self._passes(x):
            for whole, each in zip(h, forward.h, strict=True):
                np.copyto(whole[..., part], each[: len(whole)])
        return tuple(turned(each) for each in h)

    def unit(self, x: np.ndarray, layer: int, unit: int) -> tuple[np.ndarray, np.ndarray]:
        """h (n,) of one unit of a hidden layer of vectors, and a_L (n, outputs)."""
        assert self._every
        h = np.empty(len(x), self.network.dtype)
        y = np.empty((len(x), *self.network.spec.output_shape), self.network.dtype)
        for part, forward in self._passes(x):
            np.copyto(h[part], forward.h[layer][unit])
            np.copyto(y[part], turned(forward.output))
        return h, y

    def _passes(self, x: np.ndarray) -> Iterator[tuple[slice, Forward]]:
        for start in range(0, len(x), self._at_once):
            samples = as_float(x[start : start + self._at_once])
            forward = self._forward(len(samples))
            forward.run(samples)
            yield slice(start, start + len(samples)), forward

    def _forward(self, n: int) -> Forward:
        forward = self._forwards.get(n)
        if forward is None:
            while len(self._forwards) >= KEPT_SIZES:
                del self._forwards[next(iter(self._forwards))]
            network = self.network
            forward = Forward(network.layers, n, network.dtype, logits=True, every=self._every)
            self._forwards[n] = forward
        return forward
