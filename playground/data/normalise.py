"""Written digits brought to the size, pen and place of the digits that networks are trained on."""

import numpy as np
import numpy.typing as npt
from PIL import Image

FloatArray = npt.NDArray[np.float32]
FINE = 4
"""Digits are worked on at this many pixels per pixel of the result."""
BOX_SHARE = 20 / 28
"""The longest side of a digit as a share of the picture, as in MNIST."""
THINNEST, THICKEST = 2.0, 3.9
"""Widths of strokes in pixels of a box of 20 that are left as they are."""
SMALL = 12
"""Pictures up to this size are made as the UCI digits were."""
UCI_THINNEST, UCI_THICKEST = 3.5, 4.8
UPRIGHT = 0.9
"""Share of the slant that is taken away in the UCI way: all of it would bend a 7."""


def normalise(ink: FloatArray, rows: int, columns: int) -> FloatArray:
    """Ink (any size, something written) → (rows, columns) in [0, 1], scaled, of usual stroke width, centred."""
    cropped = crop(ink)
    if min(rows, columns) <= SMALL:
        return as_uci(cropped, rows, columns)
    box = BOX_SHARE * min(rows, columns)
    fine = even_width(scaled(cropped, box * FINE), box / 20 * FINE, THINNEST, THICKEST)
    return centred_by_mass(full_strength(scaled(crop(fine), round(box))), rows, columns)


def full_strength(ink: FloatArray) -> FloatArray:
    """Faint strokes, of a pen much thinner than a pixel for instance, as strong as the others."""
    inked = ink[ink > 0.5 * ink.max()]
    brighter: FloatArray = np.minimum(ink / max(float(np.quantile(inked, 0.75)), 0.1), 1, dtype=np.float32)
    return brighter


def as_uci(cropped: FloatArray, rows: int, columns: int) -> FloatArray:
    """The UCI way: set upright, stretched to the full height and at most three quarters of the width, as a two-tone
    bitmap of 4 × 4 pixels per value; then each block's ink is counted (M. D. Garris et al., NISTIR 5469, 1994)."""
    straight = crop(set_upright(cropped, UPRIGHT))
    high = rows * FINE
    wide = min(max(round(straight.shape[1] * high / straight.shape[0]), 1), round(0.75 * columns * FINE))
    unit = high / 20
    fine = crop(even_width(stretched(straight, high, wide), unit, UCI_THINNEST, UCI_THICKEST))
    canvas = np.zeros((high, columns * FINE), dtype=np.float32)
    left = (columns * FINE - wide) // 2
    canvas[:, left : left + wide] = stretched(fine, high, wide) > 0.5
    counted: FloatArray = canvas.reshape(rows, FINE, columns, FINE).mean(axis=(1, 3), dtype=np.float32)
    return counted


def set_upright(ink: FloatArray, share: float) -> FloatArray:
    """Sheared so that this share of the slant is gone: the regression of the ink's columns on its rows."""
    high, wide = ink.shape
    weight, mass = ink.sum(axis=1), float(ink.sum())
    row = np.arange(high) - float(weight @ np.arange(high)) / mass
    column = np.arange(wide) - float(ink.sum(axis=0) @ np.arange(wide)) / mass
    spread = float(weight @ (row * row))
    slant = min(max(share * float(row @ ink @ column) / max(spread, 1e-6), -1.0), 1.0)
    room = int(abs(slant) * high) + 1
    padded = Image.fromarray(np.pad(ink, ((0, 0), (room, room))))
    shear = (1.0, slant, slant * float(row[0]), 0.0, 1.0, 0.0)
    return np.asarray(padded.transform(padded.size, Image.Transform.AFFINE, shear, Image.Resampling.BILINEAR))


def crop(ink: FloatArray) -> FloatArray:
    """The part that holds ink."""
    top, bottom, left, right = ink_box(ink)
    return ink[top:bottom, left:right]


