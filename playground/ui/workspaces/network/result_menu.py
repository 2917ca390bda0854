"""The small button below which it unfolds what of the decision boundary is shown on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.widgets.late import Late
from playground.ui.widgets.unfolding_button import UnfoldingButton

if TYPE_CHECKING:
    from playground.ui.workspaces.network.result_options import ResultOptions

WIDTH = 260


class ResultMenu(UnfoldingButton):
    """Unfolds further options of a decision view."""

    def __init__(self, view: DecisionView, parent: QWidget | None = None) -> None:
        options = Late(self._make)
        super().__init__("", "", WIDTH, options, parent)
        hint = self.tr("More to show: points ringed or alone, what changed")
        self.setToolTip(hint)
        self.setAccessibleName(self.tr("More to show of the decision boundary"))
        self.setAccessibleDescription(hint)
        self._view, self._options = view, options
        self._is_value = False

    def show_problem(self, is_value: bool) -> None:
        """Of values other options make sense."""
        self._is_value = is_value
        if self._options.made is not None:
            self._options.made.show_problem(is_value)

    def _make(self) -> ResultOptions:
        from playground.ui.workspaces.network.result_options import ResultOptions

        options = ResultOptions(self._view)
        options.show_problem(self._is_value)
        return options
