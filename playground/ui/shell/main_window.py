"""The window: rail, workspaces, status strip, menus. Layout only; what its actions do is connected elsewhere."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QCursor, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from playground.ui.look import icons
from playground.ui.look.theme import THEME, next_scale
from playground.ui.shell.window_actions import WindowActions
from playground.ui.shell.window_memory import Settings, WindowMemory
from playground.ui.widgets.figure_menu import figure_of
from playground.ui.widgets.hints import Hints
from playground.ui.widgets.names import set_names
from playground.ui.widgets.rail import Rail
from playground.ui.widgets.status_strip import StatusStrip
from playground.ui.widgets.workspace_body import card_of
from playground.ui.words.refusals import sentence
from playground.ui.words.run_text import meaning_of_run_texts
from playground.ui.workspaces.page import WorkspacePage
from playground.ui.workspaces.workspace_kind import WorkspaceKind

PAINTED = QEvent.Type(QEvent.registerEventType())
"""Comes right after the painting of the window. Not `event` is overridden to know it: nothing paints within Python."""
SETTINGS = "settings"
SMALLEST = QSize(640, 480)
NARROW = 880
"""Below this width, at the usual size of text, the rail shows its icons only."""


class MainWindow(QMainWindow):
    """Shows one workspace at a time; remembers its place, the theme, the text size and the splitters."""

    workspace_shown = Signal(str)
    closing = Signal()
    painting = Signal(bool)

    def __init__(
        self, kinds: Mapping[str, WorkspaceKind], build: Callable[[WorkspaceKind], QWidget], settings: Settings
    ) -> None:
        """`build` makes the page of a workspace when it is shown for the first time."""
        super().__init__()
        self._memory = WindowMemory(settings)
        self._kinds, self._build = dict(kinds), build
        self._pages: dict[str, QWidget] = {}
        self._current = self._workspace = ""
        self._is_for_a_person = False
        self._help: dict[str, QWidget] = {}
        self._wanted_scale = THEME.chosen_scale
        self._zooming = QTimer(self, singleShot=True, interval=0)
        self._zooming.timeout.connect(lambda: THEME.set_scale(self._wanted_scale))
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.status = StatusStrip(meaning_of_run_texts())
        set_names("window", rail=self.rail, workspaces=self.stack, status=self.status)
        self.menu_actions = WindowActions(self)
        self._workspace_actions: dict[str, QAction] = {}
        self._arrange()
        self._connect_actions()
        self._memory.restore_theme()
        THEME.dress(self)
        self._memory.restore_place(self)
        self.menu_actions.full_screen.setChecked(self.isFullScreen())
        self.installEventFilter(self)
        THEME.changed.connect(self._follow_theme)

    def current(self) -> str:
        """Return the name of the page shown: a workspace, or "settings"."""
        return self._current

    def remembered(self) -> str:
        """Return the name of the workspace that was shown last, or an empty text."""
        name = self._memory.workspace()
        return name if name in self._kinds else ""

    def workspace(self, name: str) -> QWidget | None:
        """Return a workspace, or None if it has not been shown yet."""
        return self._pages.get(name)

    def show_workspace(self, name: str) -> None:
        """Show a page, building it if need be; an unknown name is an error."""
        if name != SETTINGS and name not in self._kinds:
            raise ValueError(f"workspace {name!r}: expected one of {', '.join(self._kinds)}")
        if name not in self._pages:
            self._pages[name] = self._settings_page() if name == SETTINGS else self._build(self._kinds[name])
            self.stack.addWidget(self._pages[name])
            self._memory.restore_splitters(name, self._pages[name])
            self._memory.restore_folds(name, self._pages[name])
            if self._is_for_a_person:
                self._memory.restore_hints(name, self._pages[name])
        self._current = name
        self.menu_actions.hints.setEnabled(bool(self._pages[name].findChildren(Hints)))
        if name in self._kinds:
            self._workspace = name
            self._memory.keep_workspace(name)
        self.stack.setCurrentWidget(self._pages[name])
        self.rail.set_current(name)
        for other, action in self._workspace_actions.items():
            action.setChecked(other == name)
        self.workspace_shown.emit(name)

    def offer_hints(self) -> None:
        """Show the hints that were not used yet, here and in workspaces that are built later: a person is there."""
        self._is_for_a_person = True
        for name, page in self._pages.items():
            self._memory.restore_hints(name, page)

    def set_training(self, name: str, is_training: bool) -> None:
        """Show on the rail whether a workspace is training."""
        self.rail.set_training(name, is_training)

    def set_document(self, title: str, text: str, is_changed: bool) -> None:
        """Show workspace and document in the title, and a text on it at the bottom."""
        self.setWindowTitle(f"{title}[*] — Atelier")
        self.setWindowModified(is_changed)
        self.status.set_document(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Frame the painting of everything in the window with `painting`, so that the workers can wait meanwhile."""
        if event.type() == QEvent.Type.UpdateRequest:
            self.painting.emit(True)
            QCoreApplication.postEvent(self, QEvent(PAINTED), Qt.EventPriority.LowEventPriority.value)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def customEvent(self, event: QEvent) -> None:
        self.painting.emit(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.save(self, self._pages)
        for window in self._help.values():
            window.close()
        self.closing.emit()
        event.accept()

    def _settings_page(self) -> QWidget:
        # As all that is imported where it is used: nobody waits for it at the start.
        from playground.ui.shell.settings_page import SettingsPage

        page = SettingsPage()
        page.left.connect(lambda: self.show_workspace(self._workspace or next(iter(self._kinds))))
        return page

    def _arrange(self) -> None:
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(SMALLEST)
        for kind in self._kinds.values():
            self.rail.add(kind.name, sentence(kind.title), kind.icon, sentence(kind.tooltip))
        self.rail.add(SETTINGS, self.tr("Settings"), "settings", self.tr("Theme and text size"), at_bottom=True)
        self.rail.chosen.connect(self.show_workspace)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        self.stack.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.stack.setFocus()

    def _connect_actions(self) -> None:
        actions = self.menu_actions
        for number, kind in enumerate(self._kinds.values(), start=1):
            show = _bound(self.show_workspace, kind.name)
            self._workspace_actions[kind.name] = actions.add_workspace(kind.name, sentence(kind.title), number, show)
        for action, slot in (
            (actions.quit, self.close),
            (actions.copy_figure, self._copy_figure),
            (actions.larger, _bound(self._zoom, 1)),
            (actions.smaller, _bound(self._zoom, -1)),
            (actions.normal_size, _bound(self._zoom, 0)),
            (actions.full_screen, self._toggle_full_screen),
            (actions.enlarge, self._enlarge_card),
            (actions.left_column, self._toggle_column),
            (actions.projector, lambda: THEME.set_projector(not THEME.projector)),
            (actions.projector_15, _bound(THEME.set_projector_size, 1.5)),
            (actions.projector_20, _bound(THEME.set_projector_size, 2.0)),
            (actions.settings, _bound(self.show_workspace, SETTINGS)),
            (actions.guide, _bound(self._show_guide, "guide")),
            (actions.glossary, _bound(self._show_guide, "glossary")),
            (actions.shortcuts, self._show_shortcuts),
            (actions.hints, self._show_hints),
            (actions.about, self._show_about),
        ):
            actions.connect_action(action, slot)
        self._mark_projector()
        cast(QGuiApplication, QGuiApplication.instance()).focusObjectChanged.connect(self._focus_changed)

    def _focus_changed(self, focused: object) -> None:
        """Leave Space to a button that was reached with the keyboard; otherwise it trains and pauses."""
        by_click = Qt.FocusPolicy.ClickFocus.value
        takes_space = isinstance(focused, QAbstractButton) and not focused.focusPolicy().value & by_click
        self.menu_actions.train.setShortcut(QKeySequence() if takes_space else QKeySequence("Space"))

    def _follow_theme(self) -> None:
        self._fit_rail()
        self._mark_projector()

    def _mark_projector(self) -> None:
        actions = self.menu_actions
        actions.projector.setChecked(THEME.projector)
        actions.projector_15.setChecked(THEME.projector_size == 1.5)
        actions.projector_20.setChecked(THEME.projector_size == 2)

    def _fit_rail(self) -> None:
        self.rail.set_narrow(self.width() < THEME.px(NARROW))

    def _page(self) -> WorkspacePage | None:
        """The workspace that is shown."""
        page = self._pages.get(self._current)
        return page if isinstance(page, WorkspacePage) else None

    def _enlarge_card(self) -> None:
        """Show the card under the pointer alone, or that with the keyboard's focus, or all again."""
        page = self._page()
        if page is None:
            return
        places = QApplication.widgetAt(QCursor.pos()), QApplication.focusWidget()
        card = page.body.enlarged or next(filter(None, (card_of(place, page.body) for place in places)), None)
        if card is None:
            self.status.flash(self.tr("Point at a card to show it alone"))
        else:
            page.body.toggle(card)

    def _toggle_column(self) -> None:
        """Fold the column at the left, or bring it back."""
        page = self._page()
        if page is not None:
            page.body.columns.toggle_first()

    def _copy_figure(self) -> None:
        figure = figure_of(QApplication.widgetAt(QCursor.pos()))
        if figure is None:
            self.status.flash(self.tr("Point at a figure to copy it"))
            return
        figure.copy()
        self.status.flash(self.tr("Figure copied"))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.menu_actions.full_screen.setChecked(self.isFullScreen())

    def _zoom(self, direction: int) -> None:
        """Change the text size once for all the keys that were pressed while the last change was drawn."""
        before = self._wanted_scale if self._zooming.isActive() else THEME.chosen_scale
        self._wanted_scale = next_scale(before, direction)
        self._zooming.start()

    def _show_guide(self, page: str) -> None:
        from playground.ui.shell.help_windows import GuideWindow

        window = self._help.get("guide") or self._help.setdefault("guide", GuideWindow(self))
        assert isinstance(window, GuideWindow)
        window.show_page(page)
        window.show()
        window.raise_()

    def _show_shortcuts(self) -> None:
        from playground.ui.shell.help_windows import ShortcutsWindow

        if "shortcuts" in self._help:
            self._help.pop("shortcuts").deleteLater()
        self._help["shortcuts"] = ShortcutsWindow(self.menu_actions.overview(), self)
        self._help["shortcuts"].show()

    def _show_hints(self) -> None:
        page = self._page()
        if page is not None:
            for hints in page.findChildren(Hints):
                page.body.bring(hints.about)
                hints.offer()

    def _show_about(self) -> None:
        from playground.ui.shell.help_windows import AboutWindow

        window = self._help.get("about") or self._help.setdefault("about", AboutWindow(self))
        window.show()
        window.raise_()


def _bound(function: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda: function(*arguments)
