"""Small maps of numbers to lay kernels on, and MAPS, the only list of those that are built in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from playground.data.errors import DataError
from playground.engine.errors import Phrase
from playground.engine.kernels import MOST_CHANNELS, MOST_NUMBER, read_only, with_number
from playground.late_dataclass import dataclass

MOST_SIDE = 14
"""Rows and columns that a map has at most, which is drawn and read number by number."""
MOST_OUTPUT = 32
"""The same of what comes of one, with all padding."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class NumberMap:
    """values (rows, columns, channels) float64, read-only; every change is a new value. `name`: what it is called.

    DataError for what is no such map, or numbers beyond ±10⁶.
    """

    values: Numbers
    name: str = "drawn"

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", read_only(self.values))
        shape = self.values.shape
        if len(shape) != 3 or min(shape) < 1 or max(shape[:2]) > MOST_OUTPUT or shape[2] > MOST_CHANNELS:
            raise DataError(
                "Numbers of shape {shape}; allowed are 1 to {side} rows and columns and 1 to {channels} channels.",
                shape=shape,
                side=MOST_OUTPUT,
                channels=MOST_CHANNELS,
            )
        wrong = self.values[~(np.abs(self.values) <= MOST_NUMBER)]
        if wrong.size:
            raise DataError("A number is {number:g}; allowed are −10⁶ to 10⁶.", number=float(wrong[0]))

    @property
    def note(self) -> str:
        """Nothing was read."""
        return ""

    @property
    def class_names(self) -> tuple[str, ...]:
        """Numbers have no classes."""
        return ()

    def __len__(self) -> int:
        return 1

    def with_number(self, place: tuple[int, int, int], number: float) -> NumberMap:
        """With another number at (row, column, channel)."""
        return replace(self, values=with_number(self.values, place, number))

    def with_shape(self, rows: int, columns: int, channels: int, new: float = 0.0) -> NumberMap:
        """Of another shape: what both have, from the upper left on, and a new number elsewhere."""
        wanted = rows, columns, channels
        if self.values.shape == wanted:
            return self
        values = np.full(wanted, new)
        both = tuple(slice(0, min(pair)) for pair in zip(self.values.shape, wanted, strict=True))
        values[both] = self.values[both]
        return replace(self, values=values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NumberMap):
            return NotImplemented
        return self.name == other.name and np.array_equal(self.values, other.values)

    def __hash__(self) -> int:
        return hash((self.name, self.values.shape, self.values.sum()))


def _table(text: str) -> Numbers:
    """Rows of numbers, as they are written below one another."""
    return np.array([row.split() for row in text.split("\n")], np.float64)


def slide(rng: np.random.Generator) -> Numbers:
    """The input on the slide that shows a convolution for the first time."""
    return _table("1 1 1 0 0\n0 1 1 1 0\n0 0 1 1 1\n0 0 1 1 0\n0 1 1 0 0")[..., None]


def rgb(rng: np.random.Generator) -> Numbers:
    """The upper left of a photograph, as the slide on channels has it."""
    red = "156 155 156 158 158\n153 154 157 159 159\n149 151 155 158 159\n146 146 149 153 158\n145 143 143 148 158"
    green = "167 166 167 169 169\n164 165 168 170 170\n160 162 166 169 170\n156 156 159 163 168\n155 153 153 158 168"
    blue = "163 162 163 165 165\n160 161 164 166 166\n156 158 162 165 166\n155 155 158 162 167\n154 152 152 157 167"
    return np.stack([_table(each) for each in (red, green, blue)], axis=-1)


def seven(rng: np.random.Generator) -> Numbers:
    """A 7 in pen strokes two pixels wide."""
    ink = np.zeros((MOST_SIDE, MOST_SIDE))
    ink[2:4, 3:11] = 1
    for row in range(4, 12):
        left = 9 - (row - 4) // 2
        ink[row, left : left + 2] = 1
    return ink[..., None]


def step(rng: np.random.Generator) -> Numbers:
    """Dark on the left, bright on the right."""
    return np.repeat(np.where(np.arange(8) < 4, 0.0, 1.0)[None], 8, axis=0)[..., None]


def lines(rng: np.random.Generator) -> Numbers:
    """An upright line in one channel, a level one in the other."""
    both = np.zeros((6, 6, 2))
    both[1:5, 2, 0] = both[3, 1:5, 1] = 1
    return both


def pools(rng: np.random.Generator) -> Numbers:
    """Four windows of four numbers."""
    return _table("1 3 2 1\n4 6 5 0\n3 1 9 2\n0 2 4 8")[..., None]


def chance(rng: np.random.Generator) -> Numbers:
    """Whole numbers by chance."""
    return rng.integers(-3, 4, (8, 8, 1)).astype(np.float64)


@dataclass(frozen=True)
class MapRecipe:
    """How a map is made, make(rng) -> (rows, columns, channels), and what the window says of it."""

    make: Callable[[np.random.Generator], Numbers]
    title: Phrase
    tooltip: Phrase
    is_random: bool = False
    """Whether another seed makes another one."""


MAPS: dict[str, MapRecipe] = {
    "slide": MapRecipe(slide, Phrase("5 × 5"), Phrase("The example of the course: zeros and ones, one channel")),
    "rgb": MapRecipe(rgb, Phrase("RGB"), Phrase("The example of the course with three channels")),
    "seven": MapRecipe(seven, Phrase("Drawing"), Phrase("A digit of 14 × 14 pixels, to be drawn on")),
    "edge": MapRecipe(step, Phrase("Edge"), Phrase("Dark beside bright: what finds edges answers in the middle")),
    "lines": MapRecipe(lines, Phrase("Lines"), Phrase("Two channels: an upright line, and a level one")),
    "pools": MapRecipe(pools, Phrase("4 × 4"), Phrase("Four windows of 2 × 2 numbers, to be pooled")),
    "noise": MapRecipe(chance, Phrase("Random"), Phrase("Whole numbers by chance"), is_random=True),
}
"""Name → how it is made. A map added here can be chosen and saved under its name."""


def make_map(name: str, seed: int = 0) -> NumberMap:
    """A built-in map: the same arguments give the same one. DataError for a name that there is not."""
    if name not in MAPS:
        raise DataError("There is no map {name!r}; allowed are {allowed}.", name=name, allowed=", ".join(MAPS))
    return NumberMap(MAPS[name].make(np.random.default_rng(seed)), name)
