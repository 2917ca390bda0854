"""Coloured shapes on coloured backgrounds, 32 × 32 × 3, made by the program."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
SIDE = 32
BATCH = 256
SHAPES = ("circle", "square", "triangle", "star", "ring", "cross", "crescent", "heart")


def draw_shapes(
    count: int, seed: int, progress: Callable[[float], None] | None = None
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """`count` pictures as (count, 32, 32, 3) uint8 and their labels (count,), indices into SHAPES; balanced and mixed.

    The same seed gives the same pictures, and the first ones are the same whatever the count.
    """
    images = np.empty((count, SIDE, SIDE, 3), dtype=np.uint8)
    label = np.empty(count, dtype=np.int64)
    for first in range(0, count, BATCH):
        rng = np.random.default_rng([seed, first, 1])
        batch = rng.permutation(np.arange(first, first + BATCH) % len(SHAPES))
        drawn = draw_batch(batch, rng)
        last = min(first + BATCH, count)
        label[first:last] = batch[: last - first]
        images[first:last] = drawn[: last - first]
        if progress is not None:
            progress(last / count)
    return images, label


def draw_batch(label: npt.NDArray[np.int64], rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """One picture per label (n,) → (n, 32, 32, 3) uint8."""
    count = len(label)
    size = rng.uniform(7.0, 13.5, (count, 1, 1)).astype(np.float32)
    x, y = local_coordinates(count, size, rng)
    distance = np.empty((count, SIDE, SIDE), dtype=np.float32)
    for index, name in enumerate(SHAPES):
        members = np.flatnonzero(label == index)
        distance[members] = DISTANCES[name](x[members], y[members])
    distance *= size
    softness = rng.uniform(0.8, 1.6, (count, 1, 1)).astype(np.float32)
    cover = np.clip(np.float32(0.5) - distance / softness, 0, 1)[..., None]
    fore, back = colours(count, rng)
    pictures = textured(back, rng) * (1 - cover) + textured(fore, rng) * cover
    noise = rng.uniform(0, 0.05, (count, 1, 1, 1)).astype(np.float32)
    pictures += noise * rng.standard_normal(pictures.shape, dtype=np.float32)
    pictures *= np.float32(255)
    drawn: npt.NDArray[np.uint8] = np.clip(pictures, 0, 255, out=pictures).astype(np.uint8)
    return drawn


def local_coordinates(count: int, size: FloatArray, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Each pixel's place (n, 32, 32) seen from its picture's shape: centred, rotated, in units of the shape's size."""
    room = np.maximum(SIDE / 2 - size, 1.0) * 0.9
    centre = SIDE / 2 + rng.uniform(-1, 1, (2, count, 1, 1)) * room
    grid = np.arange(SIDE) + 0.5
    angle = rng.uniform(0, 2 * np.pi, (count, 1, 1))
    dx, dy = (grid - centre[0]) / size, (grid[:, None] - centre[1]) / size
    stretch = np.exp(rng.normal(0, 0.08, (count, 1, 1)))
    x, y = np.cos(angle) * dx + np.sin(angle) * dy, np.cos(angle) * dy - np.sin(angle) * dx
    return (x * stretch).astype(np.float32), (y / stretch).astype(np.float32)


def colours(count: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Two colours (n, 1, 1, 3) in [0, 1] per picture, shape and background, that always differ clearly."""
    fore = rng.random((count, 3))
    back = rng.random((count, 3))
    gap = fore - back
    apart = np.linalg.norm(gap, axis=1, keepdims=True)
    away = np.where(np.abs(gap) < 1e-3, 1.0, np.sign(gap))
    near = apart < 0.55
    fore = np.where(near, np.clip(back + away * 0.5, 0, 1), fore)
    still = np.linalg.norm(fore - back, axis=1, keepdims=True) < 0.4
    fore = np.where(still, (back + 0.5) % 1.0, fore)
    return fore.astype(np.float32)[:, None, None], back.astype(np.float32)[:, None, None]


def textured(colour: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Areas (n, 32, 32, 3) of these colours: plain, shaded in one direction, striped or mottled."""
    count = len(colour)
    grid = ((np.arange(SIDE) - SIDE / 2) / SIDE).astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi, (count, 1, 1)).astype(np.float32)
    ramp = np.cos(angle) * grid + np.sin(angle) * grid[:, None]
    stripes = np.sin(ramp * rng.uniform(15, 45, (count, 1, 1)).astype(np.float32))
    coarse = rng.random((count, 8, 8), dtype=np.float32) - np.float32(0.5)
    mottle = np.repeat(np.repeat(coarse, 4, axis=1), 4, axis=2)
    kind = rng.integers(0, 4, (count, 1, 1))
    pattern = np.choose(kind, [np.zeros_like(ramp), 0.3 * ramp, 0.1 * stripes, 0.25 * mottle]).astype(np.float32)
    result: FloatArray = colour + pattern[..., None]
    return result


