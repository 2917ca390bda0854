"""The lines between the regions of classes, and lines at a level, as segments of the plane."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np

from playground.data.points import PLANE
from playground.ui.views.plane.contours import contour


def level_lines(fields: Iterable[np.ndarray], level: float = 0.0) -> np.ndarray:
    """The lines where fields (side, side) are at a level, as segments (n, 2, 2) up to the plane's very edge."""
    return _joined([_on_plane(contour(padded(field), level), len(field)) for field in fields])


def class_borders(evidence: np.ndarray) -> np.ndarray:
    """The lines where the two largest of `evidence` (side, side, classes) are equal, each once: (n, 2, 2).

    One channel alone tells two classes apart by its sign.
    """
    side, classes = len(evidence), evidence.shape[2]
    if classes == 1:
        return level_lines([evidence[:, :, 0]])
    fields = [padded(evidence[:, :, k]) for k in range(classes)]
    wins = _winners(np.stack(fields, axis=2))
    parts = []
    for i, j in combinations(range(classes), 2):
        meeting = wins[i] & wins[j]
        if not meeting.any():
            continue
        segments = contour(fields[i] - fields[j], where=meeting)
        for k in range(classes):
            if k not in (i, j) and (wins[k] & meeting).any():
                segments = _where_smaller(segments, fields[k] - fields[i], wins[k])
        parts.append(_on_plane(segments, side))
    return _joined(parts)


def padded(field: np.ndarray) -> np.ndarray:
    """A field (rows, columns) with its outermost values once more around it: np.pad takes ten times as long."""
    rows, columns = field.shape
    padded = np.empty((rows + 2, columns + 2), field.dtype)
    padded[1:-1, 1:-1] = field
    padded[1:-1, 0], padded[1:-1, -1] = field[:, 0], field[:, -1]
    padded[0], padded[-1] = padded[1], padded[-2]
    return padded


def _on_plane(segments: np.ndarray, side: int) -> np.ndarray:
    """Segments of (column, row) of a padded grid of cells as segments of the plane."""
    return (segments - 0.5) * (2 * PLANE / side) - PLANE


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.empty((0, 2, 2), np.float32)


def _winners(evidence: np.ndarray) -> list[np.ndarray]:
    """For every class, the cells (rows − 1, columns − 1) at one corner of which it has the largest evidence."""
    best = evidence.argmax(axis=2)
    found = []
    for k in range(evidence.shape[2]):
        won = best == k
        found.append(won[:-1, :-1] | won[:-1, 1:] | won[1:, 1:] | won[1:, :-1])
    return found


def _where_smaller(segments: np.ndarray, lead: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """What is left of segments where `lead` is below zero; outside of `cells` they are left as they are."""
    column, row = np.floor(segments.mean(axis=1)).astype(int).T
    start, end = sampled(lead, segments[:, 0]), sampled(lead, segments[:, 1])
    open_to_cut = cells[row, column]
    start, end = (np.where(open_to_cut, value, np.float32(-1)) for value in (start, end))
    kept = (start < 0) | (end < 0)
    segments, start, end = segments[kept].copy(), start[kept], end[kept]
    for tip, here, there in ((0, start, end), (1, end, start)):
        cut = here > 0
        share = (here[cut] / (here[cut] - there[cut]))[:, None]
        segments[cut, tip] += share * (segments[cut, 1 - tip] - segments[cut, tip])
    return segments


def sampled(field: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The field at places (n, 2) of (column, row), by bilinear interpolation."""
    rows, columns = field.shape
    column = np.clip(np.floor(places[:, 0]).astype(int), 0, columns - 2)
    row = np.clip(np.floor(places[:, 1]).astype(int), 0, rows - 2)
    u, v = places[:, 0] - column, places[:, 1] - row
    lower = field[row, column] * (1 - u) + field[row, column + 1] * u
    upper = field[row + 1, column] * (1 - u) + field[row + 1, column + 1] * u
    value: np.ndarray = lower * (1 - v) + upper * v
    return value
