"""Points of the plane with a value each to choose: which, and which of them are learned from."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar, Self

import numpy as np

from playground.data.plane_value_sets import PLANE_VALUE_SETS, Surface, make_plane_values
from playground.data.points import PointSet
from playground.late_dataclass import dataclass
from playground.training.chosen_data import COUNT, DRAWN_POINTS, FEATURES_ROW, NOISE, SEED, TRAIN_SHARE, FeaturedData
from playground.training.hyperparameters import Anything, Hyperparameter, Renewal, chosen
from playground.training.tasks import Regression


@dataclass(frozen=True)
class PlaneValuesData(FeaturedData):
    """Points with a value: which is it all over the plane?"""

    source: str = chosen("plane", Hyperparameter("source", Anything(), Renewal.BATCHES))
    count: int = chosen(500, COUNT)
    noise: float = chosen(0.05, NOISE)
    train_share: float = chosen(0.7, TRAIN_SHARE)
    seed: int = chosen(42, SEED)
    features: tuple[str, ...] = chosen(("x1", "x2"), FEATURES_ROW)
    drawn: PointSet | None = chosen(None, DRAWN_POINTS)
    noun: ClassVar[str] = "plane value"
    has_classes: ClassVar[bool] = False
    has_values: ClassVar[bool] = True

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        return tuple(PLANE_VALUE_SETS)

    def resolve(self) -> PointSet:
        if self.drawn is not None:
            return self.drawn
        return _made(self.source, self.count, self.noise, self.seed)

    @property
    def truth(self) -> Surface | None:
        """The function behind the values, d (n,) of x (n, 2); None where nobody knows it."""
        return PLANE_VALUE_SETS[self.source].truth if self.drawn is None else None

    @property
    def task(self) -> Regression:
        return Regression()

    def wanted_of(self, other: Self) -> np.ndarray:
        offset, factor = self.resolve().value_units
        wanted: np.ndarray = ((other.resolve().file_values - offset) / factor).astype(np.float32)
        return wanted


@lru_cache(maxsize=16)
def _made(source: str, count: int, noise: float, seed: int) -> PointSet:
    return make_plane_values(source, count, noise, seed)
