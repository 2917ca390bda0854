"""What the user is told, and offered, unasked, when something is wrong with a run."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from playground.training.diagnosis import Finding, diagnosis
from playground.training.experiment import Experiment
from playground.training.remedies import AFRESH, REMEDIES, remedies
from playground.training.returns import Begin
from playground.training.snapshot import NetworkSnapshot, Status
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.words.findings import finding_text, remedy_text

LOOKS = 4
"""A finding goes, or gives way to another, when it was missed so many times in a row: words must not flicker."""


class DiagnosisNotice(QObject):
    """Says once what is wrong, with things to try; the message goes when the fault has gone.

    finding: what is wrong, as it was found last; None for nothing.
    """

    def __init__(self, state: ExperimentState, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._bar = state, bar
        self.finding: Finding | None = None
        self._missed = 0
        self._is_told = False
        self._learned = _without_pace(state.experiment)
        state.changed.connect(self._follow)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Follows one frame; call it seldom enough for words to be read."""
        if snapshot.progress.status is not Status.TRAINING or snapshot.experiment != self._state.experiment:
            return
        found = diagnosis(snapshot)
        known = self.finding
        if known is not None and (found is None or found.fault != known.fault):
            self._missed += 1
            if self._missed < LOOKS:
                return
            self._forget()
        self._missed, self.finding = 0, found
        if found is not None and not self._is_told and self._bar.isHidden():
            self._is_told = True
            self._bar.show_message("info", finding_text(found, snapshot.spec), self._offers(found), topic="diagnosis")

    def _offers(self, found: Finding) -> list[tuple[str, partial[None]]]:
        names = remedies(found.fault, self._state.experiment)
        return [(remedy_text(name), partial(self.take, name)) for name in names]

    def take(self, name: str) -> None:
        """Does what a button offers: one edit."""
        begin = Begin.AFRESH if name in AFRESH else Begin.AS_BEFORE
        reason = self._state.edit(REMEDIES[name](self._state.experiment), begin=begin)
        if reason:
            self._bar.show_message("warning", reason)

    def _follow(self, experiment: Experiment) -> None:
        """What was found was another run's, unless only the pace is another."""
        learned = _without_pace(experiment)
        if learned != self._learned:
            self._learned = learned
            self._forget()

    def _forget(self) -> None:
        self.finding, self._missed, self._is_told = None, 0, False
        self._bar.settle("diagnosis")


def _without_pace(experiment: Experiment) -> Experiment:
    return replace(experiment, training=replace(experiment.training, pace=0.0))
