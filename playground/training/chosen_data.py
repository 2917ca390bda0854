"""Points of the plane to choose: which, and which of them are learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar, Self, cast
from zlib import crc32

import numpy as np

from playground.data.features import FEATURES, expand
from playground.data.image_sets import Progress
from playground.data.known_points import note_on, plane_of
from playground.data.point_sets import MAX_LABEL_NOISE, MAX_MARGIN, MAX_NOISE, POINT_SETS, make_points
from playground.data.points import MAX_POINTS, PointSet
from playground.engine.limits import Range
from playground.engine.spec import Shape
from playground.late_dataclass import dataclass
from playground.training.data_kind import ChosenData, Samples
from playground.training.hyperparameters import (
    SEEDS,
    Anything,
    ExperimentError,
    Hyperparameter,
    Renewal,
    chosen,
    plain,
    told,
)
from playground.training.tasks import Classification

DRAWN = "drawn"
ALIKE = 1e-4
"""So far apart in the plane points may be read that are the same."""
SHARES = Range(0.1, 1)
SEED_HELP = "of sets that are made"
COUNT_HELP = "how many samples to make, or to take of a file at most"
TRAIN_SHARE = Hyperparameter(
    "training share",
    SHARES,
    Renewal.BATCHES,
    told("training share", plain),
    "--train-share",
    "F",
    "share of the samples to train on",
)


COUNT = Hyperparameter(
    "points",
    Range(2, MAX_POINTS, whole=True),
    Renewal.BATCHES,
    told("points", "{:,}".format),
    "--points",
    "N",
    COUNT_HELP,
)
NOISE = Hyperparameter(
    "noise", Range(0, MAX_NOISE), Renewal.BATCHES, told("noise", plain), "--noise", "F", "of built-in points and values"
)


def _count(drawn: PointSet | None) -> str:
    return "" if drawn is None else f"{len(drawn):,}"


def _print(drawn: PointSet | None) -> str:
    """What tells points from others that are as many."""
    return "" if drawn is None else f"{crc32(drawn.x.tobytes() + drawn.marks.tobytes()):08x}"


DRAWN_POINTS = Hyperparameter(
    "drawn points", Anything(), Renewal.BATCHES, told("points", _count) + told("points changed", _print)
)
SEED = Hyperparameter("seed", SEEDS, Renewal.BATCHES, told("points' seed"), "--seed", "N", SEED_HELP)


class PlaneData(ChosenData):
    """Points of the plane: a built-in set made from a seed, or the points that the user drew or opened."""

    drawn: PointSet | None
    has_values: ClassVar[bool] = False
    """Whether every point has a value of its own."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.source == DRAWN) != (self.drawn is not None):
            raise ExperimentError("drawn points go with the source 'drawn' only")
        if self.drawn is None and self.source not in self.built_in():
            raise ExperimentError(
                "source: {source!r} is not one of {names}",
                source=self.source,
                names=", ".join((*self.built_in(), DRAWN)),
            )
        if self.drawn is not None and not self._takes(self.drawn):
            raise ExperimentError("drawn points: {count} classes do not go with these data", count=self.drawn.classes)

    @classmethod
    def _takes(cls, points: PointSet) -> bool:
        return (bool(points.classes), points.has_values) == (cls.has_classes, cls.has_values)

    @property
    def called(self) -> str:
        return self.source if self.drawn is None else self.drawn.name

    def replaces(self, old: ChosenData) -> bool:
        """Whoever paints changes the set that there is."""
        return super().replaces(old) and self.called != DRAWN

    def made(self, source: str, progress: Progress | None = None, **choices: Any) -> ChosenData:
        return super().made(source, progress, drawn=None, **choices)

    def holding(self, found: Any, source: str, **choices: Any) -> Self | None:
        if not isinstance(found, PointSet) or not self._takes(found):
            return None
        held: Self = replace(cast(Any, self), source=DRAWN, drawn=found, **choices)
        return held

    def plane_of(self, other: PlaneData) -> np.ndarray:
        """Points of other data in the plane of these (n, 2)."""
        return plane_of(self.resolve(), other.resolve())

    def note_on(self, other: Self) -> str:
        return note_on(self.resolve(), other.resolve())

    def is_same(self, other: ChosenData) -> bool:
        if not isinstance(other, PlaneData) or self.drawn is None:
            return False
        own, found = self.drawn, other.resolve()
        return (
            own.class_names == found.class_names
            and own.has_values == found.has_values
            and np.array_equal(own.label, found.label)
            and np.allclose(own.file_values, found.file_values, atol=ALIKE)
            and np.allclose(own.x, self.plane_of(other), atol=ALIKE)
        )


