"""Backpropagation, step by step: the page that takes the place of all cards while one step is walked through."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from playground.data.points import PointSet
from playground.training.focus import WalkedSamples
from playground.training.snapshot import NetworkSnapshot
from playground.training.walk import Walk
from playground.training.walk_cursor import WalkCursor, rows_of
from playground.training.walk_formulas import weight_symbol
from playground.training.walk_scene import scene
from playground.training.walk_table import Part, Section, sections
from playground.ui.look.theme import THEME
from playground.ui.panels.walk.check_card import CheckCard
from playground.ui.panels.walk.formulas_card import FormulasCard
from playground.ui.panels.walk.network_card import NetworkCard
from playground.ui.panels.walk.sample_card import SampleCard
from playground.ui.panels.walk.walk_bar import WalkBar
from playground.ui.session.attention import Attention
from playground.ui.widgets.columns import GAP, Column, Columns, Fold
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.workspace_body import one_above_another
from playground.ui.workspaces.network.decision_card import DECISION_GRID

HEIGHTS, WIDTHS = (470, 230), (300, 450)
LOWEST, LEAST = 500, 240
"""The least heights below the bar: for the sample and the check to stay beside the network, and at all."""


class WalkPage(QWidget):
    """Asks for a walk only while it is seen. `looked`: something else is wanted of the network; `step_requested`, or
    `sample_step_requested` with the number of the sample: the very step that is shown shall be taken."""

    looked = Signal()
    step_requested = Signal()
    sample_step_requested = Signal(int)

    def __init__(self, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attention = attention
        self._walk: Walk | None = None
        self._sections: tuple[Section, ...] = ()
        self._cursor = WalkCursor()
        self._marked: int | None = None
        """The layer of the weight that was clicked last, until the walk goes on."""
        self._inputs: tuple[str, ...] = ()
        self._is_new = False
        self.bar = WalkBar()
        self.network = NetworkCard()
        self.formulas = FormulasCard()
        self.sample = SampleCard()
        self.check = CheckCard()
        self._column = ScrollColumn()
        self._arrange()
        self._connect()

    def show_points(self, points: PointSet, train_share: float) -> None:
        """The points of which one can be picked."""
        self.sample.show_points(points, train_share)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the walk of a frame; where the walk is one stays while the layers stay."""
        self.sample.show_frame(snapshot)
        self._walk = walk = snapshot.walk
        self.network.show_nothing(walk is None)
        self.bar.export.show_walk(walk)
        if walk is None:
            self.formulas.show_walk(None, self._sections, self._cursor)
            return
        before = len(self._sections)
        self._sections, self._inputs = sections(walk), snapshot.experiment.data.inputs
        if len(self._sections) != before:
            self._marked = None
            self._cursor = self._at(0)
        elif not self._by_neuron:
            self._cursor = self._at(self._cursor.section)
        self._show()
        if self._is_new:  # Not before there is a network to see: what is hidden gets no focus.
            self._is_new = False
            self.network.diagram.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def wanted(self) -> dict[str, Any]:
        """What has to be asked of the network beside the walk, as fields of the focus."""
        return {"decision_grid": DECISION_GRID if self.sample.view.isVisible() else 0, "sight": None}

    def showEvent(self, event: QShowEvent) -> None:
        self._is_new = True
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
    def _by_neuron(self) -> bool:
        return self.bar.by_neuron.isChecked()

    def _at(self, section: int) -> WalkCursor:
        """Where one gets who goes to a section: its first neuron, or all of it."""
        return WalkCursor(section, 1 if self._by_neuron else rows_of(self._sections[section]))

    def _arrange(self) -> None:
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setObjectName("walk-below")
        below.setChildrenCollapsible(False)
        below.setHandleWidth(GAP)
        below.addWidget(self.sample)
        below.addWidget(self.check)
        below.setSizes(WIDTHS)
        left = one_above_another("walk-left", (self.network, 1), (below, 0), sizes=HEIGHTS)
        columns = Column(left, 760, 3, 430), Column(self.formulas, 520, 2, 330)
        folds = (
            Fold(below, "walk-sample", self.tr("Sample"), lowest=LOWEST),
            Fold(self.formulas, "walk-formulas", self.tr("Formulas")),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.columns = Columns("walk", columns, folds)
        layout.addWidget(self._column)
        self._column.add(self.bar)
        self._column.add(self.columns, 1)
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.columns.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        set_names("walk", page=self)
        THEME.changed.connect(self._give_room)

    def _give_room(self) -> None:
        """A page that is too low for the bar and the network scrolls."""
        self.bar.set_room(self.width())
        bar = self.bar.heightForWidth(self.width())
        self._column.set_least_height(bar + GAP + THEME.px(LEAST))

    def _connect(self) -> None:
        self.bar.moved.connect(self._move)
        self.bar.chosen.connect(self._go)
        self.bar.batch_chosen.connect(lambda _: self._ask())
        self.bar.by_neuron.clicked.connect(lambda _: self._go(self._cursor.section))
        self.sample.changed.connect(self._ask)
        self.sample.looked.connect(self.looked)
        self.check.checked.connect(lambda: self.network.show_differences(self.check.table.rows))
        self.formulas.apply.clicked.connect(self._apply)
        self.network.diagram.stepped.connect(self._step)
        self.network.diagram.unit_chosen.connect(self._go_to_unit)
        self.network.diagram.weight_chosen.connect(self._mark)

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
        self._go_to(self._cursor.moved(self._sections, step, self._by_neuron))

    def _go(self, place: int) -> None:
        if self._sections:
            self._go_to(self._at(place))

    def _step(self, step: int) -> None:
        self.bar.pause()
        self._move(step)

    def _go_to_unit(self, column: int, unit: int) -> None:
        """Where a unit is worked out in this part of the step."""
        place = self._place_of(column)
        if place is not None:
            self.bar.pause()
            self.bar.by_neuron.setChecked(True)
            self._go_to(WalkCursor(place, unit + 1))

    def _place_of(self, column: int) -> int | None:
        """The section in which a column is worked out, before or behind the loss as the one at work is."""
        now, walk = self._sections[self._cursor.section].part, self._walk
        part = Part.FORWARD if now is Part.LOSS else now
        for place, section in enumerate(self._sections):
            layer = None if section.place is None or walk is None else walk.layers[section.place]
            if section.part is part and (layer is None or (layer.number == column and layer.weights is not None)):
                return place
        return None

    def _mark(self, column: int, source: int, target: int) -> None:
        """Has the table of differences show a weight."""
        walk = self._walk
        if walk is not None:
            place = next(k for k, each in enumerate(walk.layers) if each.number == column and each.weights is not None)
            weights = walk.layers[place].weights
            assert weights is not None
            self._marked = place
            self.check.mark(walk, place, weight_symbol(column, target, source, max(weights.weight.shape)))

    def _go_to(self, cursor: WalkCursor) -> None:
        """Shows the section at work, and a little of the one before."""
        is_other, self._cursor = cursor.section != self._cursor.section, cursor
        self._marked = None
        self.check.unmark()
        self._show()
        if is_other:
            self.formulas.reach(cursor.section)

    def _show(self) -> None:
        walk, cursor = self._walk, self._cursor
        if walk is None:
            return
        self.formulas.show_walk(walk, self._sections, cursor)
        by_neuron = self._by_neuron
        self.network.show_walk(walk, scene(walk, self._sections, cursor, by_neuron), self._inputs)
        is_first = cursor.moved(self._sections, -1, by_neuron) == cursor
        self.bar.show_walk(self._sections, cursor.section, is_first, cursor.is_last(self._sections))
        self.check.show_walk(walk, self._checked_layer(walk) if self._marked is None else self._marked)

    def _checked_layer(self, walk: Walk) -> int:
        """The layer at work; at the loss and at the update the last and the first."""
        section = self._sections[self._cursor.section]
        if section.place is not None:
            return section.place
        learning = np.flatnonzero([layer.weights is not None for layer in walk.layers])
        return int(learning[-1] if section.part is Part.LOSS else learning[0])
