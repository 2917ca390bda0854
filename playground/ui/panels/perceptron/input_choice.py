"""The choice of the neuron's two inputs: the coordinates, their squares, product or sines."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.data.features import FEATURES
from playground.training.architecture import PerceptronModel
from playground.training.experiment import Experiment
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.words.feature_text import feature_text


class InputChoice(QWidget):
    """Edits the inputs of a perceptron; choosing the other one for a place changes both."""

    refused = Signal(str)

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        options = [(name, feature_text(name)) for name in FEATURES]
        names = self.tr("First input"), self.tr("Second input")
        self._combos = [
            Combo(options, name, tooltip=self.tr("{0}: what of a point the neuron gets to see").format(name))
            for name in names
        ]
        set_names("inputs", choice=self, first=self._combos[0], second=self._combos[1])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, combo in enumerate(self._combos):
            row.addWidget(combo)
            combo.chosen.connect(lambda key, place=place: self._choose(place, key))
        state.changed.connect(self._show)
        self._show(state.experiment)

    def choose(self, inputs: tuple[str, str]) -> None:
        """Give the neuron these inputs."""
        model = self._state.experiment.model
        assert isinstance(model, PerceptronModel)
        reason = self._state.edit_model(replace(model, inputs=inputs))
        if reason:
            self.refused.emit(reason)
            self._show(self._state.experiment)

    def _choose(self, place: int, key: str) -> None:
        model = self._state.experiment.model
        assert isinstance(model, PerceptronModel)
        other = model.inputs[1 - place]
        if key == other:  # They change places.
            other = model.inputs[place]
        self.choose((key, other) if place == 0 else (other, key))

    def _show(self, experiment: Experiment) -> None:
        if isinstance(experiment.model, PerceptronModel):
            for combo, name in zip(self._combos, experiment.model.inputs, strict=True):
                combo.set_key(name)
