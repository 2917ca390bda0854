"""Train, step and reset: the buttons that run a network."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from playground.ui.widgets.button import Button


class RunButtons(QObject):
    """Three buttons to be put into a bar; they carry the wishes to train, to step and to start again.

    `starved` tells of a wish to train where there is nothing to train on.
    """

    play_requested = Signal(bool)
    starved = Signal()
    step_requested = Signal()
    restart_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playing = self._tiny = False
        self._has_samples = True
        self.train = Button(
            self.tr("Train"),
            "play",
            kind="primary",
            tooltip=self.tr("Train or pause (Space)"),
            other_text=self.tr("Pause"),
        )
        self.step = Button(
            self.tr("Step"), "step", tooltip=self.tr("One step on one mini-batch: θ ← θ − γ∇E (.); held, slow motion")
        )
        self.step.setAutoRepeat(True)
        self.reset = Button(
            self.tr("Reset"), "reset", tooltip=self.tr("Start again from the weights θ that the seed gives (Ctrl+R)")
        )
        self.train.clicked.connect(self.toggle_play)
        self.step.clicked.connect(self.step_requested)
        self.reset.clicked.connect(self.restart_requested)

    @property
    def playing(self) -> bool:
        """Whether training runs, as far as is known here."""
        return self._playing

    def toggle_play(self) -> None:
        """Asks for training if it is paused, for a pause if it runs."""
        if not (self._playing or self._has_samples):
            self.starved.emit()
            return
        self._set_playing(not self._playing)
        self.play_requested.emit(self._playing)

    def show_run(self, playing: bool, has_samples: bool) -> None:
        """Shows whether training runs, and whether there is something to train on."""
        self._set_playing(playing)
        self._has_samples = has_samples
        self.step.setEnabled(has_samples)

    def set_narrow(self, narrow: bool, tiny: bool = False) -> None:
        """There is room for the icons of step and reset only; `tiny`: and for that of train."""
        self._tiny = tiny
        self._show_playing()
        step, reset = self.tr("Step"), self.tr("Reset")
        self.step.set_face("" if narrow else step, "step", name=step)
        self.reset.set_face("" if narrow else reset, "reset", name=reset)

    def _set_playing(self, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            self._show_playing()

    def _show_playing(self) -> None:
        text, icon = (self.tr("Pause"), "pause") if self._playing else (self.tr("Train"), "play")
        self.train.set_face("" if self._tiny else text, icon, name=text)
