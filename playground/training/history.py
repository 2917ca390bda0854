"""Metrics over time in bounded memory, and the last good weights."""

from __future__ import annotations

from dataclasses import field, replace

import numpy as np
from numpy.typing import NDArray

from playground.engine.errors import Phrase
from playground.engine.limits import EXACT, Limit, Range, within
from playground.late_dataclass import dataclass
from playground.training.captures import EPOCHS, STEPS, CaptureError, check_array
from playground.training.snapshot import Curves, EditMark, Scores

MAX_RECORDS = 600
MAX_MARKS = 50


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Weights that were good, and when."""

    step: int = field(metadata=within(Limit("the step", STEPS)))
    epoch: float = field(metadata=within(Limit("the epoch", EPOCHS)))
    theta: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class HistoryCapture:
    """What a history remembers: records (n, 5) of epoch, losses, accuracies; norms (n, layers); no best loss: None.

    weight_norms (n, layers): empty where they were not kept, as in older documents.

    CaptureError for numbers that cannot be that.
    """

    stride: int = field(metadata=within(Limit("the stride of the history", Range(1, EXACT, whole=True))))
    records: NDArray[np.float64]
    norms: NDArray[np.float64]
    marks: tuple[EditMark, ...]
    best_loss: float | None
    last_good: Checkpoint | None
    weight_norms: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 0)))

    def __post_init__(self) -> None:
        records, norms = self.records, self.norms
        count = len(records) if records.ndim else -1
        if records.shape != (count, 5) or norms.ndim != 2 or len(norms) != count or count > MAX_RECORDS:
            raise CaptureError("history: records {records}, norms {norms}", records=records.shape, norms=norms.shape)
        lengths = self.weight_norms
        if lengths.size and lengths.shape != norms.shape:
            raise CaptureError("history: records {records}, norms {norms}", records=records.shape, norms=lengths.shape)
        epoch, shares = records[:, 0], records[:, 3:]
        check_array(Phrase("history"), epoch, (count,))
        if (np.diff(epoch, prepend=0.0) < 0).any():
            raise CaptureError("history: its epochs do not ascend from 0")
        if (shares < 0).any() or (shares > 1).any() or (norms < 0).any() or (lengths < 0).any():
            raise CaptureError("history: an accuracy is not between 0 and 1, or a length is below 0")


class History:
    """Records at a stride of steps that doubles whenever the memory is full, so that any run fits.

    Every second record is then forgotten: the curve keeps its shape and the early part its place.
    last_good: the latest weights that were good, None before there are any.
    """

    def __init__(self, stride: int, layers: int) -> None:
        self.stride = self._first_stride = stride
        self._count = 0
        self._is_passing = False
        self._table = np.empty((MAX_RECORDS + 1, 5))
        self._norms = np.empty((MAX_RECORDS + 1, layers))
        self._weight_norms = np.empty((MAX_RECORDS + 1, layers))
        self._marks: list[EditMark] = []
        self._gesture = 0
        self._curves: Curves | None = None
        self._best_loss = np.inf
        self.last_good: Checkpoint | None = None

    def record(
        self, epoch: float, scores: Scores, norms: np.ndarray, weight_norms: np.ndarray, passing: bool = False
    ) -> None:
        """Adds one record: scores, and the norms of every layer's gradient and weights (layers,). passing: it is the
        end of the curves until the next one takes its place."""
        values = (scores.train_loss, scores.test_loss, scores.train_accuracy, scores.test_accuracy)
        if self._count and (self._is_passing or self._table[self._count - 1, 0] == epoch):
            self._count -= 1
        self._is_passing = passing
        self._table[self._count] = (epoch, *(np.nan if value is None else value for value in values))
        self._norms[self._count], self._weight_norms[self._count] = norms, weight_norms
        self._count += 1
        self._curves = None
        if self._count > MAX_RECORDS:
            self._thin()

    @property
    def thinned(self) -> int:
        """How many times as far from each other the records are as they were at first."""
        return max(1, self.stride // self._first_stride)

    def mark_edits(self, marks: tuple[EditMark, ...], gesture: int = 0) -> None:
        """Remembers edits; a series of edits of one setting is one edit if it belongs to one gesture of the user, which
        has a number, or if there is no training in between."""
        if not marks:
            return
        goes_on = gesture != 0 and gesture == self._gesture
        for mark in marks:
            last = self._marks[-1] if self._marks else None
            if last and last.setting == mark.setting and (goes_on or last.epoch == mark.epoch):
                mark = replace(mark, old=last.old)
                self._marks.pop()
            if mark.old != mark.new:
                self._marks.append(mark)
        del self._marks[:-MAX_MARKS]
        self._gesture = gesture
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
        """Starts the norms anew for a network with other weights, in so many layers."""
        self._norms = np.full((MAX_RECORDS + 1, layers), np.nan)
        self._weight_norms = np.full((MAX_RECORDS + 1, layers), np.nan)
        self._curves = None

    def capture(self) -> HistoryCapture:
        """A copy of all that is remembered."""
        count, best = self._count, self._best_loss
        return HistoryCapture(
            self.stride,
            self._table[:count].copy(),
            self._norms[:count].copy(),
            tuple(self._marks),
            float(best) if np.isfinite(best) else None,
            self.last_good,
            self._weight_norms[:count].copy(),
        )

    def restore(self, capture: HistoryCapture) -> None:
        """Remembers what a capture does; CaptureError where it is of other layers."""
        if capture.norms.shape[1] != self._norms.shape[1]:
            raise CaptureError(
                "history: norms {norms}, {layers} layers", norms=capture.norms.shape, layers=self._norms.shape[1]
            )
        self.stride, self._count = capture.stride, len(capture.records)
        self._table[: self._count], self._norms[: self._count] = capture.records, capture.norms
        self._weight_norms[: self._count] = capture.weight_norms if capture.weight_norms.size else np.nan
        self._marks, self.last_good = list(capture.marks), capture.last_good
        self._best_loss = np.inf if capture.best_loss is None else capture.best_loss
        self._is_passing = False
        self._curves = None

    def cut(self, epoch: float) -> None:
        """Forgets what came after an epoch to which training was rewound."""
        self._count = int(np.count_nonzero(self._table[: self._count, 0] <= epoch))
        self._is_passing = False
        self._marks = [mark for mark in self._marks if mark.epoch <= epoch]
        self._curves = None

    def curves(self) -> Curves:
        """All records as read-only arrays; the same object until something new is recorded."""
        if self._curves is None:
            columns = self._table[: self._count].T.copy()
            norms, weights = self._norms[: self._count].copy(), self._weight_norms[: self._count].copy()
            for array in (columns, norms, weights):
                array.setflags(write=False)
            epoch, train_loss, test_loss, train_accuracy, test_accuracy = columns
            marks = tuple(self._marks)
            scores = (train_loss, test_loss, train_accuracy, test_accuracy)
            self._curves = Curves(epoch, *scores, norms, marks, weights)
        return self._curves

    def _thin(self) -> None:
        kept = slice(0, self._count, 2)
        self._count = len(range(self._count)[kept])
        for table in (self._table, self._norms, self._weight_norms):
            table[: self._count] = table[kept].copy()
        self.stride *= 2
