"""The bar over a network's workspace: train, step, reset, and how the network learns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot, Status
from playground.ui.look.theme import THEME
from playground.ui.panels.training.regularisation import Regularisation
from playground.ui.panels.training.schedule_menu import ScheduleMenu
from playground.ui.panels.training.training_choices import (
    batch_choice,
    batch_sizes,
    loss_choice,
    optimizer_choice,
)
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names
from playground.ui.widgets.progress_strip import ProgressStrip
from playground.ui.widgets.readout import Readout
from playground.ui.widgets.state_chip import StateChip
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.widgets.value_slider import LogSlider
from playground.ui.words import formatting

RATES = (1e-5, 10.0)
RATE_WIDTH = 136
PROGRESS_WIDTH = 116
FAST_EPOCHS = 0.25
"""Epochs a second from which on a number that changes five times a second would be far from what the bar shows."""
NARROW = 1240
"""Below this width step and reset show their icons only."""


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
        self._counts_images = counts_images
        self._playing = False
        self._epoch = 0.0
        self._make_buttons()
        self._make_choices()
        self.progress = self._make_progress() if epoch_progress else None
        self.chip = StateChip(tooltip=self.tr("What the worker is doing, and how fast"))
        self._name()
        self._arrange()
        self._fit()
        self._connect()
        self._show(state.experiment)

    @property
    def playing(self) -> bool:
        """Whether training runs, as far as is known here."""
        return self._playing

    def toggle_play(self) -> None:
        """Asks for training if it is paused, for a pause if it runs."""
        self._set_playing(not self._playing)
        self.play_requested.emit(self._playing)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame; the button and the progress at once."""
        self._set_playing(snapshot.progress.status is Status.TRAINING)
        self.train.setEnabled(snapshot.train_count > 0 or self._playing)
        self.step.setEnabled(snapshot.train_count > 0)
        if self.progress is not None:
            self.progress.move_bar(snapshot.progress.epoch % 1)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the texts of one frame; called a few times a second."""
        progress = snapshot.progress
        self._epoch = progress.epoch
        self._show_rate()
        if (
            self.progress is not None
            and progress.status is Status.TRAINING
            and progress.epochs_per_second > FAST_EPOCHS
        ):
            self.progress.hide_number()
        elif self.progress is not None:
            self.progress.set_progress(progress.epoch % 1)
        short = progress.epoch < 10 and snapshot.train_count > 0 and progress.epoch != int(progress.epoch)
        self.epoch.set_text(formatting.decimal(progress.epoch, 1) if short else formatting.integer(progress.epoch))
        steps = self.tr("Passes over the training set; {0} steps", None, progress.step)
        if progress.step == 1:
            steps = self.tr("Passes over the training set; one step")
        self.epoch.setToolTip(steps.format(formatting.integer(progress.step)))
        if progress.status is Status.TRAINING:
            unit = self.tr("images/s") if self._counts_images else self.tr("epochs/s")
            rate = progress.samples_per_second if self._counts_images else progress.epochs_per_second
            self.chip.set_state("training", self.tr("Training · {0} {1}").format(formatting.rate(rate), unit))
        elif progress.status is Status.DIVERGED:
            self.chip.set_state("diverged", self.tr("Diverged"))
        else:
            self.chip.set_state("paused", self.tr("Paused"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < THEME.px(NARROW)
        self.step.set_face("" if narrow else self.tr("Step"), "step")
        self.reset.set_face("" if narrow else self.tr("Reset"), "reset")

    def _make_buttons(self) -> None:
        self.train = Button(
            self.tr("Train"),
            "play",
            kind="primary",
            tooltip=self.tr("Train or pause (Space)"),
            other_text=self.tr("Pause"),
        )
        self.step = Button(self.tr("Step"), "step", tooltip=self.tr("One step on one mini-batch: θ ← θ − γ∇E (.)"))
        self.reset = Button(
            self.tr("Reset"), "reset", tooltip=self.tr("Start again from the weights θ that the seed gives (Ctrl+R)")
        )
        self.epoch = Readout(self.tr("Epoch"), tooltip=self.tr("Passes over the training set"), widest="99,999")

    def _make_choices(self) -> None:
        self.rate = LogSlider(
            self.tr("Learning rate"), *RATES, 0.03, tooltip=self.tr("How far a step goes: γ in θ ← θ − γ∇E")
        )
        self.schedule = ScheduleMenu(self._state)
        self.optimizer = optimizer_choice()
        self.batch = batch_choice()
        self.loss = loss_choice()
        self.regularisation = Regularisation(self._state)

    def _name(self) -> None:
        set_names("transport", bar=self, train=self.train, step=self.step, reset=self.reset, epoch=self.epoch)
        set_names("transport", learning_rate=self.rate, schedule=self.schedule, optimizer=self.optimizer)
        set_names("transport", batch_size=self.batch, loss=self.loss, regularisation=self.regularisation)
        set_names("transport", chip=self.chip, **({} if self.progress is None else {"progress": self.progress}))

    def _make_progress(self) -> ProgressStrip:
        strip = ProgressStrip(
            self.tr("This epoch"),
            tooltip=self.tr("How much of the training set this epoch has seen"),
            cancellable=False,
        )
        return strip

    def _arrange(self) -> None:
        for button in (self.train, self.step, self.reset):
            self.add(button)
        self.add_gap()
        self.add(self.epoch)
        self.add(self._beside(self.rate, self.schedule))
        for choice in (self.optimizer, self.batch, self.loss, self.regularisation, self.progress):
            if choice is not None:
                self.add(choice)
        self.add_stretch()
        self.add(self._chip_place())

    @staticmethod
    def _beside(left: QWidget, right: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(right, 0, Qt.AlignmentFlag.AlignBottom)
        return holder

    def _chip_place(self) -> QWidget:
        """The chip at the right of a place as wide as it ever gets, so that nothing moves while numbers change."""
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        place.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return place

    def _fit(self) -> None:
        """Widths that go with the size of the text."""
        self.rate.setFixedWidth(THEME.px(RATE_WIDTH))
        widest = self.tr("Training · {0} {1}").format("99,999", self.tr("images/s"))
        width = QFontMetrics(THEME.font(12)).horizontalAdvance(widest) + THEME.px(32)
        self.chip.parentWidget().setMinimumWidth(width)
        if self.progress is not None:
            self.progress.setFixedWidth(THEME.px(PROGRESS_WIDTH))

    def _connect(self) -> None:
        self.train.clicked.connect(self.toggle_play)
        self.step.clicked.connect(self.step_requested)
        self.reset.clicked.connect(self.restart_requested)
        self.rate.value_changed.connect(lambda rate: self._edit(merge="learning rate", learning_rate=rate))
        self.rate.value_committed.connect(lambda _: self._state.end_gesture())
        self.optimizer.chosen.connect(lambda key: self._edit(optimizer=key))
        self.batch.chosen.connect(lambda key: self._edit(batch_size=int(key)))
        self.loss.chosen.connect(lambda key: self._edit(loss=key))
        self._state.changed.connect(self._show)
        THEME.changed.connect(self._fit)

    def _edit(self, merge: str = "", **changes: object) -> None:
        reason = self._state.edit_training(merge=merge, **changes)
        if reason:
            self.refused.emit(reason)
            self._show(self._state.experiment)

    def _show(self, experiment: Experiment) -> None:
        training = experiment.training
        self.rate.set_value(training.learning_rate)
        self.optimizer.set_key(training.optimizer)
        self.batch.set_options(batch_sizes(training.batch_size))
        self.batch.set_key(str(training.batch_size))
        self.loss.set_key(training.loss)
        self._show_rate()

    def _show_rate(self) -> None:
        """Under a schedule the learning rate that was chosen is not the one that steps are made with."""
        training = self._state.experiment.training
        if training.schedule == "constant":
            self.rate.set_label(self.tr("Learning rate"))
        else:
            now = formatting.significant(training.rate_at(self._epoch))
            self.rate.set_label(self.tr("γ {0} of").format(now))

    def _set_playing(self, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            text, icon = (self.tr("Pause"), "pause") if playing else (self.tr("Train"), "play")
            self.train.set_face(text, icon)
