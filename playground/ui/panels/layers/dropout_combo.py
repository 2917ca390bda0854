"""The choice of the share that is dropped behind a column of neurons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.words import formatting
from playground.ui.words.layer_kinds import RATES
from playground.ui.words.layer_text import dropout

translate = QCoreApplication.translate


class DropoutCombo(Combo):
    """Shares to drop, none at first; one that a document brings joins them."""

    rate_chosen = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        tooltip = translate(
            "Dropout", "Dropout: the share of the values h that each training step leaves out at random; never in use"
        )
        self._narrow = False
        super().__init__(_options(0.0, False), name, tooltip=tooltip, parent=parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.view().setMinimumWidth(THEME.px(110))
        self.chosen.connect(lambda key: self.rate_chosen.emit(float(key)))

    def show_rate(self, rate: float | None) -> None:
        """The share that is dropped, None where nothing is."""
        key = repr(rate or 0.0)
        if self.findData(key) < 0:
            self.set_options(_options(rate or 0.0, self._narrow))
        if key != self.key():
            self.set_key(key)

    def set_narrow(self, narrow: bool) -> None:
        """There is room for the probability's symbol only."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.set_options(_options(float(self.key()), narrow))


def _options(joining: float, narrow: bool) -> list[tuple[str, str]]:
    rates = sorted({0.0, *RATES, joining})
    if narrow:
        return [(repr(rate), dropout(rate, short=True)) for rate in rates]
    text = translate("Dropout", "drop {0}")
    return [(repr(rate), text.format(formatting.share(rate))) for rate in rates]
