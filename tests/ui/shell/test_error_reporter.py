"""Errors that nobody caught: told once, and the window lives on."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QPainter

from playground.training.snapshot import Status
from playground.ui.session.session import Session
from playground.ui.shell.error_reporter import QUIET_SECONDS, ErrorReporter
from playground.ui.shell.studio import Studio
from playground.ui.workspaces.kinds import WORKSPACES
from tests.ui.toy import TOY


class Told(list):
    """Who would tell the user."""

    def report(self, message: str, details: str = "") -> None:
        self.append((message, details))


class Turned:
    """A clock that is turned by hand."""

    now = 50.0

    def __call__(self) -> float:
        return self.now


def raised(reporter: ErrorReporter, act: Callable[[], object]) -> None:
    try:
        act()
    except Exception as error:
        reporter(type(error), error, error.__traceback__)


def divide() -> None:
    raise ZeroDivisionError("by nothing")


def look_up(key: str) -> None:
    {}[key]


def test_the_same_error_in_the_same_place_is_told_once_until_it_was_quiet(caplog):
    told, clock = Told(), Turned()
    reporter = ErrorReporter(told, clock)
    with caplog.at_level(logging.ERROR):
        for _ in range(100):
            raised(reporter, divide)
            clock.now += QUIET_SECONDS / 2
    assert [message for message, _ in told] == ["by nothing"] and "in divide" in told[0][1]
    assert caplog.text.count("ZeroDivisionError: by nothing") == 1
    clock.now += QUIET_SECONDS
    raised(reporter, divide)
    assert len(told) == 2


def test_other_errors_and_other_places_are_told():
    told = Told()
    reporter = ErrorReporter(told, Turned())
    for act in (divide, lambda: look_up("a"), lambda: look_up("b"), lambda: 1 / 0):
        raised(reporter, act)
    assert [message for message, _ in told] == ["by nothing", "'a'", "division by zero"]


def test_what_an_error_kept_alive_is_let_go():
    class Held:
        pass

    freed: list[bool] = []

    def hold() -> None:
        held = Held()
        import weakref

        weakref.finalize(held, freed.append, True)
        raise ValueError("held")

    error = ValueError()
    try:
        hold()
    except ValueError as caught:
        error = caught
    ErrorReporter(Told())(ValueError, error, error.__traceback__)
    assert freed == [True]


@pytest.fixture
def studio(qtbot, tmp_path, monkeypatch) -> Iterator[Studio]:
    monkeypatch.setitem(WORKSPACES, "toy", TOY)
    studio = Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(studio.window)
    studio.show("toy")
    yield studio
    studio.window.close()


@pytest.fixture
def told(studio, monkeypatch) -> list[str]:
    """The messages that the window was asked to show by its excepthook."""
    told: list[str] = []
    report = studio.report

    class Listener:
        def report(self, message: str, details: str = "") -> None:
            told.append(message)
            report(message, details)

    monkeypatch.setattr(sys, "excepthook", ErrorReporter(Listener()))
    return told


def until_trained_on(qtbot, session: Session) -> None:
    """Until ten more frames have come of a run that trains, and the worker is free."""
    frames: list[int] = []
    session.workspace.draw = lambda snapshot, draw=session.workspace.draw: (frames.append(1), draw(snapshot))
    first = session.snapshot.progress.step
    qtbot.waitUntil(lambda: len(frames) >= 10, timeout=20_000)
    assert session.snapshot.progress.step > first and session.snapshot.progress.status is Status.TRAINING
    session.play(False)
    qtbot.waitUntil(lambda: not session.running and session._thread._holds == 0)


def fail(*_: object) -> None:
    raise ZeroDivisionError("this view is broken")


def test_a_view_that_cannot_show_a_frame_is_told_once(qtbot, studio, told, capfd):
    session = studio.sessions["toy"]
    qtbot.waitUntil(lambda: session.snapshot is not None)
    session.workspace.draw = fail
    session.play(True)
    until_trained_on(qtbot, session)
    assert told == ["this view is broken"] == [session.workspace.complaint]


def test_a_view_that_cannot_paint_is_told_once_and_the_others_paint(qtbot, studio, told, capfd):
    session = studio.sessions["toy"]
    qtbot.waitUntil(lambda: session.snapshot is not None)

    def paint(painter: QPainter) -> None:
        painter.fillRect(0, 0, 9, 9, Qt.GlobalColor.black)
        fail()

    session.workspace.view.paint = paint
    session.play(True)
    until_trained_on(qtbot, session)
    assert told == ["this view is broken"] == [session.workspace.complaint]
    printed = capfd.readouterr().err
    assert "QPaint" not in printed and "QBackingStore" not in printed
    session.workspace.view.paint = lambda painter: None
    with qtbot.waitSignal(session.frame_shown):
        session.step()
