"""Arrays as NumPy stores them (.npy), told from their header without loading them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy_format

from playground.data.errors import DataError
from playground.data.readers.stacks import Stack

MAGIC = b"\x93NUMPY"
NUMBERS, WORDS = "buif", "US"


def npy_stack(name: str, source: Callable[[], AbstractContextManager[BinaryIO]], held: int) -> Stack:
    """The array whose file `source` gives; `held`: how many bytes that can be at most.

    Raises DataError for what is neither numbers nor words, or larger than the file.
    """
    with source() as file:
        shape, by_columns, dtype = read_header(file)
        begin = file.tell()
    if dtype.hasobject:
        raise DataError("{name} holds pickled objects, which are refused; plain arrays are needed.", name=name)
    if dtype.kind not in NUMBERS + WORDS:
        raise DataError("{name} is of type {dtype}; numbers or words are needed.", name=name, dtype=dtype)
    if not shape or any(type(side) is not int or side < 0 for side in shape):
        raise DataError("{name} has the shape {shape}; one entry per sample is needed.", name=name, shape=shape)
    stack = Stack(name, shape, dtype, source, begin, by_columns and len(shape) > 1)
    stack.check(held - begin)
    return stack


def read_header(file: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, whether it is stored by columns, type; whatever NumPy raises of a broken header."""
    version = npy_format.read_magic(file)
    if version == (1, 0):
        return npy_format.read_array_header_1_0(file)
    return npy_format.read_array_header_2_0(file)
