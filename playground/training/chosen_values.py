"""Values y against x to choose: which, and which of them are learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar, Self

import numpy as np

from playground.data.image_sets import Progress
from playground.data.points import PointSet
from playground.data.value_sets import MAX_OUTLIERS, VALUE_SETS, Curve, make_values
from playground.engine.limits import Range
from playground.engine.spec import Shape
from playground.late_dataclass import dataclass
from playground.training.chosen_data import COUNT, DRAWN, DRAWN_POINTS, NOISE, SEED, TRAIN_SHARE, PlaneData
from playground.training.data_kind import Samples
from playground.training.hyperparameters import (
    Anything,
    ExperimentError,
    Hyperparameter,
    Renewal,
    chosen,
    plain,
    told,
)
from playground.training.tasks import Regression


@dataclass(frozen=True)
class ValuesData(PlaneData):
    """Points without classes: what is y where x is given?"""

    source: str = chosen("line", Hyperparameter("source", Anything(), Renewal.BATCHES))
    count: int = chosen(100, COUNT)
    noise: float = chosen(0.05, NOISE)
    outliers: float = chosen(
        0.0,
        Hyperparameter(
            "outliers",
            Range(0, MAX_OUTLIERS),
            Renewal.BATCHES,
            told("outliers", plain),
            "--outliers",
            "F",
            "share of built-in values that are thrown far off",
        ),
    )
    train_share: float = chosen(0.7, TRAIN_SHARE)
    seed: int = chosen(42, SEED)
    drawn: PointSet | None = chosen(None, DRAWN_POINTS)
    noun: ClassVar[str] = "value"
    has_classes: ClassVar[bool] = False

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        return tuple(VALUE_SETS)

    def resolve(self) -> PointSet:
        if self.drawn is not None:
            return self.drawn
        return _made(self.source, self.count, self.noise, self.outliers, self.seed)

    @property
    def truth(self) -> Curve | None:
        """The function behind the values, y (n,) of x (n,); None where nobody knows it."""
        return VALUE_SETS[self.source].truth if self.drawn is None else None

    @property
    def input_shape(self) -> Shape:
        return (1,)

    @property
    def task(self) -> Regression:
        return Regression()

    def samples(self) -> Samples:
        points = self.resolve()
        return Samples(points.x[:, :1], points.x[:, 1], *points.split(self.train_share))

    def without_samples(self, input_shape: Shape, class_names: Sequence[str]) -> ValuesData:
        if input_shape != self.input_shape or class_names:
            raise ExperimentError(
                "input shape {input_shape}, {count} classes: values have one input and no classes",
                input_shape=input_shape,
                count=len(class_names),
            )
        return replace(self, source=DRAWN, drawn=PointSet.empty(0, DRAWN))

    def inputs_of(self, other: Self, shape: Shape, progress: Progress) -> np.ndarray:
        return self.plane_of(other)[:, :1]

    def wanted_of(self, other: Self) -> np.ndarray:
        return self.plane_of(other)[:, 1]


@lru_cache(maxsize=16)
def _made(source: str, count: int, noise: float, outliers: float, seed: int) -> PointSet:
    return make_values(source, count, noise, outliers, seed)
