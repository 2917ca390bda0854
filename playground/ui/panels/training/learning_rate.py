"""The learning rate, with its schedule beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.settings import TrainingSettings
from playground.ui.look.theme import THEME
from playground.ui.panels.training.schedule_menu import ScheduleMenu
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.value_slider import LogSlider
from playground.ui.words import formatting

RATES = (1e-5, 10.0)
"""What the slider spans; more and less can be typed."""
WIDTH = 136


class LearningRate(QWidget):
    """Edits γ; under a schedule, which lets it fall, the label tells the rate of the moment."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._epoch = 0.0
        allowed = rows(TrainingSettings)["learning_rate"].range
        tooltip = self.tr("How far a step goes: γ in θ ← θ − γ∇E")
        self.rate = LogSlider(self.tr("Learning rate"), *RATES, RATES[0], typed=allowed, tooltip=tooltip)
        self.schedule = ScheduleMenu(state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rate)
        row.addWidget(self.schedule, 0, Qt.AlignmentFlag.AlignBottom)
        self._fit()
        self.rate.value_changed.connect(lambda rate: state.edit_training("learning rate", learning_rate=rate))
        self.rate.value_committed.connect(lambda _: state.end_gesture())
        state.changed.connect(self._show)
        THEME.changed.connect(self._fit)
        self._show(state.experiment)

    def show_epoch(self, epoch: float) -> None:
        """Tells the rate that the schedule makes of γ in an epoch."""
        self._epoch = epoch
        self._show_label()

    def _fit(self) -> None:
        self.rate.setFixedWidth(THEME.px(WIDTH))

    def _show(self, experiment: Experiment) -> None:
        self.rate.set_value(experiment.training.learning_rate)
        self._show_label()

    def _show_label(self) -> None:
        training = self._state.experiment.training
        if training.schedule == "constant":
            self.rate.set_label(self.tr("Learning rate"))
        else:
            now = formatting.significant(training.rate_at(self._epoch))
            self.rate.set_label(self.tr("γ {0} of").format(now))
