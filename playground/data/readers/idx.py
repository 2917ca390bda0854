"""Images from MNIST-style IDX files, plain or compressed, with the labels in a file beside them."""

import gzip
import os
import struct
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.image_sets import ImageSet, Progress
from playground.data.paths import open_file, reason
from playground.data.preparation import AS_USUAL, Preparation
from playground.data.readers.columns import MAX_BYTES, as_images, evenly, image_limit, sample_note

UNSIGNED_BYTE = 0x08
LONGEST_SIDE = 1024
MOST_ITEMS = 10_000_000
BLOCK = 1_000


def read_idx(
    path: Path, count: int | None = None, preparation: Preparation = AS_USUAL, progress: Progress | None = None
) -> ImageSet:
    """The images (n, rows, cols[, 1 or 3]) of an IDX file and the labels beside it.

    Either file may be named; train-images-idx3-ubyte belongs to train-labels-idx1-ubyte, also with dots and with .gz.
    Of more than 200,000 images (or `count`) that many are used, evenly chosen.
    Raises DataError when a file is missing, truncated, of another type, or the numbers differ.
    """
    path, labels_path = idx_pair(path)
    labels, _ = read_items(labels_path, (1,), MOST_ITEMS, None)
    images, total = read_items(path, (3, 4), image_limit(count), progress)
    if total != len(labels):
        raise DataError(
            "{name} has {total:,} images but {labels_name} has {labels:,} labels; they must be as many.",
            name=path.name,
            total=total,
            labels_name=labels_path.name,
            labels=len(labels),
        )
    if images.ndim == 3:
        images = images[..., None]
    if images.shape[3] not in (1, 3):
        raise DataError(
            "{name} has images with {channels} channels; allowed are 1 and 3.", name=path.name, channels=images.shape[3]
        )
    chosen = evenly(total, len(images))
    return as_images(images, labels[chosen], path.name, sample_note(total, len(images), "images"), preparation)


def idx_pair(path: Path) -> tuple[Path, Path]:
    """The file of images and that of labels, either of which is named; DataError where there is no other."""
    if "images" not in path.name and "labels" in path.name:
        path = partner(path, "labels", "images", "idx1", "idx3")
    return path, partner(path, "images", "labels", "idx3", "idx1")


def partner(path: Path, this: str, other: str, these: str, others: str) -> Path:
    """The file beside this one that holds the labels (or the images), plain or compressed."""
    name = path.name.replace(this, other).replace(these, others)
    plain = name.removesuffix(".gz")
    found = [path.with_name(candidate) for candidate in (name, plain, plain + ".gz") if name != path.name]
    for candidate in found:
        if os.path.isfile(candidate):
            return candidate
    if not found:
        raise DataError(
            "{name}: the name tells no {other} file; names like train-images-idx3-ubyte are needed.",
            name=path.name,
            other=other,
        )
    raise DataError(
        "{name}: the {other} are missing; {plain} or {plain}.gz is needed beside it.",
        name=path.name,
        other=other,
        plain=plain,
    )


def read_items(
    path: Path, dimensions: tuple[int, ...], limit: int, progress: Progress | None
) -> tuple[npt.NDArray[np.uint8], int]:
    """At most `limit` items of the file, evenly chosen, and how many it has; dimensions are those allowed."""
    try:
        with open_file(path) as plain:
            compressed = plain.read(2) == b"\x1f\x8b"
            plain.seek(0)
            file = cast(BinaryIO, gzip.GzipFile(fileobj=plain)) if compressed else plain
            shape = read_header(file, path.name, dimensions)
            items = read_chosen(file, path.name, shape, limit, progress)
            file.read(1)  # Beyond the last item, gzip compares the checksum.
            return items, shape[0]
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError("{name} is truncated or damaged: {reason}.", name=path.name, reason=str(error)) from error
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error


def read_header(file: BinaryIO, name: str, dimensions: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that the header states."""
    magic = file.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] != UNSIGNED_BYTE or magic[3] not in dimensions:
        begins = {"name": name, "magic": f"0x{magic.hex() or '0'}", "needed": f"0x0000080{dimensions[0]}"}
        if len(dimensions) == 1:
            raise DataError("{name} begins with {magic}, not with an IDX magic number; {needed} is needed.", **begins)
        raise DataError(
            "{name} begins with {magic}, not with an IDX magic number; {needed} or {other} is needed.",
            **begins,
            other=f"0x0000080{dimensions[1]}",
        )
    header = file.read(4 * magic[3])
    if len(header) < 4 * magic[3]:
        raise DataError("{name} is truncated: its header is not complete.", name=name)
    shape = struct.unpack(f">{magic[3]}I", header)
    if shape[0] > MOST_ITEMS or not all(1 <= side <= LONGEST_SIDE for side in shape[1:]):
        raise DataError(
            "{name} states the shape {shape}; allowed are {items:,} items of 1 to {side} pixels a side.",
            name=name,
            shape=shape,
            items=MOST_ITEMS,
            side=LONGEST_SIDE,
        )
    return shape


def read_chosen(
    file: BinaryIO, name: str, shape: tuple[int, ...], limit: int, progress: Progress | None
) -> npt.NDArray[np.uint8]:
    """The chosen items; blocks are read one after the other, and memory is only taken as they arrive."""
    total, size = shape[0], int(np.prod(shape[1:], dtype=np.int64))
    if min(total, limit) * size > MAX_BYTES:
        raise DataError(
            "{name} holds {size:.1f} GB; allowed are {most:g} GB.",
            name=name,
            size=min(total, limit) * size / 1e9,
            most=MAX_BYTES / 1e9,
        )
    chosen = evenly(total, limit)
    blocks: list[npt.NDArray[np.uint8]] = []
    for first in range(0, total, BLOCK):
        last = min(first + BLOCK, total)
        data = file.read((last - first) * size)
        if len(data) < (last - first) * size:
            held = first + len(data) // size
            raise DataError(
                "{name} is truncated: its header states {total:,} items, it holds {held:,}.",
                name=name,
                total=total,
                held=held,
            )
        inside = chosen[np.searchsorted(chosen, first) : np.searchsorted(chosen, last)] - first
        block = np.frombuffer(data, dtype=np.uint8).reshape(last - first, *shape[1:])
        blocks.append(block[inside] if len(inside) < last - first else block)
        if progress is not None:
            progress(last / total)
    return np.concatenate(blocks) if blocks else np.empty(shape, dtype=np.uint8)
