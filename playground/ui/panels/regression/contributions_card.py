"""The card below the fit of a network: what each hidden unit adds to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.regression.contributions_view import ContributionsView
from playground.ui.views.regression.hidden_units import HiddenUnits, hidden_units
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.elided_label import BETWEEN, ElidedLabel
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting


class ContributionsCard(Card):
    """Holds the view, and says what the curves come to. `chosen_unit`: the number of a unit that is pointed at, or
    None."""

    chosen_unit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What each unit adds"), "wⱼ·g(vⱼ·x + cⱼ)", parent)
        self.view = ContributionsView()
        self.figure = FigureMenu(self.view, "units")
        self.all_units = CheckBox(
            self.tr("all units"), checked=True, tooltip=self.tr("Show every unit, not only the chosen one")
        )
        self.sums = CheckBox(
            self.tr("running sum"),
            tooltip=self.tr("Stack them: b and the first unit, b and the first two, and so on up to the fit"),
        )
        self._said = ElidedLabel()
        self._said.setProperty("role", "small")
        self._units: HiddenUnits | None = None
        self._unit: int | None = None
        for box in (self.all_units, self.sums):
            self.add_control(box)
        set_names("units", card=self, view=self.view, all=self.all_units, sum=self.sums)
        self.add(self._said)
        self.add(self.view, 1)
        self.all_units.toggled.connect(lambda on: self.view.set_shown(all=on))
        self.sums.toggled.connect(lambda on: self.view.set_shown(sums=on))
        self.view.chosen_unit.connect(self.chosen_unit)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the curves of a frame."""
        self._units = hidden_units(snapshot)
        self.view.show_units(self._units)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Says what the curves come to."""
        units = self._units
        if units is not None:
            is_first = len(units.slope) > 0
            self.set_subtitle("wⱼ·g(vⱼ·x + cⱼ)" if is_first else "wⱼ·hⱼ(x)")
        self._write()

    def set_unit(self, unit: int | None) -> None:
        """Brings a unit to the front; None: none."""
        self._unit = unit
        self.view.set_unit(unit)
        self._write()

    def _write(self) -> None:
        units, unit = self._units, self._unit
        if units is None:
            return
        if unit is None or unit >= len(units):
            text = self.tr("Their sum and b = {0} give the fit above").format(formatting.decimal(units.bias))
            if len(units.slope):
                text += BETWEEN + self.tr("▲ where a unit switches: v·x + c = 0")
        elif units.switches[unit] == units.switches[unit]:
            place = formatting.decimal(float(units.switches[unit]))
            text = self.tr("Unit {0} switches at x = {1}").format(unit + 1, place)
        else:
            weight = formatting.decimal(float(units.weight[unit]))
            text = self.tr("Unit {0} is weighed with w = {1}").format(unit + 1, weight)
        self._said.setText(text)
