"""The bar over a network's workspace: train, step, reset, and how the network learns."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot, Status
from playground.training.stop import CONDITIONS
from playground.ui.panels.training.learning_rate import LearningRate
from playground.ui.panels.training.more_settings import MoreSettings
from playground.ui.panels.training.regularisation import Regularisation
from playground.ui.panels.training.run_buttons import RunButtons
from playground.ui.panels.training.run_readouts import RunReadouts
from playground.ui.panels.training.speed_slider import SpeedSlider
from playground.ui.panels.training.training_choices import (
    batch_choice,
    batch_sizes,
    loss_choice,
    losses_of,
    optimizer_choice,
)
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.names import set_names
from playground.ui.widgets.transport_bar import TransportBar

EDITED = ("pace", "learning_rate", "schedule", "period", "optimizer", "batch_size", "loss", "l1", "l2")
ELSEWHERE = ("seed", *CONDITIONS)
"""The seed belongs to the model's card."""


class TransportPanel(TransportBar):
    """Edits the training settings, shows how far training is, and carries the wishes to train, step and reset."""

    def __init__(
        self,
        state: ExperimentState,
        *,
        epoch_progress: bool = False,
        counts_images: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """epoch_progress: with a bar of the epoch that runs;
        counts_images: the chip says images a second instead of epochs."""
        super().__init__(parent)
        self._state = state
        self._buttons = RunButtons(self)
        self._readouts = RunReadouts(epoch_progress=epoch_progress, counts_images=counts_images, parent=self)
        self.train, self.step, self.reset = self._buttons.train, self._buttons.step, self._buttons.reset
        self.epoch, self.progress, self.chip = self._readouts.epoch, self._readouts.progress, self._readouts.chip
        self.speed = SpeedSlider(
            state, self.tr("How many steps a second at most, to watch them, or as fast as it goes")
        )
        self._learning_rate = LearningRate(state)
        self.rate, self.schedule = self._learning_rate.rate, self._learning_rate.schedule
        self.optimizer, self.batch, self.loss = optimizer_choice(), batch_choice(), loss_choice()
        self.regularisation = Regularisation(state)
        self.more = MoreSettings(state, (*EDITED, *ELSEWHERE), stops=True)
        self._name()
        self._arrange()
        self._connect()
        self._show(state.experiment)

    @property
    def playing(self) -> bool:
        """Whether training runs, as far as is known here."""
        return self._buttons.playing

    def toggle_play(self) -> None:
        """Asks for training if it is paused, for a pause if it runs."""
        self._buttons.toggle_play()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame; the button and the progress at once."""
        self._buttons.show_run(snapshot.progress.status is Status.TRAINING, snapshot.train_count > 0)
        self._readouts.show_frame(snapshot)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the texts of one frame; called a few times a second."""
        self._learning_rate.show_epoch(snapshot.progress.epoch)
        self._readouts.show_texts(snapshot)

    def shrink(self, level: int) -> None:
        self._buttons.set_narrow(level >= 1, tiny=level >= 3)
        self._readouts.place.set_short(level >= 2)
        self.more.set_narrow(level >= 3)

    def _name(self) -> None:
        set_names("transport", bar=self, train=self.train, step=self.step, reset=self.reset, epoch=self.epoch)
        set_names(
            "transport", pace=self.speed, learning_rate=self.rate, schedule=self.schedule, optimizer=self.optimizer
        )
        set_names("transport", batch_size=self.batch, loss=self.loss, regularisation=self.regularisation)
        set_names("transport", more=self.more, chip=self.chip)
        if self.progress is not None:
            set_names("transport", progress=self.progress)

    def _arrange(self) -> None:
        for button in (self.train, self.step, self.reset):
            self.add(button)
        choices = (self.optimizer, self.batch, self.loss, self.regularisation)
        for control in (self.epoch, self.speed, self._learning_rate, *choices, self.progress, self.more):
            if control is not None:
                self.add(control)
        self.add_stretch()
        self.add(self._readouts.place)

    def _connect(self) -> None:
        self._buttons.play_requested.connect(self.play_requested)
        self._buttons.starved.connect(self._tell_starved)
        self._buttons.step_requested.connect(self.step_requested)
        self.step_requested.connect(self._readouts.slow_motion.note)
        self.restart_requested.connect(self._readouts.slow_motion.end)
        self._buttons.restart_requested.connect(self.restart_requested)
        self.optimizer.chosen.connect(lambda key: self._edit(optimizer=key))
        self.batch.chosen.connect(lambda key: self._edit(batch_size=int(key)))
        self.loss.chosen.connect(lambda key: self._edit(loss=key))
        self.more.refused.connect(self.refused)
        self._state.changed.connect(self._show)

    def _tell_starved(self) -> None:
        data = self._state.experiment.data
        if data.noun == "picture":
            text = self.tr("There are no pictures to train on: those of {0} have not been read.").format(data.source)
        else:
            text = self.tr("There are no points to train on.")
        self.refused.emit(text)

    def _edit(self, **changes: Any) -> None:
        reason = self._state.edit_training(**changes)
        if reason:
            self.refused.emit(reason)
            self._show(self._state.experiment)

    def _show(self, experiment: Experiment) -> None:
        training = experiment.training
        self.optimizer.set_key(training.optimizer)
        self.batch.set_options(batch_sizes(training.batch_size))
        self.batch.set_key(str(training.batch_size))
        self.loss.set_options(losses_of(experiment.data.task))
        self.loss.set_key(training.loss)
