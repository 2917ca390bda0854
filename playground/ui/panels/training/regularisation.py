"""The choice of a penalty on large weights, and its strength."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.engine.limits import Range
from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.settings import TrainingSettings
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.words import formatting, ranges

FIRST_STRENGTH = 0.001
PENALTIES = {"none": (False, False), "l1": (True, False), "l2": (False, True), "both": (True, True)}


class Regularisation(QWidget):
    """Edits L1 and L2 of the training settings: which of them, and how strong."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._strength = FIRST_STRENGTH
        kinds = [("none", self.tr("None")), ("l1", "L1"), ("l2", "L2"), ("both", "L1 + L2")]
        tooltip = self.tr("A penalty on large weights W: L1 on their size |W|, L2 on their squares W²")
        self.kind = LabelledCombo(self.tr("Regularisation"), kinds, tooltip=tooltip)
        # None at all is one of the kinds.
        strengths = Range(0, rows(TrainingSettings)["l2"].range.most, above=True)
        self.edit = ValueEdit(
            lambda text: ranges.read(text, strengths),
            ranges.allowed_text(strengths),
            self.tr("How strong the penalty λ on large weights is"),
        )
        self.edit.setAccessibleName(self.tr("Strength of the regularisation"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.kind)
        self._symbol = QLabel("λ")
        self._symbol.setProperty("role", "small")
        self._symbol.setBuddy(self.edit)
        strength = QVBoxLayout()
        strength.setSpacing(2)
        strength.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignRight)
        strength.addStretch(1)
        strength.addWidget(self.edit)
        row.addLayout(strength)
        self.kind.chosen.connect(self._choose)
        self.edit.entered.connect(self._enter)
        state.changed.connect(self._show)
        self._show(state.experiment)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, kind=self.kind, strength=self.edit)

    def _choose(self, kind: str) -> None:
        l1, l2 = PENALTIES[kind]
        self._state.edit_training(l1=self._strength * l1, l2=self._strength * l2)

    def _enter(self, strength: float) -> None:
        self._strength = strength
        self._choose(self.kind.key())

    def _show(self, experiment: Experiment) -> None:
        training = experiment.training
        chosen = (training.l1 > 0, training.l2 > 0)
        self.kind.set_key(next(kind for kind, used in PENALTIES.items() if used == chosen))
        self._strength = max(training.l1, training.l2) or self._strength
        self.edit.show_text(formatting.shortest(self._strength, 1))
        self._symbol.setVisible(any(chosen))
        self.edit.setVisible(any(chosen))
