"""The window is whole when it is painted for the first time."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QLabel, QWidget

from playground.ui.shell.studio import Studio
from playground.ui.workspaces.kinds import WORKSPACES


def places(part: QWidget) -> dict[QWidget, QRect]:
    return {each: each.geometry() for each in part.findChildren(QWidget) if each.isVisible()}


@pytest.mark.parametrize("name", WORKSPACES)
def test_what_the_first_frame_changes_is_laid_out_with_it(qtbot, studio: Studio, name: str) -> None:
    studio.window.resize(1440, 900)
    found = list[tuple[dict[QWidget, QRect], list[str]]]()
    studio.show_workspace(name)
    page: Any = studio.window.workspace(name)
    show = page.show_frames

    def watched(snapshots: Any) -> None:
        show(snapshots)
        found.append((places(page.transport), [label.text() for label in page.findChildren(QLabel)]))

    page.show_frames = watched
    studio.window.show()
    qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    first, said = found[0]
    QCoreApplication.processEvents()
    assert first == {part: place for part, place in places(page.transport).items() if part in first}
    assert not any("no training points" in text for text in said)
