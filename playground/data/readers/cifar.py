"""CIFAR-10 and CIFAR-100 in their binary version: records of labels and a picture."""

import os
from pathlib import Path

import numpy as np

from playground.data.foreign import parsing, printable
from playground.data.image_sets import ImageSet
from playground.data.paths import open_file
from playground.data.readers.array_files import files_in
from playground.data.readers.array_names import Pair, Split, told_by
from playground.data.readers.arrays import images_of
from playground.data.readers.gathering import Wishes
from playground.data.readers.stacks import Stack, opened

PICTURE = (3, 32, 32)
TEN = np.dtype([("label", "u1"), ("picture", "u1", PICTURE)])
HUNDRED = np.dtype([("coarse", "u1"), ("label", "u1"), ("picture", "u1", PICTURE)])
ENDING = ".bin"
NAMES = ("batches.meta.txt", "fine_label_names.txt")
MOST_FILES = 100
LONGEST_NAMES = 10_000


def read_cifar(path: Path, wishes: Wishes) -> ImageSet:
    """The pictures of one file, or of all files of a folder, whose training and test set stay apart.

    CIFAR-100's classes are the fine ones. Their names are in a file beside them, otherwise they are numbers.
    Raises DataError when a file is damaged.
    """
    path = path.resolve()
    with parsing(path.name):
        if not os.path.isdir(path):
            return images_of([pair_of(path, "")], path.name, wishes, names_beside(path.parent))
        pairs = [pair_of(file, told_by(file.name).split or "train") for file in batches_in(path)]
        pairs.sort(key=lambda pair: pair.split == "test")
        return images_of(pairs, path.name, wishes, names_beside(path))


def batches_in(folder: Path) -> list[Path]:
    """The files of a folder that hold CIFAR's records."""
    return [file for file in files_in(folder, MOST_FILES) if is_cifar(file)]


def is_cifar(path: Path) -> bool:
    """Whether a file has the name and the size of one with CIFAR's records."""
    if path.suffix.lower() != ENDING:
        return False
    size = os.path.getsize(path)
    return size > 0 and (size % TEN.itemsize == 0 or size % HUNDRED.itemsize == 0)


def pair_of(path: Path, split: Split) -> Pair:
    """The pictures and the labels of a file."""
    size = os.path.getsize(path)
    dtype = HUNDRED if size % TEN.itemsize or (size % HUNDRED.itemsize == 0 and not has_ten(path)) else TEN
    count = size // dtype.itemsize

    def stack(shape: tuple[int, ...], field: str) -> Stack:
        return Stack(path.name, shape, dtype, lambda: opened(path), 0, field=field)

    return Pair(stack((count, *PICTURE), "picture"), stack((count,), "label"), split, ())


def has_ten(path: Path) -> bool:
    """Whether records of CIFAR-10 would all have one of its ten labels, in a file whose size both versions can have."""
    stack = Stack(path.name, (os.path.getsize(path) // TEN.itemsize,), TEN, lambda: opened(path), 0, field="label")
    return all(int(block.max()) < 10 for _, block in stack.blocks())


def names_beside(folder: Path) -> tuple[str, ...]:
    """The names of the classes, from the text beside the pictures; none where there is no such text."""
    for name in NAMES:
        path = folder / name
        if os.path.isfile(path):
            with open_file(path) as file:
                lines = file.read(LONGEST_NAMES).decode("utf-8", "replace").splitlines()
            names = tuple(printable(line.strip()) for line in lines if line.strip())
            return names if len(set(names)) == len(names) else ()
    return ()
