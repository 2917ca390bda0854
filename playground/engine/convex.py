"""Convex hulls of points in the plane, and what two of them share."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hulls = tuple[NDArray[np.float64], NDArray[np.float64]]
ROUNDING = 1e-12
"""Distances below this share of the data's extent are rounding, not a gap."""
CLIPPING = 10 * ROUNDING
"""So far beyond an edge a corner is still taken to lie on it."""
STRAIGHT = 1e-6
"""Where a hull turns by less there is no tip."""


def class_hulls(x: NDArray[np.floating[Any]], d: NDArray[Any]) -> Hulls:
    """The hulls of points x (n, 2) of class d = +1 and of the others, (0, 2) where there are none."""
    points = np.asarray(x, np.float64)
    positive, negative = (points[part] for part in (d > 0, d <= 0))
    return (
        convex_hull(positive) if len(positive) else positive,
        convex_hull(negative) if len(negative) else negative,
    )


def overlap(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Corners (j, 2) of what two hulls share, as those of a hull; (0, 2) where they share nothing.

    One is clipped at every edge of the other (Sutherland and Hodgman 1974). Hulls that only touch share two corners, or
    one; so may segments and points.
    """
    if not len(one) or not len(other):
        return np.empty((0, 2))
    rounding = CLIPPING * max(np.abs(one).max(), np.abs(other).max())
    found = one
    for normal, most in zip(*_half_planes(other), strict=True):
        found = _clip(found, normal, most, rounding)
    if not len(found):
        return np.empty((0, 2))
    apart = np.unique(np.round(found / max(rounding, np.finfo(float).tiny)), axis=0, return_index=True)[1]
    return convex_hull(found[apart])


def _half_planes(hull: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Normals n (k, 2) of length 1 and offsets c (k,) such that ⟨n, x⟩ ≤ c for all of them just within the hull.

    There is one for every edge, and one across every corner: at the tip of a hull that is all but a segment, a little
    rounding of its edges would reach far beyond. A point has its coordinates.
    """
    if len(hull) == 1:
        normal = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    else:
        edge = np.roll(hull, -1, axis=0) - hull
        edge /= np.hypot(edge[:, 0], edge[:, 1])[:, None]
        across = np.roll(edge, 1, axis=0) - edge
        length = np.hypot(across[:, 0], across[:, 1])
        tips = across[length > STRAIGHT] / length[length > STRAIGHT, None]
        normal = np.concatenate([np.column_stack([edge[:, 1], -edge[:, 0]]), tips])
    return normal, np.array([(hull @ each).max() for each in normal])


def _clip(
    corners: NDArray[np.float64], normal: NDArray[np.float64], most: float, rounding: float
) -> NDArray[np.float64]:
    """The part of a convex polygon (k, 2) where ⟨n, x⟩ ≤ most."""
    start = corners @ normal - most
    is_kept = start <= rounding
    if is_kept.all():
        return corners
    end, following = np.roll(start, -1), np.roll(corners, -1, axis=0)
    crosses = is_kept != np.roll(is_kept, -1)
    along = np.clip(np.divide(start, start - end, out=np.zeros_like(start), where=crosses), 0, 1)[:, None]
    # Behind each corner the place where the edge that begins there crosses the line.
    places: NDArray[np.float64] = np.stack([corners, corners + along * (following - corners)], axis=1)
    left: NDArray[np.float64] = places[np.stack([is_kept, crosses], axis=1)]
    return left


def convex_hull(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Corners (m, 2) of the convex hull of points (n, 2), n ≥ 1, counter-clockwise from the lowest, leftmost one.

    Andrew's monotone chain (1979), here along y, after points deep inside have been left out. Points on a line give
    its two ends, equal points one.
    """
    outer = points[_outer(points)]
    sorted_points = np.unique(outer[:, ::-1], axis=0)[:, ::-1].tolist()
    if len(sorted_points) == 1:
        return np.array(sorted_points)
    return np.array(_chain(sorted_points)[:-1] + _chain(sorted_points[::-1])[:-1])


def _outer(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """False for points inside the polygon of the extreme points in 16 directions (after Akl and Toussaint 1978)."""
    angle = np.arange(16) * (math.pi / 8)
    corners = points[(points @ np.array([np.cos(angle), np.sin(angle)])).argmax(axis=0)]
    outer = np.zeros(len(points), bool)
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if (start != end).any():
            edge = end - start
            depth = edge[0] * (points[:, 1] - start[1]) - edge[1] * (points[:, 0] - start[0])
            outer |= depth <= ROUNDING * np.abs(points).max() * np.abs(edge).max()
    return outer if outer.any() else ~outer


def _chain(points: list[list[float]]) -> list[list[float]]:
    """One side of the hull of sorted points: whoever does not turn left is left out."""
    chain: list[list[float]] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append([x, y])
    return chain
