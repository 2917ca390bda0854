"""What a file holds is told by its content, whatever it is called."""

import gzip
import os
import pickle
import sys
from pathlib import Path

import numpy as np
import pytest

from playground.data.contents import Content, content_of, is_image_set
from playground.data.errors import DataError
from playground.data.library import load
from tests.data.set_files import IMAGES, LABELS, cifar, idx, npy, npz, packed, picture, written

POINTS = np.random.default_rng(0).uniform(-3, 3, (24, 2))
RECORDS = cifar(np.zeros((4, 32, 32, 3)), np.arange(4))


@pytest.mark.parametrize(
    ("name", "data", "content", "is_set"),
    [
        ("a.csv", b"0,0,a\n1,1,b\n", "points", False),
        ("a.picture", b"0;0;a\n1;1;b\n", "points", False),
        ("utf16", "0;0;a\n".encode("utf-16"), "points", False),
        ("a.txt", b"\0\1", "points", False),
        ("a.txt", b"x y\n1 2\n", "values", False),
        ("a.table", b"0,5;-2\n1;3,5\n", "values", False),
        ("a.png", picture(), "pictures", False),
        ("a.csv.jpg", picture(kind="JPEG"), "pictures", False),
        ("renamed", picture(kind="GIF"), "pictures", False),
        ("a.webp", picture(kind="WEBP"), "pictures", False),
        ("a.tif", picture(kind="TIFF"), "pictures", False),
        ("a.pgm", b"P5\n2 2\n255\nabcd", "pictures", False),
        ("drawing.svg", b"<svg/>", "pictures", False),
        ("noise", bytes([7, 0, 200, 3]), "pictures", False),
        ("empty.png", b"", "pictures", False),
        ("pictures.data", idx(IMAGES), "pictures", True),
        ("pictures.gz", gzip.compress(idx(IMAGES)), "pictures", True),
        ("train-images-idx3-ubyte", b"\0\1\2\3", "pictures", True),
        ("x.npy", npy(IMAGES), "pictures", True),
        ("data_batch_1.bin", RECORDS, "pictures", True),
        ("data_batch_1", pickle.dumps({}, 2), "pictures", True),
    ],
)
def test_files(name: str, data: bytes, content: Content, is_set: bool, tmp_path: Path) -> None:
    path = written(tmp_path, {name: data}) / name
    assert (content_of(path), is_image_set(path)) == (content, is_set)


def test_archives(tmp_path: Path) -> None:
    classes = packed(tmp_path / "classes.zip", {"red/1.png": picture(), "blue/1.png": picture()})
    points = npz(tmp_path / "points.npz", x=POINTS, y=LABELS)
    images = npz(tmp_path / "images.npz", images=IMAGES, labels=LABELS)
    damaged = written(tmp_path, {"damaged.npz": images.read_bytes()[:300]}) / "damaged.npz"
    found = {path.name: (content_of(path), is_image_set(path)) for path in (classes, points, images, damaged)}
    assert found == {
        "classes.zip": ("pictures", True),
        "points.npz": ("points", False),
        "images.npz": ("pictures", True),
        "damaged.npz": ("pictures", True),
    }


def test_points_in_npy_files_by_either_of_the_two(tmp_path: Path) -> None:
    written(tmp_path, {"x.npy": npy(POINTS), "y.npy": npy(LABELS)})
    for name in ("x.npy", "y.npy", "."):
        assert (content_of(tmp_path / name), is_image_set(tmp_path / name)) == ("points", False)


@pytest.mark.parametrize(
    "files",
    [
        {"red/1.png": picture(), "blue/1.png": picture()},
        {"a/b/train-images-idx3-ubyte": idx(IMAGES), "a/b/train-labels-idx1-ubyte": idx(LABELS)},
        {"cifar-10-batches-bin/data_batch_1.bin": RECORDS},
        {"cifar-10-batches-py/batches.meta": pickle.dumps({}, 2)},
        {},
    ],
)
def test_folders_are_sets(files: dict[str, bytes], tmp_path: Path) -> None:
    folder = written(tmp_path / "folder", files)
    assert (content_of(folder), is_image_set(folder)) == ("pictures", True)


def test_what_cannot_be_looked_at(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="neither a file nor a folder"):
        content_of(tmp_path / "nothing")
    assert not is_image_set(tmp_path / "nothing")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes on Windows")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.npz")
    assert not is_image_set(tmp_path / "pipe.npz")
    os.mkfifo(tmp_path / "y.npy")
    (tmp_path / "x.npy").write_bytes(npy(IMAGES))
    with pytest.raises(DataError, match="neither"):
        content_of(tmp_path / "pipe.npz")
    assert is_image_set(tmp_path / "x.npy")


def test_a_whole_disk_is_no_set() -> None:
    with pytest.raises(DataError, match="a whole disk"):
        content_of(Path(Path.cwd().anchor))
    with pytest.raises(DataError, match="a whole disk"):
        load(Path.cwd().anchor)
