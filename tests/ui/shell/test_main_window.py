"""The window: rail, lazily built workspaces, menus, and what it remembers."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.shell.help_windows import AboutWindow, GuideWindow, ShortcutsWindow
from playground.ui.shell.main_window import MainWindow
from playground.ui.widgets.value_slider import LogSlider
from playground.ui.workspaces.kinds import WORKSPACES

LEFT = Qt.MouseButton.LeftButton


class Page(QWidget):
    """A workspace with a splitter and a button."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.splitter = QSplitter()
        self.splitter.setObjectName("columns")
        for _ in range(2):
            self.splitter.addWidget(QLabel(name))
        self.button = QPushButton(name)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QVBoxLayout(self)
        layout.addWidget(self.splitter)
        layout.addWidget(self.button)


@pytest.fixture(autouse=True)
def theme(qapp):
    THEME.install(qapp)
    yield
    THEME.set_mode("light")
    THEME.set_scale(1.0)


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def make(qtbot, settings):
    def make():
        built = []

        def build(kind):
            built.append(kind.name)
            return Page(kind.name)

        window = MainWindow(WORKSPACES, build, settings)
        window.built = built
        qtbot.addWidget(window)
        return window

    return make


def test_a_workspace_is_built_when_it_is_first_shown(qtbot, make):
    window = make()
    shown = []
    window.workspace_shown.connect(shown.append)
    assert window.built == [] and window.workspace("network") is None
    window.show_workspace("network")
    window.show()
    qtbot.mouseClick(window.rail.entry("images"), LEFT)
    qtbot.mouseClick(window.rail.entry("network"), LEFT)
    assert window.built == ["network", "images"]
    assert shown == ["network", "images", "network"]
    assert window.current() == "network" and window.workspace("network").isVisible()
    assert window.rail.entry("network").isChecked()


def test_an_unknown_workspace_is_refused(make):
    with pytest.raises(ValueError, match="regresion"):
        make().show_workspace("regresion")


def test_keys_choose_workspaces(qtbot, make):
    window = make()
    window.show_workspace("perceptron")
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    for key, name in ((Qt.Key.Key_4, "images"), (Qt.Key.Key_1, "regression")):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.current() == name


def test_actions_show_once_they_are_connected(make):
    window = make()
    actions = window.menu_actions
    menus = {action.text(): action for action in window.menuBar().actions()}
    assert set(menus) == {"File", "Edit", "Run", "View", "Help"}
    assert not menus["Run"].isVisible() and not actions.train.isVisible() and not actions.save.isVisible()
    calls = []
    actions.connect_action(actions.train, lambda: calls.append("train"))
    assert menus["Run"].isVisible() and actions.train.isVisible()
    actions.train.trigger()
    assert calls == ["train"]


def test_space_trains_except_on_a_button_reached_with_the_keyboard(qtbot, make):
    window = make()
    calls = []
    window.menu_actions.connect_action(window.menu_actions.train, lambda: calls.append("train"))
    window.show_workspace("network")
    page = window.workspace("network")
    page.button.clicked.connect(lambda: calls.append("button"))
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.stack.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space)
    page.button.setFocus()
    qtbot.keyClick(page.button, Qt.Key.Key_Space)
    window.stack.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert calls == ["train", "button", "train"]


def test_space_trains_after_a_value_was_typed(qtbot, make):
    window = make()
    calls = []
    window.menu_actions.connect_action(window.menu_actions.train, lambda: calls.append("train"))
    slider = LogSlider("Learning rate", 1e-5, 10, 0.03, tooltip="The learning rate γ")
    window.show_workspace("network")
    window.workspace("network").layout().addWidget(slider)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    slider.edit.setFocus()
    qtbot.keyClicks(slider.edit, "0.5")
    qtbot.keyClick(slider.edit, Qt.Key.Key_Return)
    qtbot.keyClick(slider.edit, Qt.Key.Key_Space)
    assert slider.value() == 0.5 and slider.edit.text() == "0.50" and calls == ["train"]


def test_the_shortcut_overview_lists_what_works(make):
    window = make()
    actions = window.menu_actions
    actions.connect_action(actions.train, lambda: None)
    overview = dict(actions.overview())
    assert ("Train or pause", "Space") in overview["Run"]
    assert [keys for _, keys in overview["File"]] == ["Ctrl+Q"]
    for action in (actions.guide, actions.shortcuts, actions.about):
        action.trigger()
    assert all(window.isVisible() for window in window._help.values())


def test_training_shows_on_the_rail(make):
    window = make()
    entry = window.rail.entry("network")
    window.set_training("network", True)
    assert "training" in entry.toolTip()
    window.set_training("network", False)
    assert "training" not in entry.toolTip()


