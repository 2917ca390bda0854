"""Work that was not saved when the window was closed, kept in the program's own folder until the next start."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from playground.document.archive import SUFFIX, read, write
from playground.document.document import Document, DocumentError

log = logging.getLogger(__name__)


class Recovery:
    """A file for each workspace with unsaved work; what cannot be kept or read goes to the log and is passed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, document: Document) -> None:
        """Keeps the work of a workspace."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write(self._path(name), document)
        except (DocumentError, OSError) as error:
            log.warning("the work in %s could not be kept: %s", name, error)

    def forget(self, name: str) -> None:
        """Keeps nothing of a workspace."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            log.warning("kept work could not be removed: %s", error)

    def kept(self, name: str) -> Document | None:
        """What was kept of a workspace, if anything can be read."""
        path = self._path(name)
        if not os.path.isfile(path):
            return None
        try:
            return read(path)
        except DocumentError as error:
            log.warning("kept work could not be read: %s", error)
            return None

    def _path(self, name: str) -> Path:
        return self._folder / f"unsaved-{name}{SUFFIX}"
