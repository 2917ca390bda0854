"""The card with the loss of the training and the test set: its curves, its numbers, its axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.points import PointSet
from playground.training.snapshot import NetworkSnapshot, Scores
from playground.ui.look.theme import THEME
from playground.ui.views.curves.batch_losses import batch_curve
from playground.ui.views.curves.loss_view import LossView
from playground.ui.widgets.card import Card
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.late import Late
from playground.ui.widgets.names import set_names
from playground.ui.widgets.unfolding_button import UnfoldingButton
from playground.ui.words import formatting

if TYPE_CHECKING:
    from playground.ui.panels.training.loss_options import LossOptions

translate = QCoreApplication.translate

SAMPLE = 11
LARGE = 100_000
MORE_WIDTH = 250


class LossNumber(QWidget):
    """One of the latest numbers after its name, and after a sample of its line if it has one."""

    def __init__(
        self, name: str, pen: Qt.PenStyle = Qt.PenStyle.NoPen, *, batch: bool = False, parent: QWidget | None = None
    ) -> None:
        """batch: it is that of the mini-batches."""
        super().__init__(parent)
        self._name, self._value, self._pen, self._is_batch = name, "", pen, batch
        self.setToolTip(_usual_tooltip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_name(self, name: str) -> None:
        """Shows another name for it."""
        if name != self._name:
            self._name, value, self._value = name, self._value, ""
            self.set_value(value)

    def tell(self, tooltip: str) -> None:
        """Says what it is, and of which samples."""
        if tooltip != self.toolTip():
            self.setToolTip(tooltip)

    def set_value(self, value: str) -> None:
        """Shows this number; nothing without one."""
        if value != self._value:
            before = self.sizeHint()
            self._value = value
            self.setAccessibleName(f"{self._name} {value}")
            self.setVisible(bool(value))
            if self.sizeHint() != before:
                self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        plain, bold = QFontMetrics(THEME.font(12)), QFontMetrics(THEME.font(12, 600))
        text = plain.horizontalAdvance(self._name) + 4 + bold.horizontalAdvance(self._value)
        return QSize(self._sample() + text + 1, THEME.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = THEME.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._sample():
            solid = colours.batch if self._is_batch else colours.accent
            pen = QPen(solid if self._pen is Qt.PenStyle.SolidLine else colours.muted, THEME.stroke(1.4))
            if self._pen is Qt.PenStyle.DashLine:
                pen.setDashPattern([2.5, 2])
            painter.setPen(pen)
            painter.drawLine(0, self.height() // 2, SAMPLE, self.height() // 2)
        x = self._sample()
        for weight, text, colour in ((400, self._name, colours.muted), (600, self._value, colours.text)):
            painter.setFont(THEME.font(12, weight))
            painter.setPen(colour)
            painter.drawText(QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += painter.fontMetrics().horizontalAdvance(text) + 4

    def _sample(self) -> int:
        return 0 if self._pen is Qt.PenStyle.NoPen else SAMPLE + 4


class LossPanel(Card):
    """The curves of both losses, the latest numbers, and the choice of the axis."""

    def __init__(self, *, batches: bool = False, parent: QWidget | None = None) -> None:
        """batches: with the loss of the mini-batches, where it is known."""
        super().__init__(self.tr("Loss"), parent=parent)
        self.view = LossView()
        self.figure = FigureMenu(self.view, "loss")
        self.numbers = (
            LossNumber(self.tr("train"), Qt.PenStyle.SolidLine),
            LossNumber(self.tr("test"), Qt.PenStyle.DashLine),
            LossNumber(self.tr("accuracy")),
        )
        self.batch = self._make_batch() if batches else None
        self._options, self._has_accuracy = Late(self._make_options), True
        self.more = UnfoldingButton(
            "", self.tr("Logarithmic axis, accuracy as a curve, smoother curves"), MORE_WIDTH, self._options
        )
        self.more.setAccessibleName(self.tr("Curves of the loss"))
        set_names("loss", card=self, view=self.view, more=self.more)
        set_names("loss", **dict(zip(("train", "test", "accuracy"), self.numbers, strict=True)))
        for number in self.numbers:
            self.add_control(number)
        if self.batch is not None:
            set_names("loss", batch=self.batch)
            self.add_control(self.batch)
        self.add_control(self.more)
        self.add(self.view, 1)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the curves of a snapshot."""
        self.view.show_frame(snapshot)
        if self.batch is not None:
            self.view.show_batches(batch_curve(snapshot))

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the latest numbers of the curves; call it seldom enough for them to be read."""
        self.show_frame(snapshot)
        scores = last_scores(snapshot)
        accuracy = scores.test_accuracy if scores.test_accuracy is not None else scores.train_accuracy
        self._has_accuracy = accuracy is not None
        if self._options.made is not None:
            self._options.made.accuracy.setEnabled(self._has_accuracy)
        texts = [None if loss is None else loss_text(loss) for loss in (scores.train_loss, scores.test_loss)]
        texts.append(None if accuracy is None else formatting.percent(accuracy, 1))
        self._show_rmse(snapshot, texts)
        for number, text in zip(self.numbers, texts, strict=True):
            number.set_value(text or "")
        if self.batch is not None:
            batches = batch_curve(snapshot)
            self.batch.set_value("" if batches is None else loss_text(float(batches.loss[-1])))

    def _make_options(self) -> LossOptions:
        from playground.ui.panels.training.loss_options import LossOptions

        options = LossOptions(self.view)
        options.accuracy.setEnabled(self._has_accuracy)
        return options

    def _show_rmse(self, snapshot: NetworkSnapshot, texts: list[str | None]) -> None:
        """Points with values have no accuracy, but a root mean squared error, in the units of their file."""
        points, scores = snapshot.data_set, snapshot.scores
        has_values = isinstance(points, PointSet) and points.has_values
        measured = measured_text(snapshot)
        usual = "\n".join((_usual_tooltip(), *measured))
        for number in self.numbers:
            number.tell(usual)
        if not has_values:
            self.numbers[2].set_name(self.tr("accuracy"))
            return
        self.numbers[2].set_name(self.tr("RMSE"))
        meaning = self.tr("The root of the mean squared error of the test set: how far y is from d")
        self.numbers[2].tell("\n".join((meaning, *measured)))
        rmse = scores.test_rmse if scores.test_rmse is not None else scores.train_rmse
        factor = abs(points.value_units[1])
        texts[2] = None if rmse is None else loss_text(rmse * factor)

    def _make_batch(self) -> LossNumber:
        batch = LossNumber(self.tr("mini-batch"), Qt.PenStyle.SolidLine, batch=True)
        batch.setToolTip(self.tr("Loss E of the mini-batch that the next step learns from"))
        return batch


def _usual_tooltip() -> str:
    return translate(
        "LossNumber", "Mean loss E of training and test set, and the share of test samples that are classified right"
    )


def measured_text(snapshot: NetworkSnapshot) -> list[str]:
    """Of how many samples the numbers were measured, of each set that was not measured wholly."""
    scores, lines = snapshot.scores, []
    train, test = scores.train_measured, scores.test_measured
    if train is not None and train < snapshot.train_count:
        told = translate("LossNumber", "Measured on {0} of {1} training samples")
        lines.append(told.format(formatting.integer(train), formatting.integer(snapshot.train_count)))
    if test is not None and test < snapshot.test_count:
        told = translate("LossNumber", "Measured on {0} of {1} test samples, on all as soon as training rests")
        lines.append(told.format(formatting.integer(test), formatting.integer(snapshot.test_count)))
    return lines


def last_scores(snapshot: NetworkSnapshot) -> Scores:
    """What the curves end with; before there is a record, what the network scores."""
    curves = snapshot.curves
    if not len(curves.epoch):
        return snapshot.scores
    every = (curves.train_loss, curves.test_loss, curves.train_accuracy, curves.test_accuracy)
    train, test, right, right_unseen = (None if np.isnan(values[-1]) else float(values[-1]) for values in every)
    return Scores(train, test, right, right_unseen)


def loss_text(loss: float) -> str:
    """A loss with three digits after the point, or as a power of ten where it is large or small."""
    if loss >= LARGE:
        return formatting.scientific(loss, 3)
    if loss >= 0.01:
        return formatting.decimal(loss, 3)
    return formatting.significant(loss, 2) if loss >= 0.001 or loss == 0 else formatting.scientific(loss)