def ink_box(ink: FloatArray) -> tuple[int, int, int, int]:
    """top, bottom, left, right (ends exclusive) of what is at least a quarter as strong as the strongest ink."""
    written = ink > 0.25 * ink.max()
    rows, columns = np.flatnonzero(written.any(axis=1)), np.flatnonzero(written.any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def scaled(ink: FloatArray, side: float) -> FloatArray:
    """Resized so that the longest side has `side` pixels."""
    high, wide = ink.shape
    factor = side / max(high, wide)
    return stretched(ink, max(round(high * factor), 1), max(round(wide * factor), 1))


def stretched(ink: FloatArray, high: int, wide: int) -> FloatArray:
    """Resized to this size: averaged when smaller, edges kept sharp when larger."""
    larger = high > ink.shape[0]
    kind = Image.Resampling.BICUBIC if larger else Image.Resampling.HAMMING
    values = np.asarray(Image.fromarray(np.ascontiguousarray(ink)).resize((wide, high), kind))
    if high > 1.5 * ink.shape[0]:
        values = (values - np.float32(0.5)) * np.float32(1.3) + np.float32(0.5)
    clipped: FloatArray = np.clip(values, 0, 1).astype(np.float32)
    return clipped


def stroke_width(ink: FloatArray) -> float:
    """Mean width of the strokes in pixels: a stroke of length l and width w has the area l·w and an outline of 2·l.

    The outline's length is the sum of the gradient's magnitude.
    """
    padded = np.pad(ink, 1)
    down, across = np.diff(padded, axis=0)[:, :-1], np.diff(padded, axis=1)[:-1]
    outline = float(np.hypot(down, across).sum())
    return 2 * float(ink.sum()) / max(outline, 1e-6)


def even_width(ink: FloatArray, unit: float, thinnest: float, thickest: float) -> FloatArray:
    """Strokes thinner or thicker than the limits (in `unit` pixels) grown or thinned to them."""
    width = stroke_width(ink) / unit
    if width < thinnest:
        return grown(ink, (thinnest - width) * unit / 2)
    if width > thickest:
        return 1 - grown(1 - np.pad(ink, 1), min(width - thickest, 0.4 * width) * unit / 2)
    return ink


def grown(ink: FloatArray, radius: float) -> FloatArray:
    """Bright areas grown by a radius in pixels, in octagons; a fraction of a step is mixed in."""
    steps = int(np.ceil(radius))
    ink = np.pad(ink, steps, mode="edge" if ink.min() > 0 or ink[0, 0] > 0.5 else "constant")
    for step in range(steps):
        share = np.float32(min(radius - step, 1.0))
        padded = np.pad(ink, 1, mode="edge")
        larger = np.maximum(np.maximum(padded[:-2, 1:-1], padded[2:, 1:-1]), np.maximum(ink, padded[1:-1, :-2]))
        larger = np.maximum(larger, padded[1:-1, 2:])
        if step % 2:
            diagonal = np.maximum(padded[:-2, :-2], padded[2:, 2:])
            larger = np.maximum(larger, np.maximum(diagonal, np.maximum(padded[:-2, 2:], padded[2:, :-2])))
        ink = ink + share * (larger - ink)
    return ink


def centred_by_mass(ink: FloatArray, rows: int, columns: int) -> FloatArray:
    """Placed in a picture (rows, columns) so that the centre of mass is in its middle, as far as there is room."""
    high, wide = ink.shape
    mass = float(ink.sum())
    middle_y = float(ink.sum(axis=1) @ (np.arange(high) + 0.5)) / mass
    middle_x = float(ink.sum(axis=0) @ (np.arange(wide) + 0.5)) / mass
    top = min(max(round(rows / 2 - middle_y), 0), rows - high)
    left = min(max(round(columns / 2 - middle_x), 0), columns - wide)
    placed = np.zeros((rows, columns), dtype=np.float32)
    placed[top : top + high, left : left + wide] = ink
    return placed
