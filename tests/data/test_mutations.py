"""Damaged files of every format give a set, a picture, or one sentence; never anything else, and no warning."""

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.contents import content_of, is_image_set
from playground.data.errors import DataError
from playground.data.library import load
from playground.data.picture_files import open_picture
from playground.data.value_files import load_values
from tests.data.set_files import IMAGES, LABELS, cifar, deep_picture, idx, npy, npz, packed, picture, written

MUTATIONS = 60
COLOUR = np.random.default_rng(3).integers(0, 256, (4, 32, 32, 3)).astype(np.uint8)
Files = dict[str, bytes]


def archive(folder: Path, **arrays: np.ndarray) -> Files:
    return {"set.npz": npz(folder / "made.npz", **arrays).read_bytes()}


def photograph(kind: str) -> bytes:
    file = io.BytesIO()
    Image.fromarray(COLOUR[0]).save(file, kind)
    return file.getvalue()


def classes() -> Files:
    return {"a/1.png": picture(9), "b/1.jpg": photograph("JPEG"), "b/2.png": picture(200)}


FORMATS: dict[str, Callable[[Path], Files]] = {
    "npz of pictures": lambda folder: archive(folder, x_train=IMAGES, y_train=LABELS, x_test=IMAGES, y_test=LABELS),
    "npz of numbers": lambda folder: archive(folder, images=IMAGES / 255, labels=np.array(["a", "b", "c"])[LABELS]),
    "npz of points": lambda folder: archive(folder, x=IMAGES[:, 0, :2] / 100, y=LABELS),
    "npy": lambda folder: {"x.npy": npy(np.asfortranarray(IMAGES)), "y.npy": npy(LABELS)},
    "idx": lambda folder: {"images": idx(IMAGES), "labels": idx(LABELS)},
    "idx, packed": lambda folder: {"images.gz": gzip.compress(idx(IMAGES)), "labels": idx(LABELS)},
    "cifar": lambda folder: {"data_batch_1.bin": cifar(COLOUR, np.arange(4))},
    "zip": lambda folder: {"set.zip": packed(folder / "made.zip", classes()).read_bytes()},
    "png": lambda folder: {"a.png": photograph("PNG")},
    "deep png": lambda folder: {"a.png": deep_picture(IMAGES[0].astype(np.uint16) * 99)},
    "float tiff": lambda folder: {"a.tif": deep_picture(IMAGES[0].astype(np.float32), "TIFF")},
    "jpeg": lambda folder: {"a.jpg": photograph("JPEG")},
    "gif": lambda folder: {"a.gif": photograph("GIF")},
    "webp": lambda folder: {"a.webp": photograph("WEBP")},
}


def mutated(data: bytes, rng: np.random.Generator) -> bytes:
    """Some bytes changed, most of them near the beginning or the end; or cut off, or with some of it twice."""
    way = int(rng.integers(0, 8))
    if way == 0:
        return data[: int(rng.integers(0, len(data)))]
    if way == 1:
        first, last = sorted(rng.integers(0, len(data), 2).tolist())
        return data[:last] + data[first:]
    damaged = bytearray(data)
    for _ in range(int(rng.integers(1, 6))):
        place = int(rng.integers(0, min(len(data), 160 if way < 6 else len(data))))
        damaged[-1 - place if way == 5 else place] = int(rng.choice([0, 1, 0x7F, 0x80, 0xFF, rng.integers(0, 256)]))
    return bytes(damaged)


def outcome(path: Path) -> str:
    """What is said of a file; empty where it can be read."""
    try:
        content = content_of(path)
        if content == "values":
            load_values(path)
        elif content == "points" or is_image_set(path):
            load(path)
        else:
            open_picture(path)
    except DataError as error:
        return str(error)
    return ""


def check(folder: Path, files: Files, seed: int) -> None:
    rng = np.random.default_rng(seed)
    victim = sorted(files)[int(rng.integers(0, len(files)))]
    written(folder, {**files, victim: mutated(files[victim], rng)})
    for name in files:
        said = outcome(folder / name)
        assert said.isprintable(), (seed, said)
        assert len(said) < 400, (seed, said)


@pytest.mark.parametrize("kind", FORMATS)
def test_damaged_files(kind: str, tmp_path: Path) -> None:
    files = FORMATS[kind](tmp_path)
    for name in files:
        assert outcome(written(tmp_path / "whole", files) / name) == ""
    for seed in range(MUTATIONS):
        check(tmp_path / "damaged", files, zlib.crc32(kind.encode()) + seed)


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 5, 5)",
        "{'descr': '|u1', 'fortran_order': False, 'shape': ([], {[]: 1})}",
        "{'descr': {}, 'fortran_order': False, 'shape': (3, 5, 5)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (True, 5, 5)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (-3, 5, 5)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + "9" * 400 + ", 5, 5)}",
        "{'descr': '|u1', 'fortran_order': 7, 'shape': (3, 5, 5)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': " + "(" * 300 + ")" * 300 + "}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': -" + "-" * 3000 + "1}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<U99999999', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<U0', 'fortran_order': False, 'shape': (3, 5, 5)}",
        "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<M8[as]', 'fortran_order': False, 'shape': (3, 5, 5)}",
        "{'descr': 'float', 'fortran_order': False, 'shape': (3, 5, 5), 'more': 1}",
        "\\x00\\xff = lambda",
        "",
    ],
)
def test_broken_headers_of_arrays(header: str, tmp_path: Path) -> None:
    text = header.encode("latin1") + b"\n"
    data = b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + bytes(75)
    written(tmp_path, {"x.npy": data, "y.npy": npy(np.arange(3))})
    packed(tmp_path / "set.npz", {"x.npy": data, "y.npy": npy(np.arange(3))})
    for name in ("x.npy", "set.npz"):
        said = outcome(tmp_path / name)
        assert said and said.isprintable()
