"""The points of the decision view: which are seen, which are ringed, and what is said of the one under the pointer."""

from __future__ import annotations

import numpy as np

from playground.data.points import PointSet
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.plane.answered_points import AnsweredPoints, Mask, PointRings, RingChoice
from playground.ui.views.plane.nearest_point import nearest
from playground.ui.views.plane.plane_frame import Said
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_shapes import Shape
from playground.ui.views.plane.point_markers import marker_radius


class MarkedPoints:
    """The points that the user chose, with what a network that learned from them answers, as far as it is known.

    visible: which are seen (points,).
    """

    def __init__(self) -> None:
        self.points: PointSet | None = None
        self.train_share = 1.0
        self.rings = RingChoice()
        self.visible: Mask = np.zeros(0, bool)
        self._answered: AnsweredPoints | None = None

    @property
    def is_test(self) -> Mask:
        """Which only test."""
        assert self.points is not None
        found: Mask = self.points.rank >= self.train_share
        return found

    def choose(self, points: PointSet, train_share: float) -> bool:
        """Takes other points, or divided in another way; False where they are the same."""
        if self.points is points and self.train_share == train_share:
            return False
        self.points, self.train_share, self._answered = points, train_share, None
        return True

    def take_answers(self, snapshot: NetworkSnapshot) -> None:
        """Takes what is answered for these very points."""
        answers, points = snapshot.sample_answers, self.points
        if self._answered is not None and self._answered.answers is answers:
            return
        self._answered = None
        if answers is None or points is None or points is not snapshot.data_set or not points.classes:
            return
        if len(points) == len(answers.answer):
            self._answered = AnsweredPoints(points, self.is_test, answers)

    def see(self, test_points: bool) -> bool:
        """Decides which points are seen; whether these are others than before."""
        assert self.points is not None
        visible = np.ones(len(self.points), bool) if test_points else ~self.is_test
        if self.rings.alone and self.rings.rings and self._answered is not None:
            visible &= np.logical_or.reduce([mask for mask, _ in self.rings.masks(self._answered)])
        if np.array_equal(visible, self.visible):
            return False
        self.visible = visible
        return True

    def shapes(self) -> list[Shape]:
        """The rings of those points that are seen."""
        answered = self._answered
        if answered is None:
            return []
        count = int(np.count_nonzero(self.visible))
        return [
            PointRings(answered.points.x[mask & self.visible], count, colour, step)
            for step, (mask, colour) in enumerate(self.rings.masks(answered))
        ]

    def said_at(self, place: tuple[float, float], plane: PlaneMap) -> Said | None:
        """What is said of the point at a place; None where there is none of which anything is known."""
        answered = self._answered
        if answered is None:
            return None
        reach = (marker_radius(int(np.count_nonzero(self.visible)), plane.side) + 2) / plane.scale
        index = nearest(answered.points.x, place, reach, self.visible)
        return None if index is None else answered.said_of(index)
