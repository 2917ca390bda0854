"""The settings: how the window looks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from playground.ui.look.theme import MODES, SCALES, THEME
from playground.ui.widgets.card import Card
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.words import formatting

WIDTH = 620


class SettingsPage(QWidget):
    """Theme and text size; everything acts at once and is remembered by the window. Escape leaves it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = SegmentedControl(self._modes(), self.tr("Theme"))
        self.mode.changed.connect(lambda key: THEME.set_mode(MODES[[*MODES].index(key)]))
        self.scale = SegmentedControl(self._scales(), self.tr("Text size"))
        self.scale.changed.connect(lambda key: THEME.set_scale(float(key)))
        card = Card(self.tr("Appearance"))
        set_names("settings", card=card, theme=self.mode, text_size=self.scale)
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        self._add_row(grid, self.tr("Theme"), self.mode)
        self._add_row(grid, self.tr("Text size"), self.scale)
        card.add(grid)
        hint = QLabel(
            self.tr("Larger text helps on a projector: Ctrl+= and Ctrl+- change it anywhere, Ctrl+0 resets it.")
        )
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        card.add(hint)
        card.setMaximumWidth(WIDTH)
        heading = QLabel(self.tr("Settings"))
        heading.setProperty("role", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 22)
        layout.setSpacing(14)
        layout.addWidget(heading)
        layout.addWidget(card)
        layout.addStretch(1)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.left)
        THEME.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        self.mode.set_current(THEME.mode)
        nearest = min(SCALES, key=lambda scale: abs(scale - THEME.chosen_scale))
        self.scale.set_current(str(nearest))

    def _modes(self) -> list[Choice]:
        return [
            Choice("system", self.tr("System"), self.tr("Light or dark, as the system is set")),
            Choice("light", self.tr("Light"), self.tr("Always the light theme")),
            Choice("dark", self.tr("Dark"), self.tr("Always the dark theme")),
        ]

    def _scales(self) -> list[Choice]:
        tip = self.tr("Show all text at {0} of its normal size")
        return [Choice(str(s), formatting.percent(s), tip.format(formatting.percent(s))) for s in SCALES]

    def _add_row(self, grid: QGridLayout, label: str, control: QWidget) -> None:
        row = grid.rowCount()
        grid.addWidget(QLabel(label), row, 0)
        grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignLeft)
