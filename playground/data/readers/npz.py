"""Points or images from NumPy archives with the arrays x and y."""

import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.image_sets import ImageSet
from playground.data.paths import open_file
from playground.data.points import MAX_POINTS, PointSet
from playground.data.preparation import AS_USUAL, Preparation
from playground.data.readers.columns import (
    MAX_BYTES,
    as_images,
    as_points,
    evenly,
    image_limit,
    sample_note,
)

LARGEST_LABEL = 2.0**53
AnyArray = npt.NDArray[Any]


def read_npz(
    path: Path, count: int | None = None, seed: int = 0, preparation: Preparation = AS_USUAL
) -> PointSet | ImageSet:
    """Points when x is (n, 2), images when it is (n, rows, cols) or (n, rows, cols, 1 or 3); y (n,) are the labels.

    Images may be uint8, other numbers 0…255, or floats 0…1; one-hot labels (n, classes) are taken too. Of more than
    10,000 points or 200,000 images (or `count`) that many are used, evenly chosen.
    Raises DataError when an array is missing, pickled, of another shape, or not finite.
    """
    x, y = load_arrays(path)
    labels = as_labels(y, path.name)
    if len(labels) != len(x):
        raise DataError(
            "{name}: x has {count:,} samples but y has {labels:,}; they must be as many.",
            name=path.name,
            count=len(x),
            labels=len(labels),
        )
    if not len(x):
        raise DataError("{name} holds no samples.", name=path.name)
    if x.dtype.kind not in "buif":
        raise DataError("{name}: x is of type {dtype}; numbers are needed.", name=path.name, dtype=x.dtype)
    if x.ndim == 2 and x.shape[1] == 2:
        return as_point_set(x, labels, path.name, MAX_POINTS if count is None else min(count, MAX_POINTS), seed)
    chosen = evenly(len(x), image_limit(count))
    images = as_bytes(as_channels_last(x, path.name)[chosen], path.name)
    return as_images(images, labels[chosen], path.name, sample_note(len(x), len(chosen), "images"), preparation)


def load_arrays(path: Path) -> tuple[AnyArray, AnyArray]:
    """The arrays x and y of the archive."""
    try:
        with open_file(path) as file, zipfile.ZipFile(file) as archive:
            size = sum(entry.file_size for entry in archive.infolist() if entry.filename in ("x.npy", "y.npy"))
        if size > MAX_BYTES:
            raise DataError(
                "{name} holds {size:.1f} GB; allowed are {most:g} GB.",
                name=path.name,
                size=size / 1e9,
                most=MAX_BYTES / 1e9,
            )
        with open_file(path) as file, np.load(file, allow_pickle=False) as arrays:
            check_arrays(arrays.files, path.name)
            x, y = arrays["x"], arrays["y"]
            if not isinstance(x, np.ndarray) or not isinstance(y, np.ndarray) or x.ndim == 0:
                raise DataError("{name}: x and y must be arrays of one entry per sample.", name=path.name)
            return x, y
    except DataError:
        raise
    except zipfile.BadZipFile as error:
        raise DataError("{name} is damaged or no NPZ file.", name=path.name) from error
    except ValueError as error:
        if "pickle" in str(error).lower():
            raise DataError(
                "{name} holds pickled objects, which are refused; plain arrays are needed.", name=path.name
            ) from error
        raise DataError("{name} is damaged: {reason}.", name=path.name, reason=str(error)) from error
    except (OSError, EOFError, zlib.error, KeyError, NotImplementedError, MemoryError, RuntimeError) as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=str(error)) from error


def check_arrays(found: list[str], name: str) -> None:
    """Raises DataError unless x and y are among the names of an archive's arrays."""
    missing = [key for key in ("x", "y") if key not in found]
    names = ", ".join(found)
    if not found:
        raise DataError("{name} has no array x and no y (found: nothing); x and y are needed.", name=name)
    if len(missing) == 2:
        raise DataError("{name} has no array x and no y (found: {found}); x and y are needed.", name=name, found=names)
    if missing:
        raise DataError(
            "{name} has no array {missing} (found: {found}); x and y are needed.",
            name=name,
            missing=missing[0],
            found=names,
        )


