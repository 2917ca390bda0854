"""Windows that stay beside the work: the guide and the glossary, the keyboard shortcuts, and what this program is."""

import platform

import numpy as np
import PySide6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground import __version__
from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.shell.help_pages import HelpPages
from playground.ui.shell.window_place import LIKELY_FRAME, fitted
from playground.ui.widgets.card import Card
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.tab_strip import TabStrip

SECTION = 3
"""A section's frame and title take the room of so many rows."""
ROW_HEIGHT, SECTION_HEIGHT = 22, 24

Sections = list[tuple[str, list[tuple[str, str]]]]


class _Window(QWidget):
    """A window of its own, in the middle of its parent's, no larger than the screen, that Escape closes."""

    def __init__(self, title: str, surface: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._beside = parent
        self.setWindowTitle(title)
        self.setProperty("surface", surface)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        middle = QRect(QPoint(), self.size())
        middle.moveCenter(self._beside.window().frameGeometry().center())
        free = [screen.availableGeometry() for screen in (self._beside.screen(), *QGuiApplication.screens())]
        self.setGeometry(fitted(middle, LIKELY_FRAME, free, self.minimumSize()))

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
            (self.tr("Take back a stroke of the pad"), _key(Qt.Key.Key_Backspace)),
        ]
        zooming = [(self.tr("Nearer, farther, all of it"), "+   −   0")]
        leaving = [(self.tr("Message, hints, card alone, open column, settings"), _key(Qt.Key.Key_Escape))]
        others = [
            (self.tr("Painting"), pointing),
            (self.tr("Diagram of the network, once clicked"), zooming),
            (self.tr("Leaving what lies on top"), leaving),
        ]
        lengths = [0, 0]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        for title, rows in [*sections, *others]:
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


class GuideWindow(_Window):
    """The guide and the glossary."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Help"), "panel", parent)
        self.pages = HelpPages()
        names = (
            Choice("guide", self.tr("Guide"), self.tr("What can be done in every workspace")),
            Choice("glossary", self.tr("Glossary"), self.tr("Each symbol and term in a sentence")),
        )
        self.tabs = TabStrip(names, self.tr("Page"))
        self.tabs.changed.connect(self.show_page)
        set_names("help", pages=self.pages, tabs=self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        self.resize(THEME.px(860), THEME.px(720))
        self.pages.setFocus()

    def show_page(self, name: str) -> None:
        """Shows one of the pages."""
        self.tabs.set_current(name)
        self.pages.show_page(f"{name}.md")


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


def _key(key: Qt.Key) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
