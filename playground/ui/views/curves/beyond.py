"""Where curves leave the axis: marks at its edge, and how far they go in words."""

from __future__ import annotations

import itertools

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import Axis
from playground.ui.views.curves.loss_axes import epoch_text
from playground.ui.words.powers import times_power

translate = QCoreApplication.translate
SIDE = 4.5
"""Half the width of a mark."""


@dataclass(frozen=True)
class Excursion:
    """Records `first` to `last`, in a row, lie beyond the upper end of an axis, or its lower one; `peak` is the
    farthest of them, and has this value."""

    first: int
    last: int
    peak: int
    value: float
    upwards: bool


def excursions(values: np.ndarray, axis: Axis) -> list[Excursion]:
    """Where a curve is beyond the axis; what is no number lies nowhere."""
    side = (values > axis.high).astype(np.int8) - (values < axis.low)
    found = []
    for start, end in itertools.pairwise([0, *(np.flatnonzero(np.diff(side)) + 1).tolist(), len(side)]):
        if start < end and side[start]:
            upwards = bool(side[start] > 0)
            part = values[start:end]
            peak = start + int(part.argmax() if upwards else part.argmin())
            found.append(Excursion(start, end - 1, peak, float(values[peak]), upwards))
    return found


def farthest(found: list[Excursion], records: int) -> Excursion | None:
    """The one to be written out: that which goes on now, else the farthest one upwards."""
    upwards = [each for each in found if each.upwards]
    now = [each for each in upwards if each.last == records - 1]
    return max(now or upwards, key=lambda each: each.value, default=None)


def excursion_text(excursion: Excursion, epoch: np.ndarray) -> str:
    """How far a curve goes, and when."""
    when = epoch_text(float(epoch[excursion.peak]))
    if not np.isfinite(excursion.value):
        return translate("LossView", "↑ no finite number from epoch {0}").format(when)
    return translate("LossView", "↑ {0} at epoch {1}").format(times_power(excursion.value), when)


def paint_excursions(painter: QPainter, colour: QColor, found: list[Excursion], across: np.ndarray, axis: Axis) -> None:
    """A line along the edge for as long as the curve is beyond it, and a triangle at the farthest record."""
    side, last = THEME.mark(SIDE), -1e9
    for each in found:
        edge, way = (axis.end, 1.0) if each.upwards else (axis.start, -1.0)
        painter.setPen(QPen(colour, THEME.stroke(2)))
        painter.drawLine(QLineF(across[each.first] - 1, edge, across[each.last] + 1, edge))
        at = float(across[each.peak])
        if at - last < side and len(found) > 1:
            continue  # Marks over each other would be a smear; the line shows that there are more.
        last = at
        tip = QPointF(at, edge - way * 2)
        painter.setPen(QPen(THEME.colours.panel, 1))
        painter.setBrush(colour)
        low = tip.y() + way * 1.6 * side
        painter.drawPolygon(QPolygonF([tip, QPointF(at - side, low), QPointF(at + side, low)]))


def paint_excursion_text(painter: QPainter, text: str, at: float, x: Axis, y: Axis) -> QRectF:
    """Writes beside a mark at the upper edge; the place that it takes."""
    metrics = QFontMetricsF(painter.font())
    width, away = metrics.horizontalAdvance(text) + 2, THEME.mark(SIDE) + 5
    left = at + away if at + away + width <= x.end else max(at - away - width, x.start + 2)
    box = QRectF(left, y.end - 1, width, metrics.height())
    ground = QColor(THEME.colours.panel)
    ground.setAlphaF(0.85)
    painter.fillRect(box, ground)
    painter.setPen(THEME.colours.bad_text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return box
