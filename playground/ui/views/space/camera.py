"""From where a surface over the plane is looked at, and where its places lie in the picture then."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QRectF

from playground.late_dataclass import dataclass

LOWEST, HIGHEST = 5.0, 90.0
NEAREST, FARTHEST = 3.0, 0.6
HEIGHT = 0.6
"""Half the height of the space over the plane, half of whose side is 1."""
REACH = 1.45
"""From the middle of what is seen to its nearer edge."""


@dataclass(frozen=True)
class Camera:
    """Angles in degrees: azimuth, by how much the plane is turned, and elevation above it; from far away, so that
    parallels stay parallel."""

    azimuth: float = 28.0
    elevation: float = 32.0
    zoom: float = 1.0

    def turned(self, around: float, up: float) -> Camera:
        """Gone around the plane and up by so many degrees."""
        azimuth = (self.azimuth + around + 180) % 360 - 180
        return replace(self, azimuth=azimuth, elevation=min(max(self.elevation + up, LOWEST), HIGHEST))

    def zoomed(self, factor: float) -> Camera:
        """Gone nearer by a factor."""
        return replace(self, zoom=min(max(self.zoom * factor, FARTHEST), NEAREST))

    @property
    def turns(self) -> tuple[float, float]:
        """Cosine and sine of the azimuth."""
        angle = math.radians(self.azimuth)
        return math.cos(angle), math.sin(angle)

    @property
    def rises(self) -> tuple[float, float]:
        """Cosine and sine of the elevation."""
        angle = math.radians(self.elevation)
        return math.cos(angle), math.sin(angle)


@dataclass(frozen=True)
class Projection:
    """A camera and the picture (left, top, width, height) that it makes, in pixels; margin: for what is written."""

    camera: Camera
    left: float
    top: float
    width: float
    height: float
    margin: float = 0.0

    @property
    def rect(self) -> QRectF:
        return QRectF(self.left, self.top, self.width, self.height)

    @property
    def scale(self) -> float:
        """Pixels for half the side of the plane."""
        return max(min(self.width, self.height) / 2 - self.margin, 1) / REACH * self.camera.zoom

    def pixels(self, places: np.ndarray) -> np.ndarray:
        """Places (…, 3) of the space [-1, 1]² × [-HEIGHT, HEIGHT] in pixels (…, 2)."""
        across, away = self._turned(places)
        cosine, sine = self.camera.rises
        up = places[..., 2] * cosine + away * sine
        middle = self.left + self.width / 2, self.top + self.height / 2
        pixels: np.ndarray = np.stack([middle[0] + self.scale * across, middle[1] - self.scale * up], axis=-1)
        return pixels

    def depth(self, places: np.ndarray) -> np.ndarray:
        """How far away places (…, 3) are, seen from the middle."""
        _, away = self._turned(places)
        cosine, sine = self.camera.rises
        depth: np.ndarray = away * cosine - places[..., 2] * sine
        return depth

    def _turned(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        cosine, sine = self.camera.turns
        x, y = places[..., 0], places[..., 1]
        return x * cosine + y * sine, y * cosine - x * sine
