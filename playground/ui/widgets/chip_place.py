"""A place for a chip that is as wide as the chip ever gets, so that nothing moves while its text changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.state_chip import StateChip

AROUND = 32


class ChipPlace(QWidget):
    """Holds the chip at its right end."""

    def __init__(self, chip: StateChip, widest: str, widest_short: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        self._widest = (widest, widest_short)
        self._is_short = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._fit()
        THEME.changed.connect(self._fit)

    def set_short(self, short: bool) -> None:
        """There is room for the short text only."""
        if short != self._is_short:
            self._is_short = short
            self.chip.set_short(short)
            self._fit()

    def _fit(self) -> None:
        widest = self._widest[self._is_short]
        self.setFixedWidth(QFontMetrics(THEME.font(12)).horizontalAdvance(widest) + THEME.px(AROUND))
