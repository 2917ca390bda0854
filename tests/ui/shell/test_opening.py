"""Which workspace shows a file that the window is opened with."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QSettings, QUrl
from PySide6.QtWidgets import QFileDialog

from playground.data.errors import DataError
from playground.document import DocumentError
from playground.ui.shell.opening import is_document, workspace_for
from playground.ui.shell.studio import Studio
from playground.ui.widgets.message_bar import MessageBar


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "points.csv").write_text("0,0,a\n1,1,b\n1,2,a\n2,1,b\n")
    np.savez(tmp_path / "points.npz", x=np.zeros((4, 2)), y=[0, 1, 0, 1])
    np.savez(tmp_path / "images.npz", x=np.zeros((4, 5, 5)), y=[0, 1, 0, 1])
    (tmp_path / "broken.npz").write_bytes(b"PK no more")
    (tmp_path / "odd.bin").write_bytes(b"\x01\x02")
    (tmp_path / "numbers").write_text("0 0 a\n1 1 b\n1 2 a\n2 1 b\n")
    (tmp_path / "wide.log").write_text("x;y;class\n0;0;a\n1;1;b\n1;2;a\n2;1;b\n", encoding="utf-16-le")
    (tmp_path / "orange.TAB").write_text("x\ty\tc\nc\tc\td\n\t\tclass\n0\t0\ta\n1\t1\tb\n1\t2\ta\n2\t1\tb\n")
    (tmp_path / "values.csv").write_text("x,y\n0,1\n1,2\n")
    (tmp_path / "heat.csv").write_text("x,y,value\n0,1,0.5\n1,2,0.25\n2,0,-1\n")
    (tmp_path / "damaged.csv").write_bytes(b"PK\3\4")
    (tmp_path / "table.xlsx").write_bytes(b"PK\3\4")
    (tmp_path / "grey.pgm").write_text("P2 1 1 255 7\n")
    (tmp_path / "set" / "a").mkdir(parents=True)
    Image.new("L", (9, 9)).save(tmp_path / "picture.png")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "workspace"),
    [
        ("points.csv", "network"),
        ("values.csv", "regression"),
        ("heat.csv", "network"),
        ("points.npz", "network"),
        ("numbers", "network"),
        ("wide.log", "network"),
        ("orange.TAB", "network"),
        ("damaged.csv", "network"),
        ("table.xlsx", "network"),
        ("grey.pgm", "images"),
        ("images.npz", "images"),
        ("broken.npz", "images"),
        ("odd.bin", "images"),
        ("set", "images"),
        ("picture.png", "images"),
    ],
)
def test_every_file_has_a_workspace(folder: Path, name: str, workspace: str) -> None:
    assert not is_document(folder / name)
    assert workspace_for(folder / name) == workspace


def test_a_wish_counts_where_it_fits(folder: Path) -> None:
    assert workspace_for(folder / "points.csv", "perceptron") == "perceptron"
    with pytest.raises(
        DocumentError, match=r"points\.csv holds points; open it in the Regression or Perceptron or Network"
    ):
        workspace_for(folder / "points.csv", "images")
    with pytest.raises(DocumentError, match=r"values\.csv holds values; open it in the Regression workspace"):
        workspace_for(folder / "values.csv", "network")
    with pytest.raises(DocumentError, match=r"picture\.png holds pictures; open it in the Images"):
        workspace_for(folder / "picture.png", "network")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_table_of_values_over_the_plane_is_also_one_of_y_against_x(folder: Path) -> None:
    assert workspace_for(folder / "heat.csv", "regression") == "regression"
    with pytest.raises(
        DocumentError, match=r"heat\.csv holds points with values; open it in the Regression or Network"
    ):
        workspace_for(folder / "heat.csv", "perceptron")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataError, match=r"pipe\.csv is neither a file nor a folder"):
        workspace_for(tmp_path / "pipe.csv")


@pytest.fixture
def studio(qtbot, tmp_path):
    studio = Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(studio.window)
    studio.show("perceptron")
    yield studio
    studio.window.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("name", ["pipe.atelier", "pipe.csv", "pipe.png", "pipe.npz"])
def test_a_pipe_does_not_stop_the_window(qtbot, studio, tmp_path, name):
    os.mkfifo(tmp_path / name)
    studio.try_open(tmp_path / name)
    assert name in studio.sessions["perceptron"].workspace.findChild(MessageBar).text()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    assert not studio.sessions["perceptron"].workspace.accepts(dropped)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("path", ["pipe.png", "/dev/zero"])
@pytest.mark.parametrize("is_set", [False, True])
def test_a_pipe_that_is_pasted_or_named_in_a_document_is_told(qtbot, studio, tmp_path, path, is_set):
    if path == "pipe.png":
        os.mkfifo(tmp_path / path)
    page = studio.show_workspace("images").workspace
    if is_set:
        page.loading.load(str(tmp_path / path), None)
    else:
        page.trial.open_file(tmp_path / path)
    qtbot.waitUntil(lambda: not page.busy, timeout=20000)
    assert "not an ordinary file" in page.complaint


@pytest.mark.parametrize("name", ["points.csv", "numbers", "wide.log", "orange.TAB"])
def test_points_are_shown_in_the_network_workspace(qtbot, studio, folder, name):
    studio.try_open(folder / name)
    assert studio.window.current() == "network"
    qtbot.waitUntil(lambda: len(studio.sessions["network"].state.data_set) == 4)


def test_points_are_shown_where_it_is_wished(qtbot, studio, folder):
    studio.try_open(folder / "points.npz", "perceptron")
    assert studio.window.current() == "perceptron"
    qtbot.waitUntil(lambda: len(studio.sessions["perceptron"].state.data_set) == 4)


def test_what_cannot_be_shown_is_told_and_changes_nothing(qtbot, studio, folder):
    studio.try_open(folder / "picture.png", "perceptron")
    assert "picture.png" in studio.sessions["perceptron"].workspace.findChild(MessageBar).text()
    assert list(studio.sessions) == ["perceptron"]


def test_the_dialog_lists_and_opens_all_kinds_of_files(qtbot, studio, folder, monkeypatch):
    asked: list[str] = []

    def choose(parent, title: str, start: str, kinds: str) -> tuple[str, str]:
        asked.append(kinds)
        return str(folder / "points.csv"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    studio.window.menu_actions.open.trigger()
    first = asked[0].split(";;")[0]
    assert all(ending in first for ending in ("*.atelier", "*.csv", "*.tab", "*.npz", "*.png", "*-ubyte"))
    assert studio.window.current() == "network"
    qtbot.waitUntil(lambda: len(studio.sessions["network"].state.data_set) == 4)


def test_what_is_no_picture_is_told_in_images(qtbot, studio, folder):
    studio.try_open(folder / "odd.bin")
    message = studio.sessions["images"].workspace.messages
    qtbot.waitUntil(lambda: "odd.bin" in message.text(), timeout=20_000)
