"""Where the plane lies on the screen: coordinates to pixels and back."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF

from playground.data.points import PLANE
from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class PlaneMap:
    """The square of `side` pixels at (left, top) that shows [-3, 3]², x₂ upwards; a rectangle where it has a height."""

    left: float
    top: float
    side: float
    height: float | None = None

    @property
    def rect(self) -> QRectF:
        """The square, in pixels."""
        return QRectF(self.left, self.top, self.side, self.side if self.height is None else self.height)

    @property
    def scale(self) -> float:
        """Pixels per unit of the plane, across."""
        return self.side / (2 * PLANE)

    @property
    def rise(self) -> float:
        """Pixels per unit of the plane, upwards."""
        return self.rect.height() / (2 * PLANE)

    def pixels(self, x: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Points of the plane (n, 2) in pixels (n, 2)."""
        points = np.asarray(x, dtype=np.float64).reshape(-1, 2)
        return np.array([self.left, self.top]) + (points * (1, -1) + PLANE) * (self.scale, self.rise)

    def pixel(self, x1: float, x2: float) -> QPointF:
        """One point of the plane in pixels."""
        return QPointF(self.left + (x1 + PLANE) * self.scale, self.top + (PLANE - x2) * self.rise)

    def plane(self, pixel: QPointF) -> tuple[float, float]:
        """A pixel as a point of the plane, inside it or not."""
        return (pixel.x() - self.left) / self.scale - PLANE, PLANE - (pixel.y() - self.top) / self.rise
