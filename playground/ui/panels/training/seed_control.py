"""The seed from which a run starts: typeable, and the next one at a click."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.training.experiment import Experiment
from playground.training.hyperparameters import SEEDS, next_seed
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.words import formatting, ranges


class SeedControl(QWidget):
    """Edits the seed of the training settings."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        tooltip = self.tr("The seed of the first weights θ: the same seed starts the same way")
        self.edit = ValueEdit(_seed, ranges.allowed_text(SEEDS), tooltip, widest="999")
        self.edit.setAccessibleName(self.tr("Seed"))
        self.another = Button(
            "",
            "shuffle",
            kind="flat",
            small=True,
            tooltip=self.tr("Start again from other random weights θ (the next seed)"),
        )
        label = QLabel(self.tr("Seed"))
        label.setProperty("role", "small")
        label.setBuddy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for widget in (label, self.edit, self.another):
            row.addWidget(widget)
        self.edit.entered.connect(lambda seed: state.edit_training(seed=int(seed)))
        self.another.clicked.connect(lambda: state.edit_training(seed=next_seed(state.experiment.training.seed)))
        state.changed.connect(self._show)
        self._show(state.experiment)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, value=self.edit, another=self.another)

    def _show(self, experiment: Experiment) -> None:
        self.edit.show_text(str(experiment.training.seed))


def _seed(text: str) -> float | None:
    """A seed as it was typed: the nearest one that is allowed would be another one than was meant."""
    value = formatting.parse(text)
    return value if value is not None and value == int(value) and int(value) in SEEDS else None
