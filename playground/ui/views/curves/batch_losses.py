"""What a line adds to the chart of the loss: that of the mini-batches, and the closed form's, which is its floor."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import Axis


@dataclass(frozen=True, eq=False)
class BatchCurve:
    """The loss of the mini-batch that a step learns from (records,), before it, and the epoch of the step."""

    epoch: np.ndarray
    loss: np.ndarray


@dataclass(frozen=True)
class Floor:
    """A loss that nothing gets below, and what is written at it."""

    loss: float
    text: str


def batch_curve(snapshot: NetworkSnapshot) -> BatchCurve | None:
    """The losses of the mini-batches along the path of a line, as far as it was learned with batches as they are."""
    path, training = snapshot.path, snapshot.experiment.training
    count = snapshot.train_count
    if path is None or not count or training.batch_size >= count:
        return None
    size = training.batch_size
    steps = -(-count // size)
    passes = int(snapshot.progress.epoch)
    done = passes * steps + round((snapshot.progress.epoch - passes) * count / size)
    at = done - (snapshot.progress.step - path.step)
    known = np.isfinite(path.batch_loss) & (at >= 0)
    if not known.any():
        return None
    passed, taken = np.divmod(at[known], steps)
    return BatchCurve(passed + taken * size / count, path.batch_loss[known])


def paint_floor(painter: QPainter, floor: Floor, x: Axis, y: Axis) -> None:
    """A dotted line with its text above it."""
    at = y.pixel(floor.loss)
    if not y.end <= at <= y.start:
        return
    pen = QPen(THEME.colours.muted, THEME.stroke(1.1))
    pen.setDashPattern([1.5, 2.5])
    painter.setPen(pen)
    painter.drawLine(QLineF(x.start, at, x.end, at))
    painter.setPen(THEME.colours.muted)
    above = at - 4 > y.end + QFontMetricsF(painter.font()).ascent()
    painter.drawText(
        QPointF(x.start + 4, at - 4 if above else at + QFontMetricsF(painter.font()).ascent() + 3), floor.text
    )
