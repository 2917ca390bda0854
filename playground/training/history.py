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
        self._layers = layers
        self._rows: list[tuple[float, ...]] = []
        self._norms: list[np.ndarray] = []
        self._marks: list[Mark] = []
        self._curves: Curves | None = None
        self._best_loss = np.inf
        self.last_good: Checkpoint | None = None

    def record(self, epoch: float, scores: Scores, norms: np.ndarray) -> None:
        """Adds one record: scores, and the norm of every layer's gradient (layers,)."""
        values = (scores.train_loss, scores.test_loss, scores.train_accuracy, scores.test_accuracy)
        row = (epoch, *(np.nan if value is None else value for value in values))
        if self._rows and self._rows[-1][0] == epoch:
            self._rows.pop()
            self._norms.pop()
        self._rows.append(row)
        self._norms.append(norms)
        self._curves = None
        if len(self._rows) > MAX_RECORDS:
            self._rows, self._norms = self._rows[::2], self._norms[::2]
            self.stride *= 2

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
        if layers != self._layers:
            self._layers = layers
            self._norms = [np.full(layers, np.nan) for _ in self._norms]
            self._curves = None

    def cut(self, epoch: float) -> None:
        """Forgets what came after an epoch to which training was rewound."""
        kept = sum(row[0] <= epoch for row in self._rows)
        self._rows, self._norms = self._rows[:kept], self._norms[:kept]
        self._marks = [mark for mark in self._marks if mark.epoch <= epoch]
        self._curves = None

    def curves(self) -> Curves:
        """All records as read-only arrays; the same object until something new is recorded."""
        if self._curves is None:
            table = np.array(self._rows, dtype=np.float64).reshape(-1, 5)
            norms = np.array(self._norms, dtype=np.float64).reshape(-1, self._layers)
            epoch, *scores = (np.ascontiguousarray(column) for column in table.T)
            for array in (epoch, *scores, norms):
                array.setflags(write=False)
            self._curves = Curves(epoch, scores[0], scores[1], scores[2], scores[3], norms, tuple(self._marks))
        return self._curves
