"""Values y against x from NumPy archives (.npz)."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from playground.data.errors import DataError
from playground.data.foreign import parsing
from playground.data.points import MAX_POINTS, PointSet
from playground.data.readers.archives import zipped
from playground.data.readers.array_names import Pair, check_one_set, pairs_of
from playground.data.readers.columns import as_values, sample_note
from playground.data.readers.gathering import gathered_numbers
from playground.data.readers.npy import NUMBERS
from playground.data.readers.npz import arrays_in
from playground.data.readers.value_columns import AXES
from playground.data.splits import evenly


def read_value_arrays(path: Path, count: int | None = None, seed: int = 0) -> PointSet:
    """The values of the arrays x and y in an archive; DataError where they are not such."""
    with parsing(path.name), zipped(path) as archive:
        pairs = pairs_of(arrays_in(archive, path.name))
        if not _are_numbers(pairs):
            raise DataError(
                "{name} holds no values; two arrays x and y of numbers, one each a sample, are needed.", name=path.name
            )
        check_one_set(path.name, pairs)
        _check_counts(pairs, path.name)
        total = sum(len(pair.images) for pair in pairs)
        chosen = evenly(total, MAX_POINTS if count is None else min(count, MAX_POINTS))
        stacks = [pair.images for pair in pairs], [pair.labels for pair in pairs]
        x = np.concatenate([gathered_numbers(each, chosen, 1) for each in stacks], axis=1)
    return as_values(x, path.name, sample_note(total, len(x), "points"), seed, AXES)


def arrays_hold_values(path: Path) -> bool:
    """Whether an archive holds values, by the headers of its arrays alone; False for whatever cannot be read."""
    try:
        with parsing(path.name), zipped(path) as archive:
            return _are_numbers(pairs_of(arrays_in(archive, path.name)))
    except DataError:
        return False


def _are_numbers(pairs: Sequence[Pair]) -> bool:
    """Whether arrays and their partners hold one number a sample each."""
    stacks = [stack for pair in pairs for stack in (pair.images, pair.labels)]
    return bool(stacks) and all(stack.shape[1:] in ((), (1,)) and stack.kind in NUMBERS for stack in stacks)


def _check_counts(pairs: Sequence[Pair], name: str) -> None:
    """Raises DataError where an x has no y, or a y no x, and where there are none."""
    for pair in pairs:
        if len(pair.images) != len(pair.labels) or not len(pair.images):
            raise DataError(
                "{name} has {xs:,} numbers in x and {ys:,} in y; as many are needed, and at least one.",
                name=name,
                xs=len(pair.images),
                ys=len(pair.labels),
            )
