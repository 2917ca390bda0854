"""What of the decision boundary is shown on request: points that are ringed or alone, what changed, margins."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.ui.views.plane.answered_points import UNCERTAIN
from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.widgets.button import Button
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.names import set_names
from playground.ui.widgets.unfolding_button import stack
from playground.ui.words import formatting
from playground.ui.workspaces.network.option_box import option_box


class ResultOptions(QWidget):
    """Edits what a decision view shows, beside what has room in the header of its card."""

    def __init__(self, view: DecisionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._make_rings()
        self._make_change()
        self._margins = option_box(
            view,
            "margins",
            self.tr("margins"),
            self.tr("Show where the winning class leads by one half: P = 0.25 and 0.75"),
        )
        self._batch = option_box(
            view,
            "batch",
            self.tr("batch"),
            self.tr("In slow motion, light up the points that the next step learns from"),
        )
        set_names("decision.more", wrong=self._wrong, uncertain=self._uncertain, alone=self._alone)
        set_names("decision.more", change=self._change, from_now=self._from_now)
        self._arrange()
        self._connect()

    def show_problem(self, is_value: bool) -> None:
        """Of values none is right or wrong, and lines of equal value stand in place of margins."""
        for box in (self._wrong, self._uncertain, self._alone):
            box.setVisible(not is_value)
        self._margins.setText(self.tr("contours") if is_value else self.tr("margins"))
        self._margins.setToolTip(
            self.tr("Show lines of equal y, every 0.25")
            if is_value
            else self.tr("Show where the winning class leads by one half: P = 0.25 and 0.75")
        )

    def _make_rings(self) -> None:
        """What decides which points are ringed, and seen."""
        rings = self._view.rings
        uncertain = self.tr("Put a ring around every point of which no class is more probable than {0}")
        self._wrong = CheckBox(
            self.tr("ring misclassified points"),
            tooltip=self.tr("Put a red ring around every point that is taken for another class"),
            checked=rings.wrong,
        )
        self._uncertain = CheckBox(
            self.tr("ring uncertain points"),
            tooltip=uncertain.format(formatting.decimal(UNCERTAIN, 1)),
            checked=rings.uncertain,
        )
        self._alone = CheckBox(
            self.tr("these points alone"),
            tooltip=self.tr("Hide the points that are not ringed; nothing about training changes"),
            checked=rings.alone,
        )

    def _make_change(self) -> None:
        self._change = CheckBox(
            self.tr("Δ: what changed"),
            tooltip=self.tr(
                "Show how the probabilities changed since this was switched on, in the colour of the class that "
                "gained, hatched where another class wins now; the boundary of then is dashed"
            ),
            checked=self._view.options.change,
        )
        self._from_now = Button(
            self.tr("from now"), small=True, tooltip=self.tr("Show what changes from this moment on")
        )

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._change)
        row.addStretch(1)
        row.addWidget(self._from_now)
        stack(self, (self._wrong, self._uncertain, self._alone, row, self._margins, self._batch))
        self._enable()

    def _connect(self) -> None:
        view = self._view
        self._wrong.toggled.connect(lambda on: view.set_rings(replace(view.rings, wrong=on)))
        self._uncertain.toggled.connect(lambda on: view.set_rings(replace(view.rings, uncertain=on)))
        self._alone.toggled.connect(lambda on: view.set_rings(replace(view.rings, alone=on)))
        self._change.toggled.connect(lambda on: view.set_options(change=on))
        self._change.toggled.connect(self._enable)
        self._from_now.clicked.connect(view.restart_change)
        view.wanted.connect(self._enable)

    def _enable(self) -> None:
        self._alone.setEnabled(self._view.rings.rings)
        self._from_now.setEnabled(self._change.isChecked())
