"""What the window remembers from one start to the next: its place, theme, text size and splitters, used hints."""

import math
from typing import Protocol

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from playground.ui.look.theme import MODES, THEME
from playground.ui.widgets.columns import Columns
from playground.ui.widgets.hints import Hints

SIZE = QSize(1440, 900)


class Settings(Protocol):
    """Where the window's memory lies: a QSettings, or what stands for one."""

    def value(self, key: str, default: object = None, /) -> object:
        """What was kept under a name, or the default."""

    def setValue(self, key: str, value: object, /) -> None:
        """Keeps a value under a name."""

    def sync(self) -> None:
        """Writes what is kept."""


class NoSettings:
    """Keeps nothing."""

    def value(self, key: str, default: object = None, /) -> object:
        return default

    def setValue(self, key: str, value: object, /) -> None:
        pass

    def sync(self) -> None:
        pass


class WindowMemory:
    """Reads and writes settings; values that make no sense are passed over."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def restore_theme(self) -> None:
        mode = self._settings.value("theme/mode")
        THEME.set_mode(next((known for known in MODES if known == mode), "system"))
        THEME.set_scale(_number(self._settings.value("theme/scale"), 1.0))

    def restore_place(self, window: QMainWindow) -> None:
        """Put the window where it was, or make it as large as it wants to be and the screen allows."""
        geometry = self._settings.value("window/geometry")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            window.resize(SIZE.boundedTo(window.screen().availableSize()).expandedTo(window.minimumSize()))

    def restore_splitters(self, name: str, page: QWidget) -> None:
        """Put the named splitters of a workspace where they were."""
        for splitter in _named_splitters(page):
            state = self._settings.value(f"splitters/{name}/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def restore_folds(self, name: str, page: QWidget) -> None:
        """Fold what the user had folded in a workspace."""
        for columns in page.findChildren(Columns):
            columns.fold_by_hand(str(self._settings.value(f"folds/{name}", "")).split())

    def restore_hints(self, name: str, page: QWidget) -> None:
        """Show the hints of a workspace that nobody has used yet; a window that remembers nothing shows none."""
        if not isinstance(self._settings, NoSettings):
            for hints in page.findChildren(Hints):
                hints.offer(str(self._settings.value(f"hints/{name}", "")).split())

    def workspace(self) -> str:
        """Return the name of the workspace that was shown last, or an empty text."""
        return str(self._settings.value("window/workspace", ""))

    def keep_workspace(self, name: str) -> None:
        """Remember at once which workspace is shown: a program that is killed goes on there, where its work is."""
        self._settings.setValue("window/workspace", name)

    def save(self, window: QMainWindow, pages: dict[str, QWidget]) -> None:
        """Remember everything else."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.setValue("theme/mode", THEME.mode)
        self._settings.setValue("theme/scale", THEME.chosen_scale)
        for name, page in pages.items():
            for splitter in _named_splitters(page):
                self._settings.setValue(f"splitters/{name}/{splitter.objectName()}", splitter.saveState())
            folded = [fold for columns in page.findChildren(Columns) for fold in columns.folded_by_hand]
            self._settings.setValue(f"folds/{name}", " ".join(folded))
            for hints in page.findChildren(Hints):
                if hints.is_offered:
                    self._settings.setValue(f"hints/{name}", " ".join(hints.used))
        self._settings.sync()


def _named_splitters(page: QWidget) -> list[QSplitter]:
    return [splitter for splitter in page.findChildren(QSplitter) if splitter.objectName()]


def _number(value: object, default: float) -> float:
    try:
        number = float(str(value))
    except ValueError:
        return default
    return number if math.isfinite(number) else default
