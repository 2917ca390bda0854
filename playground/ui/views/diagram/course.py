"""How the weights have gone over the last frames, so that the way of any is there as soon as it is pointed at."""

from __future__ import annotations

from collections import deque

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from playground.training.architecture import Architecture
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.words import formatting

MOST_FRAMES = 240
MOST_NUMBERS = 2**21
"""Of large networks fewer frames are kept: so many weights together."""
DOT = 2.5


class Course:
    """Keeps the weights of the last frames. Another network, or an earlier step, begins anew."""

    def __init__(self) -> None:
        self._network: object = None
        self._frames: deque[tuple[int, np.ndarray]] = deque()

    def add(self, snapshot: NetworkSnapshot) -> None:
        """Goes on with a frame; of a step that was there its weights are now others, put in by hand."""
        model, spec, step = snapshot.experiment.model, snapshot.spec, snapshot.progress.step
        keys = model.keys if isinstance(model, Architecture) else ()
        network = keys, snapshot.experiment.data.inputs, spec.input_shape, spec.output_shapes
        frames = self._frames
        if network != self._network or (frames and step < frames[-1][0]):
            frames.clear()
            self._network = network
        if frames and step == frames[-1][0]:
            frames.pop()
        if snapshot.is_part:
            return
        frames.append((step, snapshot.theta))
        while len(frames) > max(2, min(MOST_FRAMES, MOST_NUMBERS // snapshot.theta.size)):
            frames.popleft()

    def forget(self) -> None:
        """Begins anew with the next frame."""
        self._network = None

    def of(self, place: int) -> np.ndarray:
        """The steps of the frames and a weight at each of them (frames, 2), by its place in θ."""
        return np.array([(step, theta[place]) for step, theta in self._frames], np.float64).reshape(-1, 2)


def paint_course(painter: QPainter, area: QRectF, course: np.ndarray) -> None:
    """A small line of steps and values (frames, 2), between the least and the largest value, written beside it."""
    steps, values = course.T
    low, high = float(values.min()), float(values.max())
    texts = [formatting.significant(each, 3) for each in (high, low)]
    painter.setFont(THEME.font(10))
    metrics = QFontMetricsF(painter.font())
    beside = max(map(metrics.horizontalAdvance, texts)) + 6
    plot = area.adjusted(DOT, DOT + 1, -beside - DOT, -DOT - 1)
    span, length = max(high - low, 1e-12), max(float(steps[-1] - steps[0]), 1.0)
    x = plot.left() + (steps - steps[0]) / length * plot.width()
    y = plot.bottom() - (values - low) / span * plot.height() if high > low else np.full(len(x), plot.center().y())
    painter.setPen(QPen(THEME.colours.line, 1))
    painter.drawLine(QPointF(plot.left(), plot.bottom()), QPointF(plot.right(), plot.bottom()))
    if low < 0 < high:
        zero = plot.bottom() + low / span * plot.height()
        painter.setPen(QPen(THEME.colours.faint, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(plot.left(), zero), QPointF(plot.right(), zero))
    places = [QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(THEME.colours.accent, THEME.stroke(1.4)))
    painter.drawPolyline(QPolygonF(places))
    painter.setBrush(THEME.colours.accent)
    painter.drawEllipse(places[-1], DOT, DOT)
    painter.setPen(THEME.colours.muted)
    right = QRectF(area.right() - beside, area.top(), beside, area.height())
    painter.drawText(right, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, texts[0])
    if high > low:
        painter.drawText(right, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, texts[1])
