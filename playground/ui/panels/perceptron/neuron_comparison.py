"""Mistakes against gradient: what the rule answers with, the neuron that learns, and the logistic one beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from playground.late_dataclass import dataclass
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.ui.look.theme import THEME
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting
from playground.ui.words.rule_text import rule_text

SAMPLE = 26


@dataclass(frozen=True)
class LineSample:
    """How a line is drawn on the plane."""

    colour: QColor
    width: float
    dashed: bool = False


class _Sample(QWidget):
    """A piece of a line, as the plane has it."""

    def __init__(self) -> None:
        super().__init__()
        self.line: LineSample | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(SAMPLE), THEME.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.line.colour, THEME.stroke(self.line.width))
        if self.line.dashed:
            pen.setDashPattern([4.5 / self.line.width, 3.5 / self.line.width])
        painter.setPen(pen)
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))


class NeuronComparison(QWidget):
    """A line for each neuron with its updates, its mistakes among the training points and its loss.

    Hidden while there is but one, or no room. The lines before the names are those on the plane.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_room = True
        self._count = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        self._samples = [_Sample() for _ in range(3)]
        self._cells = [[QLabel() for _ in range(4)] for _ in range(4)]
        for row, labels in enumerate(self._cells):
            if row:
                self._grid.addWidget(self._samples[row - 1], row, 0)
            for column, label in enumerate(labels):
                align = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(label, row, column + 1, align)
        heads = "", self.tr("updates"), self.tr("mistakes"), self.tr("loss E")
        for label, text in zip(self._cells[0], heads, strict=True):
            label.setText(text)
            label.setProperty("role", "small")
        self.setToolTip(
            self.tr(
                "Both learn the same samples in the same order: a perceptron from its mistakes only,"
                " the logistic neuron a little from every sample, down the gradient of its loss"
            )
        )
        self.setAccessibleName(self.tr("Mistakes against gradient"))
        set_names("comparison", table=self)
        self.hide()

    def set_room(self, has_room: bool) -> None:
        """Whether there is room for it."""
        self._has_room = has_room
        self.setVisible(has_room and self._count > 1)

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Shows the numbers of a snapshot; call it seldom enough for them to be read."""
        rows = self._rows(snapshot)
        self._count = len(rows)
        self.set_room(self._has_room)
        for index, sample in enumerate(self._samples):
            shown = index < len(rows)
            for part in (sample, *self._cells[index + 1]):
                part.setVisible(shown)
            if shown:
                sample.line, texts = rows[index]
                sample.update()
                for label, text in zip(self._cells[index + 1], texts, strict=True):
                    label.setText(text)
        self.setAccessibleDescription("; ".join(", ".join(filter(None, texts)) for _, texts in rows))

    def _rows(self, snapshot: PerceptronSnapshot) -> list[tuple[LineSample, tuple[str, ...]]]:
        colours, rule, write = THEME.colours, snapshot.model.rule, formatting.integer
        updates = write(snapshot.updates)
        answer = rule_text(rule), updates, write(snapshot.train_mistakes), formatting.NOTHING
        rows: list[tuple[LineSample, tuple[str, ...]]] = [(LineSample(colours.text, 2.2), answer)]
        if rule != "rosenblatt":
            learner = self.tr("the weights that learn"), updates, write(snapshot.mistakes), formatting.NOTHING
            rows.append((LineSample(colours.muted, 1.4), learner))
        if snapshot.beside is not None:
            seen = write(round(snapshot.progress.epoch * snapshot.train_count))
            loss = snapshot.beside.loss
            said = formatting.NOTHING if loss is None else formatting.significant(loss)
            texts = self.tr("logistic neuron"), seen, write(snapshot.beside.mistakes), said
            rows.append((LineSample(colours.beside, 2.0, dashed=True), texts))
        return rows
