"""The members of the archive: what each may be called and hold, and arrays in the format of NumPy (.npy 1.0)."""

from __future__ import annotations

import io
import math
import re
from typing import IO

import numpy as np

from playground.document.errors import DocumentError
from playground.engine.errors import Phrase
from playground.engine.spec import MAX_PARAMETERS
from playground.late_dataclass import dataclass

MAX_MEMBERS = 2000
MAX_HEADER = 8 * 2**20
MAX_UNKNOWN = 64 * 2**20
"""Bytes of all members together that a newer program wrote and this one does not know."""
NUMBERS = ("<f4", "<f8", "<i4", "<i8", "<u4", "<u8", "|u1", "|b1")
SAFE_NAME = re.compile(r"(?!.*\.\.)[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")


@dataclass(frozen=True)
class Member:
    """A kind of member: the pattern of its name, the most bytes that it unpacks to, whether it may be compressed;
    for arrays the types and numbers of dimensions that are allowed."""

    pattern: str
    most: int
    is_packed: bool = False
    dtypes: tuple[str, ...] = ()
    dimensions: tuple[int, ...] = ()


MEMBERS = (
    Member(r"document\.json", MAX_HEADER, True),
    Member(r"experiment\.json", 32 * 2**20, True),  # of format 1, with drawn points in it
    Member(r"theta\.npy", 4 * MAX_PARAMETERS, True, ("<f4",), (1,)),  # of format 1
    Member(r"sketch\.npy", 2**20, True, ("|u1",), (3,)),
    Member(r"picture/pixels\.npy", 3 * 2**20, True, ("|u1",), (3,)),
    Member(r"runs/\d+/theta\.npy", 4 * MAX_PARAMETERS, False, ("<f4",), (1,)),
    Member(r"runs/\d+/experiment/.+\.npy", 64 * 2**20, False, NUMBERS, (0, 1, 2, 3, 4)),
    Member(r"runs/\d+/novelty/.+\.npy", 2**20, False, ("|u1",), (2,)),
    Member(r"runs/\d+/capture/.+\.npy", 8 * MAX_PARAMETERS, False, NUMBERS, (0, 1, 2, 3, 4)),
)

_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    rb"\{'descr': '([<|][a-z]\d)', 'fortran_order': False, 'shape': \((|\d{1,9},|\d{1,9}(?:, \d{1,9})+)\), \} *\n"
)


def kind_of_member(name: str) -> Member | None:
    """What is allowed in the member of a name; None for a name that no member has."""
    return next((kind for kind in MEMBERS if re.fullmatch(kind.pattern, name, re.ASCII)), None)


def check_array(name: str, dtype: str, shape: tuple[int, ...], most: int | None = None) -> int:
    """How many bytes an array takes; DocumentError when a member of this name may not hold it, or not so much."""
    kind = kind_of_member(name)
    if kind is None or not kind.dtypes:
        raise DocumentError("{name!r} is not the name of an array in a document", name=name[:80])
    if dtype not in kind.dtypes or len(shape) not in kind.dimensions:
        allowed = ", ".join(np.dtype(one).name for one in kind.dtypes)
        raise DocumentError(
            "{name}: {type} numbers of shape {shape}; allowed are {allowed} in {dimensions}",
            name=name,
            type=dtype,
            shape=shape,
            allowed=allowed,
            dimensions=_either(kind),
        )
    size = math.prod(shape) * np.dtype(dtype).itemsize
    allowed_size = kind.most if most is None else min(kind.most, most)
    if size > allowed_size:
        raise DocumentError(
            "{name} would unpack to {size:,} bytes; at most {most:,} are allowed",
            name=name,
            size=size,
            most=allowed_size,
        )
    return size


def npy(name: str, array: np.ndarray) -> bytes:
    """An array as the content of a member; DocumentError when the member may not hold it."""
    stored = np.asarray(array, array.dtype.newbyteorder("<"), order="C")
    check_array(name, stored.dtype.str, stored.shape)
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, stored, version=(1, 0), allow_pickle=False)
    return buffer.getvalue()


def read_npy(name: str, file: IO[bytes], size: int, most: int | None = None) -> np.ndarray:
    """The array in a member of `size` bytes, read-only; DocumentError when the member may not hold it, or more than
    `most` bytes of it. Its numbers are read when type and shape are known to be allowed.

    NumPy's own reader evaluates the header as an expression, which a hostile one can make fail in unforeseen ways.
    """
    start = file.read(len(_MAGIC) + 2)
    length = int.from_bytes(start[len(_MAGIC) :], "little")
    found = _HEADER.fullmatch(file.read(length))
    if not start.startswith(_MAGIC) or found is None:
        raise DocumentError("{name} is damaged: it does not begin like an array of NumPy's (.npy 1.0)", name=name)
    dtype, shape = found[1].decode(), tuple(int(side) for side in found[2].replace(b",", b" ").split())
    expected = check_array(name, dtype, shape, most)
    if size != len(start) + length + expected:
        raise DocumentError(
            "{name} is damaged: {size:,} bytes, too many or too few for shape {shape}",
            name=name,
            size=size,
            shape=shape,
        )
    values = file.read(expected)
    if len(values) != expected:
        raise DocumentError("{name} is cut short", name=name)
    if dtype == "|b1" and np.frombuffer(values, "|u1").max(initial=0) > 1:
        raise DocumentError("{name} is damaged: a truth value that is neither true nor false", name=name)
    return np.frombuffer(values, dtype).reshape(shape)


def _either(kind: Member) -> str:
    first, *others = kind.dimensions
    if others:
        return Phrase("{least} to {most} dimensions", least=first, most=others[-1])
    return Phrase("{count} dimension", count=first)