def holds_points(path: Path) -> bool:
    """Whether the archive's x is (n, 2), from its header alone; False for whatever cannot be read."""
    try:
        with open_file(path) as file, zipfile.ZipFile(file) as archive, archive.open("x.npy") as member:
            version = np.lib.format.read_magic(member)
            read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
            shape = read(member)[0]
    except (OSError, EOFError, KeyError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile):
        return False
    return len(shape) == 2 and shape[1] == 2


def as_labels(y: AnyArray, name: str) -> AnyArray:
    """Labels (n,) of whole numbers or words."""
    if y.ndim == 2 and y.shape[1] > 1 and y.dtype.kind in "buif" and np.all(np.sum(y != 0, axis=1) == 1):
        classes: AnyArray = np.argmax(y, axis=1)
        return classes
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]
    if y.ndim != 1:
        raise DataError(
            "{name}: y has the shape {shape}; one label per sample, (n,), is needed.", name=name, shape=y.shape
        )
    if y.dtype.kind == "f":
        if not np.all(np.abs(y) <= LARGEST_LABEL) or not np.all(y == np.round(y)):
            raise DataError(
                "{name}: y holds numbers that are not whole, or too large; labels are whole numbers or words.",
                name=name,
            )
        return y.astype(np.int64)
    if y.dtype.kind not in "buiU":
        raise DataError("{name}: y is of type {dtype}; labels are whole numbers or words.", name=name, dtype=y.dtype)
    return y


def as_point_set(x: AnyArray, labels: AnyArray, name: str, limit: int, seed: int) -> PointSet:
    numbers = x.astype(np.float64)
    if not np.all(np.abs(numbers) < 1e30):
        row = int(np.flatnonzero(~np.all(np.abs(numbers) < 1e30, axis=1))[0])
        raise DataError(
            "{name}: x[{row}] is {values}; finite numbers are needed.", name=name, row=row, values=numbers[row].tolist()
        )
    values, label = np.unique(labels, return_inverse=True)
    chosen = evenly(len(numbers), limit)
    names = tuple(f"{value}" for value in values)
    note = sample_note(len(numbers), len(chosen), "points")
    return as_points(numbers[chosen], label.astype(np.int64)[chosen], names, name, note, seed)


def as_channels_last(x: AnyArray, name: str) -> AnyArray:
    """Images (n, rows, cols, 1 or 3); channels that come first are moved."""
    if x.ndim == 3:
        return x[..., None]
    if x.ndim == 4 and x.shape[3] in (1, 3):
        return x
    if x.ndim == 4 and x.shape[1] in (1, 3):
        return np.moveaxis(x, 1, 3)
    raise DataError(
        "{name}: x has the shape {shape}; points are (n, 2), images (n, rows, columns[, 1 or 3]).",
        name=name,
        shape=x.shape,
    )


def as_bytes(x: AnyArray, name: str) -> npt.NDArray[np.uint8]:
    """Grey values as 0…255: floats 0…1 are stretched, other numbers must be 0…255."""
    if 0 in x.shape:
        raise DataError("{name}: x has the shape {shape}; images need at least one pixel.", name=name, shape=x.shape)
    if x.dtype == np.uint8:
        return np.ascontiguousarray(x, dtype=np.uint8)
    low, high = float(x.min()), float(x.max())
    if not (low >= 0 and high <= 255):
        raise DataError(
            "{name}: x holds values from {low:g} to {high:g}; allowed are 0 to 1 or 0 to 255.",
            name=name,
            low=low,
            high=high,
        )
    factor = 255.0 if x.dtype.kind in "bf" and high <= 1 else 1.0
    return np.round(x.astype(np.float32) * np.float32(factor)).astype(np.uint8)
