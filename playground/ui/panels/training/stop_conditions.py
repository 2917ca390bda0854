"""When training is to stop by itself: four bounds that may be left open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.settings import TrainingSettings
from playground.training.tasks import Classification
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.labelled_number import LabelledNumber
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting, ranges


class StopConditions(QWidget):
    """Edits the stop conditions of the training settings; an empty field is no condition."""

    refused = Signal(str)

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._numbers: dict[str, tuple[LabelledNumber, Callable[[float], str]]] = {}
        self.epoch = self._number(
            "stop_epoch", self.tr("Epoch reaches"), self.tr("Stop when so many passes are done"), formatting.integer
        )
        self.loss = self._number(
            "stop_loss",
            self.tr("Loss is below"),
            self.tr("Stop when the loss of the training samples is below this"),
            lambda value: formatting.shortest(value, 1),
        )
        self.accuracy = self._number(
            "stop_accuracy",
            self.tr("Accuracy reaches"),
            self.tr("Stop when so large a share of the test samples is right, of the training samples where none test"),
            formatting.share,
        )
        self.patience = self._number(
            "patience",
            self.tr("Epochs no better"),
            self.tr("Stop when the test loss has not fallen for so many epochs, and go back to the best weights"),
            formatting.integer,
        )
        self._arrange()
        state.changed.connect(self._show)
        self._show(state.experiment)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, epoch=self.epoch, loss=self.loss, accuracy=self.accuracy, patience=self.patience)

    def _number(self, field: str, label: str, tooltip: str, write: Callable[[float], str]) -> LabelledNumber:
        allowed = rows(TrainingSettings)[field].range
        said = ranges.allowed_text(allowed, write)
        number = LabelledNumber(
            label, lambda text: ranges.read(text, allowed), said, tooltip=tooltip, none=self.tr("never")
        )
        number.entered.connect(lambda value: self._edit(field, int(value) if allowed.whole else value))
        number.cleared.connect(lambda: self._edit(field, None))
        self._numbers[field] = number, write
        return number

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        title = QLabel(self.tr("Stop when…"))
        title.setProperty("role", "title")
        grid.addWidget(title, 0, 0, 1, 2)
        for place, number in enumerate((self.epoch, self.loss, self.accuracy, self.patience)):
            grid.addWidget(number, 1 + place // 2, place % 2)

    def _edit(self, field: str, value: float | None) -> None:
        reason = self._state.edit_training("", **{field: value})
        if reason:
            self.refused.emit(reason)
            self._show(self._state.experiment)

    def _show(self, experiment: Experiment) -> None:
        for field, (number, write) in self._numbers.items():
            value = getattr(experiment.training, field)
            number.show_text("" if value is None else write(value))
        self.accuracy.setVisible(isinstance(experiment.data.task, Classification))
