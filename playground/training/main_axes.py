"""The two directions in which samples are spread the most, of however many dimensions they are."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass

AXES = 2


@dataclass(frozen=True, eq=False)
class MainAxes:
    """Two axes (2, units), each of length 1 and orthogonal to the other, through the middle (units,) of what was
    looked at; shares (2,): how much of the whole variance lies along each."""

    middle: np.ndarray
    axes: np.ndarray
    shares: np.ndarray

    def places(self, h: np.ndarray) -> np.ndarray:
        """Values (…, units) as places (…, 2) on the plane of both axes."""
        places: np.ndarray = (h - self.middle) @ self.axes.T
        return places


def main_axes(h: np.ndarray) -> MainAxes:
    """The main axes of values h (samples, units), two units at least; of each axis the greatest part is positive."""
    h = h.astype(np.float64)
    units = h.shape[1]
    middle = h.mean(axis=0) if len(h) else np.zeros(units)
    away = h - middle
    variances, directions = np.linalg.eigh(away.T @ away)
    axes = directions[:, ::-1].T[:AXES]
    greatest = np.abs(axes).argmax(axis=1)
    axes = axes * np.where(axes[np.arange(AXES), greatest] < 0, -1.0, 1.0)[:, None]
    whole = variances.sum()
    shares = np.clip(variances[::-1][:AXES] / whole, 0, 1) if whole > 0 else np.zeros(AXES)
    return MainAxes(middle, axes, shares)
