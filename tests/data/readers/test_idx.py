"""MNIST-style files, made small."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from playground.data.errors import Cancelled, DataError
from playground.data.library import load

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
        ("train-images.idx3-ubyte", "train-labels-idx1-ubyte"),
        ("emnist-letters-test-images-idx3-ubyte.gz", "emnist-letters-test-labels-idx1-ubyte.gz"),
        ("TRAIN-IMAGES", "TRAIN-LABELS"),
        ("pictures", "answers"),
        ("a.dat", "b.dat"),
    ],
)
def test_names_and_compression(names: tuple[str, str], tmp_path: Path) -> None:
    path = saved(tmp_path, names=names)
    for named in (path, tmp_path / names[1]):
        images = load(named)
        np.testing.assert_array_equal(images.images[..., 0], IMAGES)
        assert images.label.tolist() == LABELS.tolist()
        assert images.class_names == ("0", "1", "2")
        assert images.note == ""


@pytest.mark.parametrize("kind", ["u1", "i1", ">i2", ">i4", ">f4", ">f8"])
def test_numbers_of_any_type(kind: str, tmp_path: Path) -> None:
    code = {"u1": 0x08, "i1": 0x09, ">i2": 0x0B, ">i4": 0x0C, ">f4": 0x0D, ">f8": 0x0E}[kind]
    images = load(saved(tmp_path, idx((IMAGES // 2).astype(kind), code), idx(LABELS.astype(kind), code)))
    assert images.class_names == ("0", "1", "2")
    assert images.label.tolist() == LABELS.tolist()
    assert len(np.unique(images.images)) == len(np.unique(IMAGES // 2))


def test_a_folder_per_file_as_archives_unpack(tmp_path: Path) -> None:
    for name, data in (("train-images-idx3-ubyte", idx(IMAGES)), ("train-labels-idx1-ubyte", idx(LABELS))):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(data)
    for path in (tmp_path, tmp_path / name / name, tmp_path / "train-images-idx3-ubyte" / "train-images-idx3-ubyte"):
        np.testing.assert_array_equal(load(path).images[..., 0], IMAGES)


def test_labels_of_another_set_are_never_taken(tmp_path: Path) -> None:
    for name in ("mnist", "fashion"):
        (tmp_path / name).mkdir()
        saved(tmp_path / name)
    (tmp_path / "mnist" / "train-labels-idx1-ubyte").unlink()
    with pytest.raises(DataError, match="labels are missing"):
        load(tmp_path / "mnist" / "train-images-idx3-ubyte")


@pytest.mark.parametrize("wrapped", ["", "MNIST/raw"])
def test_the_whole_folder_keeps_its_split(wrapped: str, tmp_path: Path) -> None:
    folder = tmp_path / wrapped
    folder.mkdir(parents=True, exist_ok=True)
    saved(folder)
    saved(folder, names=("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"))
    saved(folder, idx(IMAGES[:5]), idx(LABELS[:5]), ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"))
    images = load(tmp_path)
    assert len(images) == 17
    train, test = images.split(0.5, 0)
    assert (len(train), len(test)) == (12, 5)
    np.testing.assert_array_equal(images.images[test, :, :, 0], IMAGES[:5])


def test_several_sets_in_a_folder_are_told(tmp_path: Path) -> None:
    for name in ("emnist-letters", "emnist-digits"):
        saved(tmp_path, names=(f"{name}-train-images-idx3-ubyte", f"{name}-train-labels-idx1-ubyte"))
    with pytest.raises(DataError, match=r"holds several sets: emnist-digits.* and emnist-letters"):
        load(tmp_path)


def test_colour(tmp_path: Path) -> None:
    colour = np.repeat(IMAGES[..., None], 3, axis=3)
    np.testing.assert_array_equal(load(saved(tmp_path, idx(colour))).images, colour)


def test_sample_and_progress(tmp_path: Path) -> None:
    told: list[float] = []
    images = load(saved(tmp_path), count=4, progress=told.append)
    chosen = [(image == images.images[..., 0]).all(axis=(1, 2)).any() for image in IMAGES]
    np.testing.assert_array_equal(images.images[..., 0], IMAGES[np.flatnonzero(chosen)])
    assert images.note == "4 of 12 images are used, evenly chosen."
    assert told[-1] == 1.0

    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        load(tmp_path / "train-images-idx3-ubyte", progress=stop)


@pytest.mark.parametrize(
    ("images", "labels", "message"),
    [
        (b"IDX8" + bytes(50), None, r"images-idx3-ubyte begins with 0x49445838, not with an IDX magic number"),
        (idx(IMAGES, kind=0x0D), None, "truncated: its header states 12 items, it holds 3"),
        (idx(LABELS), None, r"has the shape \(12,\)"),
        (b"\0", None, "begins with 0x00"),
        (idx(IMAGES)[:9], None, "header is not complete"),
        (idx(IMAGES)[:-1], None, "truncated: its header states 12 items, it holds 11"),
        (idx(IMAGES), idx(LABELS[:-1]), "has 12 items but train-labels-idx1-ubyte has 11"),
        (idx(IMAGES), idx(LABELS)[:-1], "labels-idx1-ubyte is truncated"),
        (idx(IMAGES), b"", "labels-idx1-ubyte begins with 0x0,"),
        (idx(IMAGES), idx(IMAGES), r"labels-idx1-ubyte has the shape \(12, 5, 4\)"),
        (idx(IMAGES), idx(LABELS * 0), "only one class"),
        (idx(IMAGES[:0]), idx(LABELS[:0]), "holds no images"),
        (idx(np.repeat(IMAGES[..., None], 2, axis=3)), None, r"has the shape \(12, 5, 4, 2\)"),
        (
            bytes([0, 0, 8, 3]) + struct.pack(">3I", 4_000_000_000, 28, 28),
            None,
            "truncated: its header states 4,000,000,000 items",
        ),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 12, 60_000, 60_000), None, "1 to 64,000,000 bytes"),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 9_000_000, 1000, 1000), None, "truncated"),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 9_000_000, 10, 10), None, "truncated"),
    ],
)
def test_bad_files_are_explained(images: bytes, labels: bytes | None, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        load(saved(tmp_path, images, labels))


def test_missing_labels(tmp_path: Path) -> None:
    path = saved(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").unlink()
    with pytest.raises(DataError, match="labels are missing; a file beside it is needed"):
        load(path)
    long = path.rename(tmp_path / f"{path.name:a>255}")  # as long as a name may be on most systems
    with pytest.raises(DataError, match="labels are missing"):
        load(long)


def test_damaged_compression(tmp_path: Path) -> None:
    path = saved(tmp_path, names=("a-images-idx3-ubyte.gz", "a-labels-idx1-ubyte.gz"))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(DataError, match="truncated or damaged"):
        load(path)
    path.write_bytes(data[:30] + b"\xff\xff\xff" + data[33:])
    with pytest.raises(DataError, match=r"^a-images"):
        load(path)
    path.write_bytes(data[:-8] + b"\xff\xff\xff" + data[-5:])
    with pytest.raises(DataError, match=r"^a-images.*CRC"):
        load(path)
