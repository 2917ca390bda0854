"""The card that holds backpropagation against central differences, on request."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from playground.training.walk import Walk
from playground.training.walk_check import MOST_CHECKED, checked
from playground.ui.look.theme import THEME
from playground.ui.views.walk.difference_table import DifferenceTable
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.words import formatting

HEIGHT = 240


class CheckCard(Card):
    """Works nothing out until it is asked; then it follows the layer at work. `checked`: the rows are others."""

    checked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Gradient check"), "(E(θ + ε) − E(θ − ε)) / 2ε, ε = 10⁻⁵", parent=parent)
        self._walk: Walk | None = None
        self._place = 0
        self.wanted = CheckBox(
            self.tr("compute"),
            tooltip=self.tr("Move every weight and bias of this layer a little, and see what E does"),
        )
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.table = DifferenceTable()
        self._scroll = ScrollColumn()
        self._scroll.add(self.table)
        self._scroll.add_stretch()
        self.add_control(self.wanted)
        self.add(self.verdict)
        self.add(self._scroll, 1)
        set_names("walk", check=self, compute=self.wanted)
        self.wanted.clicked.connect(self._show)
        self._show()

    def show_walk(self, walk: Walk, place: int) -> None:
        """Shows the layer at a place."""
        if walk is not self._walk or place != self._place:
            self._walk, self._place = walk, place
            self._show()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), THEME.px(HEIGHT))

    def mark(self, walk: Walk, place: int, symbol: str) -> None:
        """Works out the layer at a place, and has the row of one of its parameters stand out."""
        self.wanted.setChecked(True)
        self._walk, self._place = walk, place
        self._show()
        self.table.mark(symbol)
        QTimer.singleShot(0, self, self._reach)  # When the rows have their room.

    def unmark(self) -> None:
        """Has no row stand out."""
        self.table.mark("")

    def _reach(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(self.table.top_of(self.table.marked) - bar.pageStep() // 2)

    def _show(self) -> None:
        is_wanted = self.wanted.isChecked() and self._walk is not None
        rows = checked(self._walk, self._place) if is_wanted and self._walk is not None else ()
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.checked.emit()
        self.verdict.setText(self._told(is_wanted, max((row.error for row in rows), default=0.0)))
        layer = None if self._walk is None else self._walk.layers[self._place]
        if rows and not all(row.agrees for row in rows):
            self.verdict.setText(self.tr("They differ where E has a kink between both places."))
        elif rows and layer is not None and layer.weights is not None and len(rows) == MOST_CHECKED:
            self.verdict.setText(self.verdict.text() + " " + self.tr("Of a large layer the first are shown."))

    def _told(self, is_wanted: bool, error: float) -> str:
        if not is_wanted:
            return self.tr("Each ∂E/∂θ can be held against what E does when that very weight is moved.")
        return self.tr("✓ agrees, largest relative error {0}").format(formatting.scientific(error, 2))
