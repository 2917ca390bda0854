"""Hints come at a person's first start, are gone once used, and are to be had back in the Help menu."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from playground.ui.shell.studio import Studio
from playground.ui.shell.window_memory import NoSettings
from playground.ui.widgets.hints import Hints


@pytest.fixture
def opened(qtbot, tmp_path: Path) -> Iterator[Callable[[], Studio]]:
    """Opens the window with the same settings each time, as when the program is started again."""
    made: list[Studio] = []

    def open_again() -> Studio:
        if made:
            made[-1].window.close()
        studio = Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        qtbot.addWidget(studio.window)
        made.append(studio)
        return studio

    yield open_again
    for studio in made:
        studio.finish()


def hints_of(studio: Studio) -> Hints:
    (hints,) = studio.window.workspace("network").findChildren(Hints)
    return hints


def test_they_come_when_a_person_starts(opened):
    studio = opened()
    studio.window.offer_hints()
    studio.show("network")
    assert hints_of(studio).pending == ("tile", "line", "hand")


def test_nobody_else_gets_them(opened):
    studio = opened()
    studio.show("network")
    assert not hints_of(studio).pending


def test_a_window_that_remembers_nothing_shows_none(qtbot):
    studio = Studio(NoSettings())
    qtbot.addWidget(studio.window)
    studio.window.offer_hints()
    studio.show("network")
    assert not hints_of(studio).pending
    studio.finish()


def test_what_was_used_does_not_come_back(opened):
    studio = opened()
    studio.window.offer_hints()
    studio.show("network")
    hints_of(studio).use("line")
    studio = opened()
    studio.window.offer_hints()
    studio.show("network")
    assert hints_of(studio).pending == ("tile", "hand")
    hints_of(studio).dismiss()
    studio = opened()
    studio.show("network")
    studio.window.offer_hints()
    assert not hints_of(studio).pending


def test_the_help_menu_brings_them_back(opened):
    studio = opened()
    studio.show("network")
    action = studio.window.menu_actions.hints
    assert action.isEnabled() and action.isVisible()
    action.trigger()
    assert hints_of(studio).pending == ("tile", "line", "hand")
    studio.show_workspace("perceptron")
    assert not action.isEnabled()


def test_they_are_seen_even_where_the_model_is_folded_or_another_card_is_alone(qtbot, opened):
    studio = opened()
    studio.show("network")
    page = studio.window.workspace("network")
    studio.window.resize(640, 480)
    qtbot.waitUntil(lambda: "model" in page.body.columns.folded)
    studio.window.menu_actions.hints.trigger()
    qtbot.waitUntil(lambda: page.model.isVisible() and hints_of(studio).is_seen)
    studio.window.resize(1440, 900)
    qtbot.waitUntil(lambda: "model" not in page.body.columns.folded)
    page.body.toggle(page.loss)
    assert not page.model.isVisible()
    studio.window.menu_actions.hints.trigger()
    assert page.model.isVisible()
