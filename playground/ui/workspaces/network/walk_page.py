"""Backpropagation, step by step: the page that takes the place of all cards while one step is walked through."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from playground.data.points import PointSet
from playground.training.focus import WalkedSamples
from playground.training.snapshot import NetworkSnapshot
from playground.training.walk import Walk
from playground.training.walk_cursor import WalkCursor, rows_of
from playground.training.walk_table import Part, Section, sections
from playground.ui.look.theme import THEME
from playground.ui.panels.walk.check_card import CheckCard
from playground.ui.panels.walk.sample_card import SampleCard
from playground.ui.panels.walk.walk_bar import WalkBar
from playground.ui.session.attention import Attention
from playground.ui.views.walk.section_view import SectionView, Standing
from playground.ui.widgets.card import Card
from playground.ui.widgets.columns import GAP
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.words import formatting

ABOVE = 40


class WalkPage(QWidget):
    """Asks for a walk only while it is seen. `step_requested`, or `sample_step_requested` with the number of the
    sample: the very step that is shown shall be taken."""

    step_requested = Signal()
    sample_step_requested = Signal(int)

    def __init__(self, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attention = attention
        self._walk: Walk | None = None
        self._sections: tuple[Section, ...] = ()
        self._cursor = WalkCursor()
        self.bar = WalkBar()
        self.formulas = Card(self.tr("Formulas"))
        self.sample = SampleCard()
        self.check = CheckCard()
        self.views: list[SectionView] = []
        self._scroll = ScrollColumn()
        self.nothing = QLabel(self.tr("There is nothing to walk through: no samples, or too many to follow."))
        self.nothing.setWordWrap(True)
        self._arrange()
        self._connect()

    def show_points(self, points: PointSet, train_share: float) -> None:
        """The points of which one can be picked."""
        self.sample.show_points(points, train_share)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the walk of a frame; where the walk is one stays while the layers stay."""
        self.sample.show_frame(snapshot)
        walk = snapshot.walk
        self.nothing.setVisible(walk is None)
        self._scroll.setVisible(walk is not None)
        self.bar.export.show_walk(walk)
        self.sample.apply.setEnabled(walk is not None)
        if walk is None:
            return
        before = len(self._sections)
        self._walk, self._sections = walk, sections(walk)
        if len(self._sections) != before:
            self._cursor = self._first
            self._make_views()
        self.formulas.set_subtitle(self._told(walk))
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        self.bar.pause()
        if isValid(self._attention):
            self._attention.look(walk=None)

    @property
    def cursor_place(self) -> WalkCursor:
        """Where the walk is."""
        return self._cursor

    @property
    def _is_batch(self) -> bool:
        return self.bar.samples.current() == "batch"

    @property
    def _first(self) -> WalkCursor:
        return WalkCursor(0, 1 if self.bar.by_neuron.isChecked() else rows_of(self._sections[0]))

    def _arrange(self) -> None:
        self.formulas.add(self.nothing)
        self.formulas.add(self._scroll, 1)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.sample, 2)
        right.addWidget(self.check, 1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.formulas, 3)
        row.addLayout(right, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.bar)
        layout.addLayout(row, 1)
        set_names("walk", page=self, formulas=self.formulas)

    def _connect(self) -> None:
        self.bar.moved.connect(self._move)
        self.bar.chosen.connect(self._go)
        self.bar.batch_chosen.connect(lambda _: self._ask())
        self.bar.by_neuron.clicked.connect(lambda _: self._go(self._cursor.section))
        self.sample.changed.connect(self._ask)
        self.sample.apply.clicked.connect(self._apply)

    def _ask(self) -> None:
        """Asks for the walk that is wanted."""
        self.sample.show_batch(self._is_batch)
        if self.isVisible():
            self._attention.look(walk=WalkedSamples(None if self._is_batch else self.sample.number))

    def _apply(self) -> None:
        if self._is_batch:
            self.step_requested.emit()
        else:
            self.sample_step_requested.emit(self.sample.number)

    def _move(self, step: int) -> None:
        self._go_to(self._cursor.moved(self._sections, step, self.bar.by_neuron.isChecked()))

    def _go(self, place: int) -> None:
        if self._sections:
            rows = 1 if self.bar.by_neuron.isChecked() else rows_of(self._sections[place])
            self._go_to(WalkCursor(place, rows))

    def _go_to(self, cursor: WalkCursor) -> None:
        """Shows the section at work, and a little of the one before."""
        is_other, self._cursor = cursor.section != self._cursor.section, cursor
        self._show()
        if is_other:
            above = self.views[cursor.section].y() - THEME.px(ABOVE)
            self._scroll.verticalScrollBar().setValue(above)

    def _make_views(self) -> None:
        for view in self.views:
            view.setParent(None)
            view.deleteLater()
        self.views = [SectionView() for _ in self._sections]
        for view in self.views:
            self._scroll.add(view)

    def _show(self) -> None:
        walk, cursor = self._walk, self._cursor
        if walk is None:
            return
        for place, (view, section) in enumerate(zip(self.views, self._sections, strict=True)):
            order = (place > cursor.section) - (place < cursor.section)
            standing = {-1: Standing.FINISHED, 0: Standing.CURRENT, 1: Standing.COMING}[order]
            view.show_section(section, standing, cursor.rows)
        is_first = cursor.moved(self._sections, -1, self.bar.by_neuron.isChecked()) == cursor
        self.bar.show_walk(self._sections, cursor.section, is_first, cursor.is_last(self._sections))
        self.check.show_walk(walk, self._checked_layer(walk))

    def _checked_layer(self, walk: Walk) -> int:
        """The layer at work; at the loss and at the update the last and the first."""
        section = self._sections[self._cursor.section]
        if section.place is not None:
            return section.place
        learning = np.flatnonzero([layer.weights is not None for layer in walk.layers])
        return int(learning[-1] if section.part is Part.LOSS else learning[0])

    def _told(self, walk: Walk) -> str:
        before, after = (formatting.decimal(value, 4) for value in (walk.error, walk.error_after))
        if len(walk.start.x) == 1:
            return self.tr("E of this sample {0}, after the update {1}").format(before, after)
        count = len(walk.start.x)
        text = self.tr("the mean over {0} samples: E = {1}, after the update {2}", None, count)
        return text.format(formatting.integer(count), before, after)
