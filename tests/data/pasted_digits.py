"""Photographs of digits on pages and tables: pasted on a page, a sheet that lies askew, shadows over a corner."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from tests.data.drawn_digits import SIDE, Drawing, inked
from tests.data.photographs import SIZE, photograph

Scene = Callable[[Drawing, int], Image.Image]


def pasted(ground: tuple[int, int, int], outline: int = 0, even: bool = False) -> Scene:
    """A photograph on a page of this colour with margins, perhaps with an outline."""

    def scene(drawing: Drawing, seed: int) -> Image.Image:
        rng = np.random.default_rng(seed)
        picture = flat_photograph(drawing, seed) if even else photograph(drawing, seed).convert("RGB")
        if outline:
            ImageDraw.Draw(picture).rectangle((0, 0, SIZE[0] - 1, SIZE[1] - 1), outline=(0, 0, 0), width=outline)
        left, top, right, bottom = (int(v) for v in rng.uniform(0.05, 0.4, 4) * 400)
        page = Image.new("RGB", (SIZE[0] + left + right, SIZE[1] + top + bottom), ground)
        page.paste(picture, (left, top))
        return page

    return scene


def flat_photograph(drawing: Drawing, seed: int) -> Image.Image:
    """Grey paper in a dim, nearly even light."""
    rng = np.random.default_rng(seed)
    sheet, _ = written_sheet(drawing, rng, SIZE)
    columns = np.linspace(0.9, 1, SIZE[0])[None, :, None]
    values = np.asarray(sheet, np.float32) * np.float32(rng.uniform(0.55, 0.9)) * columns
    return as_picture(values + rng.uniform(0.5, 4) * rng.standard_normal(values.shape))


def written_sheet(drawing: Drawing, rng: np.random.Generator, size: tuple[int, int]) -> tuple[Image.Image, float]:
    """The drawing on a sheet of this size, 35 to 60 % of its height tall; and how tall."""
    points = np.concatenate(drawing.strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    tall = min(size) * rng.uniform(0.35, 0.6)
    scale = tall / max(*(high - low), SIDE / 10)
    middle = np.array(size) * (0.5 + rng.uniform(-0.08, 0.08, 2))
    strokes = tuple((stroke - (low + high) / 2) * scale + middle for stroke in drawing.strokes)
    ink = np.asarray(inked(strokes, max(tall * rng.uniform(0.05, 0.1), 2), size), np.float32)[..., None] / 255
    paper = np.array([238, 235, 228], np.float32) + np.float32(rng.uniform(-8, 8))
    pen = np.array([(35, 35, 40), (45, 55, 120), (95, 93, 95)][rng.integers(3)], np.float32)
    return as_picture(paper + ink * (pen - paper)), tall


def tilted(table: tuple[float, float], shadow: str, degrees: float = 12) -> Scene:
    """A sheet askew on a table whose brightness is within these bounds, as a camera saw it."""

    def scene(drawing: Drawing, seed: int) -> Image.Image:
        rng = np.random.default_rng(seed)
        sheet, _ = written_sheet(drawing, rng, (440, 400) if rng.random() < 0.5 else (380, 420))
        angle = rng.uniform(-degrees, degrees)
        placed = sheet.convert("RGBA").rotate(angle, Image.Resampling.BICUBIC, expand=True)
        ground = table_top(rng, rng.uniform(*table))
        room = np.maximum(np.array(SIZE) - placed.size, 0)
        at = (room * rng.uniform(0.2, 0.8, 2)).astype(int)
        ground.paste(placed, (int(at[0]), int(at[1])), placed)
        values = np.asarray(ground.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 1.3))), np.float32)
        values = values * lit(shadow, rng)[..., None]
        return as_picture(values + rng.uniform(1, 4) * rng.standard_normal(values.shape))

    return scene


def table_top(rng: np.random.Generator, brightness: float) -> Image.Image:
    """A table with some grain of wood."""
    bands = np.cumsum(rng.normal(0, 1, SIZE[1]))
    bands = (bands - bands.mean()) / max(float(bands.std()), 1e-6) * 4
    values = np.array([1.05, 1, 0.95]) * brightness + bands[:, None, None] + np.zeros((SIZE[1], SIZE[0], 1))
    return as_picture(values)


def lit(shadow: str, rng: np.random.Generator) -> np.ndarray:
    """How bright each place is: a gradient, and a shadow over a corner, soft or sharp, or none."""
    rows, columns = np.mgrid[-1 : 1 : SIZE[1] * 1j, -1 : 1 : SIZE[0] * 1j]
    turn = rng.uniform(0, 2 * np.pi)
    light = 0.88 + 0.1 * (np.cos(turn) * columns + np.sin(turn) * rows)
    if shadow == "none":
        return light.astype(np.float32)
    corner = rng.choice([-1, 1], 2)
    across = corner[0] * columns + corner[1] * rows * rng.uniform(0.6, 1.5) - rng.uniform(0.3, 0.8)
    width = 0.015 if shadow == "sharp" else rng.uniform(0.06, 0.15)
    return (light * (1 - rng.uniform(0.25, 0.5) / (1 + np.exp(-across / width)))).astype(np.float32)


def as_picture(values: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(values, 0, 255).round().astype(np.uint8))


SCENES: dict[str, Scene] = {
    "photograph": lambda drawing, seed: photograph(drawing, seed).convert("RGB"),
    "photograph on a white page": pasted((255, 255, 255)),
    "photograph on a grey page": pasted((190, 190, 190)),
    "photograph on a black page": pasted((0, 0, 0)),
    "photograph with an outline on a white page": pasted((255, 255, 255), outline=2),
    "dim photograph on a white page": pasted((255, 255, 255), even=True),
    "sheet on a grey table": tilted((110, 160), "none"),
    "sheet on a dark table": tilted((30, 80), "none"),
    "sheet with a soft shadow": tilted((70, 150), "soft"),
    "sheet with a sharp shadow": tilted((70, 150), "sharp"),
    "sheet on a dark table with a shadow": tilted((25, 60), "soft"),
}
"""Ways in which a photograph of a digit comes."""


def pictured(drawing: Drawing, kind: str, seed: int, bright: bool = False) -> Image.Image:
    """The drawing as in one of SCENES; bright: its negative."""
    picture = SCENES[kind](drawing, seed)
    return ImageOps.invert(picture) if bright else picture
