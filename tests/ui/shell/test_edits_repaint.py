"""An edit has painted and laid out anew what it changes, and not the whole window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from playground.training.chosen_data import DRAWN
from playground.ui.shell.studio import Studio
from playground.ui.widgets.thumbnail import Thumbnail


class Events(QObject):
    """Notes which widgets were painted and which were laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[QObject] = []
        self.laid_out: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.painted.append(watched)
        elif event.type() is QEvent.Type.LayoutRequest:
            self.laid_out.append(watched)
        return False


@pytest.mark.parametrize("name", ["perceptron", "network"])
def test_points_that_are_painted_leave_the_other_cards_alone(qtbot, qapp: QApplication, studio: Studio, name: str):
    studio.window.show()
    session = studio.show_workspace(name)
    qtbot.waitUntil(lambda: session.snapshot is not None)

    def paint(place: float) -> None:
        points = session.state.data_set.added([[place, 0.2]], 0)
        session.state.edit_data(merge="painting", source=DRAWN, drawn=replace(points, name=DRAWN))
        QCoreApplication.processEvents()

    paint(0.0)
    qtbot.waitUntil(lambda: session.snapshot.data_set is session.state.data_set)
    paint(0.1)
    events = Events()
    qapp.installEventFilter(events)
    paint(0.2)
    qapp.removeEventFilter(events)
    names = {each.objectName() for each in events.painted}
    assert f"{'separator' if name == 'perceptron' else 'decision'}.plane" in names
    assert not [each for each in events.painted if isinstance(each, Thumbnail)]
    assert not [each.objectName() for each in events.laid_out if each.objectName().startswith(("layer", "model"))]
