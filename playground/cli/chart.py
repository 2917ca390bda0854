"""Small charts drawn with Pillow: axes with round numbers, curves, a legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from playground.data.assets import asset_path
from playground.late_dataclass import dataclass

SHARPNESS = 2
"""Everything is drawn this many times larger and then reduced: that makes smooth edges."""
INK, MUTED, LINE, PAPER = "#1D2330", "#6A7384", "#E1E4EA", "#FFFFFF"
TRAIN, TEST = "#3454D1", "#E08214"
CLASSES = ("#E08214", "#2F7FC1", "#1B9E77", "#8E5EA2", "#D45087", "#7F7F7F")
UNDECIDED = "#F7F7F8"
"""Between all classes, and of a value of 0 between −1 and 1, which have the colours of the first two."""
TEXT, SMALL = 14, 12
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Curve:
    """A named line through (x, y); NaN leaves a gap."""

    name: str
    colour: str
    x: np.ndarray
    y: np.ndarray


class Canvas:
    """A white picture of width × height pixels; all coordinates are in its own pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("RGB", (width * SHARPNESS, height * SHARPNESS), PAPER)
        self._draw = ImageDraw.Draw(self.image)

    def finished(self) -> Image.Image:
        """The picture in its real size."""
        width, height = self.image.size
        return self.image.resize((width // SHARPNESS, height // SHARPNESS), Image.Resampling.LANCZOS)

    def text(self, x: float, y: float, text: str, size: int = SMALL, colour: str = MUTED, anchor: str = "la") -> None:
        """Writes text; `anchor` as Pillow names it: left, middle or right, then ascender, middle or baseline."""
        self._draw.text(_scaled((x, y)), text, colour, font(size * SHARPNESS, size > SMALL), anchor)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float = 1.0) -> None:
        """Draws a line through points."""
        if len(points) > 1:
            flat = [_scaled(point) for point in points]
            self._draw.line(flat, colour, round(width * SHARPNESS), joint="curve")

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, outline: str) -> None:
        """Draws a filled polygon."""
        self._draw.polygon([_scaled(point) for point in points], fill, outline)

    def ellipse(self, x: float, y: float, radius: float, fill: str, outline: str) -> None:
        """Draws a filled circle."""
        box = (*_scaled((x - radius, y - radius)), *_scaled((x + radius, y + radius)))
        self._draw.ellipse(box, fill, outline)

    def paste(self, picture: Image.Image, box: Box) -> None:
        """Puts a picture into a box (left, top, right, bottom), stretched smoothly."""
        left, top, right, bottom = (round(value * SHARPNESS) for value in box)
        self.image.paste(picture.resize((right - left, bottom - top), Image.Resampling.BICUBIC), (left, top))

    def frame(self, box: Box) -> None:
        """Draws the outline of a box."""
        self._draw.rectangle([round(value * SHARPNESS) for value in box], None, LINE, SHARPNESS)


def draw_curves(canvas: Canvas, box: Box, title: str, x_name: str, curves: Sequence[Curve], top: float = 0.0) -> None:
    """Draws curves over a grid; the y axis begins at 0 and reaches at least to `top`."""
    left, upper, right, lower = box
    x_most = max((float(np.nanmax(curve.x)) for curve in curves if len(curve.x)), default=1.0) or 1.0
    finite = np.concatenate([curve.y[np.isfinite(curve.y)] for curve in curves] or [np.zeros(0)])
    y_most = max(top, float(finite.max(initial=0.0)) * 1.05) or 1.0
    canvas.text(left, upper - 26, title, TEXT, INK)
    for value in ticks(y_most):
        y = lower - (lower - upper) * value / y_most
        canvas.line([(left, y), (right, y)], LINE)
        canvas.text(left - 8, y, f"{value:g}", anchor="rm")
    for value in ticks(x_most):
        x = left + (right - left) * value / x_most
        canvas.text(x, lower + 8, f"{value:g}", anchor="ma")
    canvas.text(right, lower + 26, x_name, anchor="ra")
    for curve in curves:
        for part in _unbroken(curve):
            x = left + (right - left) * part[0] / x_most
            y = lower - (lower - upper) * part[1] / y_most
            canvas.line(list(zip(x.tolist(), y.tolist(), strict=True)), curve.colour, 1.75)
            if len(x) == 1:
                canvas.ellipse(float(x[0]), float(y[0]), 2.5, curve.colour, curve.colour)
    _draw_legend(canvas, right, upper - 19, curves)


def ticks(most: float) -> list[float]:
    """Four to nine round numbers from 0 up to `most`."""
    power = 10.0 ** math.floor(math.log10(most / 4))
    step = next(factor * power for factor in (1, 2, 5, 10) if most / (factor * power) <= 8)
    return [round(index * step, 12) for index in range(int(most / step + 1e-9) + 1)]


@cache
def font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    """The shipped font."""
    return ImageFont.truetype(asset_path(f"fonts/Inter-{'SemiBold' if bold else 'Regular'}.ttf"), size)


def width_of(text: str) -> float:
    """How wide small text is drawn."""
    return font(SMALL * SHARPNESS, False).getlength(text) / SHARPNESS


def _draw_legend(canvas: Canvas, right: float, y: float, curves: Sequence[Curve]) -> None:
    for curve in reversed(curves):
        if np.isfinite(curve.y).any():
            canvas.text(right, y, curve.name, anchor="rm")
            right -= width_of(curve.name) + 8
            canvas.line([(right - 18, y), (right, y)], curve.colour, 2.5)
            right -= 34


def _unbroken(curve: Curve) -> list[np.ndarray]:
    """The stretches (2, n) of a curve between its gaps."""
    good = np.isfinite(curve.y)
    ends = np.flatnonzero(np.diff(good.astype(int))) + 1
    table = np.stack([curve.x, curve.y])
    return [part for part in np.split(table, ends, axis=1) if part.shape[1] and np.isfinite(part[1, 0])]


def _scaled(point: tuple[float, float]) -> tuple[float, float]:
    return point[0] * SHARPNESS, point[1] * SHARPNESS


def rgb(colour: str) -> tuple[int, ...]:
    """#E08214 as (red, green, blue)."""
    return tuple(int(colour[index : index + 2], 16) for index in (1, 3, 5))
