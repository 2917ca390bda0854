"""The bar over the Perceptron workspace: train, step by step, back, reset, learning rate, speed and rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from playground.data.points import MAX_POINTS
from playground.training.architecture import PerceptronModel
from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Status
from playground.ui.look.theme import THEME
from playground.ui.panels.training.more_settings import MoreSettings
from playground.ui.panels.training.perceptron_state import state_words
from playground.ui.panels.training.slow_motion import SlowMotion
from playground.ui.panels.training.speed_slider import SpeedSlider
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.chip_place import ChipPlace
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.readout import Readout
from playground.ui.widgets.state_chip import StateChip
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.widgets.value_slider import LogSlider
from playground.ui.words import formatting
from playground.ui.words.rule_text import rule_names

RATES = (0.01, 10.0)
"""What the slider of γ spans; more and less can be typed."""
RATE_WIDTH = 130
EDITED = ("learning_rate", "pace")
EXACT, NARROW_EXACT = 1_000_000, 10_000
"""Counts from here on are told in short; there is less room in a narrow bar."""
ELSEWHERE = ("seed",)
"""It only draws the order in which samples come."""


class PerceptronTransport(TransportBar):
    """Edits γ, the pace and the rule, asks for play, steps forward and back and restarts, and says how the run goes."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._playing = self._tiny = False
        self._snapshot: PerceptronSnapshot | None = None
        self._counts, self._exact = (0, 0), EXACT
        self._slow_motion = SlowMotion(self)
        self._make_buttons()
        self._passes = Readout(
            self.tr("Pass"), tooltip=self.tr("How often all samples were gone through"), widest="999"
        )
        self._updates = Readout(self.tr("Updates"), tooltip=self.tr("How many mistakes were learned from"))
        self._make_settings()
        self.more = MoreSettings(state, (*EDITED, *ELSEWHERE))
        self._chip = StateChip(tooltip=self.tr("How many points are on the wrong side of the separator"))
        widest, short = self._counted(MAX_POINTS - 1, MAX_POINTS - 1)
        self._place = ChipPlace(self._chip, self.tr("Training · {0}").format(widest), short)
        self._name()
        self._arrange()
        self._connect()
        self._show(state.experiment)
        self._set_playing(False)

    def shrink(self, level: int) -> None:
        self._tiny = level >= 3
        self._show_playing()
        for button, text, icon, least in self._faces():
            button.set_face("" if level >= least else text, icon, name=text)
        self._place.set_short(level >= 2)
        self._passes.setVisible(level < 3)
        self._exact = EXACT if level < 2 else NARROW_EXACT
        self._show_counts()
        self.more.set_narrow(level >= 2)

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show how the run goes."""
        self._set_playing(snapshot.progress.status is Status.TRAINING)
        self._train.setEnabled(snapshot.has_work or self._playing)
        self._step.setEnabled(snapshot.mistakes > 0)
        self._sample.setEnabled(snapshot.train_count > 0 and snapshot.progress.status is not Status.CONVERGED)
        self._back.setEnabled(snapshot.progress.can_go_back)
        self._counts = snapshot.passes, snapshot.updates
        self._show_counts()

    def show_texts(self, snapshot: PerceptronSnapshot) -> None:
        """Show the state in words; call it seldom enough for them to be read."""
        self._snapshot = snapshot
        counts = self._counted(int(snapshot.misclassified.sum()), len(snapshot.data_set))
        self._chip.set_state(*state_words(snapshot, *counts, self._slow_motion.is_on))

    def toggle_play(self) -> None:
        """Train, or pause."""
        if self._train.isEnabled():
            self.play_requested.emit(not self._playing)

    def _show_counts(self) -> None:
        for readout, count in zip((self._passes, self._updates), self._counts, strict=True):
            readout.set_text(formatting.integer(count) if count < self._exact else formatting.si(count))

    def _counted(self, wrong: int, points: int) -> tuple[str, str]:
        """How many points are on the wrong side, also in short."""
        few = formatting.integer(wrong)
        counts = self.tr("{0} of {1} misclassified", None, wrong).format(few, formatting.integer(points))
        return counts, self.tr("{0} wrong", None, wrong).format(few)

    def _make_buttons(self) -> None:
        self._train = Button(kind="primary", tooltip="", other_text=self.tr("Pause"))
        self._step = Button(
            self.tr("Next mistake"),
            "step",
            tooltip=self.tr("Go on to the next sample on the wrong side and learn from it (.)"),
        )
        sample = self.tr("See the next sample, right or wrong (Shift+.)")
        self._sample = Button(self.tr("Next sample"), "chevron-right", tooltip=sample)
        self._back = Button(self.tr("Back"), "back", tooltip=self.tr("Take the last step back (,)"))
        self._reset = Button(self.tr("Reset"), "reset", tooltip=self.tr("Start again from w = 0 and b = 0 (Ctrl+R)"))
        for button in (self._step, self._sample, self._back):
            button.setAutoRepeat(True)

    def _faces(self) -> list[tuple[Button, str, str, int]]:
        """The buttons with their texts and icons, and the level from which on the icon has to do."""
        return [
            (self._back, self.tr("Back"), "back", 0),
            (self._sample, self.tr("Next sample"), "chevron-right", 1),
            (self._step, self.tr("Next mistake"), "step", 2),
            (self._reset, self.tr("Reset"), "reset", 0),
        ]

    def _make_settings(self) -> None:
        settings = rows(TrainingSettings)
        self._rate = LogSlider(
            self.tr("Learning rate"),
            *RATES,
            RATES[0],
            typed=settings["learning_rate"].range,
            tooltip=self.tr("How far one mistake moves w and b: γ"),
        )
        watching = self.tr("How many steps a second at most, to watch them one by one or all at once")
        self._pace = SpeedSlider(self._state, watching)
        rule = self.tr(
            "After a mistake w ← w + γ·d·x and b ← b + γ·d. The answer comes from the last weights (Rosenblatt),"
            " from the average of all so far, or from the best so far, kept in the pocket"
        )
        self._rule = LabelledCombo(self.tr("Rule"), [*rule_names().items()], tooltip=rule)
        kinds = [("mistake", self.tr("a mistake")), ("sample", self.tr("a sample"))]
        self._kind = LabelledCombo(
            self.tr("A step is"), kinds, tooltip=self.tr("What training goes on by, at this speed")
        )

    def _name(self) -> None:
        set_names("transport", bar=self, train=self._train, step=self._step, sample=self._sample, back=self._back)
        set_names("transport", reset=self._reset, chip=self._chip, passes=self._passes, updates=self._updates)
        set_names("transport", learning_rate=self._rate, pace=self._pace, rule=self._rule, step_kind=self._kind)
        set_names("transport", more=self.more)

    def _arrange(self) -> None:
        self._fit()
        for button in (self._train, self._sample, self._step, self._back, self._reset):
            self.add(button)
        for part in (self._passes, self._updates, self._rate, self._pace, self._rule, self._kind, self.more):
            self.add(part)
        self.add_stretch()
        self.add(self._place)

    def _fit(self) -> None:
        self._rate.setFixedWidth(THEME.px(RATE_WIDTH))

    def _connect(self) -> None:
        self._train.clicked.connect(self.toggle_play)
        self._step.clicked.connect(self.step_requested)
        self._sample.clicked.connect(self.fine_step_requested)
        self._back.clicked.connect(self.back_requested)
        self._reset.clicked.connect(self.restart_requested)
        self._rate.value_changed.connect(lambda value: self._state.edit_training("learning rate", learning_rate=value))
        self._rate.value_committed.connect(self._state.end_gesture)
        self._rule.chosen.connect(lambda rule: self._edit_model(rule=rule))
        self._kind.chosen.connect(lambda kind: self._edit_model(every_sample=kind == "sample"))
        for stepped in (self.step_requested, self.fine_step_requested):
            stepped.connect(self._slow_motion.note)
        self.restart_requested.connect(self._slow_motion.end)
        self._slow_motion.changed.connect(self._show_motion)
        self.more.refused.connect(self.refused)
        self._state.changed.connect(self._show)
        THEME.changed.connect(self._fit)

    def _edit_model(self, **changes: Any) -> None:
        model = self._state.experiment.model
        assert isinstance(model, PerceptronModel)
        reason = self._state.edit_model(replace(model, **changes))
        if reason:
            self.refused.emit(reason)
            self._show(self._state.experiment)

    def _show(self, experiment: Experiment) -> None:
        self._rate.set_value(experiment.training.learning_rate)
        if isinstance(experiment.model, PerceptronModel):
            self._rule.set_key(experiment.model.rule)
            self._kind.set_key("sample" if experiment.model.every_sample else "mistake")

    def _show_motion(self) -> None:
        if self._snapshot is not None:
            self.show_texts(self._snapshot)

    def _set_playing(self, playing: bool) -> None:
        self._playing = playing
        self._show_playing()

    def _show_playing(self) -> None:
        text, icon, tooltip = self.tr("Train"), "play", self.tr("Learn step after step (Space)")
        if self._playing:
            text, icon, tooltip = self.tr("Pause"), "pause", self.tr("Stop after this step (Space)")
        self._train.set_face("" if self._tiny else text, icon, tooltip, name=text)
