"""A pen: paths between control points, and the ink they leave on a small image."""

import numpy as np
import numpy.typing as npt

from playground.data.glyphs import Stroke, parse_shape

FloatArray = npt.NDArray[np.float32]
SIDE = 28
EDGE = 8
"""Margin around the image while drawing, so that no window of a segment leaves the canvas."""
WINDOW = 9
"""A segment reaches 4 pixels to each side of its middle: the broadest pen's radius and its soft edge."""
MAX_RADIUS = 2.9


def spline_matrix(count: int, corners: tuple[int, ...], at: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Matrix (len(at), count) that takes control points to points of a Catmull–Rom spline at parameters 0…count−1.

    The spline passes every control point; at a corner the tangents of the two sides are independent.
    """
    matrix = np.zeros((len(at), count))
    for row, parameter in enumerate(at):
        left = min(int(parameter), count - 2)
        t = parameter - left
        before = left if left == 0 or left in corners else left - 1
        after = left + 1 if left + 2 == count or left + 1 in corners else left + 2
        weights = (
            (before, -0.5 * t + t * t - 0.5 * t**3),
            (left, 1.0 - 2.5 * t * t + 1.5 * t**3),
            (left + 1, 0.5 * t + 2.0 * t * t - 1.5 * t**3),
            (after, -0.5 * t * t + 0.5 * t**3),
        )
        for index, weight in weights:
            matrix[row, index] += weight
    return matrix


def segment_matrices(shape: str, segments: int, smooth: bool) -> tuple[npt.NDArray[np.float64], ...]:
    """Two matrices (segments, control points): starts and ends of the pen's segments, shared out by stroke length."""
    strokes = parse_shape(shape)
    lengths = np.array([stroke_length(stroke) for stroke in strokes])
    bounds = np.round(np.cumsum(np.concatenate([[0.0], lengths])) / lengths.sum() * segments).astype(int)
    controls = sum(len(stroke.points) for stroke in strokes)
    starts, ends = np.zeros((segments, controls)), np.zeros((segments, controls))
    column = 0
    for stroke, first, last in zip(strokes, bounds[:-1], bounds[1:], strict=True):
        count = len(stroke.points)
        at = even_parameters(stroke, last - first)
        matrix = spline_matrix(count, () if smooth else stroke.corners, at)
        starts[first:last, column : column + count] = matrix[:-1]
        ends[first:last, column : column + count] = matrix[1:]
        column += count
    return starts, ends


def stroke_length(stroke: Stroke) -> float:
    return float(np.hypot(*np.diff(stroke.points, axis=0).T).sum())


def even_parameters(stroke: Stroke, segments: int) -> npt.NDArray[np.float64]:
    """Spline parameters of segments + 1 points that lie evenly along the stroke."""
    steps = np.hypot(*np.diff(stroke.points, axis=0).T)
    travelled = np.concatenate([[0.0], np.cumsum(steps)])
    return np.interp(np.linspace(0, travelled[-1], segments + 1), travelled, np.arange(len(travelled)))


def draw_segments(start: FloatArray, end: FloatArray, radius: FloatArray, softness: FloatArray) -> FloatArray:
    """Ink (n, 28, 28) in [0, 1] of n drawings of m segments each.

    start, end: (n, m, 2) as x, y in pixels; radius: (n, m) of the pen in pixels; softness: (n,) width of the ink's edge
    in pixels. A pixel's ink is a ramp over its signed distance to the nearest segment's outline.
    """
    count, _, _ = start.shape
    side = SIDE + 2 * EDGE
    middle = 0.5 * (start + end)
    corner = np.clip(np.floor(middle).astype(np.int32) - WINDOW // 2 + EDGE, 0, side - WINDOW)
    offset = np.arange(WINDOW, dtype=np.float32) + np.float32(0.5 - EDGE)
    # Axes: drawing, segment, window row, window column.
    dx = (corner[..., 0, None] + offset - start[..., 0, None])[:, :, None, :]
    dy = (corner[..., 1, None] + offset - start[..., 1, None])[:, :, :, None]
    along = end - start
    squared = np.maximum(np.einsum("nmc,nmc->nm", along, along), np.float32(1e-6))
    unit_x, unit_y = (along[..., 0] / squared)[..., None, None], (along[..., 1] / squared)[..., None, None]
    nearest = dx * unit_x + dy * unit_y
    np.clip(nearest, 0.0, 1.0, out=nearest)
    away_x = dx - nearest * along[..., 0, None, None]
    np.multiply(nearest, along[..., 1, None, None], out=nearest)
    away_y = np.subtract(dy, nearest, out=nearest)
    away_x *= away_x
    away_y *= away_y
    away_x += away_y
    depth = np.sqrt(away_x, out=away_x)
    np.subtract(radius[..., None, None], depth, out=depth)
    cell = (np.arange(count)[:, None] * side + corner[..., 1]) * side + corner[..., 0]
    window = np.arange(WINDOW)[:, None] * side + np.arange(WINDOW)
    canvas = np.full(count * side * side, -np.inf, dtype=np.float32)
    for segment in range(start.shape[1]):
        # One segment of every drawing at a time: no cell twice, so plain indexing does what maximum.at does slowly.
        cells = cell[:, segment, None, None] + window
        canvas[cells] = np.maximum(canvas[cells], depth[:, segment])
    ink: FloatArray = canvas.reshape(count, side, side)[:, EDGE:-EDGE, EDGE:-EDGE].copy()
    ink /= softness[:, None, None]
    ink += np.float32(0.5)
    return np.clip(ink, 0.0, 1.0, out=ink)
