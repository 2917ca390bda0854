"""Files that a window may be handed: good ones, damaged ones, and such as are not what they are called."""

from __future__ import annotations

import os
import random
from pathlib import Path

import numpy as np
from PIL import Image

SUFFIXES = (".atelier", ".csv", ".png", ".npz", ".npy", ".txt", "-idx3-ubyte", ".gz", "")


def make_files(folder: Path, rng: random.Random) -> list[Path]:
    """Writes all that is there from the beginning; every path, also of what is not there."""
    folder.mkdir()
    return [*_good(folder, rng), *_bad(folder, rng)]


def damaged(path: Path, rng: random.Random) -> Path:
    """A copy of a file that was cut off, or in which some bytes are others."""
    content = bytearray(path.read_bytes())
    if rng.random() < 0.5:
        del content[rng.randrange(len(content) + 1) :]
    for _ in range(rng.randint(1, 20) if content else 0):
        content[rng.randrange(len(content))] = rng.randrange(256)
    target = path.with_name(f"damaged-{rng.randrange(4)}{path.suffix}")
    target.write_bytes(content)
    return target


def _good(folder: Path, rng: random.Random) -> list[Path]:
    points = folder / "points.csv"
    rows = [f"{rng.gauss(k, 1):.3f},{rng.gauss(-k, 1):.3f},{'abc'[k]}" for k in range(3) for _ in range(60)]
    points.write_text("\n".join(["x,y,class", *rows]))
    values = folder / "values.csv"
    values.write_text("\n".join(f"{x / 50:.3f};{x * x / 2500:.3f}" for x in range(-50, 50)))
    picture = folder / "picture.png"
    _picture(rng, (200, 140)).save(picture)
    sorted_pictures = folder / "pictures"
    for name in ("cats", "dögs & co"):
        (sorted_pictures / name).mkdir(parents=True)
        for number in range(12):
            _picture(rng, (24, 30)).save(sorted_pictures / name / f"{number}.png")
    arrays = folder / "arrays.npz"
    seeded = np.random.default_rng(rng.randrange(2**32))
    np.savez(arrays, x=seeded.integers(0, 256, (50, 12, 12), np.uint8), y=np.arange(50) % 3)
    return [points, values, picture, sorted_pictures, arrays]


def _bad(folder: Path, rng: random.Random) -> list[Path]:
    result = []
    for number, suffix in enumerate(SUFFIXES):
        for name, content in (
            ("noise", rng.randbytes(5000)),
            ("empty", b""),
            ("words", b"to be, or not\x00 to be\n" * 9),
        ):
            path = folder / f"{name}-{number}{suffix}"
            path.write_bytes(content)
            result.append(path)
    huge = folder / "huge.csv"
    huge.write_text("x,y,class\n" + "\n".join(f"1e{n},-1e{n},{n % 3}" for n in range(280, 308)) + "\nnan,inf,1\n")
    lying = folder / "lying.atelier"
    _picture(rng, (30, 30)).save(lying, "PNG")
    for name in ("empty folder", "folder.atelier", "folder.csv"):
        (folder / name).mkdir()
    os.mkfifo(folder / "pipe.csv")
    (folder / "loop.png").symlink_to("loop.png")
    names = (
        "empty folder",
        "folder.atelier",
        "folder.csv",
        "pipe.csv",
        "loop.png",
        "nowhere.atelier",
        "n\u00f6\U0001f600.csv",
    )
    return [*result, huge, lying, *(folder / name for name in names), folder]


def _picture(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
