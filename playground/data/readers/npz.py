"""Points or images from NumPy archives (.npz)."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from playground.data.errors import DataError
from playground.data.foreign import parsing, printable
from playground.data.image_sets import ImageSet
from playground.data.points import PointSet
from playground.data.readers.archives import check_member, zipped
from playground.data.readers.array_names import Named, Pair, check_one_set, pairs_of, told_by
from playground.data.readers.arrays import MOST_NAMED, are_points, images_of, points_of, unused_note
from playground.data.readers.columns import MAX_IMAGE_CLASSES
from playground.data.readers.gathering import Wishes
from playground.data.readers.npy import npy_stack
from playground.data.readers.stacks import Stack
from playground.engine.errors import Phrase

ENDING = ".npy"
MOST_ARRAYS = 100


def read_npz(path: Path, wishes: Wishes, seed: int = 0) -> PointSet | ImageSet:
    """Points where the samples are (n, 2), images where they are (n, rows, cols[, 1 or 3]) or rows of square pictures.

    The arrays may have any of the usual names: x and y, x_train and y_train, images and labels, … Labels are whole
    numbers, words or one-hot rows. Of more than 10,000 points or 200,000 images (or as many as wished) that many are
    used, evenly chosen.
    Raises DataError when an array is missing, pickled, of another shape, or not finite.
    """
    with parsing(path.name), zipped(path) as archive:
        arrays = arrays_in(archive, path.name)
        pairs = pairs_of([array for array in arrays if array.told.role != "names"])
        if not pairs:
            raise DataError(
                "{name} holds no samples with labels (found: {found}); arrays such as x and y are needed.",
                name=path.name,
                found=", ".join(array.stack.name for array in arrays[:MOST_NAMED]) or Phrase("nothing"),
            )
        check_one_set(path.name, pairs)
        note = unused_note([array for array in arrays if not are_names(array)], pairs)
        if are_points(pairs):
            return points_of(pairs, path.name, wishes, seed, note)
        return images_of(pairs, path.name, wishes, names_in(arrays, pairs), note)


def holds_points(path: Path) -> bool:
    """Whether an archive holds points, by the headers of its arrays alone; False for whatever cannot be read."""
    try:
        with parsing(path.name), zipped(path) as archive:
            return are_points(pairs_of(arrays_in(archive, path.name)))
    except DataError:
        return False


def is_lone(path: Path) -> bool:
    """Whether an archive holds a single array; False for whatever cannot be read."""
    try:
        with parsing(path.name), zipped(path) as archive:
            return len(entries_of(archive)) == 1
    except DataError:
        return False


def lone_array(path: Path) -> Stack:
    """The first array of an archive, whose labels are in another archive."""
    with zipped(path) as archive:
        entry = next(iter(entries_of(archive)), None)
    if entry is None:
        raise DataError("{name} holds no array.", name=path.name)
    check_member(entry, path.name)

    @contextmanager
    def open_member() -> Iterator[BinaryIO]:
        with zipped(path) as archive, archive.open(entry) as member:
            yield cast(BinaryIO, member)

    return npy_stack(path.name, open_member, entry.file_size)


def entries_of(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [entry for entry in archive.infolist() if entry.filename.endswith(ENDING)]


def arrays_in(archive: zipfile.ZipFile, name: str) -> list[Named]:
    """The arrays of an archive, in its order, without their contents."""
    entries = entries_of(archive)
    if len(entries) > MOST_ARRAYS:
        raise DataError("{name} holds {count:,} arrays; allowed are {most}.", name=name, count=len(entries), most=100)
    return [array for entry in entries if (array := named_array(archive, entry, name)) is not None]


def named_array(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Named | None:
    """One array of the archive; None where it can be no sample, and its name does not say that it is one."""
    key = entry.filename.removesuffix(ENDING)
    title = Phrase("{key} in {name}", key=printable(key), name=name)
    check_member(entry, title)

    @contextmanager
    def open_member() -> Iterator[BinaryIO]:
        with archive.open(entry) as member:
            yield cast(BinaryIO, member)

    told = told_by(key)
    try:
        return Named(told, npy_stack(title, open_member, entry.file_size))
    except DataError:
        if told.role:
            raise
        return None


def names_in(arrays: Sequence[Named], pairs: Sequence[Pair]) -> tuple[str, ...]:
    """What an array of words says that labels 0, 1, … stand for; nothing where there is none."""
    labels = {id(pair.labels) for pair in pairs}
    for array in arrays:
        if are_names(array) and id(array.stack) not in labels:
            found = tuple(printable(name) for _, block in array.stack.blocks() for name in block.tolist())
            return found if len(set(found)) == len(found) else ()
    return ()


def are_names(array: Named) -> bool:
    """Whether an array may hold the names of the classes, rather than those of columns."""
    is_list = array.stack.kind == "U" and len(array.stack.shape) == 1 and len(array.stack) <= MAX_IMAGE_CLASSES
    return is_list and array.told.role in ("names", "labels") and "feature" not in array.stack.name.lower()
