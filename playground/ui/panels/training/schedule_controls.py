"""How the learning rate falls as the epochs go by, and within how many."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.settings import TrainingSettings
from playground.ui.panels.training.training_choices import schedule_choice
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.names import set_names
from playground.ui.widgets.stepper import Stepper
from playground.ui.widgets.unfolding_button import stack


class ScheduleControls(QWidget):
    """Edits the schedule of the learning rate and its period in epochs."""

    def __init__(self, state: ExperimentState, area: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schedule = schedule_choice()
        period, allowed = self.tr("Period in epochs"), rows(TrainingSettings)["period"].range
        tooltip = self.tr("The number of epochs after which γ is halved, or has fallen")
        least, most = int(allowed.least), int(allowed.most)
        self.period = Stepper(least, least, most, period, tooltip=tooltip)
        self._period_label = QLabel(period)
        self._period_label.setProperty("role", "small")
        self._meaning = QLabel()
        self._meaning.setProperty("role", "muted")
        self._meaning.setWordWrap(True)
        set_names(area, kind=self.schedule, period=self.period)
        self._arrange()
        self.schedule.chosen.connect(lambda key: state.edit_training(schedule=key))
        self.period.changed.connect(lambda epochs: state.edit_training(merge="period", period=epochs))
        state.changed.connect(self._show)
        self._show(state.experiment)

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._period_label)
        column.addWidget(self.period)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.schedule)
        row.addLayout(column)
        row.addStretch(1)
        stack(self, (row, self._meaning))

    def _show(self, experiment: Experiment) -> None:
        training = experiment.training
        self.schedule.set_key(training.schedule)
        self.period.set_value(training.period)
        meanings = {
            "constant": self.tr("γ stays as it is."),
            "step": self.tr("γ is halved at the end of every period."),
            "cosine": self.tr("γ falls to a hundredth within one period, and stays there."),
        }
        self._meaning.setText(meanings.get(training.schedule, ""))
        for widget in (self.period, self._period_label):
            widget.setEnabled(training.schedule != "constant")
