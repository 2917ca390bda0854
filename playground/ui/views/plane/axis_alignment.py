"""Main axes that stay where they are from frame to frame."""

from __future__ import annotations

import numpy as np


def alignment(axes: np.ndarray, before: np.ndarray | None) -> np.ndarray:
    """The axes (2, units) in the order and with the signs that are the most like those of before, as a matrix (2, 2)
    that makes the ones of the others."""
    if before is None or before.shape != axes.shape:
        return np.eye(2)
    likeness = before @ axes.T
    straight = abs(likeness[0, 0]) + abs(likeness[1, 1]) >= abs(likeness[0, 1]) + abs(likeness[1, 0])
    order = np.eye(2) if straight else np.eye(2)[::-1]
    return order * np.where(likeness < 0, -1.0, 1.0)
