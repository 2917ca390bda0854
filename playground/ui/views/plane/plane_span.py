"""Which values the two axes of a plane span, where they are not those of the points themselves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from playground.data.points import PLANE
from playground.late_dataclass import dataclass
from playground.ui.views.curves.chart import linear_ticks

ROOM = 1.12
"""The values that are to be seen take so much less than the whole plane."""
LEAST = 1e-3


@dataclass(frozen=True)
class PlaneSpan:
    """A place of the plane [-3, 3]² stands for the values centre + factor · place; with one factor for both axes angles
    stay what they are. rise: the factor of the second axis, where it has one of its own."""

    centre: tuple[float, float] = (0.0, 0.0)
    factor: float = 1.0
    rise: float | None = None

    @classmethod
    def around(cls, values: npt.NDArray[np.floating]) -> PlaneSpan:
        """Such that these values (n, 2) are seen."""
        if not len(values):
            return cls()
        low, high = values.min(axis=0).astype(float), values.max(axis=0).astype(float)
        centre = (low + high) / 2
        return cls((float(centre[0]), float(centre[1])), max(float((high - low).max()) * ROOM, LEAST) / (2 * PLANE))

    @property
    def factors(self) -> tuple[float, float]:
        """That of each axis."""
        return self.factor, self.factor if self.rise is None else self.rise

    def places(self, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Values (n, 2) as places of the plane (n, 2)."""
        return (np.asarray(values, np.float64).reshape(-1, 2) - self.centre) / self.factors

    def values(self, place: tuple[float, float]) -> tuple[float, float]:
        """What a place of the plane stands for."""
        across, upwards = self.factors
        return self.centre[0] + across * place[0], self.centre[1] + upwards * place[1]

    def line_of(self, weight: tuple[float, float], bias: float) -> tuple[tuple[float, float], float]:
        """The line ⟨w, values⟩ + b = 0 as a line of places, with the same scores."""
        (w1, w2), (across, upwards) = weight, self.factors
        return (across * w1, upwards * w2), bias + w1 * self.centre[0] + w2 * self.centre[1]

    def weights_of(self, weight: tuple[float, float], bias: float) -> tuple[tuple[float, float], float]:
        """The way back from `line_of`."""
        w1, w2 = weight[0] / self.factors[0], weight[1] / self.factors[1]
        return (w1, w2), bias - w1 * self.centre[0] - w2 * self.centre[1]

    def ticks(self, axis: int) -> list[tuple[float, str]]:
        """Round values on an axis: where they lie, and how they are written."""
        factor = self.factors[axis]
        low, high = (self.centre[axis] + factor * end for end in (-PLANE, PLANE))
        found = linear_ticks(low, high, 6)
        placed = [((value - self.centre[axis]) / factor, text) for value, text in found]
        return [(place, text) for place, text in placed if abs(place) < PLANE - 0.1]
