"""Where the parts of the neuron's diagram lie."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME

TALLEST, NARROWEST = 230, 250
# At the normal text size: the radii of an input and of the sum, half the step's side, and the room of y.
INPUT, SUM, STEP, OUTPUT = 18, 26, 21, 28
ALONG = 0.27
"""The share of an edge at which its weight stands."""


@dataclass(frozen=True)
class NeuronLayout:
    """Middles of the three inputs (the last is the constant 1), of the sum and of the step, and where y begins."""

    inputs: tuple[QPointF, ...]
    total: QPointF
    step: QPointF
    exit: float

    @classmethod
    def within(cls, width: int, height: int) -> NeuronLayout:
        """In a widget of this size."""
        used = min(height, THEME.px(TALLEST))
        top = (height - used) / 2
        # Where it is narrow, the weights' numbers get the room of the margins.
        slack = min(max((width - THEME.px(NARROWEST)) / 90, 0.0), 1.0)
        inputs = [QPointF(THEME.px(INPUT) + 3 + 19 * slack, top + used * share) for share in (0.16, 0.5, 0.84)]
        step = QPointF(width - THEME.px(OUTPUT) - 4 - 8 * slack - THEME.px(STEP), top + used * 0.46)
        gap = min(max(width * 0.06, 14), 40) * (1 + slack) / 2
        total = QPointF(step.x() - THEME.px(STEP) - gap - THEME.px(SUM), step.y())
        return cls(tuple(inputs), total, step, width - THEME.px(OUTPUT))

    def edge(self, index: int) -> tuple[QPointF, QPointF]:
        """The ends of an edge, between the rims of the discs."""
        start, end = self.inputs[index], self.total
        way = end - start
        way /= max(math.hypot(way.x(), way.y()), 1.0)
        return start + way * THEME.px(INPUT), end - way * THEME.px(SUM)

    def weight_box(self, index: int, width: float, height: float, thickness: float) -> QRectF:
        """Where a weight of this size stands: beside its edge, on the side with room, never over the sum."""
        start, end = self.edge(index)
        below = end.y() < start.y() - 20
        away = thickness / 2 + height / 2 + 3
        box = QRectF(0, 0, width, height)
        box.moveCenter(start + (end - start) * ALONG + QPointF(width / 4, away if below else -away))
        radius = THEME.px(SUM)
        if box.bottom() > self.total.y() - radius and box.top() < self.total.y() + radius:
            box.moveRight(min(box.right(), self.total.x() - radius))
        return box
