"""The tab with the confusion matrix of the points: of the training or of the test set, live."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.training.class_scores import count_answers
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.maps.confusion_table import ConfusionTable
from playground.ui.views.plane.answered_points import AnsweredSo
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.elided_label import ElidedLabel
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.words import formatting


class ConfusionPage(QWidget):
    """Shows the table of one of both sets; `picked` carries what points belong to the chosen cell, or None;
    `looked` says that it is seen, or no more."""

    picked = Signal(object)
    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ConfusionTable()
        self.figure = FigureMenu(self.table, "confusion")
        self.sets = SegmentedControl(
            [
                Choice("test", self.tr("test set"), self.tr("The points that only test")),
                Choice("train", self.tr("training set"), self.tr("The points that are learned from")),
            ],
            self.tr("Set of the confusion matrix"),
        )
        self._summary = ElidedLabel("")
        self._summary.setProperty("role", "muted")
        self._shown: tuple[object, ...] = ()
        self._snapshot: NetworkSnapshot | None = None
        set_names("confusion", table=self.table, sets=self.sets)
        self._arrange()
        self.sets.changed.connect(self._change_set)
        self.table.picked.connect(self._tell)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame; what is answered as before costs nothing."""
        answers, points = snapshot.sample_answers, snapshot.data_set
        share = snapshot.experiment.data.train_share
        self._snapshot = snapshot
        names: tuple[str, ...] = points.class_names
        if not names:
            self._shown = ()
            self.table.show_counts(np.zeros((0, 0), np.int64), (), self.tr("Only classes can be confused"))
            self._summary.setText("")
            return
        shown = (id(answers), id(points), share, self.sets.current(), answers, points)
        if answers is None or shown[:4] == self._shown[:4]:
            return
        self._shown = shown
        here = (points.rank >= share) == (self.sets.current() == "test")
        counts = count_answers(points.label[here], answers.answer[here], len(names))
        none = self.tr("No test points: lower the training share")
        self.table.show_counts(counts, names, none if self.sets.current() == "test" else self.tr("No training points"))
        right, total = int(np.trace(counts)), int(counts.sum())
        text = self.tr("{0} of {1} right: {2}") if total else ""
        amounts = (formatting.integer(right), formatting.integer(total))
        self._summary.setText(text.format(*amounts, formatting.percent(right / max(total, 1), 1)))

    def showEvent(self, event: QShowEvent) -> None:
        self.looked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.looked.emit()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.sets, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def _change_set(self) -> None:
        self.table.pick(None)
        if self._snapshot is not None:
            self.show_frame(self._snapshot)

    def _tell(self, cell: tuple[int, int] | None) -> None:
        self.picked.emit(None if cell is None else AnsweredSo(self.sets.current() == "test", *cell))
