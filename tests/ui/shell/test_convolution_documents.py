"""A convolution in the real window: reached by its key, slid to the end, saved half-way and opened again."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from playground.training.convolution_examples import edited
from playground.training.snapshot import Status
from playground.ui.session.session import Session
from playground.ui.shell.studio import Studio
from playground.ui.views.convolution.number_table import Spot, TableName

NAME = "convolution"


def shown(qtbot, studio: Studio) -> Session:
    studio.show(NAME)
    session = studio.sessions[NAME]
    qtbot.waitUntil(lambda: session.snapshot is not None)
    return session


def place(qtbot, session: Session, count: int) -> None:
    qtbot.waitUntil(lambda: session.snapshot.place == count)


def test_its_key_leads_to_it(qtbot, studio):
    studio.window.show()
    with qtbot.waitActive(studio.window):
        studio.window.activateWindow()
    QTest.keyClick(studio.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert studio.window.current() == NAME


def test_it_slides_to_the_end_and_from_there_again(qtbot, studio):
    session = shown(qtbot, studio)
    session.state.edit_training(pace=200.0)
    session.workspace.toggle_play()
    place(qtbot, session, 9)
    qtbot.waitUntil(lambda: session.snapshot.progress.status is not Status.TRAINING)
    session.state.edit_training(pace=2.0)
    session.workspace.toggle_play()
    qtbot.waitUntil(lambda: 0 < session.snapshot.place < 9)
    assert session.snapshot.progress.status is Status.TRAINING
    session.state.undo()
    session.state.undo()
    assert not session.state.can_undo  # but for the paces there was nothing to be undone


def test_a_document_brings_back_every_number_and_the_place(qtbot, studio, tmp_path):
    session = shown(qtbot, studio)
    view = session.workspace.one.view
    view.edited.emit(Spot(TableName("w"), (0, 0)), -2.5)
    view.edited.emit(Spot(TableName("x"), (4, 4)), 7.0)
    assert session.state.edit(edited(session.state.experiment, padding=1, way="kernel-gradient")) == ""
    view.edited.emit(Spot(TableName("δ"), (1, 2)), 0.5)
    for count in range(1, 5):
        session.step()
        place(qtbot, session, count)
    kept = session.state.experiment
    studio.files[NAME].save(tmp_path / "work.atelier")
    studio.window.menu_actions.new.trigger()
    place(qtbot, session, 0)
    assert session.state.experiment != kept
    studio.open(tmp_path / "work.atelier")
    place(qtbot, session, 4)
    assert session.state.experiment == kept
    assert session.snapshot.model.delta.values[1, 2, 0] == 0.5
    table = view.scene.table(TableName("∂E/∂w"))
    assert table is not None and np.count_nonzero(table.known) == 4
    way = session.workspace.findChild(QWidget, "tables.way")
    assert way.current() == "kernel-gradient"
