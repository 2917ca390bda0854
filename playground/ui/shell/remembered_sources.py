"""Keeps from one start to the next which pictures documents may read."""

from __future__ import annotations

from PySide6.QtCore import QObject

from playground.ui.session.allowed_sources import ALLOWED_SOURCES
from playground.ui.shell.window_memory import Settings

SOURCES = "files/sources"


class RememberedSources(QObject):
    """Takes the paths from the settings, and writes them there when another one is allowed."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        found = settings.value(SOURCES, [])
        # Qt hands a list of one text back as that text.
        names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        ALLOWED_SOURCES.set_paths(str(name) for name in names if name)
        ALLOWED_SOURCES.changed.connect(self._keep)

    def _keep(self, paths: list[str]) -> None:
        self._settings.setValue(SOURCES, paths)
        self._settings.sync()
