"""Forward passes over any number of samples, slice by slice, shared among all hands where there is enough to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import DTypeLike

from playground.engine.activations import Array
from playground.engine.fast.plan import Forward, busiest_values, hands_affordable, samples_at_once
from playground.engine.fast.stage import turned
from playground.engine.hands import Hands
from playground.engine.layer import Layer

MOST = 2**12
"""Samples at once of a tiny network: for more, blocks of memory come page by page from the system at every prediction,
which takes longer than to fill them."""
SHARED = 2**21
"""Values of the busiest layer, over all samples, from which on calling other threads takes less than they bring."""
KEPT_SIZES = 4

Take = Callable[[slice, Forward], object]
"""take(which samples, their pass), called in the thread that ran it."""
Prepare = Callable[[Array], Array]


class Forwards:
    """Passes whose buffers are kept, a few for each hand. logits, every: as in Forward."""

    def __init__(
        self, layers: Sequence[Layer], dtype: DTypeLike, shared: Hands, *, logits: bool = False, every: bool = False
    ) -> None:
        self._output_shape, self._dtype, self._shared = layers[-1].output_shape, dtype, shared
        self._new = partial(Forward, layers, dtype=dtype, logits=logits, every=every)
        self._values = busiest_values(layers)
        itemsize = np.dtype(dtype).itemsize
        self._at_once = min(MOST, samples_at_once(layers, itemsize))
        self._affordable = hands_affordable(layers, self._at_once, itemsize)
        self._kept: dict[int, dict[int, Forward]] = {}

    def outputs(self, x: Array, prepared: Prepare = lambda part: part) -> Array:
        """What all of x is answered, (n, …) as at the surface. prepared: as in `run`."""
        y: Array = np.empty((len(x), *self._output_shape), self._dtype)
        self.run(x, lambda part, forward: np.copyto(y[part], turned(forward.output)), prepared)
        return y

    def run(self, x: Array, take: Take, prepared: Prepare = lambda part: part) -> None:
        """x: (n, …) as at the surface; `take` gets every part's pass. prepared: what makes floats of a part."""
        size = self._at_once

        def work(hand: int, index: int) -> None:
            part = slice(index * size, min((index + 1) * size, len(x)))
            forward = self._forward(hand, part.stop - part.start)
            forward.run(prepared(x[part]))
            take(part, forward)

        count = min(self._shared.count, self._affordable) if len(x) * self._values >= SHARED else 1
        self._shared.share(work, -(-len(x) // size), count)

    def _forward(self, hand: int, n: int) -> Forward:
        own = self._kept.setdefault(hand, {})
        forward = own.get(n)
        if forward is None:
            while len(own) >= KEPT_SIZES:
                del own[next(iter(own))]
            forward = own[n] = self._new(n)
        return forward
