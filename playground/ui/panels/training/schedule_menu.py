"""The small button beside the learning rate, below which its schedule unfolds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from playground.ui.session.state import ExperimentState
from playground.ui.widgets.unfolding_button import UnfoldingButton

WIDTH = 290


class ScheduleMenu(UnfoldingButton):
    """Unfolds the schedule of the learning rate."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__("", self.tr("How the learning rate γ falls as the epochs go by"), WIDTH, self._make, parent)
        self.setAccessibleName(self.tr("Schedule of the learning rate"))
        self._state = state

    def _make(self) -> QWidget:
        from playground.ui.panels.training.schedule_controls import ScheduleControls

        return ScheduleControls(self._state, self.objectName())
