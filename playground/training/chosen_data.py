"""Points of the plane to choose: which, and which of them are learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    return "" if drawn is None else f"{crc32(drawn.x.tobytes() + drawn.label.tobytes()):08x}"


DRAWN_POINTS = Hyperparameter(
    "drawn points", Anything(), Renewal.BATCHES, told("points", _count) + told("points changed", _print)
)
SEED = Hyperparameter("seed", SEEDS, Renewal.BATCHES, told("points' seed"), "--seed", "N", SEED_HELP)


class PlaneData(ChosenData):
    """Points of the plane: a built-in set made from a seed, or the points that the user drew or opened."""

    drawn: PointSet | None
    has_classes: ClassVar[bool]

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
        if self.drawn is not None and bool(self.drawn.classes) != self.has_classes:
            raise ExperimentError("drawn points: {count} classes do not go with these data", count=self.drawn.classes)

    @property
    def called(self) -> str:
        return self.source if self.drawn is None else self.drawn.name

    def replaces(self, old: ChosenData) -> bool:
        """Whoever paints changes the set that there is."""
        return super().replaces(old) and self.called != DRAWN

    def made(self, source: str, progress: Progress | None = None, **choices: Any) -> ChosenData:
        return super().made(source, progress, drawn=None, **choices)

    def holding(self, found: Any, source: str, **choices: Any) -> Self | None:
        if not isinstance(found, PointSet) or bool(found.classes) != self.has_classes:
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
            and np.array_equal(own.label, found.label)
            and np.allclose(own.x, self.plane_of(other), atol=ALIKE)
        )


@dataclass(frozen=True)
class PointsData(PlaneData):
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
    features: tuple[str, ...] = chosen(
        ("x1", "x2"),
        Hyperparameter("features", Anything(), Renewal.BATCHES | Renewal.NETWORK, told("features", ", ".join)),
    )
    drawn: PointSet | None = chosen(None, DRAWN_POINTS)
    noun: ClassVar[str] = "point"
    is_plane: ClassVar[bool] = True
    has_classes: ClassVar[bool] = True

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.features:
            raise ExperimentError("features: choose at least one input feature")
        unknown = next((name for name in self.features if name not in FEATURES), None)
        if unknown is not None:
            raise ExperimentError("features: {name!r} is not one of {names}", name=unknown, names=", ".join(FEATURES))

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        return tuple(POINT_SETS)

    def resolve(self) -> PointSet:
        if self.drawn is not None:
            return self.drawn
        return _made(self.source, self.count, self.noise, self.seed, self.margin, self.label_noise)

    @property
    def input_shape(self) -> Shape:
        return (len(self.features),)

    @property
    def task(self) -> Classification:
        classes = self.resolve().classes
        return Classification(classes, 1 if classes == 2 else classes)

    def samples(self) -> Samples:
        points = self.resolve()
        return Samples(expand(points.x, self.features), points.label, *points.split(self.train_share))

    def without_samples(self, input_shape: Shape, class_names: Sequence[str]) -> PointsData:
        if input_shape != self.input_shape:
            raise ExperimentError(
                "input shape {input_shape}: there are {count} input features",
                input_shape=input_shape,
                count=len(self.features),
            )
        return replace(self, source=DRAWN, drawn=PointSet.empty(name=DRAWN).with_classes(class_names))

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.features

    def inputs_of(self, other: Self, shape: Shape, progress: Progress) -> np.ndarray:
        return expand(self.plane_of(other), self.features)


@lru_cache(maxsize=16)
def _made(source: str, count: int, noise: float, seed: int, margin: float, label_noise: float) -> PointSet:
    return make_points(source, count, noise, seed, margin, label_noise)
