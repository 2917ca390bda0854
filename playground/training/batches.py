"""Mini-batches: the training set in a new order every epoch, handed out in contiguous slices."""

from __future__ import annotations

from collections.abc import Generator
from copy import deepcopy
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from playground.engine.limits import EXACT, Limit, within
from playground.late_dataclass import dataclass
from playground.training.captures import STEPS, CaptureError
from playground.training.generators import GeneratorState

# So many values of pictures are made floats once and for all; more of them would fill the memory.
SMALL_SET = 2**20


@dataclass(frozen=True, eq=False)
class BatchesCapture:
    """Which batch of so many samples comes next.

    order: of the samples (samples,) in this epoch, empty between two epochs; generator: what draws those of later ones.
    """

    samples: int = field(metadata=within(Limit("the number of samples", STEPS)))
    order: NDArray[np.int64]
    step: int = field(metadata=within(Limit("the step", STEPS)))
    passes: int = field(metadata=within(Limit("the number of passes", STEPS)))
    generator: GeneratorState


class Batches:
    """Goes through samples x (n, …) and targets d (n, outputs) once an epoch, `batch_size` at a time.

    Shuffling once per epoch and slicing is faster than picking rows per step, and every pick would let go of Python's
    lock, which keeps a waiting window waiting. The slices of points are made once: making them costs a tiny network
    a twentieth of its step. The pictures of a large set stay bytes until their batch is due: uint8 becomes float32
    in [0, 1] in a kept buffer.
    """

    def __init__(self, x: np.ndarray, d: np.ndarray, batch_size: int, rng: np.random.Generator) -> None:
        x = as_float(x) if x.size <= SMALL_SET else x
        self._x, self._d, self._rng = x, d, rng
        self._shuffled_x, self._shuffled_d = np.empty_like(x), np.empty_like(d)
        self.batch_size = min(batch_size, len(x))
        self.steps_per_epoch = -(-len(x) // self.batch_size) if len(x) else 0
        self._passes = self._step = 0
        self._order = np.empty(0, np.int64)
        self._coming: np.ndarray | None = None
        as_bytes = x.dtype == np.uint8
        self._buffer = np.empty((self.batch_size, *x.shape[1:]), np.float32) if as_bytes else None
        self._slices = [] if as_bytes else [self._slice(step) for step in range(self.steps_per_epoch)]

    def __len__(self) -> int:
        return len(self._x)

    @property
    def epochs(self) -> float:
        """How often the samples were gone through, fractions included."""
        return self._passes + self._step * self.batch_size / len(self) if self._step else float(self._passes)

    def take(self, count: int) -> Generator[tuple[np.ndarray, np.ndarray]]:
        """The next batches (x, d), each valid until the following is taken; take all of them, or close it while it is
        at the first, which then comes again."""
        while count > 0:
            before = None
            if self._step == 0:
                before = self._rng.bit_generator.state
                self._shuffle()
            first = self._step
            end = min(first + count, self.steps_per_epoch)
            count -= end - first
            try:
                if self._buffer is None:
                    yield from self._slices[first:end]
                else:
                    for step in range(first, end):
                        yield self._converted(step, self._buffer)
            except GeneratorExit:
                if before is not None:
                    self._rng.bit_generator.state = before
                raise
            self._step = end
            if end == self.steps_per_epoch:
                self._step, self._passes = 0, min(self._passes + 1, EXACT)

    @property
    def number(self) -> int:
        """Which batch of this pass comes next; the first is 1."""
        return self._step + 1

    def coming(self) -> np.ndarray:
        """Which of the samples the next batch holds (n,); it is still to be taken."""
        if self._step == 0 and self._coming is None:
            self._coming = deepcopy(self._rng).permutation(len(self))
        order = self._order if self._coming is None else self._coming
        return order[self._step * self.batch_size : (self._step + 1) * self.batch_size]

    def samples(self, index: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Some of the samples, by their numbers (n,): x (n, …) as a network takes it, and d (n, outputs)."""
        return as_float(self._x[index]), self._d[index]

    def capture(self) -> BatchesCapture:
        """Which batch comes next."""
        order = self._order.copy() if self._step else np.empty(0, np.int64)
        return BatchesCapture(len(self), order, self._step, self._passes, GeneratorState.of(self._rng))

    def restore(self, capture: BatchesCapture) -> None:
        """Goes on from a capture of batches of the same samples and size; CaptureError where there are others."""
        if capture.samples != len(self) or capture.step >= max(1, self.steps_per_epoch):
            raise CaptureError(
                "batches: {samples} samples, step {step}, do not go with {own} samples",
                samples=capture.samples,
                step=capture.step,
                own=len(self),
            )
        if capture.step and not np.array_equal(np.sort(capture.order, axis=None), np.arange(len(self))):
            raise CaptureError("batches: the order does not name every sample once")
        self._step, self._passes, self._coming = capture.step, capture.passes, None
        capture.generator.put_into(self._rng)
        if self._step:
            self._arrange(capture.order)

    def _slice(self, step: int) -> tuple[np.ndarray, np.ndarray]:
        part = slice(step * self.batch_size, (step + 1) * self.batch_size)
        return self._shuffled_x[part], self._shuffled_d[part]

    def _converted(self, step: int, buffer: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x, d = self._slice(step)
        return np.multiply(x, np.float32(1 / 255), out=buffer[: len(x)]), d

    def _shuffle(self) -> None:
        self._arrange(self._rng.permutation(len(self._x)))

    def _arrange(self, order: np.ndarray) -> None:
        self._order, self._coming = order, None
        # A mode other than "raise" writes to `out` without a detour.
        self._x.take(order, 0, self._shuffled_x, "clip")
        self._d.take(order, 0, self._shuffled_d, "clip")


def as_float(x: np.ndarray) -> np.ndarray:
    """Samples as a network takes them: pictures of bytes become float32 in [0, 1]."""
    return x.astype(np.float32) / np.float32(255) if x.dtype == np.uint8 else x
