"""Two small windows that stay beside the work: the keyboard shortcuts, and what this program is."""

import platform

import numpy as np
import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground import __version__
from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.widgets.card import Card
from playground.ui.widgets.scroll_column import ScrollColumn

SECTION = 3
"""A section's frame and title take the room of so many rows."""
ROW_HEIGHT, SECTION_HEIGHT = 22, 24

Sections = list[tuple[str, list[tuple[str, str]]]]


class _Window(QWidget):
    """A window of its own that Escape closes."""

    def __init__(self, title: str, surface: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self.setProperty("surface", surface)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class ShortcutsWindow(_Window):
    """What the keys do, section by section."""

    def __init__(self, sections: Sections, parent: QWidget) -> None:
        super().__init__(self.tr("Keyboard shortcuts"), "background", parent)
        columns = ScrollColumn(), ScrollColumn()
        pointing = [
            (self.tr("Class of the brush"), "1 … 9"),
            (self.tr("Smaller or larger brush"), "[   ]"),
        ]
        lengths = [0, 0]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        for title, rows in [*sections, (self.tr("Painting"), pointing)]:
            shorter = lengths.index(min(lengths))
            columns[shorter].add(self._section(title, rows))
            lengths[shorter] += len(rows) + SECTION
        for column in columns:
            column.add_stretch()
            layout.addWidget(column)
        self.resize(THEME.px(660), THEME.px(SECTION_HEIGHT + max(lengths) * ROW_HEIGHT))

    def _section(self, title: str, rows: list[tuple[str, str]]) -> Card:
        card = Card(title)
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for row, (text, keys) in enumerate(rows):
            key = QLabel(keys)
            key.setProperty("role", "muted")
            grid.addWidget(QLabel(text), row, 0)
            grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
        card.add(grid)
        return card


class AboutWindow(_Window):
    """The name, the version, and the versions that matter in a report."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("About Atelier"), "panel", parent)
        picture = QLabel()
        picture.setPixmap(icons.application_icon().pixmap(64, 64))
        name = QLabel("Atelier")
        name.setProperty("role", "heading")
        what = QLabel(self.tr("A playground for neural networks: see every weight, every gradient, every decision."))
        versions = QLabel(
            self.tr("Version {0} · Python {1} · Qt {2} · NumPy {3}").format(
                __version__, platform.python_version(), PySide6.__version__, np.__version__
            )
        )
        versions.setProperty("role", "muted")
        licence = QLabel(self.tr("MIT licence. Fonts: Inter and Noto Sans Math, SIL Open Font License 1.1."))
        licence.setProperty("role", "muted")
        column = QVBoxLayout()
        column.setSpacing(6)
        for label in (name, what, versions, licence):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 28, 24)
        row.setSpacing(20)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column)
