"""The file itself: a zip of a header in JSON and of arrays, written whole or not at all, read with suspicion."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import numpy as np

from playground.data.outputs import replacing
from playground.data.paths import open_file, reason
from playground.document.document import Document
from playground.document.errors import DocumentError
from playground.document.files import SUFFIX
from playground.document.formats import FORMAT as FORMAT
from playground.document.formats import HEADERS, is_newer
from playground.document.layout import from_header, to_header
from playground.document.members import (
    MAX_HEADER,
    MAX_MEMBERS,
    MAX_UNKNOWN,
    SAFE_NAME,
    check_array,
    kind_of_member,
    npy,
    read_npy,
)
from playground.document.strict_json import parse, render

MAX_FILE = 2**30
_END_OF_ZIP = struct.Struct("<4s4H2IH")
_MAX_DIRECTORY = 2**18
_KNOWN_FLAGS = 0x80E
"""A name in UTF-8, sizes behind the content, how hard it was compressed; neither encrypted nor patched."""


def write(path: str | Path, document: Document) -> None:
    """As in files.py."""
    header, arrays = to_header(document)
    _check_readable(header, arrays, document.unknown.members)
    try:
        with replacing(path) as file:
            _pack(file, header, arrays, document.unknown.members)
    except DocumentError:
        raise
    except (OSError, ValueError) as error:
        raise DocumentError("{path} cannot be written: {reason}", path=path, reason=reason(error)) from None


def read(path: str | Path) -> Document:
    """As in files.py."""
    try:
        with open_file(path) as file:
            _check_end(file)
            with zipfile.ZipFile(file) as archive:
                return _unpack(archive)
    except DocumentError as error:
        raise DocumentError("{path}: {reason}", path=path, reason=error) from None
    except OSError as error:
        raise DocumentError("{path} cannot be read: {reason}", path=path, reason=reason(error)) from None
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, ValueError, EOFError) as error:
        raise DocumentError("{path} is damaged: {reason}", path=path, reason=str(error)) from None


def _check_readable(header: dict[str, Any], arrays: dict[str, np.ndarray], unknown: Mapping[str, bytes]) -> None:
    """What could not be read again is never written."""

    def array(name: str, most: int | None) -> np.ndarray:
        check_array(name, arrays[name].dtype.newbyteorder("<").str, arrays[name].shape, most)
        return arrays[name]

    from_header(header, array)
    size = sum(array.nbytes for array in arrays.values()) + sum(map(len, unknown.values()))
    if size > MAX_FILE - MAX_HEADER:
        raise DocumentError(
            "the document takes {size:,} MB; at most {most:,} MB are saved", size=size // 2**20, most=MAX_FILE // 2**20
        )
    if len(arrays) + len(unknown) >= MAX_MEMBERS:
        raise DocumentError(
            "{count:,} arrays; at most {most:,} are saved", count=len(arrays) + len(unknown), most=MAX_MEMBERS
        )


def _pack(file: IO[bytes], header: dict[str, Any], arrays: dict[str, np.ndarray], unknown: Mapping[str, bytes]) -> None:
    encoded = render(header)
    if len(encoded) > MAX_HEADER:
        raise DocumentError(
            "{size} MB beside the arrays; at most {most} MB are saved",
            size=len(encoded) // 2**20,
            most=MAX_HEADER // 2**20,
        )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_entry(HEADERS[0], zipfile.ZIP_DEFLATED), encoded)
        for name, array in arrays.items():
            kind = kind_of_member(name)
            # Weights look like noise: to compress them takes long and gains nothing.
            packing = zipfile.ZIP_DEFLATED if kind is not None and kind.is_packed else zipfile.ZIP_STORED
            archive.writestr(_entry(name, packing), npy(name, array))
        for name, content in unknown.items():
            if name not in arrays:
                archive.writestr(_entry(name), content)


def _entry(name: str, compression: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    # A fixed date and system: the same document makes the same bytes.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type, info.create_system = compression, 3
    return info


def _check_end(file: IO[bytes]) -> None:
    """Raises DocumentError unless the file is a zip of reasonable size that ends with a short directory."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    start = file.read(4)
    if size > MAX_FILE:
        raise DocumentError("larger than {most:,} MB, the most that a document may have", most=MAX_FILE // 2**20)
    if start != b"PK\x03\x04" or size < _END_OF_ZIP.size:
        raise DocumentError("not an Atelier document ({suffix})", suffix=SUFFIX)
    file.seek(-min(size, _END_OF_ZIP.size + 20), os.SEEK_END)
    end = file.read()
    signature, *disks, _, entries, length, _, comment = _END_OF_ZIP.unpack(end[-_END_OF_ZIP.size :])
    if signature != b"PK\x05\x06" or any(disks) or comment:
        raise DocumentError("damaged: the end of the file is missing")
    if end.startswith(b"PK\x06\x07"):
        raise DocumentError("a zip file in the 64-bit form, which documents never have")
    if not 1 <= entries <= MAX_MEMBERS or length > _MAX_DIRECTORY:
        raise DocumentError(
            "not an Atelier document: it holds {count:,} files; at most {most:,} are allowed",
            count=entries,
            most=MAX_MEMBERS,
        )


def _unpack(archive: zipfile.ZipFile) -> Document:
    members = _Members(archive)
    header = members.header()
    document = from_header(header, members.array)
    if is_newer(header):
        return replace(document, unknown=replace(document.unknown, members=members.rest()))
    if members.left:
        raise DocumentError("{name} has no place in the document", name=min(members.left))
    return document


class _Members:
    """The members of an archive; `left`: those that were not read yet. Each is read once, whoever shares it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._arrays: dict[str, np.ndarray] = {}
        self.left = {info.filename: info for info in archive.infolist()}
        if len(self.left) != len(archive.infolist()):
            raise DocumentError("damaged: two of its members have the same name")
        for info in self.left.values():
            _check_member(info)

    def header(self) -> Any:
        """The JSON in the one member that holds it."""
        names = [name for name in HEADERS if name in self.left]
        if len(names) != 1:
            raise DocumentError("not an Atelier document: it holds {names}", names=", ".join(sorted(self.left))[:80])
        try:
            return parse(self._bytes(self.left.pop(names[0])))
        except DocumentError as error:
            raise DocumentError("{name}: {reason}", name=names[0], reason=error) from None

    def array(self, name: str, most: int | None) -> np.ndarray:
        """The array in a member, of at most so many bytes, read-only; DocumentError when it was never there."""
        if name in self._arrays:
            return self._arrays[name]
        if name not in self.left:
            raise DocumentError("{name!r} is missing", name=name[:80])
        info = self.left.pop(name)
        with self._archive.open(info) as file:
            array = self._arrays[name] = read_npy(name, file, info.file_size, most)
        array.setflags(write=False)
        return array

    def rest(self) -> dict[str, bytes]:
        """All that was not read."""
        size = sum(info.file_size for info in self.left.values())
        if size > MAX_UNKNOWN:
            raise DocumentError(
                "{size:,} bytes that this Atelier does not know; at most {most:,} are kept", size=size, most=MAX_UNKNOWN
            )
        return {name: self._bytes(info) for name, info in sorted(self.left.items())}

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        # Asked for so many bytes, zipfile never unpacks many more; asked for all, it would trust the compressed stream.
        with self._archive.open(info) as file:
            content = file.read(info.file_size)
        if len(content) != info.file_size:
            raise DocumentError("{name} is cut short", name=info.filename)
        return content


def _check_member(info: zipfile.ZipInfo) -> None:
    """Raises DocumentError for a member that no document has, whatever is in it."""
    name, kind = info.filename, kind_of_member(info.filename)
    if not SAFE_NAME.fullmatch(name) or len(name) > 200:
        raise DocumentError("damaged: {name!r} is not the name of a member", name=name[:80])
    packed = info.compress_type == zipfile.ZIP_DEFLATED
    if (not packed and info.compress_type != zipfile.ZIP_STORED) or info.flag_bits & ~_KNOWN_FLAGS:
        raise DocumentError("{name} is encrypted, or compressed in a way that documents never are", name=name)
    if kind is not None and packed and not kind.is_packed:
        raise DocumentError("{name} is compressed, which no array of a document is", name=name)
    if kind is not None and info.file_size > kind.most + 4096:
        raise DocumentError(
            "{name} would unpack to {size:,} bytes; at most {most:,} are allowed",
            name=name,
            size=info.file_size,
            most=kind.most,
        )
