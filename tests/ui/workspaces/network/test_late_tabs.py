"""Tabs whose pages are made when they are opened for the first time: nothing tells that they were not there before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.ui.widgets.figure_menu import FigureMenu
from tests.ui.workspaces.network.test_network_workspace import NetworkBench, make

LEFT = Qt.MouseButton.LeftButton


def opened(qtbot, bench: NetworkBench, card: str, tab: str) -> None:
    qtbot.mouseClick(getattr(bench.workspace, card).tabs.buttons[tab], LEFT)


def tab_stops(first: QWidget) -> list[str]:
    """Where the Tab key stops from a widget on, as far as it is seen."""
    names, each = [], first
    while True:
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            names.append(each.objectName())
        each = each.nextInFocusChain()
        if each is first:
            return names


def test_a_page_shows_at_once_what_is_learned(qtbot):
    bench = make(qtbot)
    bench.train()
    weights = bench.workspace.layers
    opened(qtbot, bench, "layers", "weights")
    shown = weights.weights.grab().toImage()
    weights.weights.show_frame(bench.snapshot)
    assert weights.weights.grab().toImage() == shown


@pytest.mark.parametrize(
    ("card", "tab", "name"),
    [
        ("layers", "weights", "layers.weights"),
        ("layers", "confusion", "confusion.table"),
        ("decision", "layer", "decision.layer_plane"),
        ("decision", "space", "decision.space"),
    ],
)
def test_it_is_said_when_a_figure_cannot_be_saved(qtbot, tmp_path: Path, card, tab, name):
    bench = make(qtbot)
    opened(qtbot, bench, card, tab)
    bench.workspace.findChild(QWidget, name).findChild(FigureMenu).save(tmp_path / "none" / "figure.png")
    assert bench.workspace.messages.isVisible() and "cannot be written" in bench.workspace.messages.text()


def test_the_keyboard_reaches_a_page_after_its_tabs(qtbot):
    bench = make(qtbot)
    opened(qtbot, bench, "layers", "code")
    stops = tab_stops(bench.workspace.layers.tabs.buttons["code"])
    assert stops[:2] == ["layers.tab.code", "code.language.pytorch"]
    opened(qtbot, bench, "decision", "space")
    stops = tab_stops(bench.workspace.decision.space)
    assert stops[1].startswith("loss.")


def test_points_that_are_hidden_stay_so_in_a_tab_that_is_opened_later(qtbot):
    bench = make(qtbot)
    bench.workspace.decision.options.test_points.click()
    opened(qtbot, bench, "decision", "space")
    bench.frame()
    hidden = bench.workspace.decision.space.grab().toImage()
    bench.workspace.decision.space.set_test_points(False)
    assert bench.workspace.decision.space.grab().toImage() == hidden
    bench.workspace.decision.options.test_points.click()
    assert bench.workspace.decision.space.grab().toImage() != hidden


def test_no_tab_that_is_opened_changes_the_least_height_of_the_card(qtbot):
    card = make(qtbot).workspace.layers
    least = card.minimumSizeHint().height()
    for button in card.tabs.buttons.values():
        button.click()
        assert card.minimumSizeHint().height() == least
