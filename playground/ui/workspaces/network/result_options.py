"""What of the decision boundary is shown on request: points that are ringed or alone, and what changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.ui.views.plane.answered_points import UNCERTAIN
from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.widgets.button import Button
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.names import set_names
from playground.ui.widgets.unfolding_button import UnfoldingButton
from playground.ui.words import formatting

WIDTH = 260


class ResultOptions(UnfoldingButton):
    """Further options of a decision view; others are added with `add`."""

    def __init__(self, view: DecisionView, parent: QWidget | None = None) -> None:
        super().__init__("", "", WIDTH, parent)
        hint = self.tr("More to show: points ringed or alone, what changed")
        self.setToolTip(hint)
        self.setAccessibleName(self.tr("More to show of the decision boundary"))
        self.setAccessibleDescription(hint)
        self._view = view
        self.wrong = CheckBox(
            self.tr("ring misclassified points"),
            tooltip=self.tr("Put a red ring around every point that is taken for another class"),
        )
        uncertain = self.tr("Put a ring around every point of which no class is more probable than {0}")
        self.uncertain = CheckBox(
            self.tr("ring uncertain points"), tooltip=uncertain.format(formatting.decimal(UNCERTAIN, 1))
        )
        self.alone = CheckBox(
            self.tr("these points alone"),
            tooltip=self.tr("Hide the points that are not ringed; nothing about training changes"),
        )
        self.change = CheckBox(
            self.tr("Δ: what changed"),
            tooltip=self.tr(
                "Show how the probabilities changed since this was switched on, in the colour of the class that "
                "gained, hatched where another class wins now; the boundary of then is dashed"
            ),
        )
        self.from_now = Button(
            self.tr("from now"), small=True, tooltip=self.tr("Show what changes from this moment on")
        )
        self._arrange()
        self._connect()

    def show_problem(self, is_value: bool) -> None:
        """Of values none is right or wrong."""
        for box in (self.wrong, self.uncertain, self.alone):
            box.setVisible(not is_value)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        boxes = {"wrong": self.wrong, "uncertain": self.uncertain, "alone": self.alone, "change": self.change}
        set_names(name, from_now=self.from_now, **boxes)

    def _arrange(self) -> None:
        for box in (self.wrong, self.uncertain, self.alone):
            self.add(box)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addStretch(1)
        row.addWidget(self.from_now)
        self.add(row)
        self._enable()

    def _connect(self) -> None:
        view = self._view
        self.wrong.toggled.connect(lambda on: view.set_rings(replace(view.rings, wrong=on)))
        self.uncertain.toggled.connect(lambda on: view.set_rings(replace(view.rings, uncertain=on)))
        self.alone.toggled.connect(lambda on: view.set_rings(replace(view.rings, alone=on)))
        self.change.toggled.connect(lambda on: view.set_options(change=on))
        self.change.toggled.connect(self._enable)
        self.from_now.clicked.connect(view.restart_change)
        view.wanted.connect(self._enable)

    def _enable(self) -> None:
        self.alone.setEnabled(self._view.rings.rings)
        self.from_now.setEnabled(self.change.isChecked())
