"""A place for a bubble where it hides as little as possible."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize

GRID = 8
"""Places are tried so many pixels apart."""
FAR = 0.03
"""How much farther from its thing a bubble goes to hide one per cent less of it."""


def free_place(
    size: QSize, room: QRectF, about: QPointF, kept_free: Sequence[QRectF], hides: Sequence[QRectF]
) -> QRectF | None:
    """Where in the room a bubble of this size hides least of `hides`, not far from its thing; never over what is kept
    free. None where there is no such place."""
    across, down = room.width() - size.width(), room.height() - size.height()
    if across < 0 or down < 0:
        return None
    x, y = np.meshgrid(
        np.append(np.arange(0, across, GRID), across) + room.left(),
        np.append(np.arange(0, down, GRID), down) + room.top(),
    )
    taken = _covered(x, y, size, kept_free)
    hidden = _covered(x, y, size, hides) / (size.width() * size.height())
    distance = np.hypot(x + size.width() / 2 - about.x(), y + size.height() / 2 - about.y())
    cost = np.where(taken > 0, np.inf, 100 * hidden + FAR * distance)
    best = np.unravel_index(int(np.argmin(cost)), cost.shape)
    if not np.isfinite(cost[best]):
        return None
    return QRectF(float(x[best]), float(y[best]), size.width(), size.height())


def nearest_on(rect: QRectF, place: QPointF) -> QPointF:
    """The place of a rectangle that is nearest to another place."""
    return QPointF(min(max(place.x(), rect.left()), rect.right()), min(max(place.y(), rect.top()), rect.bottom()))


def _covered(x: np.ndarray, y: np.ndarray, size: QSize, rects: Sequence[QRectF]) -> np.ndarray:
    """How many square pixels of the rectangles bubbles with these corners would cover."""
    total = np.zeros_like(x, dtype=np.float64)
    for rect in rects:
        wide = np.minimum(x + size.width(), rect.right()) - np.maximum(x, rect.left())
        high = np.minimum(y + size.height(), rect.bottom()) - np.maximum(y, rect.top())
        total += np.maximum(wide, 0) * np.maximum(high, 0)
    return total
