"""Asks for files, starting where the user was last."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.document.archive import SUFFIX
from playground.ui.shell.opening import dialog_filter
from playground.ui.shell.window_memory import Settings

FOLDER = "files/folder"


class FileDialogs(QObject):
    """Asks for the file to open or to save to; where the last one was is remembered from one start to the next."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings

    @property
    def folder(self) -> str:
        """Where a dialog starts."""
        last = str(self._settings.value(FOLDER, ""))
        return last if os.path.isdir(last) else str(Path.home())

    def remember(self, path: Path) -> None:
        """The next dialog starts beside this file."""
        self._settings.setValue(FOLDER, str(path.absolute().parent))

    def to_open(self) -> Path | None:
        """A file chosen to be opened, or None."""
        title = self.tr("Open")
        return self._chosen(QFileDialog.getOpenFileName(self._window, title, self.folder, dialog_filter())[0])

    def to_save(self, name: str) -> Path | None:
        """A file chosen to save to, with the document's ending, or None."""
        title, kinds = self.tr("Save as"), self.tr("Atelier documents (*{0})").format(SUFFIX)
        start = str(Path(self.folder) / f"{name}{SUFFIX}")
        path = self._chosen(QFileDialog.getSaveFileName(self._window, title, start, kinds)[0])
        return path.with_suffix(SUFFIX) if path and not path.suffix else path

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        self.remember(Path(name))
        return Path(name)
