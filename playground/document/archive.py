"""The file itself: a zip with experiment.json and theta.npy, written whole or not at all, read with suspicion."""

from __future__ import annotations

import io
import json
import os
import secrets
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from playground.document.document import MAX_CLASSES, Document, DocumentError
from playground.document.experiment_json import experiment_from_json, experiment_to_json
from playground.document.fields import Fields, anything, flag, list_of, number, text, whole

FORMAT = 1
SUFFIX = ".atelier"
MAX_JSON = 32 * 2**20
MAX_FILE = 256 * 2**20
_JSON, _THETA = "experiment.json", "theta.npy"
_NPY_HEADER = 4096
_END_OF_ZIP = struct.Struct("<4s4H2IH")


def write(path: str | Path, document: Document) -> None:
    """Saves a document: the old file stays until the new one is complete. DocumentError says why it cannot."""
    target = Path(path).resolve()
    content = _pack(document)
    if os.path.exists(target) and not os.path.isfile(target):
        raise DocumentError(f"{path} cannot be written: it is not an ordinary file")
    part = target.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise DocumentError(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)


def read(path: str | Path) -> Document:
    """The document in a file. DocumentError names the file and what is wrong with it; nothing in it is ever run."""
    try:
        content = _content(Path(path))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpack(archive)
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from None
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror or error}") from None
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, ValueError, EOFError) as error:
        raise DocumentError(f"{path} is damaged: {error}") from None


def _pack(document: Document) -> bytes:
    header = {
        "format": FORMAT,
        "experiment": experiment_to_json(document.experiment),
        "input_shape": list(document.input_shape),
        "class_names": list(document.class_names),
        "trained": document.theta is not None,
        "step": document.step,
        "epoch": document.epoch,
    }
    try:
        encoded = json.dumps(header, allow_nan=False, indent=1).encode()
    except ValueError:
        raise DocumentError("a number of the experiment is not finite") from None
    if len(encoded) > MAX_JSON:
        raise DocumentError(
            f"the experiment takes {len(encoded) // 2**20} MB; at most {MAX_JSON // 2**20} MB are saved"
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # A fixed date: the same document makes the same bytes.
        archive.writestr(_member(_JSON), encoded)
        if document.theta is not None:
            numbers = io.BytesIO()
            np.lib.format.write_array(numbers, document.theta.astype("<f4"), version=(1, 0), allow_pickle=False)
            # Weights look like noise: to compress them takes long and gains nothing.
            archive.writestr(_member(_THETA, zipfile.ZIP_STORED), numbers.getvalue())
    return buffer.getvalue()


def _member(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = compression
    return info


def _content(path: Path) -> bytes:
    """The file's bytes, once it is known to be a small zip with a directory of at most two entries."""
    with path.open("rb") as file:
        content = file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise DocumentError(f"larger than {MAX_FILE // 2**20} MB, the most that a document may have")
    if not content.startswith(b"PK\x03\x04") or len(content) < _END_OF_ZIP.size:
        raise DocumentError(f"not an Atelier document ({SUFFIX})")
    signature, disk, first_disk, _, entries, size, _, _ = _END_OF_ZIP.unpack(content[-_END_OF_ZIP.size :])
    if signature != b"PK\x05\x06" or disk or first_disk:
        raise DocumentError("damaged: the end of the file is missing")
    if not 1 <= entries <= 2 or size > 1024:
        raise DocumentError(f"not an Atelier document: it holds {entries} files instead of {_JSON} and {_THETA}")
    if content[-_END_OF_ZIP.size - 20 :].startswith(b"PK\x06\x07"):
        raise DocumentError("a zip file in the 64-bit form, which documents never have")
    return content


def _unpack(archive: zipfile.ZipFile) -> Document:
    names = [info.filename for info in archive.infolist()]
    if len(set(names)) != len(names) or not set(names) <= {_JSON, _THETA} or _JSON not in names:
        raise DocumentError(f"not an Atelier document: it holds {', '.join(names)[:80]}")
    header = Fields(_load_json(archive), "")
    version = header.take("format", whole(1))
    if version != FORMAT:
        raise DocumentError(f"format {version}, made by a newer Atelier; this one reads format {FORMAT}")
    parts: dict[str, Any] = {
        "experiment": experiment_from_json(header.take("experiment", anything)),
        "input_shape": header.take("input_shape", list_of(whole(1), 3)),
        "class_names": header.take("class_names", list_of(text, MAX_CLASSES)),
        "step": header.take("step", whole()),
        "epoch": header.take("epoch", number),
    }
    trained = header.take("trained", flag)
    header.finish()
    if trained != (_THETA in names):
        raise DocumentError(f"{_THETA} is {'missing' if trained else 'there, but nothing was trained'}")
    untrained = Document(**parts)
    if not trained:
        return untrained
    return Document(**parts, theta=_load_theta(archive, untrained.parameters))


def _load_json(archive: zipfile.ZipFile) -> object:
    def refuse(word: str) -> None:
        raise DocumentError(f"{_JSON}: {word} is not a finite number")

    encoded = _bytes(archive, _JSON, MAX_JSON)
    try:
        return json.loads(encoded.decode(), parse_constant=refuse)
    except RecursionError:
        raise DocumentError(f"{_JSON}: nested too deeply") from None
    except DocumentError:
        raise
    except ValueError as error:
        raise DocumentError(f"{_JSON} is not JSON: {error}") from None


def _load_theta(archive: zipfile.ZipFile, parameters: int) -> np.ndarray:
    stream = io.BytesIO(_bytes(archive, _THETA, 4 * parameters + _NPY_HEADER))
    try:
        version = np.lib.format.read_magic(stream)
        if version != (1, 0):
            raise ValueError(f"npy version {version}")
        shape, _, dtype = np.lib.format.read_array_header_1_0(stream)
    except ValueError as error:
        raise DocumentError(f"{_THETA} is damaged: {error}") from None
    values = stream.read()
    if dtype != np.dtype("<f4") or shape != (parameters,) or len(values) != 4 * parameters:
        raise DocumentError(f"{_THETA}: {dtype} numbers of shape {shape}; allowed are {parameters} of type float32")
    return np.frombuffer(values, "<f4")


def _bytes(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    size = archive.getinfo(name).file_size
    if size > most:
        raise DocumentError(f"{name} would unpack to {size:,} bytes; at most {most:,} are allowed")
    # Asked for so many bytes, zipfile never unpacks many more; asked for all, it would trust the compressed stream.
    with archive.open(name) as member:
        content = member.read(size)
    if len(content) != size:
        raise DocumentError(f"{name} is cut short")
    return content
