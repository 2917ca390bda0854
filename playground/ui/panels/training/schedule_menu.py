"""How the learning rate falls as the epochs go by: a small button, and the choice that unfolds below it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.training.experiment import Experiment
from playground.ui.look.theme import THEME
from playground.ui.panels.training.training_choices import schedule_choice
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.widgets.stepper import Stepper

LONGEST = 10_000
WIDTH = 270


class ScheduleMenu(Button):
    """Edits the schedule of the learning rate and its period in epochs."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__("", "chevron-down", tooltip="", kind="flat", small=True, parent=parent)
        self.set_face("", "chevron-down", self.tr("How the learning rate γ falls as the epochs go by"))
        self.setAccessibleName(self.tr("Schedule of the learning rate"))
        self._state = state
        self.schedule = schedule_choice()
        period = self.tr("Period in epochs")
        self.period = Stepper(
            100, 1, LONGEST, period, tooltip=self.tr("The number of epochs after which γ is halved, or has fallen")
        )
        self._period_label = QLabel(period)
        self._period_label.setProperty("role", "small")
        self._meaning = QLabel()
        self._meaning.setProperty("role", "muted")
        self._meaning.setWordWrap(True)
        self.unfolded = QWidget(self, Qt.WindowType.Popup)
        self._arrange()
        self.clicked.connect(self.unfold)
        self.schedule.chosen.connect(lambda key: state.edit_training(schedule=key))
        self.period.changed.connect(lambda epochs: state.edit_training(merge="period", period=epochs))
        state.changed.connect(self._show)
        self._show(state.experiment)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, kind=self.schedule, period=self.period, unfolded=self.unfolded)

    def unfold(self) -> None:
        """Shows the choice below the button."""
        self.unfolded.setFixedWidth(THEME.px(WIDTH))
        self.unfolded.adjustSize()
        self.unfolded.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.unfolded.show()
        self.schedule.combo.setFocus(Qt.FocusReason.PopupFocusReason)

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
        card = Card()
        card.add(row)
        card.add(self._meaning)
        around = QVBoxLayout(self.unfolded)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)

    def _show(self, experiment: Experiment) -> None:
        training = experiment.training
        self.schedule.set_key(training.schedule)
        self.period.set_value(training.period)
        meanings = {
            "constant": self.tr("γ stays as it is."),
            "step": self.tr("γ is halved at the end of every period."),
            "cosine": self.tr("γ falls to a hundredth within one period, and stays there."),
        }
        self._meaning.setText(meanings[training.schedule])
        for widget in (self.period, self._period_label):
            widget.setEnabled(training.schedule != "constant")
