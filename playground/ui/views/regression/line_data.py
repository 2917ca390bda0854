"""The points that a line is fitted to, as the pictures and the texts of the line need them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from playground.data.points import PointSet
from playground.engine.error_surface import error_surface
from playground.engine.line import Line, closed_form
from playground.late_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class LineData:
    """Training and test points (n, 2) of x and y, and the line of least squares through the former.

    is_unique: whether that is the only one; it takes two points with different x.
    """

    train: NDArray[np.float64]
    test: NDArray[np.float64]
    best: Line
    is_unique: bool


@lru_cache(maxsize=4)
def line_data(points: PointSet, train_share: float) -> LineData:
    """What is learned from, and what is only tested with."""
    train, test = (points.x[part].astype(np.float64) for part in points.split(train_share))
    is_unique = len(train) > 1 and bool(np.ptp(train[:, 0]) > 0)
    return LineData(train, test, closed_form(train[:, 0], train[:, 1]), is_unique)


def mean_loss(points: NDArray[np.float64], loss: str, a: float, b: float) -> float | None:
    """E of a line over points (n, 2); None without points."""
    return float(error_surface(points[:, 0], points[:, 1], loss).column(a, np.array([b]))[0]) if len(points) else None
