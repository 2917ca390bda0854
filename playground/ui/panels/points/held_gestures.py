"""Gestures that go on while the button is held, whether or not the mouse moves: shaking points, and attracting them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from playground.data.point_edits import attracted, jittered
from playground.data.points import PointSet
from playground.ui.panels.points.point_gestures import near_segment
from playground.ui.views.plane.grip import Pointer

# A time: how many pixels a point is thrown, and which share of its way it comes nearer.
JITTER = 1.6
ATTRACTION = 0.08


class HeldGesture:
    """Acts on the points under the brush, again and again; where some are selected, on those."""

    def __init__(self, brush: float, selection: npt.NDArray[np.int64]) -> None:
        self._brush, self._selection = brush, selection
        self._pointer = Pointer(0.0, 0.0, 1.0)

    def press(self, points: PointSet, pointer: Pointer) -> PointSet:
        self._pointer = pointer
        return self.hold(points)

    def drag(self, points: PointSet, pointer: Pointer) -> PointSet:
        self._pointer = pointer
        return points

    def hold(self, points: PointSet) -> PointSet:
        """The points after one time more."""
        chosen = self._selection if len(self._selection) else self._under(points)
        return self._act(points, chosen, self._pointer) if len(chosen) else points

    def _under(self, points: PointSet) -> npt.NDArray[np.int64]:
        place = self._pointer.x1, self._pointer.x2
        return np.flatnonzero(near_segment(points.x, place, place, self._brush * self._pointer.pixel))

    def _act(self, points: PointSet, chosen: npt.NDArray[np.int64], pointer: Pointer) -> PointSet:
        raise NotImplementedError


class JitterGesture(HeldGesture):
    """Shakes points."""

    def __init__(self, brush: float, selection: npt.NDArray[np.int64], rng: np.random.Generator) -> None:
        super().__init__(brush, selection)
        self._rng = rng

    def _act(self, points: PointSet, chosen: npt.NDArray[np.int64], pointer: Pointer) -> PointSet:
        return jittered(points, chosen, JITTER * pointer.pixel, self._rng)


class MagnetGesture(HeldGesture):
    """Attracts points to the pointer."""

    def _act(self, points: PointSet, chosen: npt.NDArray[np.int64], pointer: Pointer) -> PointSet:
        return attracted(points, chosen, (pointer.x1, pointer.x2), ATTRACTION)
