"""The perceptron as a neuron: inputs, weighted edges, the sum and the step."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import PerceptronSnapshot
from playground.ui.look.theme import THEME
from playground.ui.words import formatting

TALLEST, NARROWEST = 230, 240
# At the normal text size: the radii of an input and of the sum, half the step's side, and the room of y.
INPUT, SUM, STEP, OUTPUT = 18, 26, 21, 28
THINNEST, THICKEST = 1.2, 6.5


class NeuronView(QWidget):
    """Draws the neuron of a snapshot; with a point to test, also the numbers that flow through it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = self._written = (0.0, 0.0, 0.0)
        self._tested: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The neuron"))
        self.setToolTip(self.tr("Each edge is a weight: blue is positive, orange negative, thick is large"))

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show the weights w₁, w₂ and the bias b of a snapshot as edges; their numbers follow with `show_texts`."""
        values = (float(snapshot.weight[0]), float(snapshot.weight[1]), snapshot.bias)
        if values != self._values:
            self._values = values
            self.update()

    def show_texts(self) -> None:
        """Write the numbers of the last snapshot; call it seldom enough for them to be read."""
        if self._values != self._written:
            self._written = self._values
            self.setAccessibleDescription(self._in_words())
            self.update()

    def test_point(self, x: tuple[float, float] | None) -> None:
        """Show how the neuron answers for the point x, or no numbers."""
        if x != self._tested:
            self._tested = x
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, THEME.px(146))

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(NARROWEST), THEME.px(136))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = self.width(), min(self.height(), THEME.px(TALLEST))
        top = (self.height() - height) / 2
        # Where it is narrow, the weights' numbers get the room of the margins.
        slack = min(max((width - THEME.px(NARROWEST)) / 90, 0.0), 1.0)
        inputs = [QPointF(THEME.px(INPUT) + 3 + 19 * slack, top + height * share) for share in (0.16, 0.5, 0.84)]
        step = QPointF(width - THEME.px(OUTPUT) - 4 - 8 * slack - THEME.px(STEP), top + height * 0.46)
        gap = min(max(width * 0.06, 14), 40) * (1 + slack) / 2
        total = QPointF(step.x() - THEME.px(STEP) - gap - THEME.px(SUM), step.y())
        for place, value, written, name in zip(inputs, self._values, self._written, ("w₁", "w₂", "b"), strict=True):
            self._paint_edge(painter, place, total, value, f"{name}  {_short(written)}")
        self._paint_output(painter, total, step, width)
        names = ("x₁", "x₂", "1")
        flowing = (*self._tested, None) if self._tested is not None else (None, None, None)
        for place, name, number in zip(inputs, names, flowing, strict=True):
            text = name if number is None else formatting.decimal(number)
            self._paint_disc(painter, place, THEME.px(INPUT), text, 15 if number is None else 11, THEME.colours.faint)

    def _paint_edge(self, painter: QPainter, start: QPointF, end: QPointF, value: float, text: str) -> None:
        largest = max(map(abs, self._values)) or 1.0
        radius = THEME.px(SUM)
        total = QRectF(end.x() - radius, end.y() - radius, 2 * radius, 2 * radius)
        way = end - start
        way /= max(np.hypot(way.x(), way.y()), 1.0)
        start, end = start + way * THEME.px(INPUT), end - way * radius
        colours = THEME.colours
        colour = colours.positive if value > 0 else colours.negative if value < 0 else colours.line
        width = THINNEST + (THICKEST - THINNEST) * abs(value) / largest
        painter.setPen(QPen(colour, THEME.stroke(width), c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(start, end)
        self._paint_weight(painter, start + (end - start) * 0.38, total, width, text, end.y() < start.y() - 20)

    def _paint_weight(
        self, painter: QPainter, middle: QPointF, total: QRectF, width: float, text: str, below: bool
    ) -> None:
        """The weight’s name and value beside the middle of its edge, on the side with room, never over the sum."""
        painter.setFont(THEME.font(12, 600))
        metrics = QFontMetricsF(painter.font())
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height())
        away = width / 2 + metrics.height() / 2 + 3
        box.moveCenter(middle + QPointF(box.width() / 4, away if below else -away))
        if box.bottom() > total.top() and box.top() < total.bottom():
            box.moveRight(min(box.right(), total.left()))
        painter.setPen(THEME.colours.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_output(self, painter: QPainter, total: QPointF, step: QPointF, width: int) -> None:
        colours, half, exit_ = THEME.colours, THEME.px(STEP), width - THEME.px(OUTPUT)
        painter.setPen(QPen(colours.muted, THEME.stroke(1.4)))
        painter.drawLine(total + QPointF(THEME.px(SUM), 0), step - QPointF(half, 0))
        painter.drawLine(step + QPointF(half, 0), QPointF(exit_, step.y()))
        score = None if self._tested is None else float(np.dot(self._written, (*self._tested, 1.0)))
        text = "Σ" if score is None else formatting.signed(score)
        self._paint_disc(painter, total, THEME.px(SUM), text, 18 if score is None else 13, colours.text)
        painter.setPen(QPen(colours.muted, THEME.stroke(1)))
        painter.setBrush(colours.panel)
        painter.drawRoundedRect(QRectF(step.x() - half, step.y() - half, 2 * half, 2 * half), 6, 6)
        painter.setPen(QPen(colours.accent, THEME.stroke(2)))
        corners = [(-0.57, 0.48), (0, 0.48), (0, -0.48), (0.57, -0.48)]
        painter.drawPolyline(QPolygonF([step + QPointF(x, y) * half for x, y in corners]))
        painter.setPen(colours.text)
        if score:
            painter.setPen(colours.positive if score > 0 else colours.negative)
        painter.setFont(THEME.font(15, 700))
        answer = "y" if score is None else "+1" if score > 0 else "\u22121" if score < 0 else "0"
        room = QRectF(exit_, step.y() - half, THEME.px(OUTPUT), 2 * half)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, answer)

    def _paint_disc(
        self, painter: QPainter, centre: QPointF, radius: float, text: str, size: int, line: QColor
    ) -> None:
        painter.setPen(QPen(line, THEME.stroke(1.4)))
        painter.setBrush(THEME.colours.panel)
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(THEME.colours.text)
        painter.setFont(THEME.font(size, 500))
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _in_words(self) -> str:
        numbers = [formatting.decimal(value) for value in self._values]
        return self.tr("w₁ = {0}, w₂ = {1}, b = {2}").format(*numbers)


def _short(value: float) -> str:
    """Two digits after the point, as many as it takes for small values."""
    return formatting.decimal(value, 2) if abs(value) >= 0.005 or not value else formatting.significant(value, 1)
