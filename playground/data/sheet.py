"""The sheet that was written on, where a picture shows more: a page around a photograph, a table around paper."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from playground.data.components import Components, find_components
from playground.late_dataclass import dataclass

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Corners = npt.NDArray[np.float64]
"""Upper left, upper right, lower left: (3, 2) as shares of the width and the height."""
EVEN = 0.03
"""A border whose grey varies less than this, but for a tenth of it, is a page or an outline."""
FINEST = 0.01
"""The least difference from an even border that counts."""
CALM_SIDE, CALM = 64, 5
"""Sheets on a table are looked for at this size, strokes and grain taken away by a median of this size."""
LEVELS = 8
SMALLEST = 0.2
"""The least shorter side of a sheet, as a share of the picture's longer one."""
SOLID = 0.8
"""The least share of its rectangle that a sheet fills."""
SUPPORT = 0.8
"""The least share of a rectangle's side along which the sheet really ends there."""
STRAIGHT = 3.8
"""How much of its four sides together a sheet with straight edges has."""
TURNS = np.deg2rad(np.arange(-30, 31) * 1.5)
BINS = 32


@dataclass(frozen=True)
class Sheet:
    """A sheet that is only a part of a picture: its corners; the grey around it where that is even; whether all of its
    edges are straight from end to end."""

    corners: Corners
    around: float | None
    straight: bool


def find_sheet(grey: FloatArray) -> Sheet | None:
    """The sheet whose edges are seen best."""
    best, most = None, 0.0
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    level = float(np.median(border))
    spread = float(np.quantile(np.abs(border - level), 0.9))
    around = level if spread <= EVEN else None
    for mask, edge in figures(grey, around, spread):
        areas = find_components(mask, diagonal=False)
        if not len(areas):
            continue
        index = int(np.argmax(areas.area))
        found = rectangle(areas, index, edge)
        if found is not None and found[1] > most:
            best, most = Sheet(found[0], around, found[1] >= STRAIGHT), found[1]
    return best


def figures(grey: FloatArray, around: float | None, spread: float) -> Iterator[tuple[Mask, float]]:
    """What may be sheets, and how many pixels their edges may be off: what differs from what is around, or where that
    is uneven, is brighter, or darker, than some level once strokes and grain are gone."""
    if around is not None and min(grey.shape) >= 8:
        yield np.abs(grey - around) > max(2 * spread, FINEST), 0.01 * max(grey.shape)
    elif min(grey.shape) >= CALM_SIDE:
        calm = calmed(grey)
        low, high = (float(v) for v in np.quantile(calm, (0.02, 0.98)))
        for threshold in np.linspace(low, high, LEVELS + 2)[1:-1]:
            yield calm > threshold, 1.5
            yield calm < threshold, 1.5


def calmed(grey: FloatArray) -> FloatArray:
    """A small picture without strokes and grain."""
    rows, columns = grey.shape
    scale = CALM_SIDE / max(rows, columns)
    small = Image.fromarray((grey * 255).astype(np.uint8)).resize(
        (max(round(columns * scale), 8), max(round(rows * scale), 8)), Image.Resampling.BOX
    )
    return np.asarray(small.filter(ImageFilter.MedianFilter(CALM)), dtype=np.float32) * np.float32(1 / 255)


def rectangle(areas: Components, index: int, edge: float) -> tuple[Corners, float] | None:
    """The corners of the rectangle that an area fills, a little inside of its edge, and how much of its outline it
    has; None where the area is no rectangle or ends with the picture."""
    rows, columns = areas.shape
    longer = max(rows, columns)
    box = int(areas.height[index] * areas.width[index])
    if min(areas.height[index], areas.width[index]) < SMALLEST * longer or areas.area[index] < 0.5 * box:
        return None
    points = outline(areas, index)
    turn, low, high = least_rectangle(points)
    width, height = high - low
    if min(width, height) < SMALLEST * longer or areas.area[index] < SOLID * width * height:
        return None
    if width * height >= 0.99 * rows * columns:
        return None
    supports = supported(points, turn, low, high, areas.shape, edge)
    if np.sort(supports)[1] < SUPPORT:
        return None
    inset = 1 + 0.012 * longer
    inner = np.array([low + inset, (high[0] - inset, low[1] + inset), (low[0] + inset, high[1] - inset)])
    return turned(inner, -turn) / (columns, rows), float(supports.sum())


def outline(areas: Components, index: int) -> npt.NDArray[np.float64]:
    """The outermost points (n, 2) of an area as x, y: the ends of each row, the ends of each column."""
    row, start, end, area = areas.runs
    mine = area == index
    row, start, end = row[mine], start[mine], end[mine]
    rows, columns = areas.shape
    left, right = np.full(rows, columns), np.zeros(rows, np.int64)
    np.minimum.at(left, row, start)
    np.maximum.at(right, row, end)
    part = areas.part(index)
    across = np.flatnonzero(part.any(axis=0))
    top, bottom = (
        areas.top[index] + part.argmax(axis=0)[across],
        areas.bottom[index] - part[::-1].argmax(axis=0)[across],
    )
    across = across + areas.left[index]
    down = np.flatnonzero(right > 0)
    return np.concatenate(
        [
            np.stack([left[down], down + 0.5], axis=1),
            np.stack([right[down], down + 0.5], axis=1),
            np.stack([across + 0.5, top], axis=1),
            np.stack([across + 0.5, bottom], axis=1),
        ]
    )


def turned(points: npt.NDArray[np.float64], angle: float) -> npt.NDArray[np.float64]:
    """Points turned about the origin."""
    cos, sin = np.cos(angle), np.sin(angle)
    result: npt.NDArray[np.float64] = points @ np.array([[cos, -sin], [sin, cos]])
    return result


def least_rectangle(points: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The turn at which the points fit into the smallest upright rectangle, and its bounds."""
    cos, sin = np.cos(TURNS), np.sin(TURNS)
    width = np.ptp(points @ np.stack([cos, sin]), axis=0)
    height = np.ptp(points @ np.stack([-sin, cos]), axis=0)
    # Upright unless another turn is clearly better.
    turn = float(TURNS[np.argmin(width * height * np.where(TURNS == 0, 1, 1.02))])
    placed = turned(points, turn)
    return turn, placed.min(axis=0), placed.max(axis=0)


def supported(
    points: npt.NDArray[np.float64],
    turn: float,
    low: npt.NDArray[np.float64],
    high: npt.NDArray[np.float64],
    shape: tuple[int, int],
    near: float,
) -> npt.NDArray[np.float64]:
    """For each side of the rectangle the share of its length along which a point lies near it, not counting those
    at the picture's border."""
    rows, columns = shape
    inside = (points > 0.5).all(axis=1) & (points[:, 0] < columns - 0.5) & (points[:, 1] < rows - 0.5)
    placed = turned(points[inside], turn)
    shares = []
    for axis in (0, 1):
        along = np.clip((placed[:, 1 - axis] - low[1 - axis]) / (high - low)[1 - axis] * BINS, 0, BINS - 1).astype(int)
        for side in (low[axis], high[axis]):
            hit = np.unique(along[np.abs(placed[:, axis] - side) <= near])
            shares.append(len(hit) / BINS)
    return np.array(shares)
