"""The card with the loss of the training and the test set: its curves, its numbers, its axis."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import NetworkSnapshot, Scores
from playground.ui.look.theme import THEME
from playground.ui.views.curves.loss_view import LossView
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting

SAMPLE = 11
BETWEEN = 7


class LossLegend(QWidget):
    """The latest numbers beside samples of their lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, str]] = []
        self.setToolTip(
            self.tr("Mean loss E of training and test set, and the share of test samples that are classified right")
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_scores(self, scores: Scores) -> None:
        """Shows these losses, and the accuracy on the test set, or on the training set where there is no other."""
        accuracy = scores.test_accuracy if scores.test_accuracy is not None else scores.train_accuracy
        parts = [
            (self.tr("train"), "" if scores.train_loss is None else loss_text(scores.train_loss)),
            (self.tr("test"), "" if scores.test_loss is None else loss_text(scores.test_loss)),
            (self.tr("accuracy"), "" if accuracy is None else formatting.percent(accuracy, 1)),
        ]
        if parts != self._parts:
            before = self.sizeHint()
            self._parts = parts
            self.setAccessibleName(", ".join(f"{name} {value}" for name, value in parts if value))
            if self.sizeHint() != before:
                self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._shown(10_000)) + 2, THEME.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, THEME.px(20))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = THEME.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = self._shown(self.width())
        x = self.width() - self._width(parts)
        plain, bold = THEME.font(12), THEME.font(12, 600)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for index, name, value in parts:
            if index < 2:
                pen = QPen(colours.muted if index else colours.accent, 1.4)
                if index:
                    pen.setDashPattern([2.5, 2])
                painter.setPen(pen)
                painter.drawLine(round(x), self.height() // 2, round(x) + SAMPLE, self.height() // 2)
                x += SAMPLE + 4
            for font, text, colour in ((plain, name, colours.muted), (bold, value, colours.text)):
                painter.setFont(font)
                painter.setPen(colour)
                painter.drawText(QRectF(x, 0, 200, self.height()), flags, text)
                x += QFontMetrics(font).horizontalAdvance(text) + (4 if text else 0)
            x += BETWEEN

    def _shown(self, room: float) -> list[tuple[int, str, str]]:
        """The parts that there are numbers for; in a narrow place the accuracy speaks for itself."""
        parts = [(index, name, value) for index, (name, value) in enumerate(self._parts) if value]
        if self._width(parts) <= room:
            return parts
        return [(index, name if index < 2 else "", value) for index, name, value in parts]

    def _width(self, parts: list[tuple[int, str, str]]) -> int:
        plain, bold = QFontMetrics(THEME.font(12)), QFontMetrics(THEME.font(12, 600))
        width = -BETWEEN
        for index, name, value in parts:
            width += plain.horizontalAdvance(name) + bold.horizontalAdvance(value) + (8 if name else 4) + BETWEEN
            width += SAMPLE + 4 if index < 2 else 0
        return max(width, 0)


class LossPanel(Card):
    """The curves of both losses, the latest numbers, and the choice of the axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Loss"), parent=parent)
        self.view = LossView()
        self.figure = FigureMenu(self.view, "loss")
        self.legend = LossLegend()
        self.log = CheckBox(self.tr("log"), tooltip=self.tr("Show the loss E on a logarithmic axis"))
        self.log.toggled.connect(self.view.set_log)
        set_names("loss", card=self, view=self.view, legend=self.legend, log=self.log)
        self.add_control(self.legend)
        self.add_control(self.log)
        self.add(self.view, 1)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the curves of a snapshot."""
        self.view.show_frame(snapshot)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the latest numbers of the curves; call it seldom enough for them to be read."""
        self.view.show_frame(snapshot)
        self.legend.set_scores(last_scores(snapshot))


def last_scores(snapshot: NetworkSnapshot) -> Scores:
    """What the curves end with; before there is a record, what the network scores."""
    curves = snapshot.curves
    if not len(curves.epoch):
        return snapshot.scores
    ends = (curves.train_loss, curves.test_loss, curves.train_accuracy, curves.test_accuracy)
    return Scores(*(None if np.isnan(values[-1]) else float(values[-1]) for values in ends))


def loss_text(loss: float) -> str:
    """A loss with three digits after the point, or with two significant ones where it is small."""
    if loss >= 0.01:
        return formatting.decimal(loss, 3)
    return formatting.significant(loss, 2) if loss >= 0.001 or loss == 0 else formatting.scientific(loss)
