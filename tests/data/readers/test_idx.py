"""MNIST-style files, made small."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from playground.data.errors import Cancelled, DataError
from playground.data.readers.idx import read_idx

IMAGES = np.random.default_rng(0).integers(0, 256, (12, 5, 4)).astype(np.uint8)
LABELS = (np.arange(12) % 3).astype(np.uint8)


def idx(array: np.ndarray, kind: int = 8) -> bytes:
    return bytes([0, 0, kind, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def saved(
    folder: Path,
    images: bytes | None = None,
    labels: bytes | None = None,
    names: tuple[str, str] = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
) -> Path:
    for name, data in zip(names, (images or idx(IMAGES), idx(LABELS) if labels is None else labels), strict=True):
        (folder / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return folder / names[0]


@pytest.mark.parametrize(
    "names",
    [
        ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
        ("train-images.idx3-ubyte", "train-labels.idx1-ubyte"),
        ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"),
        ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte"),
        ("train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz"),
        ("my-images.idx", "my-labels.idx"),
    ],
)
def test_names_and_compression(names: tuple[str, str], tmp_path: Path) -> None:
    path = saved(tmp_path, names=names)
    for named in (path, tmp_path / names[1]):
        images = read_idx(named)
        np.testing.assert_array_equal(images.images[..., 0], IMAGES)
        assert images.label.tolist() == LABELS.tolist()
        assert images.class_names == ("0", "1", "2")
        assert images.note == ""


def test_colour(tmp_path: Path) -> None:
    colour = np.repeat(IMAGES[..., None], 3, axis=3)
    np.testing.assert_array_equal(read_idx(saved(tmp_path, idx(colour))).images, colour)


def test_sample_and_progress(tmp_path: Path) -> None:
    told: list[float] = []
    images = read_idx(saved(tmp_path), count=4, progress=told.append)
    chosen = [(image == images.images[..., 0]).all(axis=(1, 2)).any() for image in IMAGES]
    np.testing.assert_array_equal(images.images[..., 0], IMAGES[np.flatnonzero(chosen)])
    assert images.note == "4 of 12 images are used, evenly chosen."
    assert told[-1] == 1.0

    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_idx(tmp_path / "train-images-idx3-ubyte", progress=stop)


@pytest.mark.parametrize(
    ("images", "labels", "message"),
    [
        (b"GIF8" + bytes(50), None, r"images-idx3-ubyte begins with 0x47494638.*0x00000803 or 0x00000804 is needed"),
        (idx(IMAGES, kind=0x0D), None, "begins with 0x00000d03"),
        (idx(LABELS), None, "begins with 0x00000801"),
        (b"\0", None, "begins with 0x00"),
        (idx(IMAGES)[:9], None, "header is not complete"),
        (idx(IMAGES)[:-1], None, "truncated: its header states 12 items, it holds 11"),
        (idx(IMAGES), idx(LABELS[:-1]), "12 images but train-labels-idx1-ubyte has 11 labels"),
        (idx(IMAGES), idx(LABELS)[:-1], "labels-idx1-ubyte is truncated"),
        (idx(IMAGES), b"", "labels-idx1-ubyte begins with 0x0,"),
        (idx(IMAGES), idx(IMAGES), "labels-idx1-ubyte begins with 0x00000803"),
        (idx(IMAGES), idx(LABELS * 0), "only one class"),
        (idx(IMAGES[:0]), idx(LABELS[:0]), "holds no images"),
        (idx(np.repeat(IMAGES[..., None], 2, axis=3)), None, "2 channels"),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 4_000_000_000, 28, 28), None, "4000000000"),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 12, 60_000, 60_000), None, "1 to 1024 pixels"),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 9_000_000, 1000, 1000), None, r"200\.0 GB.*allowed are 2 GB"),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 9_000_000, 10, 10), None, "truncated"),
    ],
)
def test_bad_files_are_explained(images: bytes, labels: bytes | None, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        read_idx(saved(tmp_path, images, labels))


def test_missing_labels(tmp_path: Path) -> None:
    path = saved(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").unlink()
    with pytest.raises(DataError, match=r"labels are missing; train-labels-idx1-ubyte or .*gz is needed beside it"):
        read_idx(path)
    # As long as a name may be on most systems: with .gz behind it the labels' would be too long.
    long = path.rename(tmp_path / f"{path.name:a>255}")
    with pytest.raises(DataError, match="labels are missing"):
        read_idx(long)
    plain = long.rename(tmp_path / "digits.idx")
    with pytest.raises(DataError, match=r"digits\.idx: the name tells no labels file"):
        read_idx(plain)


def test_damaged_compression(tmp_path: Path) -> None:
    path = saved(tmp_path, names=("a-images-idx3-ubyte.gz", "a-labels-idx1-ubyte.gz"))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(DataError, match="truncated or damaged"):
        read_idx(path)
    path.write_bytes(data[:30] + b"\xff\xff\xff" + data[33:])
    with pytest.raises(DataError, match=r"^a-images"):
        read_idx(path)
    path.write_bytes(data[:-8] + b"\xff\xff\xff" + data[-5:])
    with pytest.raises(DataError, match=r"^a-images.*CRC"):
        read_idx(path)
