"""Asks for files and folders: every dialog starts where the user was last."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget


class LastFolder(QObject):
    """Where the user was last in any dialog; `changed` tells of another place."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._folder = ""

    def path(self) -> str:
        """The folder, or the user's own where it is gone."""
        return self._folder if os.path.isdir(self._folder) else str(Path.home())

    def set_path(self, folder: str) -> None:
        """The next dialog starts there."""
        if folder != self._folder:
            self._folder = folder
            self.changed.emit(folder)


LAST_FOLDER = LastFolder()


def file_to_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """A file that the user chose, or None."""
    return _chosen(QFileDialog.getOpenFileName(parent, title, LAST_FOLDER.path(), kinds)[0])


def folder_to_open(parent: QWidget, title: str) -> Path | None:
    """A folder that the user chose, or None; the next dialog starts beside it."""
    return _chosen(QFileDialog.getExistingDirectory(parent, title, LAST_FOLDER.path()))


def file_to_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """A file to write that the user chose, or None; `name`: what it is to be called."""
    return _chosen(QFileDialog.getSaveFileName(parent, title, os.path.join(LAST_FOLDER.path(), name), kinds)[0])


def _chosen(name: str) -> Path | None:
    if not name:
        return None
    LAST_FOLDER.set_path(os.path.dirname(os.path.abspath(name)))
    return Path(name)
