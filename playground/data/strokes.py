"""Handwritten digits, 28 × 28, made from pen strokes and normalised as a drawn picture is."""

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from playground.data.glyphs import GLYPHS, parse_shape
from playground.data.pen import MAX_RADIUS, SIDE, draw_segments, segment_matrices
from playground.late_dataclass import dataclass

FloatArray = npt.NDArray[np.float32]
BATCH = 256
SEGMENTS = 44
BOX = 20.0
"""The longest side of a normalised digit in pixels, as in MNIST."""


@dataclass(frozen=True)
class Tables:
    """All ways of writing as arrays, padded to a common number of shapes s and control points k."""

    digit: npt.NDArray[np.int64]  # (ways,)
    share: npt.NDArray[np.float64]  # (ways,) of its digit
    shapes: FloatArray  # (ways, s, k, 2)
    real: npt.NDArray[np.bool_]  # (ways, s): not padding
    free: FloatArray  # (ways, k): 1 for a control point, more for a stroke's ends, 0 for padding
    stroke: npt.NDArray[np.int64]  # (ways, k): which stroke a control point belongs to
    inner: npt.NDArray[np.int64]  # (ways, k): the neighbour of a stroke's end, elsewhere the point itself
    rounding: FloatArray  # (ways,) how far corners may be rounded
    broadest: FloatArray  # (ways,) the largest radius of the pen
    pointed: FloatArray  # (ways, 2 · segments, k): control points to segment starts, then ends
    rounded: FloatArray  # the same with every corner rounded


@cache
def tables() -> Tables:
    """The tables of GLYPHS, made once."""
    ways = [(digit, glyph) for digit, glyphs in GLYPHS.items() for glyph in glyphs]
    most_shapes = max(len(glyph.shapes) for _, glyph in ways)
    parsed = [[parse_shape(shape) for shape in glyph.shapes] for _, glyph in ways]
    most_points = max(sum(len(stroke.points) for stroke in shape) for shapes in parsed for shape in shapes)
    shapes = np.zeros((len(ways), most_shapes, most_points, 2), dtype=np.float32)
    real = np.zeros((len(ways), most_shapes), dtype=bool)
    free = np.zeros((len(ways), most_points), dtype=np.float32)
    stroke_of = np.zeros((len(ways), most_points), dtype=np.int64)
    inner = np.tile(np.arange(most_points), (len(ways), 1))
    matrices = np.zeros((2, len(ways), 2 * SEGMENTS, most_points), dtype=np.float32)
    for way, (_, glyph) in enumerate(ways):
        column = 0
        for number, stroke in enumerate(parsed[way][0]):
            last = column + len(stroke.points)
            free[way, column:last] = 1.0
            free[way, [column, last - 1]] = 1.8
            stroke_of[way, column:last] = number
            inner[way, [column, last - 1]] = column + 1, last - 2
            column = last
        for index, strokes in enumerate(parsed[way]):
            shapes[way, index, :column] = np.concatenate([stroke.points for stroke in strokes])
            real[way, index] = True
        for index, smooth in enumerate((False, True)):
            matrices[index, way, :, :column] = np.concatenate(segment_matrices(glyph.shapes[0], SEGMENTS, smooth))
    digit = np.array([digit for digit, _ in ways])
    weight = np.array([glyph.weight for _, glyph in ways])
    share = weight / np.bincount(digit, weight)[digit]
    rounding = np.array([glyph.rounding for _, glyph in ways], dtype=np.float32)
    broadest = np.array([glyph.broadest for _, glyph in ways], dtype=np.float32)
    return Tables(digit, share, shapes, real, free, stroke_of, inner, rounding, broadest, matrices[0], matrices[1])


