"""MNIST-style IDX files, plain or compressed."""

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np

from playground.data.errors import DataError
from playground.data.readers.stacks import Stack, opened, room_in

TYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
MOST_DIMENSIONS = 4


def begins_idx(start: bytes) -> bool:
    """Whether a file that begins so is an IDX file."""
    return len(start) >= 4 and start[:2] == b"\0\0" and start[2] in TYPES and 1 <= start[3] <= MOST_DIMENSIONS


def idx_stack(path: Path) -> Stack:
    """The array of an IDX file; DataError where it is none, or shorter than its header states."""
    with opened(path) as file:
        shape, dtype = read_header(file, path.name)
    begin = 4 + 4 * len(shape)
    stack = Stack(path.name, shape, dtype, lambda: opened(path), begin)
    stack.check(room_in(path) - begin)
    return stack


def read_header(file: BinaryIO, name: str) -> tuple[tuple[int, ...], np.dtype[np.generic]]:
    """The shape and the type that the header states."""
    magic = file.read(4)
    if not begins_idx(magic):
        raise DataError(
            "{name} begins with {magic}, not with an IDX magic number; 0x00000803 is one, of pictures of bytes.",
            name=name,
            magic=f"0x{magic.hex() or '0'}",
        )
    dimensions = magic[3]
    header = file.read(4 * dimensions)
    if len(header) < 4 * dimensions:
        raise DataError("{name} is truncated: its header is not complete.", name=name)
    return struct.unpack(f">{dimensions}I", header), np.dtype(TYPES[magic[2]])
