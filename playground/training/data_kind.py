"""What every kind of data answers: which samples there are, and what is asked of whoever learns them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Protocol, Self, cast

import numpy as np

from playground.data.image_sets import Progress
from playground.data.preparation import Preparation
from playground.engine.spec import Shape
from playground.late_dataclass import dataclass
from playground.training.hyperparameters import check
from playground.training.tasks import Task


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
    """A description of samples: a frozen value whose fields have rows. A kind of data is a subclass whose fields all
    have defaults, and its row in DATA_KINDS."""

    source: str
    count: int
    train_share: float
    seed: int
    noun: ClassVar[str] = "sample"
    """What the command line calls one of the samples."""
    is_plane: ClassVar[bool] = False
    """Whether the samples are points of the plane, all over which a model can be asked."""
    is_learned: ClassVar[bool] = True
    """Whether there are samples in them to learn from."""
    has_classes: ClassVar[bool] = True
    """Whether the samples belong to classes; otherwise values are wanted of them."""
    of_files: ClassVar[tuple[str, ...]] = ("count", "train_share", "seed")
    """Fields that can be chosen for a file or folder."""
    only_of_files: ClassVar[tuple[str, ...]] = ()
    """Those of them that say nothing of sets that are made."""
    is_large: ClassVar[bool] = False
    """Whether the samples fill so much memory that only a few different sets can be kept for undoing."""

    def __post_init__(self) -> None:
        check(self)

    @property
    def called(self) -> str:
        """What the set is called: a built-in one, a file, a folder."""
        return self.source

    def replaces(self, old: ChosenData) -> bool:
        """Whether it is another set than the old one, rather than that one with something changed."""
        return self.called != old.called

    def continues(self, old: ChosenData) -> bool:
        """Whether hidden layers that learned other data can go on with these: both are taken in the same way."""
        return type(self) is type(old)

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        """The sets that are made from a seed, by the names that stand as `source`."""
        return ()

    def made(self, source: str, progress: Progress | None = None, **choices: Any) -> ChosenData:
        """These data with another built-in set in them, and further choices; ExperimentError, or DataError from whoever
        makes the samples, for values that are not allowed."""
        changed: ChosenData = replace(cast(Any, self), source=source, **choices)
        return changed

    def holding(self, found: Any, source: str, **choices: Any) -> ChosenData | None:
        """These data with a set in them that was read from `source`; None where it is of another kind."""
        return None

    def inputs_of(self, other: Self, shape: Shape, progress: Progress) -> np.ndarray:
        """All samples of other data as a model takes them that learned these, from inputs of this shape: x (n, …)."""
        return other.samples().x

    def wanted_of(self, other: Self) -> np.ndarray:
        """What is wanted (n, …) of all samples of other data, in the terms of a model that learned these."""
        return other.samples().wanted

    def note_on(self, other: Self) -> str:
        """What is to be known where a model that learned these is asked about other ones."""
        return ""

    @property
    def is_made(self) -> bool:
        """Whether another seed makes other samples."""
        return self.source in self.built_in()

    def is_same(self, other: ChosenData) -> bool:
        """Whether other data, read from a file or folder, hold the samples that these describe, as far as it can be
        told."""
        return False

    @property
    def known_preparation(self) -> Preparation:
        """How pictures are prepared for a model that learned these, as far as it is known; its style may be None."""
        return Preparation("photo")

    def preparation(self, channels: int) -> Preparation:
        """The same of pictures of so many channels."""
        known = self.known_preparation
        return replace(known, style=known.style_for(channels))

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