def draw_strokes(
    count: int, seed: int, progress: Callable[[float], None] | None = None
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """`count` digits as (count, 28, 28, 1) uint8, ink bright, and their labels (count,); classes balanced and mixed.

    The same seed gives the same digits, and the first ones are the same whatever the count.
    """
    images = np.empty((count, SIDE, SIDE, 1), dtype=np.uint8)
    label = np.empty(count, dtype=np.int64)
    for first in range(0, count, BATCH):
        rng = np.random.default_rng([seed, first])
        batch = rng.permutation(np.arange(first, first + BATCH) % 10)
        drawn = draw_batch(batch, rng)
        last = min(first + BATCH, count)
        label[first:last] = batch[: last - first]
        images[first:last, :, :, 0] = drawn[: last - first]
        if progress is not None:
            progress(last / count)
    return images, label


def draw_batch(label: npt.NDArray[np.int64], rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """One digit per label (n,) → (n, 28, 28) uint8."""
    way = choose_way(label, rng)
    haste = np.exp(0.27 * bell((len(label), 1), rng) - np.float32(0.1))
    points = deform(write(way, haste, rng), label, haste, rng)
    radius = pen_radius(len(label), rng)
    # A single stroke may be as fat as it likes without becoming illegible.
    most = np.where(label == 1, np.float32(MAX_RADIUS), np.minimum(tables().broadest[way], legible_radius(points)))
    radius = np.minimum(np.where((label == 1)[:, None], np.float32(1.2), np.float32(1)) * radius, most[:, None])
    points = place(points, radius, rng)
    start, end = points[:, :SEGMENTS], points[:, SEGMENTS:]
    softness = rng.uniform(0.8, 1.6, len(label)).astype(np.float32)
    ink = draw_segments(start, end, radius, softness)
    return weather(ink, rng)


def write(way: npt.NDArray[np.int64], haste: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Pen paths (n, 2 · SEGMENTS, 2) in a box of about 1 × 1: each in its way, somewhere between the way's shapes or a
    little beyond them. haste: (n, 1), 1 for what is usual."""
    table, count = tables(), len(way)
    real = table.real[way]
    mix = rng.standard_gamma(0.45, real.shape) * real
    mix /= np.maximum(mix.sum(axis=1, keepdims=True), 1e-9)
    mix += rng.uniform(-0.1, 0.2, (count, 1)) * (mix - real / real.sum(axis=1, keepdims=True))
    controls = np.einsum("ns,nskc->nkc", mix.astype(np.float32), table.shapes[way])
    # Ends that stop short or run on: rings stay open, strokes cross or do not meet.
    along = 0.2 * haste * bell(table.inner[way].shape, rng)
    inner = np.take_along_axis(controls, table.inner[way][:, :, None], axis=1)
    controls += along[:, :, None] * (inner - controls)
    unsteady = haste[:, :, None] * rng.uniform(0.008, 0.036, (count, 1, 1)).astype(np.float32)
    controls += unsteady * table.free[way][:, :, None] * bell(controls.shape, rng)
    drift = 0.025 * haste[:, :, None] * bell((count, 4, 2), rng)
    controls += np.take_along_axis(drift, table.stroke[way][:, :, None], axis=1)
    rounding = np.clip(rng.uniform(-0.5, 1.1, (count, 1, 1)), 0, 1).astype(np.float32)
    rounding *= table.rounding[way][:, None, None]
    matrix = table.pointed[way] + rounding * (table.rounded[way] - table.pointed[way])
    paths: FloatArray = matrix @ controls
    return paths


def bell(shape: tuple[int, ...], rng: np.random.Generator) -> FloatArray:
    """Normally distributed, but without the rare ones that would make a digit illegible."""
    return np.clip(rng.standard_normal(shape, dtype=np.float32), -2.1, 2.1)


def choose_way(label: npt.NDArray[np.int64], rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """For each label one of the ways of writing it, by their weights."""
    table = tables()
    way = np.empty(len(label), dtype=np.int64)
    for digit in range(10):
        members = np.flatnonzero(label == digit)
        ways = np.flatnonzero(table.digit == digit)
        way[members] = rng.choice(ways, len(members), p=table.share[ways])
    return way


def deform(points: FloatArray, label: npt.NDArray[np.int64], haste: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Paths bent by slow waves, with the halves out of proportion, then narrowed, slanted and rotated."""
    count = len(points)
    x, y = points[..., 0] - 0.5, points[..., 1] - 0.5

    def normal(scale: float) -> FloatArray:
        return np.float32(scale) * bell((count, 1), rng)

    y = y + haste * normal(0.2) * (0.25 - y * y)
    x = x + haste * normal(0.15) * (0.25 - x * x)
    x = x * (1 + haste * normal(0.28) * y)
    for _ in range(2):
        phase = rng.uniform(0, 2 * np.pi, (count, 4)).astype(np.float32)
        speed = rng.uniform(2.0, 7.0, (count, 2)).astype(np.float32)
        wave_x = np.sin(speed[:, :1] * y + phase[:, :1]) * np.cos(2 * x + phase[:, 1:2])
        wave_y = np.sin(speed[:, 1:] * x + phase[:, 2:3]) * np.cos(2 * y + phase[:, 3:])
        x, y = x + haste * normal(0.028) * wave_x, y + haste * normal(0.028) * wave_y
    aspect = np.exp(normal(0.3)) * np.float32(0.67)
    x = x * np.clip(aspect, 0.3, 1.2)
    x = x - (normal(0.29) + np.float32(0.16)) * y
    angle = normal(0.1) + np.where(label == 1, np.float32(0.12), np.float32(0))[:, None] * normal(1)
    cos, sin = np.cos(angle), np.sin(angle)
    return np.stack([cos * x - sin * y, sin * x + cos * y], axis=2)


def pen_radius(count: int, rng: np.random.Generator) -> FloatArray:
    """The pen's radius along each path (n, SEGMENTS) in pixels; its pressure varies slowly."""
    base = np.exp(rng.normal(np.log(1.27), 0.4, (count, 1)))
    # Some felt pens, whose loops close: also what small pictures look like when they are enlarged.
    base = np.where(rng.random((count, 1)) < 0.09, rng.uniform(1.8, MAX_RADIUS, (count, 1)), base)
    at = np.linspace(0, 2 * np.pi, SEGMENTS)
    depth, speed, phase = (
        rng.uniform(0, 0.22, (count, 1)),
        rng.uniform(0.5, 2, (count, 1)),
        rng.uniform(0, 7, (count, 1)),
    )
    radius = base * (1 + depth * np.sin(speed * at + phase))
    return np.clip(radius, 0.55, MAX_RADIUS).astype(np.float32)


def legible_radius(points: FloatArray) -> FloatArray:
    """The radius (n,) in pixels of the broadest pen that leaves some white within paths so narrow or so flat."""
    extent = np.ptp(points, axis=1)
    radius: FloatArray = np.float32(0.7) + np.float32(3.4) * extent.min(axis=1) / extent.max(axis=1)
    return radius


def place(points: FloatArray, radius: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Paths in pixels: the longest side of the inked box 20 pixels, centred by mass, then slightly misplaced.

    This is what pictures.prepare does to a drawn digit, done to the path before it is drawn.
    """
    count = len(points)
    low, high = points.min(axis=1), points.max(axis=1)
    pen = radius.mean(axis=1, keepdims=True)
    size = (BOX * np.exp(rng.normal(-0.01, 0.035, (count, 1)))).astype(np.float32)
    scale = (size - 2 * pen) / np.maximum((high - low).max(axis=1, keepdims=True), np.float32(1e-3))
    start, end = points[:, :SEGMENTS], points[:, SEGMENTS:]
    mass = np.linalg.norm(end - start, axis=2) * radius
    middle = np.einsum("nm,nmc->nc", mass, start + end) / (2 * mass.sum(axis=1, keepdims=True))
    shift = rng.normal(0, 0.55, (count, 2)).astype(np.float32)
    placed: FloatArray = (points - middle[:, None]) * scale[:, None] + (shift + np.float32(SIDE / 2))[:, None]
    return placed


def weather(ink: FloatArray, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Ink (n, 28, 28) in [0, 1] as uint8: some of it blurred, uneven, faint or noisy."""
    count = len(ink)
    blur = np.clip(rng.uniform(-1.2, 1.0, (count, 1, 1)), 0, 1).astype(np.float32)
    ink += blur * (smoothed(ink) - ink)
    patchy = np.clip(rng.uniform(-0.7, 0.35, (count, 1, 1)), 0, 1).astype(np.float32)
    coarse = rng.random((count, 7, 7), dtype=np.float32)
    ink *= 1 - patchy * np.repeat(np.repeat(coarse, 4, axis=1), 4, axis=2)
    np.power(ink, np.exp(rng.normal(-0.15, 0.25, (count, 1, 1))).astype(np.float32), out=ink)
    noise = np.clip(rng.uniform(-0.12, 0.06, (count, 1, 1)), 0, 1).astype(np.float32)
    ink += noise * rng.standard_normal(ink.shape, dtype=np.float32)
    ink *= np.float32(255)
    return np.clip(ink, 0, 255, out=ink).astype(np.uint8)


def smoothed(ink: FloatArray) -> FloatArray:
    """Each image blurred by the binomial kernel (1, 2, 1)/4 in both directions."""
    padded = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    rows = padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]
    result: FloatArray = (rows[:, :, :-2] + 2 * rows[:, :, 1:-1] + rows[:, :, 2:]) / np.float32(16)
    return result
