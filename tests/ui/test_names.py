"""Every control has a name that is the same in every language and from version to version: lessons point at it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QMenuBar, QScrollBar, QWidget

from playground.ui.panels.layers.layer_header import LayerHeader
from playground.ui.shell.studio import Studio
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.unfolding_button import UnfoldingButton
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from tests.ui.unfolding import unfolded

LIST = Path(__file__).with_name("names.txt")
WORKSPACES = ("regression", "perceptron", "network", "images", "convolution", "settings")


@pytest.fixture
def studio(qtbot, tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(studio.window)
    yield studio
    studio.window.close()


def page(qtbot, studio: Studio, name: str) -> QWidget:
    """A workspace with what it shows at first, and its message bar with a way out."""
    studio.show(name)
    shown = studio.window.workspace(name)
    assert shown is not None
    if name in studio.sessions:
        session = studio.sessions[name]
        qtbot.waitUntil(lambda: session.snapshot is not None, timeout=60_000)
        if session.workspace.has_walk:
            session.workspace.walk_through()  # the page is made for the first walk
            shown.body.leave()
        if isinstance(shown, NetworkWorkspace):
            open_tabs(shown)
            switch_problem(shown)
        for button in shown.findChildren(UnfoldingButton):
            unfolded(button)
        shown.show_message("info", "", [("", lambda: None)], details="of them")
        shown.findChild(Button, "message.unfold").click()
    return shown


def open_tabs(workspace: NetworkWorkspace) -> None:
    """Opens every tab, and the first ones again: pages are made for their first look."""
    for tabs in (workspace.layers.tabs, workspace.decision.tabs):
        for button in (*tabs.buttons.values(), next(iter(tabs.buttons.values()))):
            button.click()


def switch_problem(workspace: NetworkWorkspace) -> None:
    """Goes to values and back."""
    for problem in ("values", "classes"):
        workspace.findChild(QAbstractButton, f"data.problem.{problem}").click()


def parts_of(root: QWidget) -> Iterator[QWidget | QAction]:
    """What the user can point at: widgets and menu entries, without what Qt builds into lists and scrolled areas."""
    for part in (root, *root.findChildren(QObject)):
        inside = part.parent() if isinstance(part, QWidget) else None
        own = not part.objectName().startswith("qt_") and not isinstance(part, QScrollBar)
        if isinstance(part, QWidget | QAction) and own and not within_list(inside):
            yield part


def within_list(part: QObject | None) -> bool:
    while part is not None and not isinstance(part, QComboBox):
        part = part.parent()
    return part is not None


def names_of(parts: Iterable[QWidget | QAction]) -> list[str]:
    return sorted(part.objectName() for part in parts if part.objectName())


def window_parts(studio: Studio) -> list[QWidget | QAction]:
    """What belongs to the window itself rather than to a workspace in it."""
    pages = [studio.window.workspace(name) for name in WORKSPACES]
    parts = parts_of(studio.window)
    return [part for part in parts if not any(page is not None and is_within(part, page) for page in pages)]


def names_of_layers(studio: Studio) -> set[str]:
    """The names of the settings of every kind of layer."""
    panel = studio.sessions["images"].workspace.model
    for kind in ("avgpool", "dropout"):
        panel.insert(kind)
    found: set[str] = set()
    for box in panel.strip.boxes[1:]:
        box.click()
        found |= {*names_of(parts_of(panel.editor))}
    return found


def is_within(part: QObject | None, root: QObject) -> bool:
    while part is not None and part is not root:
        part = part.parent()
    return part is root


def needs_a_name(part: QWidget | QAction) -> bool:
    if isinstance(part, QAction):
        return bool(part.text()) and part.menu() is None
    titled = isinstance(part, Card) and part.title() != ""
    # Qt's own menu in the bar is for entries that have no room there.
    own_menu = isinstance(part, QMenu) and (part.title() != "" or not isinstance(part.parent(), QMenuBar))
    return titled or own_menu or part.focusPolicy() != Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("name", WORKSPACES)
def test_every_control_of_a_workspace_has_a_name(qtbot, studio, name):
    parts = list(parts_of(page(qtbot, studio, name)))
    assert [f"{part} in {part.parent()}" for part in parts if needs_a_name(part) and not part.objectName()] == []


@pytest.mark.parametrize("name", WORKSPACES)
def test_no_name_of_a_workspace_is_given_twice(qtbot, studio, name):
    names = names_of(parts_of(page(qtbot, studio, name)))
    assert [name for name in {*names} if names.count(name) > 1] == []


def test_every_control_of_the_window_has_a_name_of_its_own(qtbot, studio):
    studio.show("network")
    parts = window_parts(studio)
    assert [f"{part} in {part.parent()}" for part in parts if needs_a_name(part) and not part.objectName()] == []
    assert len({*names_of(parts)}) == len(names_of(parts))


def test_the_names_are_those_on_the_list(qtbot, studio):
    """A name that changes is a decision: what points at it, a lesson for instance, has to change with it."""
    names = {name: {*names_of(parts_of(page(qtbot, studio, name)))} for name in WORKSPACES}
    names["images"] |= names_of_layers(studio)
    sections = {"window": {*names_of(window_parts(studio))}, **names}
    text = "\n\n".join("\n".join((f"[{title}]", *sorted(found))) for title, found in sections.items())
    assert LIST.read_text(encoding="utf-8") == text + "\n"


def test_a_layer_keeps_its_place_in_the_names(qtbot, studio):
    workspace = page(qtbot, studio, "network")
    second = workspace.findChild(LayerHeader, "layer.1")
    workspace.findChild(Button, "layer.0.remove").click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert second.objectName() == "layer.0"
    assert workspace.findChild(Combo, "layer.0.activation") is second.combo
