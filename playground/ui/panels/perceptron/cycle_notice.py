"""What the user is told, and offered, when the perceptron's rule goes round."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.perceptron_figures import Cycle
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.training.settings import TrainingSettings
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.words import formatting

HIDDEN_UNITS = 2
PACE = 50.0
"""Steps a second: the boundary is seen bending."""


class CycleNotice(QObject):
    """Says once of these points and inputs that the rule repeats or wanders; the message goes with its reason.

    `network_requested` carries an experiment: the same points, and a network with a hidden layer.
    """

    network_requested = Signal(object)

    def __init__(self, state: ExperimentState, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._bar = state, bar
        self._told: str = ""

    def show_texts(self, snapshot: PerceptronSnapshot) -> None:
        """Follows one frame; call it seldom enough for words to be read."""
        cycle = snapshot.cycle
        if cycle is None:
            if self._told:
                self._bar.settle("cycle")
            self._told = ""
        elif cycle.kind != self._told and (self._bar.isHidden() or self._told):
            self._told = cycle.kind
            ways = ((self.tr("Add a hidden layer"), self._request),)
            self._bar.show_message("info", self._words(cycle), ways, topic="cycle")

    def _words(self, cycle: Cycle) -> str:
        if cycle.kind == "repeats":
            text = self.tr(
                "The rule repeats: every {0} updates the same weights come back. No line separates these points.",
                None,
                formatting.plural(cycle.updates),
            )
            return text.format(formatting.integer(cycle.updates))
        text = self.tr(
            "The rule wanders: for {0} passes none had fewer mistakes than {1}. No line separates these points.",
            None,
            formatting.plural(cycle.passes),
        )
        return text.format(formatting.integer(cycle.passes), formatting.integer(cycle.fewest))

    def _request(self) -> None:
        self.network_requested.emit(as_network(self._state.experiment))


def as_network(experiment: Experiment) -> Experiment:
    """The same points for a network 2 – 2 – 1."""
    data = experiment.data
    if isinstance(data, PointsData):
        data = replace(data, features=("x1", "x2"))
    training = TrainingSettings(learning_rate=0.03, optimizer="momentum", pace=PACE)
    model = Architecture((DenseSpec(HIDDEN_UNITS, "tanh"),))
    return Experiment(data, model, training)
