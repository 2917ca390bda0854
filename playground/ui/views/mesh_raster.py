"""Triangles as pixels: which of them is seen where, for meshes of thousands that change with every frame."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Triangles = NDArray[np.float32]
NOTHING = -1
_HALF = np.float32(0.5)


def triangles_of(mesh: np.ndarray) -> Triangles:
    """Both triangles of every cell of a mesh of corners (rows, columns, …), row by row: (2 · cells, 3, …)."""
    lower, upper = mesh[:-1], mesh[1:]
    a, b, c, d = lower[:, :-1], lower[:, 1:], upper[:, 1:], upper[:, :-1]
    both = np.stack([a, b, c, a, c, d], axis=2, dtype=np.float32, casting="same_kind")
    return both.reshape(-1, 3, *mesh.shape[2:])


def covered(triangles: Triangles, width: int, height: int) -> NDArray[np.int32]:
    """Which triangle (n, 3, 2), in pixels, is seen at the middle of each pixel (height, width): a later one lies over
    earlier ones; NOTHING where there is none."""
    corners = _downwards(triangles)
    first = _pixel(corners[1], height)
    count = _pixel(corners[5], height) - first
    live = np.flatnonzero(count > 0)
    line, row = _runs(first[live], count[live])
    left, right = _edges(corners[:, live], line, row + _HALF)
    start, count = _pixel(left, width), _pixel(right, width)
    count -= start
    seen = np.flatnonzero(count > 0)
    run, pixel = _runs(row[seen] * np.int32(width) + start[seen], count[seen])
    image = np.full(width * height, NOTHING, np.int32)
    image[pixel] = live[line[seen]].astype(np.int32)[run]
    return image.reshape(height, width)


def _downwards(triangles: Triangles) -> NDArray[np.float32]:
    """x and y of the upper, the middle and the lower corners, (6, n); np.argsort takes five times as long."""
    corners = [triangles[:, k // 2, k % 2] for k in range(6)]
    for upper, lower in ((0, 1), (1, 2), (0, 1)):
        swapped = corners[2 * upper + 1] > corners[2 * lower + 1]
        for k in (0, 1):
            one, other = corners[2 * upper + k], corners[2 * lower + k]
            corners[2 * upper + k] = np.where(swapped, other, one)
            corners[2 * lower + k] = np.where(swapped, one, other)
    return np.stack(corners)


def _pixel(edge: NDArray[np.float32], most: int) -> NDArray[np.int32]:
    """The first pixel whose middle lies behind an edge."""
    pixel: NDArray[np.int32] = np.ceil(edge - _HALF).clip(0, most).astype(np.int32)
    return pixel


def _runs(first: NDArray[np.int32], count: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """The numbers first, first + 1, … of every run, one run after the other; with each of which run it is."""
    run = np.repeat(np.arange(len(count)), count)
    offset = (first - (np.cumsum(count, dtype=np.int64) - count)).astype(np.int32)
    return run, np.arange(len(run), dtype=np.int32) + offset[run]


def _edges(
    corners: NDArray[np.float32], line: NDArray[np.intp], y: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Where lines at y cross the triangles `line`, whose corners (6, n) stand from the top: both ends."""
    x0, y0, x1, y1, x2, y2 = corners
    whole, upper, lower = (_slope(*ends) for ends in ((x0, y0, x2, y2), (x0, y0, x1, y1), (x1, y1, x2, y2)))
    x0, x1, middle = x0[line], x1[line], y1[line]
    down = y - y0[line]
    short = np.where(y < middle, x0 + upper[line] * down, x1 + lower[line] * (y - middle))
    long = x0 + whole[line] * down
    return np.minimum(long, short), np.maximum(long, short)


def _slope(x: np.ndarray, y: np.ndarray, to_x: np.ndarray, to_y: np.ndarray) -> np.ndarray:
    """How far an edge goes across for each pixel downwards; 0 where it is flat, and crosses no line."""
    down = to_y - y
    slope: np.ndarray = np.divide(to_x - x, down, out=np.zeros_like(down), where=down > 0)
    return slope
