"""NumPy archives with points or images."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from playground.data.errors import DataError
from playground.data.image_sets import ImageSet
from playground.data.library import load
from playground.data.points import PointSet

RNG = np.random.default_rng(0)
POINTS = RNG.uniform(-3, 3, (20, 2))
IMAGES = RNG.integers(0, 256, (20, 5, 4)).astype(np.uint8)
LABELS = np.arange(20) % 3


def saved(folder: Path, **arrays: np.ndarray) -> Path:
    path = folder / "data.npz"
    np.savez(path, **arrays)
    return path


@pytest.mark.parametrize("y", [LABELS, LABELS.astype(float), LABELS[:, None], np.eye(3)[LABELS], LABELS.astype(str)])
def test_points(y: np.ndarray, tmp_path: Path) -> None:
    points = load(saved(tmp_path, x=POINTS, y=y))
    assert isinstance(points, PointSet)
    np.testing.assert_allclose(points.x, POINTS, rtol=1e-6)
    assert points.label.tolist() == LABELS.tolist()
    assert points.class_names == ("0", "1", "2")


@pytest.mark.parametrize(
    "x",
    [
        IMAGES,
        IMAGES[..., None],
        IMAGES[:, None],
        IMAGES.astype(np.int64),
        IMAGES / 255,
        IMAGES.astype(np.float32),
    ],
)
def test_grey_images(x: np.ndarray, tmp_path: Path) -> None:
    images = load(saved(tmp_path, x=x, y=LABELS))
    assert isinstance(images, ImageSet)
    np.testing.assert_array_equal(images.images[..., 0], IMAGES)
    assert images.label.tolist() == LABELS.tolist()


def test_colour_images_and_words(tmp_path: Path) -> None:
    colour = RNG.integers(0, 256, (4, 6, 7, 3)).astype(np.uint8)
    for x in (colour, np.moveaxis(colour, 3, 1)):
        images = load(saved(tmp_path, x=x, y=np.array(["cat", "ant", "cat", "bee"])))
        np.testing.assert_array_equal(images.images, colour)
        assert images.class_names == ("ant", "bee", "cat")
        assert images.label.tolist() == [2, 0, 2, 1]


def test_samples(tmp_path: Path) -> None:
    path = saved(tmp_path, x=np.zeros((12_000, 2)), y=np.arange(12_000) % 2)
    assert load(path).note == "10,000 of 12,000 points are used, evenly chosen."
    images = load(saved(tmp_path, x=IMAGES, y=LABELS), count=10)
    assert (len(images), images.note) == (10, "10 of 20 images are used, evenly chosen.")


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"x": POINTS}, "no samples with labels .found: x in"),
        ({"a": POINTS}, "no samples with labels"),
        ({"x": POINTS, "y": LABELS[:-1]}, "x in data.npz has 20 items but y in data.npz has 19"),
        ({"x": POINTS[:0], "y": LABELS[:0]}, "holds no samples"),
        (
            {"x": np.where(POINTS > 2, np.nan, POINTS), "y": LABELS},
            r"x in data.npz: the number at \[\d+, \d\] is nan; numbers from −10³⁰ to 10³⁰",
        ),
        ({"x": POINTS, "y": np.zeros(20)}, "only one class"),
        ({"x": POINTS, "y": np.arange(20)}, "20 classes; allowed are 2 to 6"),
        ({"x": POINTS, "y": LABELS + 0.5}, "not whole"),
        ({"x": POINTS, "y": LABELS * 1e300}, "too large"),
        ({"x": POINTS, "y": np.where(LABELS == 1, "a" * 5000, "b")}, r"label 'a+…' is longer than 80"),
        ({"x": POINTS, "y": np.zeros((20, 2, 2))}, r"y in data.npz has the shape \(20, 2, 2\)"),
        ({"x": POINTS.astype(str), "y": LABELS}, "numbers are needed"),
        ({"x": np.zeros((20, 3)), "y": LABELS}, r"x in data.npz has the shape \(20, 3\)"),
        ({"x": np.zeros((20, 4, 4, 2)), "y": LABELS}, r"x in data.npz has the shape \(20, 4, 4, 2\)"),
        ({"x": np.zeros((20, 0, 4)), "y": LABELS}, "an item may have 1 to"),
        ({"x": np.full((20, 2, 2), np.nan), "y": LABELS}, r"the number at \[0, 0, 0\] is nan"),
        ({"x": np.float64(3.0), "y": LABELS}, "one entry per sample"),
        ({"x": POINTS, "y": LABELS.astype(complex)}, "type complex"),
    ],
)
def test_bad_arrays_are_explained(arrays: dict, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        load(saved(tmp_path, **arrays))


def test_pickles_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="pickled objects, which are refused"):
        load(saved(tmp_path, x=np.array([{}, []], dtype=object), y=LABELS))


def test_damaged_archives(tmp_path: Path) -> None:
    path = saved(tmp_path, x=IMAGES, y=LABELS)
    data = path.read_bytes()
    for cut in (0, 10, len(data) // 2, len(data) - 10):
        path.write_bytes(data[:cut])
        with pytest.raises(DataError, match=r"^data\.npz"):
            load(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.npy", b"no array")
        archive.writestr("y.npy", b"no array")
    with pytest.raises(DataError, match=r"^data\.npz"):
        load(path)
