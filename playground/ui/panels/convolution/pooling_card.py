"""The card of pooling: a small table, what is kept of each window, and how little of it a moved input changes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.engine.pooling_sums import PoolingSums
from playground.engine.shifts import changed_outputs, shifted
from playground.training.convolution_beside import MOVED, PooledTable
from playground.training.experiment import Experiment
from playground.ui.look.theme import THEME
from playground.ui.panels.convolution.convolution_card import ConvolutionCard
from playground.ui.panels.convolution.shift_buttons import WAYS, ShiftButtons
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.pooled_looks import pooled_looks
from playground.ui.views.convolution.small_table import SmallTable
from playground.ui.views.convolution.table_look import Cell
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.words import formatting

SIDES = (1, 2, 3, 4)
CELL, ENLARGED, AROUND = 31, 84, 190
"""Sides of a cell, usual and alone at most, and the height of what is not the table, at the usual size of text."""


class PoolingCard(ConvolutionCard):
    """The table is edited in place; pointing at an output shows its window."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(state, "", parent)
        self._pointed: Cell | None = None
        self._table: PooledTable | None = None
        self.kind = SegmentedControl(
            (
                Choice("max-pool", self.tr("Max"), self.tr("Keep the largest number of each window")),
                Choice("average-pool", self.tr("Average"), self.tr("Keep the mean of each window")),
            ),
            self.tr("What is kept of a window"),
        )
        self.side = self._sides(self.tr("Window"), self.tr("Rows and columns z of a window"))
        self.stride = self._sides(self.tr("Stride"), self.tr("Distance between windows"))
        self.table = SmallTable(self.tr("Numbers to be pooled"), "pooling.table", side=CELL)
        self.output = SmallTable(self.tr("Pooled numbers"), side=CELL)
        self.shift = ShiftButtons()
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._arrange()
        set_names(
            "pooling",
            card=self,
            kind=self.kind,
            size=self.side,
            stride=self.stride,
            table=self.table,
            output=self.output,
            shift=self.shift,
            said=self.said,
        )
        self._connect()
        self.show_experiment(state.experiment)

    def show_experiment(self, experiment: Experiment) -> None:
        table = self.model.table
        if table == self._table:
            return
        self._table = table
        self.kind.set_current(table.operation)
        for combo, number in ((self.side, table.size), (self.stride, table.stride)):
            combo.set_options([(str(k), str(k)) for k in sorted({*SIDES, number})])
            combo.set_key(str(number))
        is_max = table.operation == "max-pool"
        self.set_title(self.tr("Max-pooling") if is_max else self.tr("Average pooling"))
        self._show()

    def show_enlarged(self, enlarged: bool) -> None:
        """Alone, the tables take the room that there is."""
        super().show_enlarged(enlarged)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows, columns = self.table.look.shape
        room = min((self.height() / THEME.scale - AROUND) / rows, self.width() / THEME.scale / (2 * columns + 2))
        for table in (self.table, self.output):
            table.set_side(max(CELL, min(ENLARGED, int(room))) if self.is_enlarged else CELL)

    def move_input(self, down: int, right: int) -> None:
        """Moves the input by so many pixels more; by none: back to where it was."""
        table, is_back = self.model.table, (down, right) == (0, 0)
        to = (0, 0) if is_back else (table.down + down, table.right + right)
        if all(each in MOVED for each in to):
            self._change(self.tr("move of the input"), down=to[0], right=to[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Ctrl the arrow keys move the input, wherever in the card the keyboard acts."""
        way = WAYS.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_input(*way)
        else:
            super().keyPressEvent(event)

    def _sides(self, label: str, tooltip: str) -> LabelledCombo:
        return LabelledCombo(label, [(str(k), str(k)) for k in SIDES], tooltip=tooltip)

    def _arrange(self) -> None:
        self.add_control(self.kind)
        self.tables = QWidget()
        arrow = QLabel("→")
        arrow.setProperty("role", "heading")
        row = QHBoxLayout(self.tables)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(THEME.px(18))
        for part in (self.table, arrow, self.output):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.figure = FigureMenu(self.tables, "pooling")
        controls = QWidget()
        flow = FlowLayout(controls, gap=12)
        for control in (self.side, self.stride, self.shift):
            flow.addWidget(control)
        column = QVBoxLayout()
        column.setSpacing(10)
        for widget in (self.tables, controls, self.said):
            column.addWidget(widget)
        column.addStretch(1)
        self.add(column, 1)

    def _connect(self) -> None:
        self.kind.changed.connect(lambda key: self._change(self.tr("kind of pooling"), operation=key))
        self.side.chosen.connect(lambda key: self._change(self.tr("window of the pooling"), size=int(key)))
        self.stride.chosen.connect(lambda key: self._change(self.tr("stride of the pooling"), stride=int(key)))
        self.table.changed.connect(self._put)
        self.table.gesture_ended.connect(self._state.end_gesture)
        self.output.pointed.connect(self._point)
        self.shift.moved.connect(self.move_input)

    def _change(self, name: str, **changes: object) -> None:
        self.edit(lambda model: {"table": replace(model.table, **changes)}, name)  # type: ignore[arg-type]

    def _put(self, row: int, column: int, number: float) -> None:
        """Puts a number into the cell that is shown there, which lies elsewhere in an input that has moved."""
        table = self.model.table
        place = row - table.down, column - table.right
        if not (0 <= place[0] < table.x.shape[0] and 0 <= place[1] < table.x.shape[1]):
            self.note.tell(self.tr("This 0 has moved in from outside: move the input back to change the number here."))
            return
        self.edit(
            lambda model: {"table": replace(model.table, numbers=model.table.map.with_number((*place, 0), number))},
            self.tr("number to be pooled"),
            f"pooled {place}",
        )

    def _point(self, cell: Cell | None) -> None:
        self._pointed = cell
        self._show()

    def _show(self) -> None:
        table = self.model.table
        x = shifted(table.x, table.down, table.right)
        sums = PoolingSums(x, table.pool)
        changed = changed_outputs(table.pool, table.x, table.down, table.right)[..., 0]
        before = PoolingSums(table.x, table.pool).a[..., 0]
        source, output = pooled_looks(sums, before, changed, self._pointed)
        self.table.show_table(source)
        self.output.show_table(output)
        self.shift.show_shift((table.down, table.right))
        self.said.setText(self._words(int(changed.size), int(changed.sum())))

    def _words(self, count: int, changed: int) -> str:
        if not (self.model.table.down or self.model.table.right):
            return self.tr("No parameters to learn. Move the input: what changes?")
        same = self.tr("{0} of {1} outputs stay the same.", None, count).format(
            formatting.integer(count - changed), formatting.integer(count)
        )
        return f"{self._moved()} {same}"

    def _moved(self) -> str:
        """How far the input has moved."""
        down, right = self.model.table.down, self.model.table.right
        parts = []
        if down:
            text = self.tr("{0} down") if down > 0 else self.tr("{0} up")
            parts.append(text.format(formatting.integer(abs(down))))
        if right:
            text = self.tr("{0} to the right") if right > 0 else self.tr("{0} to the left")
            parts.append(text.format(formatting.integer(abs(right))))
        return self.tr("Moved {0}:").format(", ".join(parts))
