"""What all workspaces share: words in time, files dropped, figures that fail, and what is asked of a workspace."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from playground.training.commands import Pause, Play, Step
from playground.ui.session.background import BackgroundLoader
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.words.messages import Severity
from tests.ui.bench import Bench
from tests.ui.toy import EXPERIMENT, ToyPage

LEFT, COPY, NONE = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


class HeldClock:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> HeldClock:
    clock = HeldClock()
    monkeypatch.setattr("playground.ui.workspaces.page.monotonic", clock)
    return clock


@pytest.fixture
def bench(qtbot, clock) -> Bench:
    bench = Bench(EXPERIMENT, ToyPage)
    qtbot.addWidget(bench.workspace)
    return bench


def frame(bench: Bench, seconds: float, clock: HeldClock) -> None:
    """The next frame of a training run, so many seconds after the last."""
    clock.now += seconds
    bench.loop.train(0.001)
    bench.show()


def test_words_change_five_times_a_second_while_training_goes_on(bench, clock):
    bench.show()
    assert len(bench.workspace.texts) == 1
    bench.send(Play())
    frame(bench, 0.01, clock)
    assert len(bench.workspace.texts) == 2, "that it trains is told at once"
    for _ in range(19):
        frame(bench, 0.01, clock)
    assert len(bench.workspace.texts) == 2 and len(bench.workspace.pictures) == 21
    frame(bench, 0.02, clock)
    assert len(bench.workspace.texts) == 3
    bench.send(Pause())
    clock.now += 0.01
    bench.show()
    assert len(bench.workspace.texts) == 4, "what is shown at rest belongs together"
    assert [calm for _, calm in bench.workspace.pictures[-2:]] == [False, True]


def test_words_that_came_too_soon_follow(bench, clock, qtbot):
    bench.send(Play())
    for _ in range(2):
        frame(bench, 0.01, clock)
    last = bench.workspace.pictures[-1][0]
    assert bench.workspace.texts[-1] is not last
    qtbot.waitUntil(lambda: bench.workspace.texts[-1] is last)


def test_the_status_tells_seed_sizes_and_time(bench, clock, qtbot):
    bench.send(Step())
    with qtbot.waitSignal(bench.workspace.status_changed) as told:
        bench.show()
    assert told.args[0][:2] == ["Seed 42", "train 42 · test 18"]
    with qtbot.waitSignal(bench.workspace.status_changed) as told:
        bench.state.edit_training(seed=7)
    assert told.args[0][0] == "Seed 7"


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(page: ToyPage, mime: QMimeData) -> bool:
    """Drags something over the page and drops it; whether it was taken."""
    enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NONE)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), COPY, mime, LEFT, NONE))
    return enter.isAccepted()


def test_a_file_is_taken_by_what_is_in_it(bench, tmp_path):
    points, pictures = tmp_path / "points.npz", tmp_path / "pictures.npz"
    np.savez(points, x=np.zeros((4, 2)), y=[0, 1, 0, 1])
    np.savez(pictures, x=np.zeros((4, 5, 5)), y=[0, 1, 0, 1])
    page = bench.workspace
    assert drop(page, files(points)) and page.opened == [points]
    for mime in (files(pictures), files(tmp_path), files(tmp_path / "nothing.csv"), QMimeData()):
        assert not drop(page, mime)
    text = QMimeData()
    text.setText(str(points))
    assert not drop(page, text) and page.opened == [points]


def test_a_figure_that_cannot_be_saved_is_told(qtbot):
    class WithFigure(ToyPage):
        def arrange(self, transport, columns):
            self.figure = FigureMenu(QLabel(parent=columns), "figure")
            super().arrange(transport, columns)

    page = Bench(EXPERIMENT, WithFigure).workspace
    qtbot.addWidget(page)
    page.figure.failed.emit("no room")
    assert page.complaint == "no room"


def test_a_message_lies_over_the_page_and_moves_nothing(qtbot, bench):
    page = bench.workspace
    page.resize(900, 500)
    page.show()
    before = page.view.mapTo(page, QPoint(0, 0)), page.view.size()
    page.show_message("error", "It is so. " * 40)
    assert page.messages.isVisible() and page.messages.parentWidget().rect().contains(page.messages.geometry())
    assert (page.view.mapTo(page, QPoint(0, 0)), page.view.size()) == before
    over = page.messages.mapTo(page, QPoint(9, 9))
    assert page.childAt(over) in (page.messages, *page.messages.findChildren(QWidget))
    high = page.messages.height()
    page.show_message("info", "So")
    qtbot.waitUntil(lambda: page.messages.height() < high and page.messages.width() < page.width() / 2)


def test_escape_closes_a_message_wherever_the_focus_is(qtbot, bench):
    page = bench.workspace
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_message("warning", "so it is")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.complaint == ""


def test_what_was_refused_is_told_until_something_is_chosen(bench):
    page = bench.workspace
    page.transport.refused.emit("too fast")
    assert page.complaint == "too fast"
    bench.state.edit_training(seed=8)
    assert page.complaint == ""


def test_a_file_is_complained_of_until_one_is_right(bench):
    page = bench.workspace
    page.complain("broken.csv")
    bench.state.edit_training(seed=8)
    assert page.complaint == "broken.csv"
    page.settle_file()
    assert page.complaint == ""


def test_another_document_leaves_no_message_of_the_one_before(bench):
    bench.workspace.show_message("warning", "of old")
    bench.state.reset(EXPERIMENT)
    assert bench.workspace.complaint == ""


@pytest.mark.parametrize("severity", ["info", "warning", "error"])
def test_a_complaint_stands_until_it_is_closed(bench, severity: Severity):
    page = bench.workspace
    assert page.complaint == ""
    page.show_message(severity, "so it is")
    assert page.complaint == ("" if severity == "info" else "so it is")
    page.messages.close_message()
    assert page.complaint == ""


def test_a_refused_edit_of_the_transport_bar_is_told(bench):
    bench.workspace.transport.refused.emit("too fast")
    assert bench.workspace.complaint == "too fast"


def test_what_runs_beside_the_window_is_known_and_ended(bench, qtbot):
    page = bench.workspace
    assert not page.busy
    loader, done = BackgroundLoader(page.view), []

    def work(progress) -> None:
        while True:
            progress(0.0)

    loader.finished.connect(done.append)
    loader.start(work)
    assert page.busy
    page.finish()
    assert not page.busy and done == []


def test_by_itself_a_workspace_has_nothing_to_paste_or_to_delete(bench):
    page = bench.workspace
    page.paste()
    page.delete_selection()
    assert not page.can_paste and not page.has_selection
