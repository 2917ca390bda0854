"""The files that were opened or saved last, as a menu."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from playground.ui.shell.places import Aside
from playground.ui.shell.window_memory import Settings
from playground.ui.words.moments import moment
from playground.ui.words.refusals import sentence
from playground.ui.workspaces.kinds import WORKSPACES

MOST = 10
FILES = "files/recent"


class RecentFiles:
    """Remembers files from one start to the next, the latest first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def paths(self) -> list[Path]:
        """Those that are there."""
        return [Path(name) for name in self._names() if os.path.exists(name)]

    def add(self, path: Path) -> None:
        """This one was opened or saved."""
        name = str(path.absolute())
        self._keep([name, *(other for other in self._names() if other != name)][:MOST])

    def clear(self) -> None:
        """Forgets all."""
        self._keep([])

    def _names(self) -> list[str]:
        found = self._settings.value(FILES, [])
        # Qt hands a list of one text back as that text.
        names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return [str(name) for name in names if name][:MOST]

    def _keep(self, names: list[str]) -> None:
        self._settings.setValue(FILES, names)
        self._settings.sync()


class RecentMenu(QObject):
    """Fills a menu, whenever it is shown, with recent files and with the work that was put aside."""

    file_chosen = Signal(object)
    aside_chosen = Signal(object)

    def __init__(self, menu: QMenu, files: RecentFiles, aside: Callable[[], list[Aside]]) -> None:
        super().__init__(menu)
        self._menu, self._files, self._aside = menu, files, aside
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        menu, paths = self._menu, self._files.paths()
        menu.clear()
        for path in paths:
            self._add(path.name, str(path), partial(self.file_chosen.emit, path))
        if not paths:
            menu.addAction(self.tr("No recent files")).setEnabled(False)
        aside = [each for each in self._aside() if each.workspace in WORKSPACES]
        if aside:
            menu.addSeparator()
            menu.addAction(self.tr("Put aside, not saved:")).setEnabled(False)
        for each in aside:
            text = self.tr("{0}, {1}").format(sentence(WORKSPACES[each.workspace].title), moment(each.when))
            tip = self.tr("Work that was replaced and had not been saved")
            self._add(text, tip, partial(self.aside_chosen.emit, each))
        menu.addSeparator()
        clear = menu.addAction(self.tr("Clear recent files"))
        clear.setEnabled(bool(paths))
        clear.triggered.connect(self._files.clear)

    def _add(self, text: str, tip: str, choose: Callable[[], object]) -> None:
        action = self._menu.addAction(text.replace("&", "&&"))
        action.setToolTip(tip)
        action.triggered.connect(lambda _=False: choose())
