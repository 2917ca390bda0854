"""Small files of every format with pictures, made for tests."""

import io
import struct
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

RNG = np.random.default_rng(0)
IMAGES = RNG.integers(0, 256, (24, 6, 6)).astype(np.uint8)
IMAGES[0, 0, 0] = 255
LABELS = (np.arange(24) % 3).astype(np.uint8)
CODES = {"u1": 0x08, "i1": 0x09, ">i2": 0x0B, ">i4": 0x0C, ">f4": 0x0D, ">f8": 0x0E}


def idx(array: np.ndarray, kind: int = 8) -> bytes:
    return bytes([0, 0, kind, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def npz(path: Path, **arrays: np.ndarray) -> Path:
    np.savez_compressed(path, **arrays)
    return path


def cifar(images: np.ndarray, *labels: np.ndarray) -> bytes:
    """Records of one or two labels and a picture (n, 32, 32, 3), its colours one after the other."""
    planes = np.moveaxis(images, 3, 1).reshape(len(images), -1)
    return np.column_stack([*labels, planes]).astype(np.uint8).tobytes()


def picture(value: int | tuple[int, int, int] = 90, kind: str = "PNG", size: tuple[int, int] = (9, 9)) -> bytes:
    file = io.BytesIO()
    Image.new("L" if isinstance(value, int) else "RGB", size, value).save(file, kind)
    return file.getvalue()


def deep_picture(values: np.ndarray, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.fromarray(values).save(file, kind)
    return file.getvalue()


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with these files, by their paths in it; a path that ends in / is an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder


def packed(path: Path, files: dict[str, bytes]) -> Path:
    """The same as a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
