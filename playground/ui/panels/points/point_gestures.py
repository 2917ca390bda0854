"""What one gesture of the mouse does to a point set: painting, erasing, moving."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
import numpy.typing as npt

from playground.data.point_edits import with_class
from playground.data.points import PLANE, PointSet
from playground.ui.views.plane.grip import Pointer
from playground.ui.views.plane.nearest_point import nearest

# In pixels: a brush this thin paints on the line itself; painted points keep about this distance; and one point is
# painted for every so many square pixels that the brush covers.
THIN = 4.0
SPACING = 12.0
AREA = 200.0
CANDIDATES = 6
GRIP = 9.0
LEAST_ERASER = 6.0


class Gesture(Protocol):
    """A gesture between press and release; each call returns the points after it."""

    def press(self, points: PointSet, pointer: Pointer) -> PointSet: ...
    def drag(self, points: PointSet, pointer: Pointer) -> PointSet: ...


class PaintGesture:
    """Sprays points of one class or value: one for a click, then as many as suit the brush's width and way."""

    def __init__(self, mark: float, brush: float, room: int, rng: np.random.Generator, density: float = 1.0) -> None:
        """brush: radius in pixels; room: how many points may still be added; density: how many where one is usual."""
        self._mark, self._brush, self._room, self._rng = mark, brush, room, rng
        self._area, self._spacing = AREA / density, SPACING / density
        self._last = (0.0, 0.0)
        self._travelled = 0.0

    def press(self, points: PointSet, pointer: Pointer) -> PointSet:
        self._last = (pointer.x1, pointer.x2)
        count = 1 if self._brush <= THIN else max(1, round(math.pi * self._brush**2 / self._area / 2))
        return self._spray(points, [self._last] * count, pointer.pixel)

    def drag(self, points: PointSet, pointer: Pointer) -> PointSet:
        start, end = np.array(self._last), np.array([pointer.x1, pointer.x2])
        length = float(np.hypot(*(end - start))) / pointer.pixel
        step = min(self._spacing, self._area / (2 * max(self._brush, THIN)))
        self._travelled += length
        count = int(self._travelled // step)
        self._travelled -= count * step
        self._last = (pointer.x1, pointer.x2)
        shares = 1 - (self._travelled + step * np.arange(count)[::-1]) / max(length, 1e-9)
        return self._spray(points, (start + shares[:, None] * (end - start)).tolist(), pointer.pixel)

    def _spray(self, points: PointSet, places: list[tuple[float, float]], pixel: float) -> PointSet:
        places = [place for place in places if max(abs(place[0]), abs(place[1])) <= PLANE][: self._room]
        if not places:
            return points
        self._room -= len(places)
        radius = self._brush * pixel if self._brush > THIN else 0.0
        new, near = np.empty((0, 2)), _around(points.x, np.array(places), 3 * radius)
        for place in places:
            new = np.concatenate([new, self._scatter(np.concatenate([near, new]), np.array(place), radius)])
        return with_class(points, self._mark).added(new, self._mark)

    def _scatter(
        self, x: npt.NDArray[np.floating], place: npt.NDArray[np.float64], radius: float
    ) -> npt.NDArray[np.float64]:
        """A random place (1, 2) under the brush: of a few candidates the one farthest from the points x (n, 2)."""
        if not radius:
            return place[None]
        angle = self._rng.uniform(0, 2 * math.pi, CANDIDATES)
        reach = radius * np.sqrt(self._rng.random(CANDIDATES))
        candidates = place + np.stack([reach * np.cos(angle), reach * np.sin(angle)], axis=1)
        near = x[np.abs(x - place).max(axis=1) < 3 * radius]
        if not len(near):
            return candidates[:1]
        distance = ((candidates[:, None] - near[None]) ** 2).sum(axis=2).min(axis=1)
        farthest = int(distance.argmax())
        return candidates[farthest : farthest + 1]


class PointGesture:
    """Puts a single point where the button is pressed, which can be dragged while it is held."""

    def __init__(self, mark: float, room: int) -> None:
        self._mark, self._room = mark, room

    def press(self, points: PointSet, pointer: Pointer) -> PointSet:
        return with_class(points, self._mark).added((pointer.x1, pointer.x2), self._mark) if self._room else points

    def drag(self, points: PointSet, pointer: Pointer) -> PointSet:
        last = len(points) - 1
        return points.moved([last], (pointer.x1, pointer.x2) - points.x[last]) if self._room else points


class EraseGesture:
    """Removes every point that the brush passes over."""

    def __init__(self, brush: float) -> None:
        self._brush = max(brush, LEAST_ERASER)
        self._last = (0.0, 0.0)

    def press(self, points: PointSet, pointer: Pointer) -> PointSet:
        self._last = (pointer.x1, pointer.x2)
        return self.drag(points, pointer)

    def drag(self, points: PointSet, pointer: Pointer) -> PointSet:
        start, self._last = self._last, (pointer.x1, pointer.x2)
        mask = near_segment(points.x, start, self._last, self._brush * pointer.pixel)
        return points.without(mask) if mask.any() else points


class MoveGesture:
    """Drags some of the points along with the pointer."""

    def __init__(self, indices: npt.NDArray[np.int64]) -> None:
        self._indices = indices
        self._before: PointSet | None = None
        self._start = (0.0, 0.0)

    def press(self, points: PointSet, pointer: Pointer) -> PointSet:
        self._before, self._start = points, (pointer.x1, pointer.x2)
        return points

    def drag(self, points: PointSet, pointer: Pointer) -> PointSet:
        assert self._before is not None
        return self._before.moved(self._indices, (pointer.x1 - self._start[0], pointer.x2 - self._start[1]))


def _around(x: npt.NDArray[np.floating], places: npt.NDArray[np.float64], reach: float) -> npt.NDArray[np.floating]:
    """Those of the points x (n, 2) that may lie within reach of one of the places (m, 2)."""
    return x[np.all((x > places.min(axis=0) - reach) & (x < places.max(axis=0) + reach), axis=1)]


def near_segment(
    x: npt.NDArray[np.floating], start: tuple[float, float], end: tuple[float, float], radius: float
) -> npt.NDArray[np.bool_]:
    """Which of the points x (n, 2) are at most `radius` away from the straight way from start to end: (n,)."""
    a, way = np.array(start), np.subtract(end, start)
    share = np.clip((x - a) @ way / max(float(way @ way), 1e-12), 0, 1)
    is_near: npt.NDArray[np.bool_] = ((x - a - share[:, None] * way) ** 2).sum(axis=1) <= radius**2
    return is_near


def under(points: PointSet, pointer: Pointer, brush: float) -> npt.NDArray[np.int64]:
    """Indices of what a Move would grip: the points under the brush, or else the nearest one within a few pixels."""
    place = pointer.x1, pointer.x2
    held = np.flatnonzero(near_segment(points.x, place, place, brush * pointer.pixel))
    return held if len(held) else gripped(points, pointer)


def gripped(points: PointSet, pointer: Pointer) -> npt.NDArray[np.int64]:
    """The index of the point that is nearest to the pointer; none where all are more than a few pixels away."""
    index = nearest(points.x, (pointer.x1, pointer.x2), GRIP * pointer.pixel)
    return np.array([] if index is None else [index], dtype=np.int64)
