"""The chosen pictures of arrays, brought to bytes a block at a time."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.image_sets import Progress
from playground.data.points import PointSet
from playground.data.preparation import AS_USUAL, Preparation, as_bytes, recognised, turned
from playground.data.readers.array_axes import Layout
from playground.data.readers.array_names import Pair
from playground.data.readers.stacks import AnyArray, Stack
from playground.data.values import Values, values_in, values_note
from playground.late_dataclass import dataclass

Scale = tuple[float, float]
Bytes = npt.NDArray[np.uint8]
Indices = npt.NDArray[np.int64]
STEP = 1_000
AS_BYTES = (0.0, 255.0)


@dataclass(frozen=True)
class Wishes:
    """How pictures are to be read: how many of them at most, prepared how, known what of another set.

    known: what stood for black and white in the set that a network learned, taken where it may be meant here too;
    shape: (rows, columns, channels) of its inputs, for which they are read; least_classes: fewer are refused;
    recognise: how they are prepared may be told from their look; points: those that it learned, where these are points.
    """

    count: int | None = None
    preparation: Preparation = AS_USUAL
    known: Scale | None = None
    progress: Progress | None = None
    shape: tuple[int, int, int] | None = None
    least_classes: int = 2
    recognise: bool = True
    points: PointSet | None = None

    @property
    def looks(self) -> bool:
        """Whether how they are prepared is told from their look: nobody chose it, and no network is to be asked."""
        return self.recognise and self.preparation.style is None and self.shape is None

    def show(self, share: float) -> None:
        """Tells how far the reading is, 0…1."""
        if self.progress is not None:
            self.progress(share)


@dataclass(frozen=True)
class Gathering:
    """Which pictures of which arrays are read, and how.

    chosen: the numbers, ascending, that they have among the samples of all pairs.
    """

    pairs: Sequence[Pair]
    layouts: Sequence[Layout]
    chosen: Indices
    wishes: Wishes

    def read(self) -> tuple[Bytes, Preparation, str]:
        """The pictures, the preparation with what stands for black and white unless that is as usual, and a note.

        What does is told from the whole set: bytes are read once and scaled afterwards, other numbers are read twice.
        """
        if all(pair.images.dtype == np.uint8 or pair.images.field is not None for pair in self.pairs):
            found: list[Values] = []
            images = self._picked(lambda block: block, lambda values: found.append(values), 0.0)
            preparation, scale, note = self._scaled(found)
            for first in range(0, len(images) if scale != AS_BYTES else 0, STEP):
                images[first : first + STEP] = as_bytes(images[first : first + STEP], scale)
            return images, preparation, note
        preparation, scale, note = self._scaled(self._all_values())
        return self._picked(lambda block: as_bytes(block, scale), None, 0.5), preparation, note

    def _all_values(self) -> list[Values]:
        """What numbers each array holds."""
        found = []
        for pair, first in with_first(self.pairs):
            values: list[Values] = []
            for start, block in pair.images.blocks():
                values = [Values.of_all([*values, values_in(block, pair.images.name, start)])]
                self.wishes.show((first + start + len(block)) / self._total / 2)
            found += values
        return found

    def _scaled(self, found: Sequence[Values]) -> tuple[Preparation, Scale, str]:
        chosen, values = self.wishes.preparation, Values.of_all(found)
        told = [each for each in found if each.high > each.low]  # an array of nothing but zeros tells of no range
        if chosen.values is None and len({each.are_shares for each in told}) > 1:
            raise DataError(
                "{name} holds numbers up to {high:g}, other arrays of the set up to 1; all must have one range.",
                name=max(zip(self.pairs, found, strict=True), key=lambda each: each[1].high)[0].images.name,
                high=values.high,
            )
        recognised_scale = recognised(values.low, values.high, values.whole, self.wishes.known)
        scale = chosen.filled_in(recognised_scale)
        is_usual = scale == recognised_scale and chosen.white is None and values.are_usual(scale)
        preparation = chosen.with_values(None if is_usual else scale)
        return preparation, scale, "" if is_usual else values_note(scale)

    def _picked(self, convert: Callable[[AnyArray], Bytes], see: Callable[[Values], None] | None, done: float) -> Bytes:
        """The chosen pictures, converted and turned; `see` gets the values of each block, chosen or not."""
        turn = self.wishes.preparation.turn
        shape = turned(np.empty((1, *self.layouts[0].shape), np.uint8), turn).shape[1:]
        images = np.empty((len(self.chosen), *shape), np.uint8)
        for (pair, first), layout in zip(with_first(self.pairs), self.layouts, strict=True):
            for start, block in pair.images.blocks():
                if see is not None:
                    see(values_in(block, pair.images.name, start))
                place, inside = chosen_of(self.chosen, first + start, len(block))
                if len(inside):
                    images[place : place + len(inside)] = turned(convert(layout.arranged(block[inside])), turn)
                self.wishes.show(done + (1 - done) * (first + start + len(block)) / self._total)
        return images

    @property
    def _total(self) -> int:
        return sum(len(pair.images) for pair in self.pairs)


def gathered_points(pairs: Sequence[Pair], chosen: Indices) -> npt.NDArray[np.float64]:
    """The chosen points (m, 2) of arrays; DataError where any is not finite."""
    return gathered_numbers([pair.images for pair in pairs], chosen, 2)


def gathered_numbers(stacks: Sequence[Stack], chosen: Indices, width: int) -> npt.NDArray[np.float64]:
    """The chosen rows (m, width) of arrays, one behind the other; DataError where any number is not finite."""
    x, first = np.empty((len(chosen), width)), 0
    for stack in stacks:
        for start, block in stack.blocks():
            values_in(block, stack.name, start)
            place, inside = chosen_of(chosen, first + start, len(block))
            x[place : place + len(inside)] = block[inside].reshape(-1, width)
        first += len(stack)
    return x


def chosen_of(chosen: Indices, first: int, count: int) -> tuple[int, Indices]:
    """Which of `count` samples from the number `first` on are chosen, and the place of the first of them."""
    begin, end = np.searchsorted(chosen, (first, first + count))
    return int(begin), chosen[begin:end] - first


def with_first(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, int]]:
    """The pairs, and the number that the first sample of each has among all."""
    first = 0
    for pair in pairs:
        yield pair, first
        first += len(pair.images)
