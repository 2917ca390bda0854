"""A network asked again and again: forward passes whose buffers are kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.engine.fast.forwards import Forwards
from playground.engine.fast.plan import Forward
from playground.engine.fast.stage import inside, turned
from playground.engine.hands import HANDS
from playground.engine.network import Network, uninterrupted
from playground.training.batches import as_float


class Predictor:
    """What a network says to samples (n, …), bytes or floats, in slices that fit the cache.

    The same as the network's own `logits` and `activations`, but preparing the passes anew each time would cost
    several times as much as going through them. What is handed out is never written to again.
    """

    def __init__(self, network: Network, every: bool = False) -> None:
        """`every`: the outputs of all layers will be asked for."""
        self.network, self._every = network, every
        self._passes = Forwards(network.layers, network.dtype, HANDS, logits=True, every=every)

    def logits(self, x: np.ndarray, between: Callable[[], object] = uninterrupted) -> np.ndarray:
        """a_L (n, outputs), before the output's activation. between: called before every slice, may raise."""

        def prepared(part: np.ndarray) -> np.ndarray:
            between()
            return as_float(part)

        return self._passes.outputs(x, prepared)

    def layers(self, x: np.ndarray, most_units: int | None = None) -> tuple[np.ndarray, ...]:
        """h_1, …, h_{L−1} and a_L, each (n, *shape of its layer), with the samples along the last axis of memory.

        most_units: of vectors h_k only the first values are wanted, but all of a_L.
        """
        assert self._every
        *hidden, last = self.network.spec.output_shapes
        shown = [shape if len(shape) == 3 else (min(shape[0], most_units or shape[0]),) for shape in hidden]
        h = [np.empty(inside(shape, len(x)), self.network.dtype) for shape in (*shown, last)]

        def take(part: slice, forward: Forward) -> None:
            for whole, each in zip(h, forward.h, strict=True):
                np.copyto(whole[..., part], each[: len(whole)])

        self._passes.run(x, take, as_float)
        return tuple(turned(each) for each in h)

    def unit(self, x: np.ndarray, layer: int, unit: int) -> tuple[np.ndarray, np.ndarray]:
        """h (n,) of one unit of a hidden layer of vectors, and a_L (n, outputs)."""
        assert self._every
        h = np.empty(len(x), self.network.dtype)
        y = np.empty((len(x), *self.network.spec.output_shape), self.network.dtype)

        def take(part: slice, forward: Forward) -> None:
            np.copyto(h[part], forward.h[layer][unit])
            np.copyto(y[part], turned(forward.output))

        self._passes.run(x, take, as_float)
        return h, y
