"""Zip archives, which are looked at before they are believed."""

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playground.data.errors import DataError
from playground.data.paths import open_file

END, END_64 = b"PK\x05\x06", b"PK\x06\x06"
TAIL = 70_000
"""The end of the table of contents lies in the last so many bytes."""
ENCRYPTED = 0x1
"""The flag of members that a password protects."""
MOST_TABLE = 20_000_000
"""Bytes of the table of contents; as Python's objects they take twenty times as many."""


@contextmanager
def zipped(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive whose table of contents is of a sensible size; to be opened within `parsing`."""
    check_table(path)
    with open_file(path) as file, zipfile.ZipFile(file) as archive:
        if any(entry.flag_bits & ENCRYPTED for entry in archive.infolist()):
            raise DataError("{name} is encrypted; unpack it with its password and open what was in it.", name=path.name)
        yield archive


def check_table(path: Path) -> None:
    """Raises DataError where the table of contents would take too much memory."""
    with open_file(path) as file:
        size = file.seek(0, 2)
        file.seek(max(size - TAIL, 0))
        tail = file.read(TAIL)
    found = []
    if (at := tail.rfind(END)) >= 0 and len(tail) >= at + 22:
        found.append(struct.unpack_from("<I", tail, at + 12)[0])
    if (at := tail.rfind(END_64)) >= 0 and len(tail) >= at + 56:
        found.append(struct.unpack_from("<Q", tail, at + 40)[0])
    if any(MOST_TABLE < stated <= size for stated in found):
        raise DataError("{name} holds too many files; allowed are about 200,000.", name=path.name)


def check_member(entry: zipfile.ZipInfo, name: str) -> None:
    """Raises DataError for what cannot be unpacked a block at a time."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DataError(
            "{name} is compressed in a way that is not read; zip archives with deflate, the usual way, are.", name=name
        )
