"""What the user is told, and offered, when the numbers leave the finite ones."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from playground.training.snapshot import Divergence, NetworkSnapshot
from playground.ui.panels.training.learning_rate import RATES
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.words import formatting


class DivergenceNotice(QObject):
    """Says once what happened, with two ways back; the message goes when training is good again."""

    rewind_requested = Signal()
    play_requested = Signal(bool)

    def __init__(self, state: ExperimentState, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._bar = state, bar
        self._shown: Divergence | None = None
        self._text = ""

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Follows one frame."""
        divergence = snapshot.divergence
        if divergence == self._shown:
            return
        self._shown = divergence
        if divergence is not None:
            self._tell(divergence)
        elif self._bar.text() == self._text:
            self._bar.close_message()

    def _tell(self, divergence: Divergence) -> None:
        text = self.tr(
            "Training diverged at step {0} with the learning rate γ = {1}: the loss is no longer a finite number."
        )
        actions = (
            (self.tr("Go back to the last good weights"), self.rewind_requested.emit),
            (self.tr("Go back and divide the learning rate by ten"), self._retry),
        )
        self._text = text.format(formatting.integer(divergence.step), formatting.shortest(divergence.learning_rate))
        self._bar.show_message("error", self._text, actions)

    def _retry(self) -> None:
        """First back, then slower: the curve keeps the new rate as an edit where training goes on."""
        rate = max(self._state.experiment.training.learning_rate / 10, RATES[0])
        self.rewind_requested.emit()
        self._state.edit_training(learning_rate=rate)
        self.play_requested.emit(True)
