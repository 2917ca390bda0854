"""Mini-batches: the training set in a new order every epoch, handed out in contiguous slices."""

from __future__ import annotations

import numpy as np


class Batches:
    """Goes through samples x (n, …) and targets d (n, outputs) once an epoch, `batch_size` at a time.

    Shuffling once per epoch and slicing is faster than picking rows per step, and every pick would let go of Python's
    lock, which keeps a waiting window waiting. Pictures stay bytes until their batch is due: uint8 becomes float32
    in [0, 1] in a kept buffer.
    """

    def __init__(self, x: np.ndarray, d: np.ndarray, batch_size: int, rng: np.random.Generator) -> None:
        self._x, self._d, self._rng = x, d, rng
        self._shuffled_x, self._shuffled_d = np.empty_like(x), np.empty_like(d)
        self.batch_size = min(batch_size, len(x))
        self.steps_per_epoch = -(-len(x) // self.batch_size) if len(x) else 0
        self.cursor = 0
        as_bytes = x.dtype == np.uint8
        self._buffer = np.empty((self.batch_size, *x.shape[1:]), np.float32) if as_bytes else None

    def __len__(self) -> int:
        return len(self._x)

    def next(self) -> tuple[np.ndarray, np.ndarray]:
        """The next batch (x, d); valid until the next call."""
        start = self.cursor
        if start == 0:
            self._shuffle()
        end = start + self.batch_size
        x, d = self._shuffled_x[start:end], self._shuffled_d[start:end]
        self.cursor = end if end < len(self._x) else 0
        if self._buffer is not None:
            x = np.multiply(x, np.float32(1 / 255), out=self._buffer[: len(x)])
        return x, d

    def _shuffle(self) -> None:
        order = self._rng.permutation(len(self._x))
        np.take(self._x, order, axis=0, out=self._shuffled_x)
        np.take(self._d, order, axis=0, out=self._shuffled_d)


def as_float(x: np.ndarray) -> np.ndarray:
    """Samples as a network takes them: pictures of bytes become float32 in [0, 1]."""
    return x.astype(np.float32) / np.float32(255) if x.dtype == np.uint8 else x