def test_settings_change_the_theme_at_once(qtbot, make):
    window = make()
    window.show()
    qtbot.mouseClick(window.rail.entry("settings"), LEFT)
    page = window.workspace("settings")
    qtbot.mouseClick(page.mode.buttons["dark"], LEFT)
    assert THEME.colours.dark
    qtbot.mouseClick(page.scale.buttons["1.5"], LEFT)
    assert THEME.scale == 1.5
    window.menu_actions.normal_size.trigger()
    qtbot.waitUntil(lambda: THEME.scale == 1.0 and page.scale.current() == "1.0")


def test_quick_presses_change_the_text_size_once(qtbot, make):
    window = make()
    told = []
    connection = THEME.changed.connect(lambda: told.append(THEME.scale))
    for _ in range(3):
        window.menu_actions.larger.trigger()
    window.menu_actions.smaller.trigger()
    qtbot.waitUntil(lambda: THEME.scale == 1.3)
    THEME.changed.disconnect(connection)
    assert told == [1.3]


def test_what_it_remembers(qtbot, make, settings):
    first = make()
    assert first.remembered() == ""
    first.show_workspace("network")
    first.resize(700, 640)
    first.show()
    first.workspace("network").splitter.setSizes([300, 600])
    THEME.set_mode("dark")
    THEME.set_scale(1.3)
    first.close()
    THEME.set_mode("light")
    THEME.set_scale(1.0)
    second = make()
    assert second.remembered() == "network"
    assert THEME.mode == "dark" and THEME.scale == 1.3
    assert second.size() == first.size()
    second.show_workspace("network")
    second.show()
    left, right = second.workspace("network").splitter.sizes()
    assert right / left == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize(
    "key", ["theme/mode", "theme/scale", "window/geometry", "window/workspace", "splitters/network/columns"]
)
@pytest.mark.parametrize("value", ["nonsense", "nan", "inf"])
def test_damaged_settings_are_passed_over(make, settings, key, value):
    settings.setValue(key, value)
    window = make()
    assert window.remembered() == "" and THEME.scale == 1.0
    window.show_workspace("network")
    assert window.current() == "network"


def test_closing_says_so_and_ends(qtbot, make):
    window = make()
    closed = []
    window.closing.connect(lambda: closed.append(True))
    window.show()
    window.menu_actions.shortcuts.trigger()
    assert window.close() and closed == [True]
    assert not any(other.isVisible() for other in window._help.values())


def test_the_title_names_the_document(make):
    window = make()
    window.set_document("Images – digits.atelier", "Images – digits.atelier · changes not saved", is_changed=True)
    assert "digits.atelier" in window.windowTitle() and window.isWindowModified()
    assert "not saved" in window.status.accessibleName()


def test_full_screen_and_back(make):
    window = make()
    window.show()
    window.menu_actions.full_screen.trigger()
    assert window.isFullScreen() and window.menu_actions.full_screen.isChecked()
    window.menu_actions.full_screen.trigger()
    assert not window.isFullScreen()


def test_copying_without_a_figure_says_what_to_do(make):
    window = make()
    window.show()
    window.menu_actions.copy_figure.trigger()
    assert "figure" in window.status.shown()[0].lower()


def test_small_windows_open_in_the_middle_of_the_window(qtbot, make):
    window = make()
    window.move(60, 40)
    window.show()
    window.menu_actions.about.trigger()
    window.menu_actions.shortcuts.trigger()
    for small in window._help.values():
        off = small.frameGeometry().center() - window.frameGeometry().center()
        assert off.manhattanLength() <= 2


def test_what_helps_is_made_once(make):
    window = make()
    for _ in range(3):
        for action in (window.menu_actions.guide, window.menu_actions.glossary, window.menu_actions.about):
            action.trigger()
    assert len(window.findChildren(AboutWindow)) == len(window.findChildren(GuideWindow)) == 1


def test_escape_leaves_the_settings_for_the_workspace_before(qtbot, make):
    window = make()
    window.show_workspace("images")
    window.show()
    qtbot.mouseClick(window.rail.entry("settings"), LEFT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.workspace("settings"), Qt.Key.Key_Escape)
    assert window.current() == "images"


def test_the_workspace_before_the_settings_is_where_the_next_start_goes_on(make):
    window = make()
    window.show_workspace("images")
    window.show_workspace("settings")
    window.close()
    assert make().remembered() == "images"


def test_after_a_program_was_killed_too_the_workspace_is_where_the_next_start_goes_on(make):
    make().show_workspace("images")
    assert make().remembered() == "images"


def test_the_list_of_keys_tells_what_escape_takes_away(qtbot):
    work = QWidget()
    qtbot.addWidget(work)
    texts = [label.text() for label in ShortcutsWindow([], work).findChildren(QLabel)]
    assert "Esc" in texts and "Backspace" in texts
