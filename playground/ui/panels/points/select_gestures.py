"""Gestures that select points and change none: a rectangle, and a line of any shape around them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from playground.data.points import PointSet
from playground.ui.panels.points.point_gestures import gripped
from playground.ui.views.plane.grip import Pointer

CLICK = 3.0
"""So many pixels from where it began a gesture is still a click."""
STEP = 2.0
"""So many pixels apart are the corners of a line that is drawn."""


class SelectGesture:
    """Spans an outline; `inside` says which points it holds, together with those that were selected before."""

    def __init__(self, kept: npt.NDArray[np.int64]) -> None:
        self._kept = kept
        self._start = self._end = Pointer(0.0, 0.0, 1.0)

    @property
    def outline(self) -> npt.NDArray[np.float64]:
        """The corners (n, 2) of what is spanned."""
        return np.empty((0, 2))

    def press(self, points: PointSet, pointer: Pointer) -> PointSet:
        self._start = self._end = pointer
        return points

    def drag(self, points: PointSet, pointer: Pointer) -> PointSet:
        self._end = pointer
        return points

    def inside(self, points: PointSet) -> npt.NDArray[np.int64]:
        """Indices of what is selected now; a click selects the point there."""
        held = gripped(points, self._start) if self._is_click else np.flatnonzero(self._holds(points.x))
        return np.union1d(self._kept, held)

    @property
    def _is_click(self) -> bool:
        way = self._end.x1 - self._start.x1, self._end.x2 - self._start.x2
        return float(np.hypot(*way)) <= CLICK * self._start.pixel

    def _holds(self, x: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
        raise NotImplementedError


class RectangleGesture(SelectGesture):
    """Spans a rectangle."""

    @property
    def outline(self) -> npt.NDArray[np.float64]:
        (a1, a2), (b1, b2) = (self._start.x1, self._start.x2), (self._end.x1, self._end.x2)
        return np.array([(a1, a2), (b1, a2), (b1, b2), (a1, b2)])

    def _holds(self, x: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
        corners = self.outline
        held: npt.NDArray[np.bool_] = np.all((x >= corners.min(axis=0)) & (x <= corners.max(axis=0)), axis=1)
        return held


class LassoGesture(SelectGesture):
    """Draws a line around points; its end is joined to its beginning."""

    def __init__(self, kept: npt.NDArray[np.int64]) -> None:
        super().__init__(kept)
        self._way: list[tuple[float, float]] = []
        self._left_start = False

    @property
    def outline(self) -> npt.NDArray[np.float64]:
        return np.array(self._way).reshape(-1, 2)

    def press(self, points: PointSet, pointer: Pointer) -> PointSet:
        self._way = [(pointer.x1, pointer.x2)]
        return super().press(points, pointer)

    def drag(self, points: PointSet, pointer: Pointer) -> PointSet:
        last = self._way[-1]
        if np.hypot(pointer.x1 - last[0], pointer.x2 - last[1]) >= STEP * pointer.pixel:
            self._way.append((pointer.x1, pointer.x2))
        result = super().drag(points, pointer)
        self._left_start = self._left_start or not super()._is_click
        return result

    @property
    def _is_click(self) -> bool:
        """Whoever has been around comes back to where the line began."""
        return not self._left_start

    def _holds(self, x: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
        return within(x, self.outline)


def within(x: npt.NDArray[np.floating], outline: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which of the points x (n, 2) lie within a closed line of these corners (m, 2), by how often it crosses."""
    held = np.zeros(len(x), dtype=bool)
    first, second = x[:, 0], x[:, 1]
    for (a1, a2), (b1, b2) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        crosses = (second < a2) != (second < b2)
        if a2 != b2:
            held ^= crosses & (first < a1 + (second - a2) / (b2 - a2) * (b1 - a1))
    return held
