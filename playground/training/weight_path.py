"""The way that two weights take while they learn, in bounded memory."""

from __future__ import annotations

from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from playground.engine.errors import Phrase
from playground.engine.limits import EXACT, Limit, Range, within
from playground.late_dataclass import dataclass
from playground.training.captures import CaptureError, check_array
from playground.training.snapshot import WeightPath, frozen

WEIGHTS = 2
"""So many weights a plane can show."""
MAX_PLACES = 600
COLUMNS = 2 + WEIGHTS
"""The step, the loss of the batch that follows, and the weights."""


@dataclass(frozen=True, eq=False)
class PathCapture:
    """A path at one moment: places (n, 4) of step, loss of the next batch, and both weights.

    CaptureError for numbers that cannot be that.
    """

    stride: int = field(metadata=within(Limit("the stride of the path", Range(1, EXACT, whole=True))))
    places: NDArray[np.float64]

    def __post_init__(self) -> None:
        count = len(self.places) if self.places.ndim else -1
        if self.places.shape != (count, COLUMNS) or count > MAX_PLACES:
            raise CaptureError("path: places {shape}", shape=self.places.shape)
        check_array(Phrase("path"), self.places, (count, COLUMNS))
        if (np.diff(self.places[:, 0], prepend=0.0) < 0).any():
            raise CaptureError("path: its steps do not ascend from 0")


class PathTrack:
    """Places at a stride of steps that doubles whenever the memory is full; every second one is then forgotten."""

    def __init__(self) -> None:
        self.stride = 1
        self._count = 0
        self._table = np.empty((MAX_PLACES, COLUMNS))

    @property
    def is_empty(self) -> bool:
        """Whether there is no place yet."""
        return self._count == 0

    def add(self, place: np.ndarray) -> None:
        """Goes on to a place (4,); numbers that have run away are nowhere."""
        if not np.isfinite(place).all():
            return
        if self._count and self._table[self._count - 1, 0] == place[0]:
            self._count -= 1
        elif self._count == MAX_PLACES:
            self._table[: MAX_PLACES // 2] = self._table[::2].copy()
            self._count, self.stride = MAX_PLACES // 2, 2 * self.stride
        self._table[self._count] = place
        self._count += 1

    def cut(self, step: int) -> None:
        """Forgets what came after a step."""
        self._count = int(np.count_nonzero(self._table[: self._count, 0] <= step))

    def path(self, now: np.ndarray) -> WeightPath:
        """All places, that of now (4,) the last, read-only."""
        earlier = self._table[: self._count]
        step, batch_loss, *theta = np.concatenate([earlier[earlier[:, 0] < now[0]], now[None]]).T
        return WeightPath(frozen(np.stack(theta, axis=1)), frozen(step.copy()), frozen(batch_loss.copy()))

    def capture(self) -> PathCapture:
        """A copy of all that is remembered."""
        return PathCapture(self.stride, self._table[: self._count].copy())

    def restore(self, capture: PathCapture) -> None:
        """Remembers what a capture does."""
        self.stride, self._count = capture.stride, len(capture.places)
        self._table[: self._count] = capture.places
