"""Training on a batch in slices, by as many threads as are quickest, whose number changes no bit of the result.

How a batch is cut into slices, and these are dealt out to lanes, follows from the shapes alone. A lane is what one hand
does: it adds up the gradients of its slices, one after the other, in a vector of its own. In the end the lanes are
added up in their order. Who does a lane, and when, makes no difference then. Nor do the random numbers of dropout:
every slice has its own seed, drawn from the network's generator.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import Array
from playground.engine.fast.plan import Bind, Training, hands_affordable
from playground.engine.fast.stage import inside, turned
from playground.engine.fast.trial import Trial
from playground.engine.hands import Hands
from playground.engine.losses import Loss

LANES = 8
"""More hands than that find nothing to do."""
LANE_MEMORY = 2**26
"""Bytes that the gradients of all lanes may take together; there is one lane where even two take more."""


class Sliced:
    """∇E of a batch, slice by slice. y, first_masks: as in Training; masks: as well where they are kept, else none.

    In the first runs it is tried out how many threads are quickest.
    """

    def __init__(
        self,
        bind: Bind,
        gradient: Array,
        n: int,
        size: int,
        loss: Loss,
        rng: np.random.Generator,
        shared: Hands,
        keeps_masks: bool,
    ) -> None:
        self._sum, self._rng, self._shared = gradient, rng, shared
        self._slices = [slice(start, min(start + size, n)) for start in range(0, n, size)]
        self._lanes = _lanes(len(self._slices), gradient.nbytes)
        self._sums: Array = np.empty((len(self._lanes), gradient.size), gradient.dtype)
        layers = bind(gradient)
        most = min(shared.count, len(self._lanes), hands_affordable(layers, size, gradient.itemsize))
        self._new_hand = partial(_Hand, bind, gradient, n, size, loss)
        self._hands = {0: self._new_hand()}
        # The last slice is the only one of its size: whoever takes it takes these buffers.
        self._rest = _Hand(bind, gradient, n, n % size, loss) if n % size else None
        self._trial = Trial(_numbers_of_hands(most))
        self._output: Array = np.empty(inside(layers[-1].output_shape, n), gradient.dtype)
        self.y = turned(self._output)
        shapes = self._hands[0].mask_shapes
        self.masks = tuple(np.empty((*shape, n), gradient.dtype) for shape in shapes if keeps_masks)
        self.first_masks, self._next_masks = (tuple(np.ones(s, gradient.dtype) for s in shapes) for _ in range(2))
        self._is_given_up = False

    @property
    def settled(self) -> int:
        """How many threads were quickest when that was last tried out."""
        return self._trial.settled

    def run(self, x: Array, d: Array, between: Callable[[], object]) -> None:
        """As in Training; calls `between` before every slice, in the thread that takes it."""
        hands, self._is_given_up, start = self._trial.choice, False, time.perf_counter()
        with self._drawn_seeds() as seeds:
            self._shared.share(partial(self._work, x, d, seeds, between), len(self._lanes), hands)
        np.add.reduce(self._sums, axis=0, out=self._sum)
        self.first_masks, self._next_masks = self._next_masks, self.first_masks
        self._trial.note(time.perf_counter() - start)
        if self._trial.is_over and len(self._hands) > self.settled:
            self._hands = {number: hand for number, hand in self._hands.items() if number < self.settled}

    @contextmanager
    def _drawn_seeds(self) -> Iterator[NDArray[np.int64] | None]:
        """A seed for every slice where chance has a part; they are put back where the batch is given up."""
        if not self._hands[0].draws:
            yield None
            return
        before = self._rng.bit_generator.state
        try:
            yield self._rng.integers(2**63, size=len(self._slices))
        except BaseException:
            self._rng.bit_generator.state = before
            raise

    def _work(
        self, x: Array, d: Array, seeds: NDArray[np.int64] | None, between: Callable[[], object], hand: int, lane: int
    ) -> None:
        """What a hand does with a lane; where it gives the batch up, the others do not end theirs."""
        try:
            if hand not in self._hands:
                self._hands[hand] = self._new_hand()
            total = self._sums[lane]
            total.fill(0)
            for index in self._lanes[lane]:
                if self._is_given_up:
                    return
                part, own = self._slices[index], self._hands[hand]
                if self._rest is not None and index == len(self._slices) - 1:
                    own = self._rest
                plan = own.run(x[part], d[part], between, None if seeds is None else int(seeds[index]))
                np.add(total, own.gradient, total)
                np.copyto(self._output[..., part], plan.output)
                self._keep_masks(index, plan)
        except BaseException:
            self._is_given_up = True
            raise

    def _keep_masks(self, index: int, plan: Training) -> None:
        if index == 0:
            for first, drawn in zip(self._next_masks, plan.first_masks, strict=True):
                np.copyto(first, drawn)
        if self.masks:
            for mask, drawn in zip(self.masks, plan.masks, strict=True):
                np.copyto(mask[..., self._slices[index]], drawn)


class _Hand:
    """The buffers of one thread, for slices of n samples of a batch. gradient: ∇E of the slice that was worked on last;
    draws: as in Training; mask_shapes: what every dropout layer multiplies with, of one sample.
    """

    def __init__(self, bind: Bind, gradient: Array, batch: int, n: int, loss: Loss) -> None:
        self.gradient, self._rng = np.empty_like(gradient), np.random.Generator(np.random.PCG64(0))
        self._plan = Training(bind(self.gradient), n, batch, gradient.dtype, loss, self._rng)
        self.draws, self.mask_shapes = self._plan.draws, [mask.shape for mask in self._plan.first_masks]

    def run(self, x: Array, d: Array, between: Callable[[], object], seed: int | None) -> Training:
        """Works on a slice; what did it holds the output. `between` comes before it."""
        between()
        if seed is not None:
            self._rng.bit_generator.state = np.random.PCG64(seed).state
        self._plan.run(x, d, between)
        return self._plan


def _lanes(slices: int, gradient_bytes: int) -> list[range]:
    """Which slices every lane has: one after the other, as many as the others give or take one."""
    count = max(1, min(LANES, slices, LANE_MEMORY // max(1, gradient_bytes)))
    return [range(lane * slices // count, (lane + 1) * slices // count) for lane in range(count)]


def _numbers_of_hands(most: int) -> list[int]:
    """1, 2, 4 … hands up to the most that there may be."""
    return [*(2**i for i in range((most - 1).bit_length())), most]
