"""Paste and Delete in the Edit menu: where they work, and who gets their keys."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from playground.ui.shell.studio import Studio

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def studio(qtbot, tmp_path) -> Iterator[Studio]:
    studio = Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(studio.window)
    studio.show("network")
    with qtbot.waitActive(studio.window):
        studio.window.activateWindow()
    yield studio
    studio.window.close()


def select_points(studio: Studio, name: str, count: int) -> None:
    studio.show_workspace(name).workspace.editor.select(np.arange(count))


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
@pytest.mark.parametrize("name", ["perceptron", "network"])
def test_selected_points_are_deleted_with_a_key(qtbot, studio, name, key):
    session, delete = studio.show_workspace(name), studio.window.menu_actions.delete
    count = len(session.state.data_set)
    assert delete.isVisible() and not delete.isEnabled()
    select_points(studio, name, 3)
    assert delete.isEnabled()
    studio.window.stack.setFocus()
    qtbot.keyClick(studio.window, key)
    assert len(session.state.data_set) == count - 3
    assert not delete.isEnabled()


def test_delete_goes_with_the_workspace_that_is_shown(studio):
    delete = studio.window.menu_actions.delete
    select_points(studio, "network", 2)
    for name, works in (("perceptron", False), ("images", False), ("settings", False), ("network", True)):
        studio.window.show_workspace(name)
        assert delete.isEnabled() == works, name


def test_a_text_field_keeps_its_keys(qtbot, studio):
    session = studio.show_workspace("network")
    count = len(session.state.data_set)
    select_points(studio, "network", 3)
    field: QLineEdit = session.workspace.transport.rate.edit
    field.setFocus()
    field.setText("0.5")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == "" and len(session.state.data_set) == count
    QGuiApplication.clipboard().setText("0.25")
    qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert field.text() == "0.25"


def test_a_picture_is_pasted_in_images(qtbot, studio):
    paste = studio.window.menu_actions.paste
    studio.window.show_workspace("settings")
    assert paste.isVisible() and not paste.isEnabled()
    trial = studio.show_workspace("images").workspace.trial
    assert paste.isEnabled()
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for row in range(10, 50):
        image.setPixel(30, row, 0)
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(trial._reader.opened):
        qtbot.keyClick(trial.pad, Qt.Key.Key_V, CONTROL)


def test_the_pad_keeps_its_keys(qtbot, studio):
    trial = studio.show_workspace("images").workspace.trial
    qtbot.waitUntil(lambda: not trial.pad.is_blank, timeout=20_000)
    trial.pad.setFocus()
    qtbot.keyClick(trial.pad, Qt.Key.Key_Delete)
    assert trial.pad.is_blank


def test_the_keys_are_in_the_overview(studio):
    edit = dict(studio.window.menu_actions.overview())["Edit"]
    assert {"Paste", "Copy selection", "Duplicate selection", "Delete selection"} <= {text for text, _ in edit}


@pytest.mark.parametrize("name", ["perceptron", "network", "images", "settings"])
def test_no_button_and_no_list_takes_space_when_it_is_clicked(studio, name):
    studio.window.show_workspace(name)
    page, train = studio.window.workspace(name), studio.window.menu_actions.train
    controls = [*page.findChildren(QAbstractButton), *page.findChildren(QComboBox)]
    for control in controls:
        if control.focusPolicy().value & Qt.FocusPolicy.ClickFocus.value:
            control.setFocus(Qt.FocusReason.MouseFocusReason)
        assert train.shortcut() == QKeySequence("Space"), control.objectName()


def test_space_trains_after_a_list_was_used(qtbot, studio):
    """With the mouse it does not get the focus at all; with the keyboard Enter opens it."""
    page = studio.show_workspace("network").workspace
    asked = []
    page.play_requested.connect(asked.append)
    combo = page.findChild(QComboBox, "transport.optimizer.list")
    qtbot.mouseClick(combo, Qt.MouseButton.LeftButton)
    combo.hidePopup()
    qtbot.keyClick(studio.window, Qt.Key.Key_Space)
    assert len(asked) == 1 and not combo.view().isVisible()
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(combo, Qt.Key.Key_Space)
    assert len(asked) == 2 and not combo.view().isVisible()
    qtbot.keyClick(combo, Qt.Key.Key_Return)
    assert combo.view().isVisible()
    combo.hidePopup()
