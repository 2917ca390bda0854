"""What the user is told, and offered, when training goes on but the loss stands still."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from playground.engine.layer_spec import LayerSpec
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.hyperparameters import next_seed
from playground.training.snapshot import NetworkSnapshot, Status
from playground.training.standstill import Cause, standstill
from playground.ui.panels.training.learning_rate import RATES
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.words import formatting
from playground.ui.words.messages import Actions

ADDED_UNITS = 8
SATURATING = ("sigmoid", "tanh")


class StandstillNotice(QObject):
    """Says once what may be the matter, with a way out; the message goes when the loss falls again."""

    restart_requested = Signal()

    def __init__(self, state: ExperimentState, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._bar = state, bar
        self._told: Cause | None = None
        self._text = ""

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Follows one frame; call it seldom enough for words to be read."""
        if snapshot.progress.status is not Status.TRAINING:
            return
        found = standstill(snapshot.curves)
        if found is None:
            if self._told is not None and self._bar.text() == self._text:
                self._bar.close_message()
            self._told = None
        elif self._told is None and self._bar.isHidden():
            self._told = found.cause
            self._text = self._words(found.cause).format(formatting.significant(found.loss, 2))
            self._bar.show_message("info", self._text, self._ways_out(found.cause))

    def _words(self, cause: Cause) -> str:
        return {
            "exploded": self.tr(
                "The loss exploded and now stands still at {0}: steps were too large, and units are saturated or dead."
            ),
            "flat": self.tr("The loss stands still at {0}: no gradient is left, the units are saturated or dead."),
            "vanishing": self.tr(
                "The loss stands still at {0}: next to nothing of the gradient reaches the first layer."
            ),
            "rough": self.tr("The loss jumps about {0} and falls no more: the steps are too large for this valley."),
            "plateau": self.tr(
                "The loss stands still at {0}: more neurons, other features or another learning rate may help."
            ),
        }[cause]

    def _ways_out(self, cause: Cause) -> Actions:
        if cause == "exploded":
            return ((self.tr("Start again with a tenth of the learning rate"), self._start_slower),)
        if cause == "rough":
            return ((self.tr("Divide the learning rate by ten"), self._slow_down),)
        if cause == "vanishing" and self._with_relu() != self._state.experiment.model:
            return ((self.tr("Take ReLU in the hidden layers"), self._take_relu),)
        again = (self.tr("Start again from other weights"), self._start_elsewhere)
        return ((self.tr("Add a hidden layer"), self._add_layer), again) if cause == "plateau" else (again,)

    def _start_slower(self) -> None:
        self.restart_requested.emit()
        self._slow_down()

    def _slow_down(self) -> None:
        rate = max(self._state.experiment.training.learning_rate / 10, RATES[0])
        self._state.edit_training(learning_rate=rate)

    def _start_elsewhere(self) -> None:
        self._state.edit_training(seed=next_seed(self._state.experiment.training.seed))

    def _add_layer(self) -> None:
        model = self._model
        self._refuse(self._state.edit_model(model.with_inserted(len(model.hidden), DenseSpec(ADDED_UNITS, "tanh"))))

    @property
    def _model(self) -> Architecture:
        model = self._state.experiment.model
        assert isinstance(model, Architecture)
        return model

    def _refuse(self, reason: str) -> None:
        if reason:
            self._bar.show_message("warning", reason)

    def _with_relu(self) -> Architecture:
        model = self._model
        hidden = (
            _with_relu(layer) if getattr(layer, "activation", "") in SATURATING else layer for layer in model.hidden
        )
        return replace(model, hidden=tuple(hidden))

    def _take_relu(self) -> None:
        self._state.edit_model(self._with_relu())


def _with_relu(layer: Any) -> LayerSpec:
    changed: LayerSpec = replace(layer, activation="relu")
    return changed
