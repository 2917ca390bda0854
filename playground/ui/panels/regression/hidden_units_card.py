"""The card of the hidden units of a network on values: one row for each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.regression.hidden_units import hidden_units
from playground.ui.views.regression.units_table import UnitsTable
from playground.ui.widgets.card import MARGIN, Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.names import set_names

BAR = 14


class HiddenUnitsCard(Card):
    """Rows to point at. `chosen_unit`: the number of a unit that is pointed at, or None."""

    chosen_unit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Hidden units"), parent=parent)
        self.table = UnitsTable()
        self.sort = CheckBox(
            self.tr("sort by place"), tooltip=self.tr("In the order of the places x where the units switch")
        )
        self.area = QScrollArea()
        self.area.setWidget(self.table)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        self.table.setAutoFillBackground(False)
        set_names("hidden_units", card=self, table=self.table, sort=self.sort)
        self.add_control(self.sort)
        self.add(self.area, 1)
        self.sort.toggled.connect(self.table.sort_by_place)
        self.table.chosen_unit.connect(self.chosen_unit)

    def minimumSizeHint(self) -> QSize:
        """As wide as the rows must be, with the bar that scrolls them."""
        hint = super().minimumSizeHint()
        return QSize(max(hint.width(), self.table.minimumSizeHint().width() + 2 * MARGIN + BAR), hint.height())

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the units of a frame."""
        units = hidden_units(snapshot)
        self.table.show_units(units)
        self.sort.setVisible(units is not None and len(units.slope) > 0)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """The rows are shown with the pictures."""

    def set_unit(self, unit: int | None) -> None:
        """Marks the row of a unit; None: none. It is brought into sight where somebody pointed at it elsewhere."""
        self.table.set_unit(unit)
        if unit is not None and not self.table.underMouse():
            row = self.table.row_rect(unit)
            self.area.ensureVisible(0, round(row.center().y()), 0, round(row.height()))
