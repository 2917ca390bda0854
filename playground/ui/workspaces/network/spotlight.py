"""The mini-batch spotlight: in slow motion, the points light up that the next step learns from."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject
from shiboken6 import isValid

from playground.training.fit_figures import NextBatch
from playground.training.snapshot import NetworkSnapshot, Status
from playground.ui.session.attention import Attention
from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.words import formatting

SLOW_PACE = 5
"""Steps a second up to which one can see which points light up."""


class Spotlight(QObject):
    """On by itself while steps come one by one, by hand or at a slow pace; otherwise it asks for nothing."""

    def __init__(self, view: DecisionView, attention: Attention, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._attention = view, attention
        self._is_slow = False
        self._batch: NextBatch | None = None
        view.installEventFilter(self)
        view.wanted.connect(self.ask)

    def note_step(self) -> None:
        """A single step was asked for."""
        self._is_slow = True
        self.ask()

    def note_restart(self) -> None:
        """All was begun anew."""
        self._is_slow = False
        self.ask()

    def ask(self) -> None:
        """Asks for the batch where it is to be seen."""
        if isValid(self._attention):
            self._attention.look(batch=self._is_slow and self._view.options.batch and self._view.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.ask()
        return False

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Lights up the batch of a frame, where one is wanted and it is not all there is."""
        if snapshot.progress.status is Status.TRAINING:
            self._is_slow = 0 < snapshot.experiment.training.pace <= SLOW_PACE
            self.ask()
        batch = snapshot.batch if self._attention.focus.batch else None
        is_part = batch is not None and len(batch.index) < snapshot.train_count
        self._batch = batch if is_part else None
        points = self._view.chosen_points
        if self._batch is None or points is None or points is not snapshot.data_set:
            self._view.set_lit(None)
            return
        others = np.ones(len(points), bool)
        others[self._batch.index] = False
        self._view.set_lit(points.without(others))

    def text(self) -> str:
        """Which batch it is, and how large; empty where none is shown."""
        batch = self._batch
        if batch is None or not self._view.isVisible():
            return ""
        numbers = map(formatting.integer, (batch.number, batch.count, len(batch.index)))
        return self.tr("batch {0} of {1}: {2} points", None, len(batch.index)).format(*numbers)
