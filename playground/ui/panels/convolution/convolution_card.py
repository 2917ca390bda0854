"""What the cards beside the one convolution have in common: the model that they show, and edits of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from playground.data.errors import DataError
from playground.engine.limits import SpecError
from playground.training.chosen_convolution import ConvolutionModel
from playground.training.convolution_examples import edited
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.card import Card
from playground.ui.widgets.refusal_note import RefusalNote
from playground.ui.words.refusals import sentence

Change = Callable[[ConvolutionModel], Mapping[str, Any]]


class ConvolutionCard(Card):
    """Shows what was chosen, whenever it changes; what is refused is said over the card."""

    def __init__(self, state: ExperimentState, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._state = state
        self.note = RefusalNote(self)
        state.changed.connect(self._follow)

    @property
    def model(self) -> ConvolutionModel:
        """What was chosen."""
        model = self._state.experiment.model
        assert isinstance(model, ConvolutionModel)
        return model

    def edit(self, change: Change, name: str, merge: str = "") -> None:
        """Changes fields of the model; edits in a row with the same `merge` are undone together."""
        self.note.tell("")
        try:
            experiment = edited(self._state.experiment, **change(self.model))
            reason = self._state.edit(experiment, merge=merge, name=name)
        except (DataError, ExperimentError, SpecError) as error:
            reason = sentence(error)
        if reason:
            self.note.tell(reason)
            self.show_experiment(self._state.experiment)

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows what was chosen."""
        raise NotImplementedError

    def _follow(self, experiment: Experiment) -> None:
        """Whatever was refused, something else is chosen now."""
        self.note.tell("")
        self.show_experiment(experiment)

    def show_frame(self, snapshot: ConvolutionSnapshot) -> None:
        """All that is shown follows from what was chosen."""
