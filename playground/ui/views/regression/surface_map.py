"""Where a part of the (a, b) plane lies on the screen: coordinates to pixels and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRectF

from playground.late_dataclass import dataclass
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.regression.surface_range import Extent

FAR = 1e4
"""Pixels; painters cannot reckon with places that are farther away."""


@dataclass(frozen=True)
class SurfaceMap:
    """The rectangle that shows an extent, b upwards."""

    rect: QRectF
    extent: Extent

    @property
    def frame(self) -> PlaneMap:
        """The rectangle alone, for what is painted around it and kept inside."""
        return PlaneMap(self.rect.left(), self.rect.top(), self.rect.width(), self.rect.height())

    @property
    def scale(self) -> float:
        """Pixels per unit, across and upwards."""
        return self.rect.width() / (2 * self.extent.across)

    def pixels(self, theta: ArrayLike) -> NDArray[np.float64]:
        """Finite points (a, b) (n, 2) in pixels (n, 2); what is far away lies less far in the same direction."""
        points = np.asarray(theta, np.float64).reshape(-1, 2) - (self.extent.a, self.extent.b)
        away = points * (self.scale, -self.scale)
        away /= np.maximum(np.abs(away).max(axis=1, keepdims=True, initial=0) / FAR, 1)
        middle = self.rect.center()
        return np.asarray(away + (middle.x(), middle.y()))

    def pixel(self, a: float, b: float) -> QPointF:
        """One point in pixels."""
        return QPointF(*self.pixels((a, b))[0].tolist())

    def theta(self, pixel: QPointF) -> tuple[float, float]:
        """The point (a, b) at a pixel."""
        away = pixel - self.rect.center()
        return self.extent.a + away.x() / self.scale, self.extent.b - away.y() / self.scale
