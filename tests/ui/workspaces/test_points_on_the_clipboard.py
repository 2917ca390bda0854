"""Points are cut, copied, duplicated and pasted with keys in every workspace that has some, also as tables."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QSettings, Qt
from PySide6.QtGui import QGuiApplication

from playground.data.points import PointSet
from playground.data.readers.csv import read_csv
from playground.training.chosen_data import DRAWN
from playground.ui.panels.points.point_export import PointExport
from playground.ui.session.session import Session
from playground.ui.shell.studio import Studio
from playground.ui.widgets.value_slider import ValueSlider

CONTROL = Qt.KeyboardModifier.ControlModifier
TABLE = "x1\tx2\tlabel\n1,5\t-2\trot\n0,25\t1\tblau\n-1\t-1\tblau\n"
VALUES = "x\ty\n1,5\t-2\n0,25\t1\n"


@pytest.fixture
def studio(qtbot, tmp_path) -> Iterator[Studio]:
    studio = Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(studio.window)
    studio.show("network")
    with qtbot.waitActive(studio.window):
        studio.window.activateWindow()
    yield studio
    QGuiApplication.clipboard().clear()
    studio.window.close()


def opened(studio: Studio, name: str) -> Session:
    session = studio.show_workspace(name)
    studio.window.stack.setFocus()
    return session


def with_points(studio: Studio, name: str) -> Session:
    session = opened(studio, name)
    classes = 0 if name == "regression" else 2
    x = [(-2, -2), (-1, 1), (0, 0.5), (2, 2)]
    label = [0, 1, 0, 1] if classes else 0
    assert session.state.edit_data(source=DRAWN, drawn=PointSet.empty(classes, DRAWN).added(x, label)) == ""
    return session


def press(qtbot, studio: Studio, key: Qt.Key) -> None:
    qtbot.keyClick(studio.window, key, CONTROL)


def put(text: str = "", html: str = "") -> None:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


EVERYWHERE = pytest.mark.parametrize("name", ["perceptron", "network", "regression"])


@EVERYWHERE
def test_all_points_are_selected_cut_and_pasted_with_keys_and_each_is_a_step(qtbot, studio, name):
    session = with_points(studio, name)
    state, before = session.state, session.state.data_set
    actions = studio.window.menu_actions
    assert not actions.copy.isEnabled() and actions.copy_figure.isEnabled()
    press(qtbot, studio, Qt.Key.Key_A)
    assert session.workspace.editor.selected == 4
    assert actions.copy.isEnabled() and not actions.copy_figure.isEnabled()
    press(qtbot, studio, Qt.Key.Key_X)
    assert len(state.data_set) == 0 and actions.undo.text() == "Undo: points cut"
    press(qtbot, studio, Qt.Key.Key_V)
    assert np.array_equal(state.data_set.x, before.x) and np.array_equal(state.data_set.label, before.label)
    assert state.data_set.class_names == before.class_names and session.workspace.editor.selected == 4
    assert actions.undo.text() == "Undo: points pasted"
    press(qtbot, studio, Qt.Key.Key_Z)
    assert len(state.data_set) == 0
    press(qtbot, studio, Qt.Key.Key_Z)
    assert state.data_set == before


@EVERYWHERE
def test_a_copy_of_the_selection_is_text_for_a_spreadsheet_too(qtbot, studio, name):
    session = with_points(studio, name)
    session.workspace.editor.select(np.array([1, 3]))
    press(qtbot, studio, Qt.Key.Key_C)
    lines = QGuiApplication.clipboard().text().splitlines()
    if name == "regression":
        assert lines == ["x\ty", "-1.0\t1.0", "2.0\t2.0"]
    else:
        assert lines == ["x1\tx2\tlabel", "-1.0\t1.0\tB", "2.0\t2.0\tB"]
    press(qtbot, studio, Qt.Key.Key_V)
    assert len(session.state.data_set) == 6
    press(qtbot, studio, Qt.Key.Key_D)
    assert len(session.state.data_set) == 8


@EVERYWHERE
def test_a_table_of_a_spreadsheet_becomes_the_points_and_it_is_said(qtbot, studio, name):
    session = with_points(studio, name)
    before = session.state.data_set
    put(VALUES if name == "regression" else TABLE)
    press(qtbot, studio, Qt.Key.Key_V)
    points = session.state.data_set
    assert points.x[:2].tolist() == [[1.5, -2.0], [0.25, 1.0]]
    assert points.class_names == (() if name == "regression" else ("blau", "rot"))
    assert f"{len(points)} points were pasted" in session.workspace.messages.text()
    press(qtbot, studio, Qt.Key.Key_Z)
    assert session.state.data_set == before


def test_a_table_of_a_page_is_pasted(qtbot, studio):
    session = with_points(studio, "network")
    rows = "".join(f"<tr><td>{x}</td><td>{x}</td><td>{'ab'[x % 2]}</td></tr>" for x in range(3))
    put("seen as text", f"<table>{rows}</table>")
    press(qtbot, studio, Qt.Key.Key_V)
    assert session.state.data_set.x[:, 0].tolist() == [0.0, 1.0, 2.0]


@EVERYWHERE
@pytest.mark.parametrize("text", ["", "hello, world"])
def test_what_is_no_table_is_refused_in_words_and_changes_nothing(qtbot, studio, name, text):
    session = with_points(studio, name)
    before = session.state.data_set
    put(text)
    press(qtbot, studio, Qt.Key.Key_V)
    assert session.workspace.complaint
    assert session.state.data_set is before


def test_three_classes_are_refused_where_there_are_two(qtbot, studio):
    session = with_points(studio, "perceptron")
    put("1 2 a\n2 3 b\n0 0 c\n")
    press(qtbot, studio, Qt.Key.Key_V)
    assert "3 classes" in session.workspace.complaint


def test_points_copied_in_one_workspace_are_pasted_in_another(qtbot, studio):
    with_points(studio, "perceptron").workspace.editor.select(np.array([0]))
    press(qtbot, studio, Qt.Key.Key_C)
    session = with_points(studio, "network")
    press(qtbot, studio, Qt.Key.Key_V)
    assert len(session.state.data_set) == 5 and session.state.data_set.x[4].tolist() == [-2, -2]


@EVERYWHERE
def test_points_are_exported_and_what_went_wrong_is_said(qtbot, studio, name, tmp_path):
    session = with_points(studio, name)
    export = session.workspace.findChild(PointExport, "data.export")
    export.write(tmp_path / "out.csv")
    assert "4 points were written into out.csv" in session.workspace.messages.text()
    if name == "regression":
        assert (tmp_path / "out.csv").read_text().startswith("x,y\n-2.0,-2.0\n")
    else:
        assert np.array_equal(read_csv(tmp_path / "out.csv").x, session.state.data_set.x)
    export.write(tmp_path / "nowhere" / "out.csv")
    assert "out.csv cannot be written" in session.workspace.complaint


@pytest.mark.parametrize("name", ["perceptron", "network"])
def test_the_slider_of_label_noise_flips_labels_and_is_undone(qtbot, studio, name):
    session = opened(studio, name)
    before = session.state.data_set
    slider = session.workspace.findChild(ValueSlider, "data.label_noise")
    slider.edit.setFocus()
    slider.edit.selectAll()
    qtbot.keyClicks(slider.edit, "10%")
    qtbot.keyClick(slider.edit, Qt.Key.Key_Return)
    points = session.state.data_set
    assert np.array_equal(points.x, before.x)
    assert np.count_nonzero(points.label != before.label) == round(0.1 * len(before))
    assert session.state.undo_name == "label noise 0\u00a0% → 10\u00a0%"
    session.state.undo()
    assert session.state.data_set == before
