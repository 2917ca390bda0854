"""The perceptron as a neuron: inputs, weighted edges with numbers that can be typed, the sum and the step."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.limits import Range
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.neuron_layout import INPUT, NARROWEST, OUTPUT, STEP, SUM, NeuronLayout
from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.words import formatting, ranges
from playground.ui.words.feature_text import feature_text

THINNEST, THICKEST = 1.2, 6.5
TYPED = Range(-1000, 1000)
WEIGHTS = ("w₁", "w₂", "b")
NAME_GAP = 5


class NeuronView(QWidget):
    """Draws the neuron of a snapshot; with a point to test, also the numbers that flow through it.

    `weights_edited` carries θ with a number that was typed, and what that is called.
    """

    weights_edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = self._written = (0.0, 0.0, 0.0)
        self._inputs = ("x₁", "x₂")
        self._tested: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The neuron"))
        self.setToolTip(self.tr("Each edge is a weight: blue is positive, orange negative, thick is large"))
        self._edits = [self._make_edit(index, name) for index, name in enumerate(WEIGHTS)]
        set_names("neuron", **dict(zip(("w1", "w2", "b"), self._edits, strict=True)))
        THEME.changed.connect(self._place)

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show the weights w₁, w₂ and the bias b of a snapshot as edges; their numbers follow with `show_texts`."""
        weight = snapshot.model_weight
        values = (float(weight[0]), float(weight[1]), float(snapshot.model_bias))
        first, second = snapshot.model.inputs
        names = feature_text(first), feature_text(second)
        if (values, names) != (self._values, self._inputs):
            self._values, self._inputs = values, names
            self.update()

    def show_texts(self) -> None:
        """Write the numbers of the last snapshot; call it seldom enough for them to be read."""
        if self._values != self._written:
            self._written = self._values
            self.setAccessibleDescription(self._in_words())
            self._write()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = NeuronLayout.within(self.width(), self.height())
        for index, value in enumerate(self._values):
            self._paint_edge(painter, layout, index, value)
        self._paint_names(painter)
        self._paint_output(painter, layout)
        flowing = (*self._tested, None) if self._tested is not None else (None, None, None)
        for place, name, number in zip(layout.inputs, (*self._inputs, "1"), flowing, strict=True):
            text = name if number is None else formatting.decimal(number)
            size = 11 if number is not None or len(name) > 3 else 15
            self._paint_disc(painter, place, THEME.px(INPUT), text, size, THEME.colours.faint)

    def _make_edit(self, index: int, name: str) -> ValueEdit:
        tooltip = self.tr("{0}: click to type another number").format(name)
        edit = ValueEdit(lambda text: ranges.read(text, TYPED), ranges.allowed_text(TYPED), tooltip, parent=self)
        edit.setAlignment(Qt.AlignmentFlag.AlignLeft)
        edit.setAccessibleName(name)
        edit.show_text(_short(0.0))
        edit.entered.connect(partial(self._enter, index))
        return edit

    def _enter(self, index: int, value: float) -> None:
        theta = np.array(self._values, np.float32)
        theta[index] = value
        self.weights_edited.emit(theta, self.tr("{0} typed").format(WEIGHTS[index]))

    def _write(self) -> None:
        for edit, value in zip(self._edits, self._written, strict=True):
            edit.show_text(_short(value))
        self._place()

    def _place(self) -> None:
        """Put the numbers beside their names, where their edges leave room."""
        for edit, box in zip(self._edits, self._boxes(), strict=True):
            size = edit.sizeHint()
            edit.setGeometry(round(box.right() - size.width()), round(box.top()), size.width(), round(box.height()))

    def _boxes(self) -> list[QRectF]:
        """Where the weights stand, each with its name before its number."""
        layout = NeuronLayout.within(self.width(), self.height())
        metrics = QFontMetricsF(THEME.font(12, 600))
        boxes = []
        for index, (edit, name) in enumerate(zip(self._edits, WEIGHTS, strict=True)):
            size = edit.sizeHint()
            width = metrics.horizontalAdvance(name) + THEME.px(NAME_GAP) + size.width()
            boxes.append(layout.weight_box(index, width, size.height(), THICKEST))
        return boxes

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(THEME.font(12, 600))
        painter.setPen(THEME.colours.text)
        for name, box in zip(WEIGHTS, self._boxes(), strict=True):
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _paint_edge(self, painter: QPainter, layout: NeuronLayout, index: int, value: float) -> None:
        largest = max(map(abs, self._values)) or 1.0
        colours = THEME.colours
        colour = colours.positive if value > 0 else colours.negative if value < 0 else colours.line
        width = THINNEST + (THICKEST - THINNEST) * abs(value) / largest
        painter.setPen(QPen(colour, THEME.stroke(width), c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(*layout.edge(index))

    def _paint_output(self, painter: QPainter, layout: NeuronLayout) -> None:
        colours, half, total, step = THEME.colours, THEME.px(STEP), layout.total, layout.step
        painter.setPen(QPen(colours.muted, THEME.stroke(1.4)))
        painter.drawLine(total + QPointF(THEME.px(SUM), 0), step - QPointF(half, 0))
        painter.drawLine(step + QPointF(half, 0), QPointF(layout.exit, step.y()))
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
        room = QRectF(layout.exit, step.y() - half, THEME.px(OUTPUT), 2 * half)
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
