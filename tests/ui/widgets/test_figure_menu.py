"""Copying and saving figures."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from playground.ui.widgets.figure_menu import FigureMenu, figure_of


@pytest.fixture
def figure(qtbot):
    widget = QLabel("a figure")
    qtbot.addWidget(widget)
    widget.resize(200, 150)
    widget.show()
    return widget


def colours_in(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)})


def test_copy_puts_a_sharp_picture_on_the_clipboard(figure):
    menu = FigureMenu(figure, "loss")
    done = []
    menu.done.connect(done.append)
    menu.copy()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (400, 300)
    assert colours_in(image) > 1 and done


def test_png_and_svg_can_be_saved(figure, tmp_path):
    menu = FigureMenu(figure, "loss")
    for name in ("loss.png", "loss.svg"):
        menu.save(tmp_path / name)
    assert QImage(str(tmp_path / "loss.png")).width() == 400
    svg = (tmp_path / "loss.svg").read_text()
    assert (svg.startswith("<?xml") and "<path" in svg) or "<polyline" in svg or "<text" in svg


@pytest.mark.parametrize("name", ["loss.png", "loss.svg"])
def test_a_place_that_cannot_be_written_is_named(qtbot, tmp_path, name):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.resize(20, 20)
    menu = FigureMenu(label, "loss")
    failed = []
    menu.failed.connect(failed.append)
    menu.save(tmp_path / "missing" / name)
    assert len(failed) == 1 and name in failed[0]


@pytest.mark.parametrize("name", ["loss.png", "loss.svg"])
def test_a_figure_that_cannot_be_written_leaves_the_old_one(figure, tmp_path, monkeypatch, name):
    (tmp_path / name).write_bytes(b"old")
    failed = []
    menu = FigureMenu(figure, "loss")
    menu.failed.connect(failed.append)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    menu.save(tmp_path / name)
    assert len(failed) == 1 and "No space left on device" in failed[0]
    assert [path.name for path in tmp_path.iterdir()] == [name] and (tmp_path / name).read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("name", ["loss.png", "loss.svg"])
def test_a_figure_is_not_written_into_a_pipe(figure, tmp_path, name):
    os.mkfifo(tmp_path / name)
    failed = []
    menu = FigureMenu(figure, "loss")
    menu.failed.connect(failed.append)
    menu.save(tmp_path / name)
    assert len(failed) == 1 and "not an ordinary file" in failed[0]


def test_the_figure_under_the_pointer_is_found_from_any_part_of_it(qtbot):
    outer = QWidget()
    qtbot.addWidget(outer)
    layout = QVBoxLayout(outer)
    plot, other = QScrollArea(), QLabel("x")
    layout.addWidget(plot)
    layout.addWidget(other)
    menu = FigureMenu(plot, "loss")
    assert figure_of(plot.viewport()) is menu
    assert figure_of(other) is None
    assert figure_of(None) is None


def test_the_context_menu_offers_three_ways(figure, qtbot):
    menu = FigureMenu(figure, "loss")
    assert len(menu.menu.actions()) == 3
    assert figure.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu


def test_a_view_that_renders_snapshots_can_be_copied_and_saved(qtbot, tmp_path):
    from playground.ui.views.curves.mistakes_view import MistakesView

    view = MistakesView()
    qtbot.addWidget(view)
    view.resize(200, 120)
    menu = FigureMenu(view, "mistakes")
    menu.copy()
    assert not QGuiApplication.clipboard().image().isNull()
    menu.save(tmp_path / "mistakes.svg")
    assert b"<svg" in (tmp_path / "mistakes.svg").read_bytes()
