"""Digits written by hand for the tests, as on the drawing pad: nothing here comes from the program's own generator."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

SIDE = 280
FINE = 3
STEP = 7.0
"""Pixels of the pad between two events of the mouse."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """One digit on the pad of 280 × 280: its strokes as the mouse's events (n, 2), the pen's width, what marks it."""

    digit: int
    tags: frozenset[str]
    pen: float
    strokes: tuple[np.ndarray, ...]

    @property
    def name(self) -> str:
        return f"{self.digit} {', '.join(sorted(self.tags))}"


@cache
def drawings() -> tuple[Drawing, ...]:
    """All drawings of drawn_digits.json."""
    rows = json.loads(Path(__file__).with_name("drawn_digits.json").read_text("utf-8"))["drawings"]
    return tuple(
        Drawing(digit, frozenset(tags.split(",")), pen, mouse_strokes(path, wobble, number))
        for number, (digit, tags, pen, wobble, path) in enumerate(rows)
    )


def mouse_strokes(path: str, wobble: float, seed: int) -> tuple[np.ndarray, ...]:
    """The strokes of "x,y x,y* … | …" as whole pixels along the way, from a hand that wobbles so many pixels.

    Points are passed smoothly; `*` marks a corner.
    """
    rng = np.random.default_rng(seed)
    return tuple(np.round(wobbled(curve(part), wobble, rng)) for part in path.split("|"))


def curve(part: str) -> np.ndarray:
    """Points (n, 2) every STEP pixels along one stroke: cubic pieces with the mean direction at their ends."""
    words = part.split()
    points = np.array([[float(v) for v in word.rstrip("*").split(",")] for word in words])
    corners = {0, len(words) - 1, *(i for i, word in enumerate(words) if word.endswith("*"))}
    pieces = [points[:1]]
    for i in range(len(points) - 1):
        here, there = points[i], points[i + 1]
        leaving = there - here if i in corners else (there - points[i - 1]) / 2
        arriving = there - here if i + 1 in corners else (points[i + 2] - here) / 2
        t = np.linspace(0, 1, max(int(np.hypot(*(there - here)) / STEP), 1) + 1)[1:, None]
        pieces.append(
            (2 * t**3 - 3 * t**2 + 1) * here
            + (t**3 - 2 * t**2 + t) * leaving
            + (3 * t**2 - 2 * t**3) * there
            + (t**3 - t**2) * arriving
        )
    return np.concatenate(pieces)


def wobbled(points: np.ndarray, wobble: float, rng: np.random.Generator) -> np.ndarray:
    """The points off their way by a wobble that lasts for a few events."""
    noise = rng.standard_normal((len(points) + 4, 2))
    smooth = sum(noise[k : k + len(points)] for k in range(5)) / np.sqrt(5)
    return points + wobble * smooth


def on_the_pad(drawing: Drawing) -> np.ndarray:
    """The drawing as the pad holds it: (280, 280) uint8, ink bright."""
    return np.asarray(inked(drawing.strokes, drawing.pen, (SIDE, SIDE)))


def inked(strokes: tuple[np.ndarray, ...], pen: float, size: tuple[int, int]) -> Image.Image:
    """Strokes by a round pen of this width, white on a black picture of this size (width, height)."""
    large = Image.new("L", (size[0] * FINE, size[1] * FINE))
    draw, width, radius = ImageDraw.Draw(large), max(round(pen * FINE), 1), pen * FINE / 2
    for stroke in strokes:
        points = [(float(x), float(y)) for x, y in (stroke + 0.5) * FINE]
        draw.line(points, 255, width)
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    return large.resize(size, Image.Resampling.BOX)
