"""The small button below which those settings of training unfold that have no control of their own."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.ui.panels.training.settings_left import settings_left
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.names import set_names
from playground.ui.widgets.unfolding_button import UnfoldingButton, stack

WIDTH = 240


class MoreSettings(UnfoldingButton):
    """Unfolds what no other control edits of the settings that the model heeds; hidden while there is nothing left."""

    refused = Signal(str)

    def __init__(
        self, state: ExperimentState, known: Collection[str], stops: bool = False, parent: QWidget | None = None
    ) -> None:
        """known: the fields that have their control elsewhere, or are left as they are in this workspace;
        stops: training may stop by itself, on conditions that stand below the others."""
        super().__init__("", "", WIDTH, self._make, parent)
        self.set_face(self.tr("More"), "chevron-down", self.tr("Further settings of training"))
        self._state, self._known, self._stops = state, known, stops
        state.changed.connect(self.offer)
        self.offer()

    @property
    def has_own(self) -> bool:
        """Whether there is something left."""
        return bool(settings_left(self._state.experiment, self._known))

    def set_narrow(self, narrow: bool) -> None:
        """There is room for the icon only."""
        self.set_face("" if narrow else self.tr("More"), "sliders" if narrow else "chevron-down")

    def _make(self) -> QWidget:
        from playground.ui.panels.training.setting_rows import SettingRows

        rows = SettingRows(self._state, self._known, self.objectName())
        rows.refused.connect(self.refused)
        return self._with_stop(rows) if self._stops else rows

    def _with_stop(self, rows: QWidget) -> QWidget:
        from playground.ui.panels.training.stop_conditions import StopConditions

        whole, stop = QWidget(), StopConditions(self._state)
        stop.refused.connect(self.refused)
        set_names("transport", stop=stop)
        stack(whole, (rows, stop))
        return whole
