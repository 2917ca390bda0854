"""A small map of numbers to choose, on which kernels are laid: there is nothing in it to learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np

from playground.data.number_maps import MAPS, MOST_SIDE, NumberMap, make_map
from playground.engine.spec import Shape
from playground.late_dataclass import dataclass
from playground.training.chosen_data import DRAWN
from playground.training.data_kind import ChosenData, Samples
from playground.training.hyperparameters import SEEDS, Anything, ExperimentError, Hyperparameter, Renewal, chosen
from playground.training.tasks import Regression


@dataclass(frozen=True)
class MapsData(ChosenData):
    """A built-in map of numbers, or the user's own."""

    source: str = chosen("slide", Hyperparameter("source", Anything(), Renewal.NOTHING))
    seed: int = chosen(0, Hyperparameter("seed", SEEDS, Renewal.NOTHING))
    numbers: NumberMap | None = chosen(None, Hyperparameter("numbers", Anything(), Renewal.NOTHING))
    noun: ClassVar[str] = "map"
    has_classes: ClassVar[bool] = False
    is_learned: ClassVar[bool] = False
    of_files: ClassVar[tuple[str, ...]] = ()
    count, train_share = 1, 1.0  # no fields: nothing is shared out

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.source == DRAWN) != (self.numbers is not None):
            raise ExperimentError("numbers: they go with the source 'drawn' only")
        if self.numbers is None and self.source not in MAPS:
            names = ", ".join((*MAPS, DRAWN))
            raise ExperimentError("source: {source!r} is not one of {names}", source=self.source, names=names)
        if self.numbers is not None and max(self.numbers.values.shape[:2]) > MOST_SIDE:
            raise ExperimentError(
                "numbers: {rows} × {columns} of them; allowed are {most} rows and columns",
                rows=self.numbers.values.shape[0],
                columns=self.numbers.values.shape[1],
                most=MOST_SIDE,
            )

    def with_numbers(self, numbers: NumberMap) -> MapsData:
        """The user's own numbers in place of these."""
        return replace(self, source=DRAWN, numbers=numbers)

    def made(self, source: str, progress: Any = None, **choices: Any) -> ChosenData:
        return super().made(source, progress, numbers=None, **choices)

    def replaces(self, old: ChosenData) -> bool:
        """Nothing was learned of the old one."""
        return False

    @property
    def is_made(self) -> bool:
        return self.numbers is None and MAPS[self.source].is_random

    def resolve(self) -> NumberMap:
        return _made(self.source, self.seed) if self.numbers is None else self.numbers

    @property
    def input_shape(self) -> Shape:
        return self.resolve().values.shape

    @property
    def task(self) -> Regression:
        """What any numbers could be asked for; nobody asks."""
        return Regression()

    def samples(self) -> Samples:
        nothing = np.empty(0, np.int64)
        return Samples(self.resolve().values[None].astype(np.float32), np.zeros(1, np.float32), nothing, nothing)

    def without_samples(self, input_shape: Shape, class_names: Sequence[str]) -> MapsData:
        if input_shape != self.input_shape or class_names:
            raise ExperimentError(
                "input shape {input_shape}, {count} classes: the map is of shape {shape} and has none",
                input_shape=input_shape,
                count=len(class_names),
                shape=self.input_shape,
            )
        return self


@lru_cache(maxsize=32)
def _made(source: str, seed: int) -> NumberMap:
    return make_map(source, seed)
