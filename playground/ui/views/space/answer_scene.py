"""What a network answers over the plane as heights, with the points at the heights that are wanted of them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.data.points import PLANE, PointSet
from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.mosaic import Pixels
from playground.ui.views.plane.class_borders import class_borders, padded, sampled
from playground.ui.views.plane.decision_map import decision_pixels
from playground.ui.views.plane.value_map import zero_line
from playground.ui.views.space.camera import HEIGHT

SIDE = 44
"""Cells a side of a surface; the map of a network at rest may be finer."""
MOST_POINTS = 600
"""Of more points some are shown."""


@dataclass(frozen=True, eq=False)
class AnswerScene:
    """A surface: heights (side, side) at the middles of cells, row 0 the lowest x₂, and their colours (side, side).

    low, high: from where to where the space reaches; `name`: what is upwards. Of the points, `some` (n,) are shown, at
    the heights that are wanted (n,). border (m, 2, 2): where classes meet, as segments of the plane."""

    heights: np.ndarray
    colours: Pixels
    low: float
    high: float
    name: str
    points: PointSet
    some: np.ndarray
    wanted: np.ndarray
    border: np.ndarray

    def at(self, x: np.ndarray) -> np.ndarray:
        """The height of the surface at places x (n, 2) of the plane."""
        side = len(self.heights)
        return sampled(padded(self.heights), (x + PLANE) * (side / (2 * PLANE)) + 0.5)

    def raised(self, heights: np.ndarray) -> np.ndarray:
        """Heights where they lie in space, upwards."""
        raised: np.ndarray = (2 * (heights - self.low) / (self.high - self.low) - 1) * HEIGHT
        return raised

    def places(self, x: np.ndarray, heights: np.ndarray) -> np.ndarray:
        """Places (n, 3) of space for places x (n, 2) of the plane and heights (n,)."""
        return np.concatenate([x / PLANE, self.raised(heights)[:, None]], axis=1)


def scene_of(snapshot: NetworkSnapshot, label: int) -> AnswerScene | None:
    """How probable a class is, or which value is answered; None where that was not asked, or there is no such class."""
    response, points = snapshot.response, snapshot.data_set
    if response is None or not response.decision.size or not isinstance(points, PointSet):
        return None
    if points.has_values:
        return _values(response.decision, points)
    if label >= min(points.classes, response.decision.shape[2]):
        return None
    decision = _coarse(response.decision)
    some = _some(points)
    return AnswerScene(
        heights=decision[:, :, label],
        colours=decision_pixels(decision, False),
        low=0.0,
        high=1.0,
        name=probability_of(points.class_names[label]),
        points=points,
        some=some,
        wanted=(points.label[some] == label).astype(np.float32),
        border=class_borders(response.evidence),
    )


def _values(decision: np.ndarray, points: PointSet) -> AnswerScene:
    """Values and answers from −1 to 1, in the units of their file; what leaves that ends there."""
    decision = np.clip(np.nan_to_num(_coarse(decision)), -1, 1)
    some, (offset, factor) = _some(points), points.value_units
    low, high = sorted((offset - factor, offset + factor))
    return AnswerScene(
        heights=decision[:, :, 0] * factor + offset,
        colours=decision_pixels(decision, False),
        low=low,
        high=high,
        name="y",
        points=points,
        some=some,
        wanted=points.file_values[some],
        border=zero_line(decision[:, :, 0]),
    )


def _some(points: PointSet) -> np.ndarray:
    """Which are shown."""
    return np.arange(0, len(points), max(1, -(-len(points) // MOST_POINTS)))


def _coarse(decision: np.ndarray) -> np.ndarray:
    """Of a finer map the means of four cells each."""
    side = len(decision)
    if side <= SIDE or side % 2:
        return decision
    coarse: np.ndarray = decision.reshape(side // 2, 2, side // 2, 2, -1).mean(axis=(1, 3))
    return coarse


def probability_of(name: str) -> str:
    """How probable the class of this name is: A → P(A)"""
    return QCoreApplication.translate("AnswerSurface", "P({0})").format(name)
