"""The bar over the Regression workspace: train, step, back, reset, and how the line or the network learns."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from playground.data.points import MAX_POINTS
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot, Status
from playground.training.stop import CONDITIONS
from playground.ui.panels.regression.rate_limit import RateLimit
from playground.ui.panels.training.more_settings import MoreSettings
from playground.ui.panels.training.run_buttons import RunButtons
from playground.ui.panels.training.run_readouts import RunReadouts
from playground.ui.panels.training.speed_slider import SpeedSlider
from playground.ui.panels.training.training_choices import optimizer_choice
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.labelled_segments import LabelledSegments
from playground.ui.widgets.names import set_names
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.words import formatting

EDITED = ("pace", "learning_rate", "schedule", "period", "optimizer", "loss")
ELSEWHERE = ("seed", *CONDITIONS)
"""The seed belongs to the model's card."""
FEW = 1, 8
ALL = MAX_POINTS


class RegressionTransport(TransportBar):
    """Edits the training settings, shows how far training is, and carries the wishes to train, step, go back, reset."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._buttons = RunButtons(self)
        self._readouts = RunReadouts(epoch_progress=False, counts_images=False, parent=self)
        self.train, self.step, self.reset = self._buttons.train, self._buttons.step, self._buttons.reset
        self.back = Button(
            self.tr("Back"), "back", tooltip=self.tr("Take the last step back, as often as there are steps (,)")
        )
        self.back.setAutoRepeat(True)
        self.epoch, self.chip = self._readouts.epoch, self._readouts.chip
        self.speed = SpeedSlider(
            state, self.tr("How many steps a second at most, to watch them, or as fast as it goes")
        )
        self.limit = RateLimit(state)
        self.rate, self.schedule = self.limit.learning_rate.rate, self.limit.learning_rate.schedule
        self.batch = LabelledSegments(
            self.tr("Batch size"),
            self._sizes(FEW[0], 0),
            tooltip=self.tr("How many samples the gradient ∇E of one step is taken over; another number is under More"),
        )
        self.loss = LabelledSegments(
            self.tr("Loss"), self._losses(), tooltip=self.tr("What E(θ) measures and training lowers")
        )
        self.optimizer = optimizer_choice()
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
        """Shows one frame; the buttons at once."""
        self._buttons.show_run(snapshot.progress.status is Status.TRAINING, snapshot.train_count > 0)
        self.back.setEnabled(snapshot.progress.can_go_back)
        self._readouts.show_frame(snapshot)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the texts of one frame; called a few times a second."""
        self.limit.learning_rate.show_epoch(snapshot.progress.epoch)
        self._readouts.show_texts(snapshot)

    def shrink(self, level: int) -> None:
        self._buttons.set_narrow(level >= 1, tiny=level >= 3)
        back, reset = self.tr("Back"), self.tr("Reset")
        self.back.set_face("" if level >= 1 else back, "back", name=back)
        # There is more to choose here than in other bars: at its usual width it just has room for all of it.
        self.reset.set_face("", "reset", name=reset)
        self._readouts.place.set_short(True)
        self.more.set_narrow(True)

    def _name(self) -> None:
        set_names("transport", bar=self, train=self.train, step=self.step, back=self.back, reset=self.reset)
        set_names("transport", epoch=self.epoch, pace=self.speed, learning_rate=self.rate, schedule=self.schedule)
        set_names("transport", largest_rate=self.limit, batch_size=self.batch, loss=self.loss)
        set_names("transport", optimizer=self.optimizer, more=self.more, chip=self.chip)

    def _arrange(self) -> None:
        for button in (self.train, self.step, self.back, self.reset):
            self.add(button)
        for control in (self.epoch, self.limit, self.batch, self.loss, self.optimizer, self.speed, self.more):
            self.add(control)
        self.add_stretch()
        self.add(self._readouts.place)

    def _connect(self) -> None:
        self._buttons.play_requested.connect(self.play_requested)
        self._buttons.starved.connect(lambda: self.refused.emit(self.tr("There are no points to train on.")))
        self._buttons.step_requested.connect(self.step_requested)
        self.step_requested.connect(self._readouts.slow_motion.note)
        self.restart_requested.connect(self._readouts.slow_motion.end)
        self._buttons.restart_requested.connect(self.restart_requested)
        self.back.clicked.connect(self.back_requested)
        self.optimizer.chosen.connect(lambda key: self._edit(optimizer=key))
        self.batch.chosen.connect(lambda key: self._edit(batch_size=int(key)))
        self.loss.chosen.connect(lambda key: self._edit(loss=key))
        self.more.refused.connect(self.refused)
        self._state.changed.connect(self._show)

    def _edit(self, **changes: Any) -> None:
        reason = self._state.edit_training(**changes)
        if reason:
            self.refused.emit(reason)
            self._show(self._state.experiment)

    def _show(self, experiment: Experiment) -> None:
        training = experiment.training
        points = self._state.data_set
        size, count = training.batch_size, len(points.split(experiment.data.train_share)[0])
        self.batch.set_choices(self._sizes(size, count))
        self.batch.set_key(str(size if size in FEW or size < count else ALL))
        self.loss.set_key(training.loss)
        self.optimizer.set_key(training.optimizer)

    def _sizes(self, size: int, count: int) -> list[Choice]:
        """1, 8 and all; between them another one that was chosen elsewhere."""
        few = sorted({*FEW, size} if size < count else FEW)
        one = Choice("1", formatting.integer(1), self.tr("One sample a step: stochastic gradient descent"))
        choices = [one]
        for number in few[1:]:
            tooltip = self.tr("A mini-batch of {0} samples a step").format(formatting.integer(number))
            choices.append(Choice(str(number), formatting.integer(number), tooltip))
        return [*choices, Choice(str(ALL), self.tr("all"), self.tr("All training samples in every step"))]

    def _losses(self) -> list[Choice]:
        return [
            Choice("squared-error", self.tr("Squared"), self.tr("The mean of (f(x) − y)²: outliers weigh heavily")),
            Choice("absolute-error", self.tr("Absolute"), self.tr("The mean of |f(x) − y|: outliers weigh little")),
            Choice("huber", self.tr("Huber"), self.tr("Squared near the points, absolute far from them")),
        ]