FEATURES_ROW = Hyperparameter("features", Anything(), Renewal.BATCHES | Renewal.NETWORK, told("features", ", ".join))


class FeaturedData(PlaneData):
    """Points of the plane of which a network takes features: functions of both coordinates."""

    features: tuple[str, ...]
    is_plane: ClassVar[bool] = True

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.features:
            raise ExperimentError("features: choose at least one input feature")
        unknown = next((name for name in self.features if name not in FEATURES), None)
        if unknown is not None:
            raise ExperimentError("features: {name!r} is not one of {names}", name=unknown, names=", ".join(FEATURES))

    def continues(self, old: ChosenData) -> bool:
        """What hidden layers see of the plane serves classes and values."""
        return isinstance(old, FeaturedData)

    @property
    def input_shape(self) -> Shape:
        return (len(self.features),)

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.features

    def inputs_of(self, other: Self, shape: Shape, progress: Progress) -> np.ndarray:
        return expand(self.plane_of(other), self.features)

    def samples(self) -> Samples:
        points: PointSet = self.resolve()
        return Samples(expand(points.x, self.features), points.marks, *points.split(self.train_share))

    def without_samples(self, input_shape: Shape, class_names: Sequence[str]) -> Self:
        if input_shape != self.input_shape or (class_names and self.has_values):
            raise ExperimentError(
                "input shape {input_shape}, {classes} classes: there are {count} input features",
                input_shape=input_shape,
                classes=len(class_names),
                count=len(self.features),
            )
        nothing = PointSet.empty(0, DRAWN, self.has_values)
        nothing = nothing if self.has_values else PointSet.empty(name=DRAWN).with_classes(class_names)
        described: Self = replace(cast(Any, self), source=DRAWN, drawn=nothing)
        return described


@dataclass(frozen=True)
class PointsData(FeaturedData):
    """Points of several classes."""

    source: str = chosen("circle", Hyperparameter("source", Anything(), Renewal.BATCHES))
    count: int = chosen(500, COUNT)
    noise: float = chosen(0.05, NOISE)
    label_noise: float = chosen(
        0.0,
        Hyperparameter(
            "label noise",
            Range(0, MAX_LABEL_NOISE),
            Renewal.BATCHES,
            told("label noise", plain),
            "--label-noise",
            "F",
            "share of the labels of built-in points that are wrong",
        ),
    )
    margin: float = chosen(0.3, Hyperparameter("margin", Range(0, MAX_MARGIN), Renewal.BATCHES, told("margin", plain)))
    train_share: float = chosen(0.7, TRAIN_SHARE)
    seed: int = chosen(42, SEED)
    features: tuple[str, ...] = chosen(("x1", "x2"), FEATURES_ROW)
    drawn: PointSet | None = chosen(None, DRAWN_POINTS)
    noun: ClassVar[str] = "point"

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        return tuple(POINT_SETS)

    def resolve(self) -> PointSet:
        if self.drawn is not None:
            return self.drawn
        return _made(self.source, self.count, self.noise, self.seed, self.margin, self.label_noise)

    @property
    def task(self) -> Classification:
        classes = self.resolve().classes
        return Classification(classes, 1 if classes == 2 else classes)


@lru_cache(maxsize=16)
def _made(source: str, count: int, noise: float, seed: int, margin: float, label_noise: float) -> PointSet:
    return make_points(source, count, noise, seed, margin, label_noise)
