"""The edges of a bundle as ribbons: as wide as their weights are on average, in the shares of their signs."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from playground.late_dataclass import dataclass
from playground.ui.views.diagram.diagram_bundle import frame_of
from playground.ui.views.diagram.diagram_edges import HIT, SEEN, line_widths
from playground.ui.views.diagram.diagram_layout import Column

WIDEST_RIBBON, THINNEST_RIBBON = 64.0, 1.5
SIDE_SHARE = 0.8
"""The share of a bundle's side that ribbons arrive at."""


@dataclass(frozen=True)
class RibbonWeights:
    """What one ribbon stands for: how many weights, the mean of |w| over all, the share that is positive."""

    count: int
    mean: float
    positive: float


class RibbonPicture:
    """The gap between two columns of which one at least is a bundle: a ribbon for every unit of the other one."""

    def __init__(self, left: Column, right: Column, width: int, height: int, ratio: float, widest: float) -> None:
        """`widest`: the width in pixels that an edge of its own would have with the largest weight."""
        self._shape = 1 if left.is_bundle else left.units, 1 if right.is_bundle else right.units
        self._starts = left.y if not left.is_bundle else _ports(left, right)
        self._ends = right.y if not right.is_bundle else _ports(right, left)
        self._width, self._ratio, self._edge = width, ratio, widest
        self._widest = min(WIDEST_RIBBON, *(_least_distance(each) for each in (self._starts, self._ends)))
        self._shown: tuple[np.ndarray, object] | None = None
        self.pixels = np.zeros((round(height * ratio), max(2, round(width * ratio))), np.uint32)
        """What was rendered last: premultiplied ARGB words (rows, columns)."""

    def widths(self, weight: np.ndarray, limit: float) -> np.ndarray:
        """Widths (inputs, outputs) in pixels that single weights (inputs, outputs) would have."""
        return line_widths(weight, limit, self._edge)

    def draw(self, weight: np.ndarray, limit: float, negative: QColor, positive: QColor) -> None:
        """Fills `pixels` with the ribbons of all weights (inputs, outputs) of the gap."""
        strands = self._strands(weight, limit)
        self._shown = strands, (negative.rgb(), positive.rgb())
        self.pixels.fill(0)
        rows, columns = self.pixels.shape
        image = QImage(self.pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(columns / self._width, self._ratio)
        for path, is_positive in self._paths(strands, range(len(self._starts))):
            painter.fillPath(path, positive if is_positive else negative)
        painter.end()

    def shows(self, weight: np.ndarray, limit: float, negative: QColor, positive: QColor) -> bool:
        """Whether nobody could tell the picture of these weights (inputs, outputs) from what was drawn last."""
        if self._shown is None or self._shown[1] != (negative.rgb(), positive.rgb()):
            return False
        return bool(np.abs(self._strands(weight, limit) - self._shown[0]).max(initial=0.0) < SEEN)

    def nearest(self, x: float, y: float, weight: np.ndarray, limit: float) -> tuple[int, int] | None:
        """The ribbon at a place in pixels, by its unit at the left and at the right, of a bundle 0."""
        t = x / self._width
        middle = self._starts + (self._ends - self._starts) * t * t * (3 - 2 * t)
        distance = np.abs(middle - y) / (np.maximum(self._strands(weight, limit).sum(axis=0), HIT) / 2)
        best = int(np.argmin(distance))
        return (min(best, self._shape[0] - 1), min(best, self._shape[1] - 1)) if distance[best] <= 1 else None

    def reading(self, weight: np.ndarray, source: int, target: int) -> RibbonWeights:
        """What the ribbon between two units, or bundles, stands for."""
        rows = weight if self._shape[0] == 1 else weight[source : source + 1]
        part = rows if self._shape[1] == 1 else rows[:, target : target + 1]
        return RibbonWeights(part.size, float(np.abs(part).mean()), float((part > 0).mean()))

    def middle(self, hit: tuple[int, int]) -> QPointF:
        """The middle of a ribbon."""
        return QPointF(self._width / 2, (self._starts[max(hit)] + self._ends[max(hit)]) / 2)

    def paint(self, painter: QPainter, hit: tuple[int, int], weight: np.ndarray, limit: float, *inks: QColor) -> None:
        """One ribbon by itself; inks: negative, positive."""
        painter.setPen(Qt.PenStyle.NoPen)
        for path, is_positive in self._paths(self._strands(weight, limit), [max(hit)]):
            painter.fillPath(path, inks[is_positive])

    def _strands(self, weight: np.ndarray, limit: float) -> np.ndarray:
        """The widths of the positive and of the negative part of every ribbon (2, ribbons)."""
        bundled = tuple(axis for axis in (0, 1) if self._shape[axis] == 1)
        size, balance = (each.mean(axis=bundled).ravel() for each in (np.abs(weight), weight))
        both = np.maximum([size + balance, size - balance], 0) / (2 * limit)
        total = both.sum(axis=0)
        wide = np.clip(self._widest * total, THINNEST_RIBBON, self._widest) / np.maximum(total, 1e-30)
        strands: np.ndarray = both * wide
        return strands

    def _paths(self, strands: np.ndarray, ribbons: range | list[int]) -> list[tuple[QPainterPath, int]]:
        paths = []
        for ribbon in ribbons:
            upper, lower = strands[:, ribbon].tolist()
            start, end = float(self._starts[ribbon]), float(self._ends[ribbon])
            top = -(upper + lower) / 2
            paths += [
                (self._band(start + top + above, end + top + above, size), is_positive)
                for above, size, is_positive in ((0.0, upper, 1), (upper, lower, 0))
                if size
            ]
        return paths

    def _band(self, start: float, end: float, size: float) -> QPainterPath:
        width = float(self._width)
        path = QPainterPath()
        path.moveTo(0, start)
        path.cubicTo(width / 3, start, 2 * width / 3, end, width, end)
        path.lineTo(width, end + size)
        path.cubicTo(2 * width / 3, end + size, width / 3, start + size, 0, start + size)
        path.closeSubpath()
        return path


def _ports(bundle: Column, other: Column) -> np.ndarray:
    """Where at the side of a bundle the ribbons of another column arrive."""
    count = 1 if other.is_bundle else other.units
    frame = frame_of(bundle)
    y: np.ndarray = frame.center().y() + SIDE_SHARE * frame.height() * ((np.arange(count) + 0.5) / count - 0.5)
    return y


def _least_distance(y: np.ndarray) -> float:
    return float(np.diff(y).min()) if len(y) > 1 else WIDEST_RIBBON
