"""Metrics over time in bounded memory, and the last good weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.training.snapshot import Curves, Mark, Scores

MAX_RECORDS = 600
MAX_MARKS = 50


@dataclass(frozen=True)
class Checkpoint:
    """Weights that were good, and when."""

    step: int
    epoch: float
    theta: np.ndarray


class History:
    """Records at a stride of steps that doubles whenever the memory is full, so that any run fits.

    Every second record is then forgotten: the curve keeps its shape and the early part its place.
    last_good: the latest weights that were good, None before there are any.
    """

    def __init__(self, stride: int, layers: int) -> None:
        self.stride = stride
        self._count = 0
        self._table = np.empty((MAX_RECORDS + 1, 5))
        self._norms = np.empty((MAX_RECORDS + 1, layers))
        self._marks: list[Mark] = []
        self._curves: Curves | None = None
        self._best_loss = np.inf
        self.last_good: Checkpoint | None = None

    def record(self, epoch: float, scores: Scores, norms: np.ndarray) -> None:
        """Adds one record: scores, and the norm of every layer's gradient (layers,)."""
        values = (scores.train_loss, scores.test_loss, scores.train_accuracy, scores.test_accuracy)
        if self._count and self._table[self._count - 1, 0] == epoch:
            self._count -= 1
        self._table[self._count] = (epoch, *(np.nan if value is None else value for value in values))
        self._norms[self._count] = norms
        self._count += 1
        self._curves = None
        if self._count > MAX_RECORDS:
            self._thin()

    def mark(self, marks: tuple[Mark, ...]) -> None:
        """Remembers edits; a series of edits of one setting without training in between is one edit."""
        for mark in marks:
            last = self._marks[-1] if self._marks else None
            if last and last.setting == mark.setting and last.epoch == mark.epoch:
                mark = Mark(mark.epoch, mark.setting, last.old, mark.new)
                self._marks.pop()
            if mark.old != mark.new:
                self._marks.append(mark)
        del self._marks[:-MAX_MARKS]
        self._curves = None

    def keep(self, checkpoint: Checkpoint, loss: float) -> None:
        """Keeps weights to come back to, unless the loss has already left the good ones behind."""
        if loss <= 2 * self._best_loss + 1e-3:
            self._best_loss = min(self._best_loss, loss)
            self.last_good = checkpoint

    def forget_weights(self) -> None:
        """Drops the last good weights, which no longer fit the network or the data."""
        self.last_good = None
        self._best_loss = np.inf

    def change_layers(self, layers: int) -> None:
        """Starts the gradient norms anew for a network with another number of layers with weights."""
        if layers != self._norms.shape[1]:
            self._norms = np.full((MAX_RECORDS + 1, layers), np.nan)
            self._curves = None

    def cut(self, epoch: float) -> None:
        """Forgets what came after an epoch to which training was rewound."""
        self._count = int(np.count_nonzero(self._table[: self._count, 0] <= epoch))
        self._marks = [mark for mark in self._marks if mark.epoch <= epoch]
        self._curves = None

    def curves(self) -> Curves:
        """All records as read-only arrays; the same object until something new is recorded."""
        if self._curves is None:
            columns, norms = self._table[: self._count].T.copy(), self._norms[: self._count].copy()
            for array in (columns, norms):
                array.setflags(write=False)
            epoch, train_loss, test_loss, train_accuracy, test_accuracy = columns
            marks = tuple(self._marks)
            self._curves = Curves(epoch, train_loss, test_loss, train_accuracy, test_accuracy, norms, marks)
        return self._curves

    def _thin(self) -> None:
        kept = slice(0, self._count, 2)
        self._count = len(range(self._count)[kept])
        for table in (self._table, self._norms):
            table[: self._count] = table[kept].copy()
        self.stride *= 2
