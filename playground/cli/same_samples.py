"""The samples that a saved model was trained with: said where they are evaluated again, or where others are made."""

from __future__ import annotations

import argparse

import numpy as np

from playground.cli.errors import UsageError
from playground.cli.models import SavedModel
from playground.cli.options import options_of, value_of
from playground.data.image_sets import Progress
from playground.engine.errors import Phrase
from playground.training.chosen_data import PlaneData
from playground.training.chosen_images import PREPARED
from playground.training.data_kind import ChosenData

PARTS = ("test", "train", "all")


def made_again(model: SavedModel, source: str, progress: Progress) -> ChosenData:
    """The built-in set as the model learned it; UsageError where it learned another one."""
    learned = model.learned
    if learned.source != source:
        raise UsageError(
            "--part goes with the data that {model} was trained on; {source} are others",
            model=model.name,
            source=source,
        )
    return learned.made(source, progress, count=learned.count, seed=learned.seed)


def check_same(model: SavedModel, data: ChosenData, source: str) -> None:
    """Raises UsageError where a file or folder does not hold the samples that the model learned."""
    if not model.learned.is_same(data):
        raise UsageError(
            "--part goes with the data that {model} was trained on; {source} holds other {noun}s",
            model=model.name,
            source=source,
            noun=data.noun,
        )


def check_unchosen(options: argparse.Namespace, learned: ChosenData) -> None:
    """Raises UsageError for an option that would make other samples."""
    for option, found in options_of([type(learned)]).items():
        if value_of(options, option) is not None and not {row.name for row, _ in found} & set(PREPARED):
            raise UsageError("{option} does not go with --part: the samples are those of training", option=option)


def number_of(learned: ChosenData) -> int:
    """How many samples there were in training."""
    return len(learned.resolve()) if isinstance(learned, PlaneData) else learned.count


def part_of(data: ChosenData, part: str) -> np.ndarray:
    """Which of the samples belong to a part; UsageError where there are none."""
    samples = data.samples()
    chosen = {"train": samples.train, "test": samples.test}.get(part, np.arange(len(samples.wanted)))
    if not len(chosen):
        raise UsageError("--part {part}: there was no such part in training; allowed are train and all", part=part)
    return chosen


def note_on_samples(model: SavedModel, data: ChosenData, source: str, seeded: bool) -> str:
    """What is to be known of samples without --part: that others are made, or that what was learned is among them.

    seeded: the user chose which are made.
    """
    learned = model.learned
    if data.source == learned.source and learned.is_made and not seeded:
        return Phrase(
            "{source} is made anew, of other {noun}s than the model learned; --part test takes those it was tested on.",
            source=source,
            noun=data.noun,
        )
    if data.source == learned.source and not learned.is_made and learned.is_same(data):
        return Phrase("The model learned some of these {noun}s; --part test leaves them out.", noun=data.noun)
    return ""
