"""Arrays in files, plain, compressed or in an archive, that are read a block at a time."""

import gzip
import math
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.paths import open_file
from playground.late_dataclass import dataclass

AnyArray = npt.NDArray[Any]
BLOCK_BYTES = 1_000_000
MOST_BY_COLUMNS = 128_000_000
"""Bytes of an array that is stored column by column, so that it can only be read as a whole."""
MOST_BYTES = 20_000_000_000
"""What is read of one array at most, a block at a time."""
MOST_ITEM_BYTES = 64_000_000
BEST_COMPRESSION = 1032
"""No byte of a gzip file stands for more bytes."""
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Stack:
    """Items of equal shape and type, one after another in a file.

    name: what messages call it; shape: (items, …); open: the bytes from the start, `begin` of which are a header;
    by_columns: Fortran's order; field: which field of a structured type the items are, shape and all.
    """

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    open: Callable[[], AbstractContextManager[BinaryIO]]
    begin: int
    by_columns: bool = False
    field: str | None = None

    def __len__(self) -> int:
        return self.shape[0]

    @property
    def kind(self) -> str:
        """NumPy's letter for the type of the numbers."""
        return self.dtype.kind if self.field is None else self.dtype[self.field].base.kind

    @property
    def item_bytes(self) -> int:
        """Bytes that one item takes in the file."""
        return self.dtype.itemsize * (1 if self.field is not None else math.prod(self.shape[1:]))

    def check(self, held: int) -> None:
        """Raises DataError unless the items can be in a file that holds so many bytes behind its header."""
        if not 0 < self.item_bytes <= MOST_ITEM_BYTES:
            raise DataError(
                "{name} has the shape {shape}; an item may have 1 to {most:,} bytes.",
                name=self.name,
                shape=self.shape,
                most=MOST_ITEM_BYTES,
            )
        if len(self) * self.item_bytes > held:
            raise DataError(
                "{name} is truncated: its header states {total:,} items, it holds {held:,}.",
                name=self.name,
                total=len(self),
                held=held // self.item_bytes,
            )
        most = MOST_BY_COLUMNS if self.by_columns else MOST_BYTES
        if len(self) * self.item_bytes > most:
            raise DataError(
                "{name} holds {size:.3g} GB; allowed are {most:g} GB.",
                name=self.name,
                size=len(self) * self.item_bytes / 1e9,
                most=most / 1e9,
            )

    def blocks(self) -> Iterator[tuple[int, AnyArray]]:
        """The items in their order, (m, …), and the number of the first one in each block."""
        with self.open() as file:
            file.read(self.begin)
            if self.by_columns:
                whole = self._read(file, len(self), 0).reshape(self.shape[::-1]).T
                yield from self._cut(whole)
            else:
                step = max(BLOCK_BYTES // self.item_bytes, 1)
                for first in range(0, len(self), step):
                    yield first, self._items(file, first, min(step, len(self) - first))
            file.read(1)  # Behind the last item, gzip and zip compare the checksum.

    def _cut(self, whole: AnyArray) -> Iterator[tuple[int, AnyArray]]:
        step = max(BLOCK_BYTES // self.item_bytes, 1)
        for first in range(0, len(self), step):
            yield first, np.ascontiguousarray(whole[first : first + step])

    def _items(self, file: BinaryIO, first: int, count: int) -> AnyArray:
        values = self._read(file, count, first)
        return values.reshape(count, *self.shape[1:]) if self.field is None else values[self.field]

    def _read(self, file: BinaryIO, count: int, first: int) -> AnyArray:
        data = file.read(count * self.item_bytes)
        if len(data) < count * self.item_bytes:
            raise DataError(
                "{name} is truncated: its header states {total:,} items, it holds {held:,}.",
                name=self.name,
                total=len(self),
                held=first + len(data) // self.item_bytes,
            )
        return np.frombuffer(data, dtype=self.dtype)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """What a file holds, unpacked where it is compressed by gzip."""
    with open_file(path) as plain:
        compressed = plain.read(2) == GZIP
        plain.seek(0)
        yield cast(BinaryIO, gzip.GzipFile(fileobj=plain)) if compressed else plain


def room_in(path: Path) -> int:
    """How many bytes a file can hold at most, unpacked."""
    with open_file(path) as file:
        compressed = file.read(2) == GZIP
    return os.path.getsize(path) * (BEST_COMPRESSION if compressed else 1)


def start_of(path: Path, count: int) -> bytes:
    """The first bytes of a file, unpacked; none where it cannot be read or unpacked."""
    try:
        with opened(path) as file:
            return file.read(count)
    except Exception:  # gzip raises errors of many kinds on what is none.
        return b""
