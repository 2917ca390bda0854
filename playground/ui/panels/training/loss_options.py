"""How the curves of the losses are shown, and what beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from playground.ui.views.curves.loss_view import LossView
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.labelled_segments import LabelledSegments
from playground.ui.widgets.names import set_names
from playground.ui.widgets.unfolding_button import stack

WEIGHTS = ("0.6", "0.9", "0.97")


class LossOptions(QWidget):
    """Edits what a view of the loss shows; nothing about training changes."""

    def __init__(self, view: LossView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.log = CheckBox(
            self.tr("logarithmic axis"),
            tooltip=self.tr("Show the loss E on a logarithmic axis: small losses apart"),
            checked=view.is_log,
        )
        self.accuracy = CheckBox(
            self.tr("accuracy as a curve"),
            tooltip=self.tr(
                "Show the share of samples that are classified right, of both sets, on an axis at the right"
            ),
        )
        raw = Choice("0", self.tr("none"), self.tr("The curves as they are"))
        weights = (Choice(key, key, self.tr("Averages in which the past weighs {0}").format(key)) for key in WEIGHTS)
        self.smoothing = LabelledSegments(
            self.tr("Smoothing"),
            (raw, *weights),
            tooltip=self.tr("Moving averages, with the curves themselves paler behind; nothing about training changes"),
        )
        set_names("loss", log=self.log)
        set_names("loss.more", accuracy=self.accuracy, smoothing=self.smoothing)
        self.log.toggled.connect(view.set_log)
        self.accuracy.toggled.connect(view.set_accuracy)
        self.smoothing.chosen.connect(lambda key: view.set_smoothing(float(key)))
        stack(self, (self.log, self.accuracy, self.smoothing))
