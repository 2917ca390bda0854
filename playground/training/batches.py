"""Mini-batches: the training set in a new order every epoch, handed out in contiguous slices."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

# So many values of pictures are made floats once and for all; more of them would fill the memory.
SMALL_SET = 2**20


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
        self.left = self.steps_per_epoch
        as_bytes = x.dtype == np.uint8
        self._buffer = np.empty((self.batch_size, *x.shape[1:]), np.float32) if as_bytes else None
        self._slices = [] if as_bytes else [self._slice(step) for step in range(self.steps_per_epoch)]

    def __len__(self) -> int:
        return len(self._x)

    def next(self, count: int = 1) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        """The next batches (x, d), at most the `left` ones of this pass; each valid until the following is taken."""
        if self.left == self.steps_per_epoch:
            self._shuffle()
        first = self.steps_per_epoch - self.left
        self.left = self.left - count or self.steps_per_epoch
        if self._buffer is None:
            return self._slices[first : first + count]
        return (self._converted(step, self._buffer) for step in range(first, first + count))

    def samples(self, count: int) -> int:
        """How many samples the next `count` batches of this pass have."""
        done = (self.steps_per_epoch - self.left) * self.batch_size
        return min(count * self.batch_size, len(self._x) - done)

    def _slice(self, step: int) -> tuple[np.ndarray, np.ndarray]:
        part = slice(step * self.batch_size, (step + 1) * self.batch_size)
        return self._shuffled_x[part], self._shuffled_d[part]

    def _converted(self, step: int, buffer: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x, d = self._slice(step)
        return np.multiply(x, np.float32(1 / 255), out=buffer[: len(x)]), d

    def _shuffle(self) -> None:
        order = self._rng.permutation(len(self._x))
        # A mode other than "raise" writes to `out` without a detour.
        self._x.take(order, 0, self._shuffled_x, "clip")
        self._d.take(order, 0, self._shuffled_d, "clip")


def as_float(x: np.ndarray) -> np.ndarray:
    """Samples as a network takes them: pictures of bytes become float32 in [0, 1]."""
    return x.astype(np.float32) / np.float32(255) if x.dtype == np.uint8 else x