# Signed distances (negative inside) of shapes of about unit radius; x, y (n, 32, 32) → (n, 32, 32).


def circle(x: FloatArray, y: FloatArray) -> FloatArray:
    return np.hypot(x, y, dtype=np.float32) - np.float32(0.9)


def square(x: FloatArray, y: FloatArray) -> FloatArray:
    return np.maximum(np.abs(x), np.abs(y)) - np.float32(0.78)


def triangle(x: FloatArray, y: FloatArray) -> FloatArray:
    return polygon(x, y, 3) - np.float32(0.52)


def star(x: FloatArray, y: FloatArray) -> FloatArray:
    """Five points: in each fifth of the turn, one straight edge from a point to a notch."""
    turn = 2 * np.pi / 5
    angle = np.abs((np.arctan2(y, x) + turn / 2) % turn - turn / 2)
    radius = np.hypot(x, y)
    u, v = radius * np.cos(angle), radius * np.sin(angle)
    notch = np.array([0.42 * np.cos(turn / 2), 0.42 * np.sin(turn / 2)])
    normal = np.array([notch[1], 1.0 - notch[0]]) / np.hypot(notch[1], 1.0 - notch[0])
    distance: FloatArray = ((u - 1.0) * normal[0] + v * normal[1]).astype(np.float32)
    return distance


def ring(x: FloatArray, y: FloatArray) -> FloatArray:
    return np.abs(np.hypot(x, y, dtype=np.float32) - np.float32(0.7)) - np.float32(0.22)


def cross(x: FloatArray, y: FloatArray) -> FloatArray:
    wide = np.maximum(np.abs(x) - np.float32(0.95), np.abs(y) - np.float32(0.28))
    tall = np.maximum(np.abs(x) - np.float32(0.28), np.abs(y) - np.float32(0.95))
    both: FloatArray = np.minimum(wide, tall)
    return both


def crescent(x: FloatArray, y: FloatArray) -> FloatArray:
    bite = np.hypot(x - np.float32(0.45), y) - np.float32(0.72)
    bitten: FloatArray = np.maximum(np.hypot(x, y) - np.float32(0.95), -bite)
    return bitten


def heart(x: FloatArray, y: FloatArray) -> FloatArray:
    """Two discs above, and a wedge below that continues them along their tangents."""
    side = np.abs(x)
    lobe = np.hypot(side - np.float32(0.45), y + np.float32(0.35)) - np.float32(0.5)
    slope = side * np.float32(0.75) + (y + np.float32(0.35)) * np.float32(0.66) - np.float32(0.8375)
    wedge = np.maximum(slope, side * np.float32(0.34) - y - np.float32(0.3))
    whole: FloatArray = np.minimum(lobe, wedge)
    return whole


def polygon(x: FloatArray, y: FloatArray, sides: int) -> FloatArray:
    """Distance to the centre measured across the nearest of a regular polygon's sides."""
    turn = 2 * np.pi / sides
    angle = (np.arctan2(y, x) + turn / 2) % turn - turn / 2
    return (np.hypot(x, y) * np.cos(angle)).astype(np.float32)


DISTANCES: dict[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "circle": circle,
    "square": square,
    "triangle": triangle,
    "star": star,
    "ring": ring,
    "cross": cross,
    "crescent": crescent,
    "heart": heart,
}
