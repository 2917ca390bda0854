"""How far training is and how fast it goes: the epoch, how much of it is done, and a word on the run."""

from __future__ import annotations

from PySide6.QtCore import QObject

from playground.training.snapshot import NetworkSnapshot, Progress, Status
from playground.training.stop import Stop
from playground.ui.look.theme import THEME
from playground.ui.panels.training.slow_motion import SlowMotion
from playground.ui.widgets.chip_place import ChipPlace
from playground.ui.widgets.progress_strip import ProgressStrip
from playground.ui.widgets.readout import Readout
from playground.ui.widgets.state_chip import StateChip
from playground.ui.words import formatting
from playground.ui.words.stop_text import stop_word

PROGRESS_WIDTH = 116
FAST_EPOCHS = 0.25
"""Epochs a second from which on a number that changes five times a second would be far from what the bar shows."""


class RunReadouts(QObject):
    """Readouts to be put into a bar: `epoch`, `progress` where it is wanted, and `place`, which holds the `chip`."""

    def __init__(self, *, epoch_progress: bool, counts_images: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts_images = counts_images
        self.epoch = Readout(self.tr("Epoch"), tooltip=self.tr("Passes over the training set"), widest="99,999")
        self.progress = self._make_progress() if epoch_progress else None
        self.chip = StateChip(tooltip=self.tr("What the worker is doing, and how fast"))
        self.slow_motion = SlowMotion(self)
        self.slow_motion.changed.connect(lambda _: self._show_state())
        self._progress: Progress | None = None
        self._stop: Stop | None = None
        widest = self.tr("Training · {0} {1}").format("99,999", self.tr("images/s"))
        self.place = ChipPlace(self.chip, widest, self.tr("Slow motion"))
        self._fit()
        THEME.changed.connect(self._fit)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows how much of the epoch is done."""
        if self.progress is not None:
            self.progress.move_bar(snapshot.progress.epoch % 1)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the texts of one frame; called a few times a second."""
        progress = snapshot.progress
        if self.progress is not None:
            self._show_share(self.progress, progress)
        short = progress.epoch < 10 and snapshot.train_count > 0 and progress.epoch != int(progress.epoch)
        self.epoch.set_text(formatting.decimal(progress.epoch, 1) if short else formatting.integer(progress.epoch))
        steps = self.tr("Passes over the training set; {0} steps", None, formatting.plural(progress.step))
        if progress.step == 1:
            steps = self.tr("Passes over the training set; one step")
        self.epoch.setToolTip(steps.format(formatting.integer(progress.step)))
        self._progress, self._stop = progress, snapshot.stop
        self._show_state()

    def _show_share(self, strip: ProgressStrip, progress: Progress) -> None:
        if progress.status is Status.TRAINING and progress.epochs_per_second > FAST_EPOCHS:
            strip.hide_number()
        else:
            strip.set_progress(progress.epoch % 1)

    def _show_state(self) -> None:
        progress = self._progress
        if progress is None:
            return
        if progress.status is Status.TRAINING:
            unit = self.tr("images/s") if self._counts_images else self.tr("epochs/s")
            rate = progress.samples_per_second if self._counts_images else progress.epochs_per_second
            text = self.tr("Training · {0} {1}").format(formatting.rate(rate), unit)
            self.chip.set_state("training", text, self.tr("Training"))
        elif self.slow_motion.is_on:
            text = self.tr("Slow motion · step {0}").format(formatting.integer(progress.step))
            self.chip.set_state("training", text, self.tr("Slow motion"))
        elif progress.status is Status.DIVERGED:
            self.chip.set_state("diverged", self.tr("Diverged"))
        elif self._stop is not None:
            self.chip.set_state("paused", stop_word(self._stop), self.tr("Stopped"))
        else:
            self.chip.set_state("paused", self.tr("Paused"))

    def _make_progress(self) -> ProgressStrip:
        return ProgressStrip(
            self.tr("This epoch"),
            tooltip=self.tr("How much of the training set this epoch has seen"),
            cancellable=False,
        )

    def _fit(self) -> None:
        """Widths that go with the size of the text."""
        if self.progress is not None:
            self.progress.setFixedWidth(THEME.px(PROGRESS_WIDTH))
