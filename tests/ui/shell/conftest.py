"""The window that remembers into a folder of the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio


@pytest.fixture
def studio(qtbot, tmp_path: Path) -> Iterator[Studio]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    studio = Studio(settings, Recovery(tmp_path / "kept"))
    qtbot.addWidget(studio.window)
    yield studio
    studio.window.close()
