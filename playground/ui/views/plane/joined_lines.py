"""Segments joined to lines where they meet, so that the lines can be dashed."""

from __future__ import annotations

import numpy as np

DASH, SHARE = 0.2, 0.6
"""The length of a dash with the gap behind it, in units of the plane, and the dash's share of it."""

Place = tuple[float, float]


def joined_lines(segments: np.ndarray) -> np.ndarray:
    """Segments (n, 2, 2) as polylines (m, 2), each ended by a row of NaN; ends meet that are the same numbers."""
    ends = [(tuple(start), tuple(end)) for start, end in segments.astype(np.float64).round(6).tolist()]
    at: dict[Place, list[int]] = {}
    for number, pair in enumerate(ends):
        for place in pair:
            at.setdefault(place, []).append(number)
    left = set(range(len(ends)))
    rows: list[Place] = []
    # Open lines first, from their ends; what is left then are rings.
    starts = [place for place, numbers in at.items() if len(numbers) == 1]
    for place in [*starts, *at]:
        line = _walk(place, ends, at, left)
        if len(line) > 1:
            rows += [*line, (np.nan, np.nan)]
    return np.array(rows, np.float64).reshape(-1, 2)


def dashes(segments: np.ndarray) -> np.ndarray:
    """Those of short segments (n, 2, 2) that are left of their lines where these are dashed."""
    lines = joined_lines(segments)
    if not len(lines):
        return np.empty((0, 2, 2), np.float32)
    pieces = np.stack([lines[:-1], lines[1:]], axis=1)
    lengths = np.hypot(*(pieces[:, 1] - pieces[:, 0]).T)
    along = np.nancumsum(lengths) - lengths / 2
    found: np.ndarray = pieces[np.isfinite(lengths) & (along % DASH < DASH * SHARE)].astype(np.float32)
    return found


def _walk(place: Place, ends: list[tuple[Place, Place]], at: dict[Place, list[int]], left: set[int]) -> list[Place]:
    """From a place along segments that are left, which are used up."""
    line = [place]
    while True:
        number = next((number for number in at[place] if number in left), None)
        if number is None:
            return line
        left.remove(number)
        start, end = ends[number]
        place = end if place == start else start
        line.append(place)
