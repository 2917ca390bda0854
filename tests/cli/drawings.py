"""Digits as people draw them with a mouse or a pen, independent of the generator that the network learned from."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

# Strokes as "x,y x,y … | …" on a grid of 100 × 100, corners as they come from a mouse.
DRAWN = {
    "0 round": "52,8 32,14 20,36 18,62 28,84 48,93 68,86 80,64 80,38 70,16 52,8",
    "0 narrow, open at the top": "56,10 40,20 34,44 36,72 48,90 60,86 68,64 66,36 60,18 50,12",
    "1 a stroke": "50,8 49,50 50,92",
    "1 with a serif": "34,28 52,10 52,92",
    "1 with serif and foot": "36,26 52,10 52,90 | 34,91 70,91",
    "2 angular": "24,26 38,12 60,10 74,24 70,44 46,66 24,88 78,88",
    "2 with a loop": "26,28 40,12 62,12 72,30 62,54 36,80 26,88 30,78 44,82 62,92 80,86",
    "3 round": "26,18 46,8 66,16 68,34 48,47 70,58 74,78 54,92 28,86",
    "3 flat at the top": "26,12 72,12 46,42 66,48 76,66 66,86 44,92 26,84",
    "4 open": "34,10 24,56 76,56 | 64,34 62,94",
    "4 open, wide": "26,14 22,54 82,52 | 70,16 66,92",
    "4 closed": "62,92 62,8 20,62 82,62",
    "4 closed, two strokes": "60,10 22,60 80,60 | 60,10 60,92",
    "5 two strokes": "34,12 30,46 52,40 72,52 74,72 58,90 28,88 | 34,12 74,10",
    "5 one stroke": "74,10 36,12 32,44 54,40 74,56 70,80 50,92 26,86",
    "6 straight": "62,8 40,30 26,62 34,86 56,92 72,78 66,60 46,56 30,68",
    "6 round": "70,14 50,10 30,32 24,64 36,88 60,90 74,72 62,54 38,58 27,70",
    "7 plain": "22,14 78,14 46,92",
    "7 with a bar": "22,14 78,14 46,92 | 38,52 74,50",
    "7 with a hook": "22,26 22,12 76,12 56,46 44,92",
    "8 one stroke": "70,18 50,8 30,20 38,40 62,56 74,76 52,93 28,80 36,58 62,40 70,18",
    "8 two rings": "50,10 32,20 36,42 52,46 68,38 66,18 50,10 | 52,47 28,62 30,86 52,93 74,84 72,60 52,47",
    "9 straight": "72,24 52,10 30,22 32,46 54,52 72,34 74,16 70,92",
    "9 curved": "72,28 54,10 32,20 30,42 50,52 70,40 74,22 72,60 60,86 34,90",
}


def strokes(words: str) -> list[np.ndarray]:
    """The strokes of a drawing, each (points, 2) in the grid."""
    return [np.array([point.split(",") for point in part.split()], float) for part in words.split("|")]


def drawn(
    words: str,
    size: int = 280,
    width: float = 18,
    slant: float = 0.0,
    scale: float = 0.7,
    shift: float = 0.0,
    shaky: int | None = None,
) -> Image.Image:
    """A drawing as the drawing pad makes it: white on black, by a round pen; `shaky` is the seed of a tremor."""
    picture = Image.new("L", (size, size), 0)
    tremor = np.random.default_rng(shaky)
    pen, radius = ImageDraw.Draw(picture), width / 2
    for stroke in strokes(words):
        x = stroke[:, 0] - 50 - slant * (stroke[:, 1] - 50)
        points = np.stack([x, stroke[:, 1] - 50], axis=1)
        if shaky is not None:
            points += tremor.normal(0, 4, points.shape)
        points = points / 100 * scale * size + size / 2 + shift * size
        flat = [tuple(point) for point in points]
        pen.line(flat, 255, round(width), joint="curve")
        for px, py in flat:
            pen.ellipse((px - radius, py - radius, px + radius, py + radius), 255)
    return picture


def photographed(words: str, seed: int) -> Image.Image:
    """A drawing as a photograph of pen on paper: thin blue ink, uneven light, a blurred lens, noise."""
    rng = np.random.default_rng(seed)
    small = drawn(
        words, 480, rng.uniform(9, 16), rng.uniform(-0.15, 0.3), rng.uniform(0.3, 0.55), rng.uniform(-0.12, 0.12)
    )
    ink = np.asarray(small.filter(ImageFilter.GaussianBlur(1.3)), float)[..., None] / 255
    rows, columns = np.mgrid[0:1:480j, 0:1:480j][:, ..., None]
    light = 0.95 - 0.35 * (rows * rng.uniform(0, 1) + columns * rng.uniform(0, 1))
    paper, pen = np.array([235, 230, 215]), np.array([40, 50, 110])
    shot = light * (paper * (1 - ink) + pen * ink) + rng.normal(0, 4, (480, 480, 3))
    return Image.fromarray(np.clip(shot, 0, 255).astype(np.uint8))
