"""The tools that points are painted with: what each does between press and release, and what that is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.data.points import PointSet
from playground.late_dataclass import dataclass
from playground.ui.panels.points.held_gestures import JitterGesture, MagnetGesture
from playground.ui.panels.points.point_gestures import EraseGesture, Gesture, PaintGesture, PointGesture
from playground.ui.panels.points.select_gestures import LassoGesture, RectangleGesture

translate = QCoreApplication.translate
Tool = Literal["paint", "point", "erase", "move", "select", "lasso", "jitter", "magnet"]
NOTHING = np.empty(0, dtype=np.int64)
BRUSH = 8
BRUSHES = (2, 4, 8, 12, 16, 24, 32, 48)
PAINTING: tuple[Tool, ...] = ("paint", "point")
BRUSHING: tuple[Tool, ...] = ("paint", "erase", "move", "jitter", "magnet")
"""The tools that act on what is under the brush."""


@dataclass(frozen=True)
class Hand:
    """What a gesture begins with: the class or value, the brush, what is selected, whether more is added to it, the
    room."""

    mark: float
    brush: int
    density: float
    selection: np.ndarray
    extend: bool
    room: int
    rng: np.random.Generator

    @property
    def kept(self) -> np.ndarray:
        """What stays selected."""
        return self.selection if self.extend else NOTHING


GESTURES: dict[Tool, Callable[[Hand], Gesture]] = {
    "paint": lambda hand: PaintGesture(hand.mark, hand.brush, hand.room, hand.rng, hand.density),
    "point": lambda hand: PointGesture(hand.mark, hand.room),
    "erase": lambda hand: EraseGesture(hand.brush),
    "select": lambda hand: RectangleGesture(hand.kept),
    "lasso": lambda hand: LassoGesture(hand.kept),
    "jitter": lambda hand: JitterGesture(hand.brush, hand.selection, hand.rng),
    "magnet": lambda hand: MagnetGesture(hand.brush, hand.selection),
}
"""What is begun with a tool; only the hand has to look where it is put down."""


def step_name(tool: Tool) -> str:
    """What a gesture is called where it can be undone."""
    match tool:
        case "erase":
            return translate("PointTools", "points erased")
        case "move":
            return translate("PointTools", "points moved")
        case "jitter":
            return translate("PointTools", "points jittered")
        case "magnet":
            return translate("PointTools", "points attracted")
        case _:
            return translate("PointTools", "points painted")


def chosen_of(points: PointSet, selection: np.ndarray) -> np.ndarray:
    """A mask (n,) of the points that are selected."""
    mask = np.zeros(len(points), dtype=bool)
    mask[selection] = True
    return mask
