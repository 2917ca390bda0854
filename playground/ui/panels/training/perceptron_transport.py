"""The bar over the Perceptron workspace: train, next mistake, reset, learning rate and speed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.settings import TrainingSettings
from playground.training.snapshot import PerceptronSnapshot, Status
from playground.ui.look.theme import THEME
from playground.ui.panels.training.more_settings import MoreSettings
from playground.ui.panels.training.slow_motion import SlowMotion
from playground.ui.panels.training.speed_slider import SpeedSlider
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.chip_place import ChipPlace
from playground.ui.widgets.names import set_names
from playground.ui.widgets.readout import Readout
from playground.ui.widgets.state_chip import StateChip
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.widgets.value_slider import LogSlider
from playground.ui.words import formatting

RATES = (0.01, 10.0)
"""What the slider of γ spans; more and less can be typed."""
EDITED = ("learning_rate", "pace")
ELSEWHERE = ("seed",)
"""It only draws the order in which samples come."""


class PerceptronTransport(TransportBar):
    """Edits the learning rate γ and the pace, asks for play, steps and restarts, and says how the run goes."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._playing = self._tiny = False
        self._train = Button(kind="primary", tooltip="", other_text=self.tr("Pause"))
        self._step = Button(
            self.tr("Next mistake"),
            "step",
            tooltip=self.tr("Go on to the next sample on the wrong side and learn from it (.)"),
        )
        self._reset = Button(self.tr("Reset"), "reset", tooltip=self.tr("Start again from w = 0 and b = 0 (Ctrl+R)"))
        self._passes = Readout(
            self.tr("Pass"), tooltip=self.tr("How often all samples were gone through"), widest="999"
        )
        self._updates = Readout(self.tr("Updates"), tooltip=self.tr("How many mistakes were learned from"))
        self._slow_motion = SlowMotion(self)
        self._snapshot: PerceptronSnapshot | None = None
        self._step.setAutoRepeat(True)
        self._make_sliders()
        self.more = MoreSettings(state, (*EDITED, *ELSEWHERE))
        self._chip = StateChip(tooltip=self.tr("How many points are on the wrong side of the separator"))
        widest = self.tr("{0} of {1} misclassified", None, 2).format("9,999", "9,999")
        widest_short = self.tr("{0} wrong", None, 2).format("9,999")
        self._place = ChipPlace(self._chip, self.tr("Training · {0}").format(widest), widest_short)
        set_names("transport", bar=self, train=self._train, step=self._step, reset=self._reset, chip=self._chip)
        set_names("transport", passes=self._passes, updates=self._updates, learning_rate=self._rate, pace=self._pace)
        set_names("transport", more=self.more)
        self._arrange()
        self._connect()
        self._show(state.experiment)
        self._set_playing(False)

    def shrink(self, level: int) -> None:
        self._tiny = level >= 3
        self._show_playing()
        step, reset = self.tr("Next mistake"), self.tr("Reset")
        self._step.set_face("" if level >= 2 else step, "step", name=step)
        self._reset.set_face("" if level >= 1 else reset, "reset", name=reset)
        self._place.set_short(level >= 2)
        self._passes.setVisible(level < 3)
        self.more.set_narrow(level >= 3)

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show how the run goes."""
        self._set_playing(snapshot.progress.status is Status.TRAINING)
        self._train.setEnabled(snapshot.has_work or self._playing)
        self._step.setEnabled(snapshot.has_work)
        self._passes.set_text(formatting.integer(snapshot.passes))
        self._updates.set_text(formatting.integer(snapshot.updates))

    def show_texts(self, snapshot: PerceptronSnapshot) -> None:
        """Show the state in words; call it seldom enough for them to be read."""
        self._snapshot = snapshot
        wrong, all_points = int(snapshot.misclassified.sum()), len(snapshot.data_set)
        counts = self.tr("{0} of {1} misclassified", None, wrong)
        counts = counts.format(formatting.integer(wrong), formatting.integer(all_points))
        short = self.tr("{0} wrong", None, wrong).format(formatting.integer(wrong))
        if not all_points:
            self._chip.set_state("paused", self.tr("No points"))
        elif not snapshot.train_count:
            self._chip.set_state("paused", self.tr("No training points"), self.tr("No points"))
        elif snapshot.progress.status is Status.TRAINING:
            self._chip.set_state("training", self.tr("Training · {0}").format(counts), short)
        elif not wrong:
            self._chip.set_state("training", self.tr("Every point on its side"), short)
        elif not snapshot.has_work:
            self._chip.set_state("warning", self.tr("Converged · {0}").format(counts), short)
        elif self._slow_motion.is_on:
            self._chip.set_state("training", self.tr("Slow motion · {0}").format(counts), short)
        else:
            self._chip.set_state("warning", counts, short)

    def toggle_play(self) -> None:
        """Train, or pause."""
        if self._train.isEnabled():
            self.play_requested.emit(not self._playing)

    def _make_sliders(self) -> None:
        settings = rows(TrainingSettings)
        self._rate = LogSlider(
            self.tr("Learning rate"),
            *RATES,
            RATES[0],
            typed=settings["learning_rate"].range,
            tooltip=self.tr("How far one mistake moves w and b: γ"),
        )
        watching = self.tr("How many updates a second at most, to watch them one by one or all at once")
        self._pace = SpeedSlider(self._state, watching)

    def _arrange(self) -> None:
        self._fit()
        for button in (self._train, self._step, self._reset):
            self.add(button)
        self.add(self._passes)
        self.add(self._updates)
        self.add(self._rate)
        self.add(self._pace)
        self.add(self._rule())
        self.add(self.more)
        self.add_stretch()
        self.add(self._place)

    def _fit(self) -> None:
        self._rate.setFixedWidth(THEME.px(150))

    def _rule(self) -> QWidget:
        rule = QWidget()
        rule.setToolTip(self.tr("Rosenblatt's rule: after a mistake, w ← w + γ·d·x and b ← b + γ·d"))
        caption, name = QLabel(self.tr("Rule")), QLabel(self.tr("Rosenblatt 1958"))
        caption.setProperty("role", "small")
        column = QVBoxLayout(rule)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(name)
        column.addStretch(1)
        return rule

    def _connect(self) -> None:
        self._train.clicked.connect(self.toggle_play)
        self._step.clicked.connect(self.step_requested)
        self._reset.clicked.connect(self.restart_requested)
        self._rate.value_changed.connect(lambda value: self._state.edit_training("learning rate", learning_rate=value))
        self._rate.value_committed.connect(self._state.end_gesture)
        self.step_requested.connect(self._slow_motion.note)
        self.restart_requested.connect(self._slow_motion.end)
        self._slow_motion.changed.connect(self._show_motion)
        self.more.refused.connect(self.refused)
        self._state.changed.connect(self._show)
        THEME.changed.connect(self._fit)

    def _show(self, experiment: Experiment) -> None:
        self._rate.set_value(experiment.training.learning_rate)

    def _show_motion(self) -> None:
        if self._snapshot is not None:
            self.show_texts(self._snapshot)

    def _set_playing(self, playing: bool) -> None:
        self._playing = playing
        self._show_playing()

    def _show_playing(self) -> None:
        text, icon, tooltip = self.tr("Train"), "play", self.tr("Learn from mistake after mistake (Space)")
        if self._playing:
            text, icon, tooltip = self.tr("Pause"), "pause", self.tr("Stop after this update (Space)")
        self._train.set_face("" if self._tiny else text, icon, tooltip, name=text)
