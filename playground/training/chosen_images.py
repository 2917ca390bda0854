"""Labelled pictures to choose: which, how they are prepared, and which of them are learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any, ClassVar, Self, cast

import numpy as np

from playground.data.errors import DataError
from playground.data.image_sets import IMAGE_SETS, MAX_IMAGES, USUAL_COUNT, ImageSet, Progress, make_images
from playground.data.preparation import FITS, GREATEST, STYLES, TURNS, Fit, Preparation, Style, Turn
from playground.engine.limits import Choices, Range
from playground.engine.spec import Shape
from playground.late_dataclass import dataclass
from playground.training.chosen_data import COUNT_HELP, SEED_HELP, TRAIN_SHARE
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


def or_nothing(value: str | float | None) -> str:
    """A choice as a loss curve tells it; nothing where it is left to what the pictures tell."""
    return "" if value is None else value if isinstance(value, str) else plain(value)


NUMBERS = Range(-GREATEST, GREATEST, besides=(None,))


@dataclass(frozen=True)
class ImagesData(ChosenData):
    """Labelled pictures: a built-in set made from a seed, or a file or folder.

    `pictures` are those that the rest describes, or a set without any until they have been made or read; they do not
    take part in comparisons, and None stands for a description alone. classes: those that are told apart, in this
    order, where others of the source are left out; empty for all.
    """

    source: str = chosen("strokes", Hyperparameter("source", Anything(), Renewal.BATCHES))
    count: int = chosen(
        USUAL_COUNT,
        Hyperparameter(
            "images",
            Range(2, MAX_IMAGES, whole=True),
            Renewal.BATCHES,
            told("images", "{:,}".format),
            "--points",
            "N",
            COUNT_HELP,
        ),
    )
    train_share: float = chosen(0.8, TRAIN_SHARE)
    seed: int = chosen(42, Hyperparameter("seed", SEEDS, Renewal.BATCHES, (), "--seed", "N", SEED_HELP))
    pictures: ImageSet | None = field(
        default=None,
        compare=False,
        repr=False,
        metadata={Hyperparameter: Hyperparameter("pictures", Anything(), Renewal.BATCHES)},
    )
    style: str | None = chosen(
        None,
        Hyperparameter(
            "style",
            Choices(STYLES, optional=True),
            Renewal.NOTHING,
            told("style", or_nothing),
            "--prepare",
            "S",
            "how pictures become inputs: the ink alone, centred as in MNIST, or the picture as it is; by default as "
            "the model learned, or as they look: ink on paper and digits as in MNIST as digits, other files as photos, "
            "other arrays as they are",
        ),
    )
    fit: str = chosen(
        "crop",
        Hyperparameter(
            "fit",
            Choices(FITS),
            Renewal.NOTHING,
            told("fit"),
            "--fit",
            "F",
            "of photographs that are wider or higher than the input: their middle, or all of them between margins",
        ),
    )
    turn: str = chosen(
        "none",
        Hyperparameter(
            "turn", Choices(TURNS), Renewal.NOTHING, told("turn"), "--turn", "T", "how the pictures of a set are turned"
        ),
    )
    black: float | None = chosen(
        None,
        Hyperparameter(
            "black",
            NUMBERS,
            Renewal.NOTHING,
            told("black", or_nothing),
            "--black",
            "X",
            "the number that stands for black; by default the set tells",
        ),
    )
    white: float | None = chosen(
        None,
        Hyperparameter(
            "white",
            NUMBERS,
            Renewal.NOTHING,
            told("white", or_nothing),
            "--white",
            "X",
            "the number that stands for white; by default the set tells",
        ),
    )
    classes: tuple[str, ...] = chosen(
        (), Hyperparameter("classes", Anything(), Renewal.NOTHING, told("classes", ", ".join))
    )
    noun: ClassVar[str] = "picture"
    is_large: ClassVar[bool] = True
    only_of_files = ("turn", "black", "white")
    of_files = (*ChosenData.of_files, "style", "fit", *only_of_files)

    def __post_init__(self) -> None:
        super().__post_init__()
        try:
            self.chosen_preparation  # noqa: B018
        except DataError as error:
            raise ExperimentError(error.template, **error.values) from None

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        return tuple(IMAGE_SETS)

    def made(self, source: str, progress: Progress | None = None, **choices: Any) -> ImagesData:
        pictures = make_images(source, choices.pop("count", None), choices.get("seed", self.seed), progress)
        found = {"count": len(pictures), "pictures": pictures, **fields_of(pictures.preparation), **choices}
        return replace(self, source=source, **found)

    def holding(self, found: Any, source: str, **choices: Any) -> ImagesData | None:
        if not isinstance(found, ImageSet):
            return None
        anew = replace(self, source=str(Path(source).resolve()), classes=())
        return replace(anew.filled(found), **choices)

    def filled(self, pictures: ImageSet) -> ImagesData:
        """The same with the pictures that it describes, and with what was found out when they were read."""
        if self.source in IMAGE_SETS:
            return replace(self, count=len(pictures), pictures=pictures)
        pictures = pictures.of_classes(self.classes) if self.classes else pictures
        return replace(self, count=len(pictures), pictures=pictures, **fields_of(pictures.preparation))

    @property
    def is_made(self) -> bool:
        recipe = IMAGE_SETS.get(self.source)
        return recipe is not None and recipe.has_choice_of_count

    def is_same(self, other: ChosenData) -> bool:
        """Documents hold no pictures: their number is all that can be compared."""
        return isinstance(other, ImagesData) and self.count == other.count

    def inputs_of(self, other: Self, shape: Shape, progress: Progress) -> np.ndarray:
        from playground.data.adapted import adapted  # Pillow is not loaded where no pictures are

        found = other.resolve()
        if found.shape == shape and (other.source not in IMAGE_SETS or self.style != "digit"):
            return found.images  # what was read was prepared then
        return adapted(found.images, shape, self.preparation(shape[-1]), progress)

    @property
    def known_preparation(self) -> Preparation:
        chosen, recipe = self.chosen_preparation, IMAGE_SETS.get(self.source)
        return chosen if recipe is None else replace(chosen, style=chosen.style or recipe.style)

    @property
    def chosen_preparation(self) -> Preparation:
        """What was chosen or recognised of how the pictures are prepared."""
        return Preparation(
            cast("Style | None", self.style), cast(Fit, self.fit), cast(Turn, self.turn), self.black, self.white
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


PREPARED = ("style", "fit", "turn", "black", "white")
"""The fields that choose how pictures are prepared."""


def fields_of(preparation: Preparation) -> dict[str, Any]:
    """What a preparation says, by the fields that choose it."""
    return {name: getattr(preparation, name) for name in PREPARED}
