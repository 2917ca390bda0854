"""The data to choose from: which samples, and which of them are learned from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, ClassVar, Protocol

import numpy as np

from playground.data.features import FEATURES, expand
from playground.data.image_sets import MAX_IMAGES, USUAL_COUNT, ImageSet
from playground.data.point_sets import MAX_MARGIN, MAX_NOISE, POINT_SETS, make_points
from playground.data.points import MAX_POINTS, PointSet
from playground.engine.spec import Shape
from playground.training.hyperparameters import (
    SEEDS,
    Anything,
    ExperimentError,
    Hyperparameter,
    Range,
    Renewal,
    check,
    chosen,
    plain,
    told,
)
from playground.training.tasks import Classification, Task

DRAWN = "drawn"
SHARES = Range(0.1, 1)


class DataSet(Protocol):
    """Samples as they were made, drawn or read."""

    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def class_names(self) -> tuple[str, ...]: ...
    def __len__(self) -> int: ...


@dataclass(frozen=True, eq=False)
class Samples:
    """x (n, …) as a network takes them and what is `wanted` (n, …) of it; `train` and `test` (…,) index both."""

    x: np.ndarray
    wanted: np.ndarray
    train: np.ndarray
    test: np.ndarray


class ChosenData(ABC):
    """A description of samples: a frozen value whose fields have rows."""

    source: str
    train_share: float
    seed: int
    is_large: ClassVar[bool] = False
    """Whether the samples fill so much memory that only a few different sets can be kept for undoing."""

    def __post_init__(self) -> None:
        check(self)

    @abstractmethod
    def resolve(self) -> Any:
        """The data set that is meant; the same value gives the same object."""

    @property
    @abstractmethod
    def input_shape(self) -> Shape:
        """The shape of one sample as a network takes it."""

    @property
    @abstractmethod
    def task(self) -> Task:
        """What is asked of a network that learns them."""

    @abstractmethod
    def samples(self) -> Samples:
        """The samples as a network takes them."""

    @abstractmethod
    def without_samples(self, input_shape: Shape, class_names: Sequence[str]) -> ChosenData:
        """What a document describes, before there are any: for inputs of this shape. ExperimentError if they do not go
        with these data."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the inputs, where their order can be chosen, so that weights can follow them; otherwise empty."""
        return ()


@dataclass(frozen=True)
class PointsData(ChosenData):
    """Points of the plane: a built-in set made from a seed, or the points that the user drew or opened."""

    source: str = chosen("circle", Hyperparameter("source", Anything(), Renewal.BATCHES, told("data")))
    count: int = chosen(
        500,
        Hyperparameter(
            "points",
            Range(2, MAX_POINTS, whole=True),
            Renewal.BATCHES,
            told("points", "{:,}".format),
            "--points",
            "N",
            "how many points to make, or pictures to make or take",
        ),
    )
    noise: float = chosen(
        0.05,
        Hyperparameter(
            "noise", Range(0, MAX_NOISE), Renewal.BATCHES, told("noise", plain), "--noise", "F", "of built-in points"
        ),
    )
    margin: float = chosen(0.3, Hyperparameter("margin", Range(0, MAX_MARGIN), Renewal.BATCHES, told("margin", plain)))
    train_share: float = chosen(
        0.7,
        Hyperparameter(
            "training share",
            SHARES,
            Renewal.BATCHES,
            told("training share", plain),
            "--train-share",
            "F",
            "share of the samples to train on",
        ),
    )
    seed: int = chosen(42, Hyperparameter("seed", SEEDS, Renewal.BATCHES, told("points' seed")))
    features: tuple[str, ...] = chosen(
        ("x1", "x2"),
        Hyperparameter("features", Anything(), Renewal.BATCHES | Renewal.NETWORK, told("features", ", ".join)),
    )
    drawn: PointSet | None = chosen(None, Hyperparameter("drawn points", Anything(), Renewal.BATCHES))

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.features:
            raise ExperimentError("features: choose at least one input feature")
        unknown = next((name for name in self.features if name not in FEATURES), None)
        if unknown is not None:
            raise ExperimentError("features: {name!r} is not one of {names}", name=unknown, names=", ".join(FEATURES))
        if (self.source == DRAWN) != (self.drawn is not None):
            raise ExperimentError("drawn points go with the source 'drawn' only")
        if self.drawn is None and self.source not in POINT_SETS:
            raise ExperimentError(
                "source: {source!r} is not one of {names}", source=self.source, names=", ".join((*POINT_SETS, DRAWN))
            )

    def resolve(self) -> PointSet:
        if self.drawn is not None:
            return self.drawn
        return _made(self.source, self.count, self.noise, self.seed, self.margin)

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
        return replace(self, source=DRAWN, drawn=PointSet.empty().with_classes(class_names))

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.features


@lru_cache(maxsize=16)
def _made(source: str, count: int, noise: float, seed: int, margin: float) -> PointSet:
    return make_points(source, count, noise, seed, margin=margin)


@dataclass(frozen=True)
class ImagesData(ChosenData):
    """Labelled pictures: a built-in set made from a seed, or a file or folder.

    `pictures` are those that the rest describes, or a set without any until they have been made or read; they do not
    take part in comparisons, and None stands for a description alone.
    """

    source: str = chosen("strokes", Hyperparameter("source", Anything(), Renewal.BATCHES, told("data")))
    count: int = chosen(
        USUAL_COUNT,
        Hyperparameter("images", Range(10, MAX_IMAGES, whole=True), Renewal.BATCHES, told("images", "{:,}".format)),
    )
    train_share: float = chosen(
        0.8, Hyperparameter("training share", SHARES, Renewal.BATCHES, told("training share", plain))
    )
    seed: int = chosen(42, Hyperparameter("seed", SEEDS, Renewal.BATCHES))
    is_large: ClassVar[bool] = True
    pictures: ImageSet | None = field(
        default=None,
        compare=False,
        repr=False,
        metadata={Hyperparameter: Hyperparameter("pictures", Anything(), Renewal.BATCHES)},
    )

    def resolve(self) -> ImageSet:
        if self.pictures is None:
            raise ExperimentError("source: the pictures of {source} are not there yet", source=self.source)
        return self.pictures

    @property
    def input_shape(self) -> Shape:
        return self.resolve().shape

    @property
    def task(self) -> Classification:
        classes = self.resolve().classes
        return Classification(classes, classes)

    def samples(self) -> Samples:
        images = self.resolve()
        return Samples(images.images, images.label, *images.split(self.train_share, self.seed))

    def without_samples(self, input_shape: Shape, class_names: Sequence[str]) -> ImagesData:
        if len(input_shape) != 3:
            raise ExperimentError(
                "input shape {input_shape}: pictures have rows, columns and channels", input_shape=input_shape
            )
        if len(class_names) < 2:
            raise ExperimentError("{count} classes; allowed are at least 2", count=len(class_names))
        nothing = np.empty((0, *input_shape), np.uint8)
        empty = ImageSet(self.source, nothing, np.empty(0, np.int64), tuple(class_names))
        return replace(self, pictures=empty)
