"""Photographs of pen on paper, imitated: handwriting with all that a telephone's camera adds to it."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageFilter

from tests.data.drawn_digits import SIDE, Drawing, inked

SIZE = (640, 480)
PENS = {  # share of the digit's height, colour, unevenness of the ink
    "pencil": ((0.022, 0.04), (105, 103, 105), 0.35),
    "ballpoint": ((0.022, 0.045), (45, 55, 125), 0.15),
    "fountain pen": ((0.035, 0.06), (30, 30, 60), 0.1),
    "marker": ((0.08, 0.14), (25, 25, 28), 0.03),
}
PAPERS = ("plain", "plain", "ruled", "squared")


def photograph(drawing: Drawing, seed: int) -> Image.Image:
    """A drawing's strokes on paper as a camera saw them; pen, paper, light and place follow from the seed."""
    rng = np.random.default_rng(seed)
    (least, most), colour, uneven = PENS[str(rng.choice(list(PENS)))]
    strokes, tall = placed(drawing, rng)
    ink = np.asarray(inked(strokes, max(tall * rng.uniform(least, most), 1.6), SIZE), np.float32)[..., None] / 255
    ink *= 1 - uneven * smooth_noise(rng, 160)[..., None]
    paper = (np.array([240, 236, 226]) + rng.uniform(-10, 10, 3)).astype(np.float32)
    lines = printed_lines(str(rng.choice(PAPERS)), tall, rng)[..., None]
    page = paper + lines * (np.array([150, 175, 205], np.float32) - paper)
    scene = page + ink * (np.array(colour, np.float32) - page)
    scene = camera(on_a_table(scene, rng), rng)
    grain = np.float32(rng.uniform(1, 5)) * rng.standard_normal(scene.shape, np.float32)
    scene = scene * light(rng)[..., None].astype(np.float32) + grain
    file = io.BytesIO()
    Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=int(rng.integers(35, 90)))
    return Image.open(file)


def placed(drawing: Drawing, rng: np.random.Generator) -> tuple[tuple[np.ndarray, ...], float]:
    """The strokes somewhere on the picture, 22 to 65 % of its height tall, turned by a few degrees; and how tall."""
    width, height = SIZE
    points = np.concatenate(drawing.strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    tall = height * rng.uniform(0.22, 0.65)
    scale = tall / max(high[1] - low[1], 0.8 * (high[0] - low[0]), SIDE / 10)
    angle = rng.normal(0, 0.07)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    room = np.maximum(np.array([width, height]) * 0.5 - 0.62 * tall - 30, 0)
    middle = np.array([width, height]) / 2 + rng.uniform(-1, 1, 2) * room
    return tuple((stroke - (low + high) / 2) @ turn * scale + middle for stroke in drawing.strokes), tall


def printed_lines(kind: str, tall: float, rng: np.random.Generator) -> np.ndarray:
    """How much of each pixel (rows, columns) is the line of ruled or squared paper."""
    width, height = SIZE
    lines = np.zeros((height, width), np.float32)
    if kind == "plain":
        return lines
    pitch = tall * rng.uniform(0.4, 1.3) if kind == "ruled" else tall * rng.uniform(0.25, 0.6)
    strength, tilt = rng.uniform(0.4, 0.9), rng.normal(0, 0.01)
    rows, columns = np.mgrid[:height, :width]
    thick = max(tall * 0.012, 1.0)
    lines = np.maximum(lines, (rows + tilt * columns) % pitch < thick)
    if kind == "squared":
        lines = np.maximum(lines, (columns - tilt * rows) % pitch < thick)
    return lines * np.float32(strength)


def on_a_table(scene: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One picture in four shows the edge of the sheet and a darker table beside it."""
    if rng.random() < 0.25:
        table = np.array([95, 75, 60]) * rng.uniform(0.6, 1.5)
        edge = int(rng.integers(8, 28))
        side = int(rng.integers(4))
        part = np.rot90(scene, side)
        part[:edge] = table
        scene = np.rot90(part, -side)
    return scene


def camera(scene: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A slight perspective and a lens that is not quite sharp."""
    width, height = SIZE
    low, high = 0, rng.uniform(5, 30)
    a, b, c, d = rng.uniform(low, high, (4, 2))
    quad = (a[0], a[1], b[0], height - b[1], width - c[0], height - c[1], width - d[0], d[1])
    picture = Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8))
    seen = picture.transform(SIZE, Image.Transform.QUAD, quad, Image.Resampling.BILINEAR)
    return np.asarray(seen.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.6))), np.float32)


def light(rng: np.random.Generator) -> np.ndarray:
    """How bright each place (rows, columns) is lit: falling off to one side, in half of the pictures a shadow."""
    width, height = SIZE
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    direction = rng.uniform(0, 2 * np.pi)
    lit = 0.8 + rng.uniform(0, 0.18) * (np.cos(direction) * columns + np.sin(direction) * rows)
    lit -= rng.uniform(0, 0.1) * (rows**2 + columns**2)
    if rng.random() < 0.5:
        direction, where = rng.uniform(0, 2 * np.pi), rng.uniform(-0.6, 0.6)
        across = np.cos(direction) * columns + np.sin(direction) * rows - where
        lit *= 1 - rng.uniform(0.15, 0.45) / (1 + np.exp(-across / rng.uniform(0.02, 0.15)))
    return lit


def smooth_noise(rng: np.random.Generator, cells: int) -> np.ndarray:
    """Noise in [0, 1] (rows, columns) in blots."""
    coarse = (rng.random((cells * 3 // 4, cells)) * 255).astype(np.uint8)
    return np.asarray(Image.fromarray(coarse).resize(SIZE, Image.Resampling.BILINEAR), np.float32) / 255
