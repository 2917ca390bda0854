"""Files and folders of pictures that the user chose himself, or allowed a document to read."""

from __future__ import annotations

import os
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

MOST = 200


class AllowedSources(QObject):
    """The paths, the latest last; `changed` tells all of them."""

    changed = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._paths: list[str] = []

    def __contains__(self, source: str) -> bool:
        return os.path.abspath(source) in self._paths

    def set_paths(self, paths: Iterable[str]) -> None:
        """Those that were remembered."""
        self._paths = list(paths)[-MOST:]

    def add(self, source: str) -> None:
        """The user says that this one may be read."""
        path = os.path.abspath(source)
        self._paths = [*(other for other in self._paths if other != path), path][-MOST:]
        self.changed.emit(self._paths)


ALLOWED_SOURCES = AllowedSources()
