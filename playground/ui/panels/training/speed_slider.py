"""How fast training goes at most: from one step now and then to as fast as it goes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.settings import TrainingSettings
from playground.ui.look.theme import THEME
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.scales import LogScale, PaceScale
from playground.ui.widgets.value_slider import ValueSlider

translate = QCoreApplication.translate

PACES = (0.1, 1000.0)
"""What the slider spans below its end, in steps a second; more and less can be typed."""
TYPED = rows(TrainingSettings)["pace"].range
WIDTH = 96


class SpeedSlider(ValueSlider):
    """Edits the most steps a second of an experiment; at its right end there is no limit."""

    def __init__(self, state: ExperimentState, tooltip: str, parent: QWidget | None = None) -> None:
        numbers = LogScale(*PACES, translate("SpeedSlider", "/s"), TYPED)
        paces = PaceScale(numbers, translate("SpeedSlider", "max"), translate("SpeedSlider", "s"))
        super().__init__(translate("SpeedSlider", "Speed"), paces, state.experiment.training.pace, tooltip, parent)
        self._fit()
        self.value_changed.connect(lambda value: state.edit_training("pace", pace=value))
        self.value_committed.connect(state.end_gesture)
        state.changed.connect(self._show_pace)
        THEME.changed.connect(self._fit)

    def _show_pace(self, experiment: Experiment) -> None:
        self.set_value(experiment.training.pace)

    def _fit(self) -> None:
        self.setFixedWidth(THEME.px(WIDTH))
