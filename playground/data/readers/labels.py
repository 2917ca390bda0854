"""Labels in arrays, numbers or words, as classes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.foreign import printable
from playground.data.readers.columns import check_classes, check_labels
from playground.data.readers.stacks import AnyArray, Stack

MOST_ITEMS = 10_000_000
MOST_VALUES = 10_000
"""Different labels; with more of them they are no classes."""
LARGEST_LABEL = 2.0**53
MOST_COLUMNS = 10_000
Codes = npt.NDArray[np.int32]


class LabelReader:
    """Gives every different label a number, in the order in which they are met, over all arrays that it reads."""

    def __init__(self) -> None:
        self._numbers: dict[int | str, int] = {}

    def read(self, stack: Stack) -> Codes:
        """The numbers of an array's labels (n,); one-hot rows (n, classes) are labels too."""
        if len(stack) > MOST_ITEMS:
            raise DataError(
                "{name} has {count:,} items; allowed are {most:,}.", name=stack.name, count=len(stack), most=MOST_ITEMS
            )
        codes = np.empty(len(stack), np.int32)
        for first, block in stack.blocks():
            found, inverse = np.unique(one_per_sample(block, stack), return_inverse=True)
            numbers = np.array([self._number(value, stack.name) for value in found.tolist()], np.int32)
            codes[first : first + len(block)] = numbers[inverse.reshape(-1)]
        return codes

    def classes(self, codes: Codes, names: Sequence[str] = ()) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
        """The names of the classes among these numbers, sorted by their labels, and the class of each number.

        names: what labels 0, 1, … stand for, where it is known.
        """
        values = list(self._numbers)
        used = sorted((values[code] for code in np.unique(codes)), key=lambda value: (isinstance(value, str), value))
        place = np.zeros(max(len(values), 1), np.int64)
        place[[self._numbers[value] for value in used]] = np.arange(len(used))
        known = all(isinstance(value, int) and 0 <= value < len(names) for value in used)
        return tuple(names[int(value)] if known else f"{value}" for value in used), place[codes]

    def _number(self, value: Any, name: str) -> int:
        word = value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value
        label = checked_word(word, name) if isinstance(word, str) else int(word)
        if label not in self._numbers and len(self._numbers) == MOST_VALUES:
            raise DataError("{name} has more than {most:,} classes.", name=name, most=MOST_VALUES)
        return self._numbers.setdefault(label, len(self._numbers))


def checked_word(word: str, name: str) -> str:
    """A label as it can be shown; DataError where it is no text, or too long."""
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in word):
        raise DataError("{name} has the label {label}, which is no text.", name=name, label=ascii(word[:20]))
    check_labels((word,), name)
    return printable(word)


def one_per_sample(block: AnyArray, stack: Stack) -> AnyArray:
    """The labels (m,) of a block; DataError where they are neither whole numbers nor words."""
    is_table = block.ndim == 2 and 1 < block.shape[1] <= MOST_COLUMNS and block.dtype.kind in "buif"
    if is_table and np.all(np.count_nonzero(block, axis=1) == 1):
        classes: AnyArray = np.argmax(block != 0, axis=1)
        return classes
    if block.ndim != 1 and block.size != len(block):
        raise DataError(
            "{name} has the shape {shape}; one label per sample, (n,), is needed.", name=stack.name, shape=stack.shape
        )
    labels = block.reshape(len(block))
    if labels.dtype.kind == "f":
        if not np.all(np.abs(labels) <= LARGEST_LABEL) or not np.all(labels == np.round(labels)):
            raise DataError(
                "{name} holds numbers that are not whole, or too large; labels are whole numbers or words.",
                name=stack.name,
            )
        return labels.astype(np.int64)
    return labels


def named_classes(names: tuple[str, ...], most: int, name: str, least: int = 2) -> tuple[str, ...]:
    """The names of a set's classes; DataError where they are too few, too many or too long."""
    check_classes(len(names), most, name, names[0] if names else "", least)
    check_labels(names, name)
    return names
