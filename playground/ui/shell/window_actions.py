"""The menu entries of the window, with their shortcuts; what nobody has connected yet is not shown."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from playground.engine.errors import Phrase
from playground.ui.widgets.names import set_names
from playground.ui.words.refusals import sentence

Key = QKeySequence.StandardKey
Role = QAction.MenuRole
Native = QKeySequence.SequenceFormat.NativeText


class WindowActions(QObject):
    """The actions as attributes; `connect_action` makes one work and visible, and with it its menu."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._keys: dict[QAction, QKeySequence] = {}
        self.new = self._action(self.tr("New"), Key.New)
        self.open = self._action(self.tr("Open…"), Key.Open)
        self.save = self._action(self.tr("Save"), Key.Save)
        self.save_as = self._action(self.tr("Save as…"), "Ctrl+Shift+S")
        self.quit = self._action(self.tr("Quit"), "Ctrl+Q", Role.QuitRole)
        self.undo = self._action(self.tr("Undo"), Key.Undo)
        self.redo = self._action(self.tr("Redo"), "Ctrl+Shift+Z")
        for action in (self.undo, self.redo):
            action.setIconText(action.text())  # which stays when the text says what is undone
        self.cut = self._action(self.tr("Cut selection"), Key.Cut)
        self.copy = self._action(self.tr("Copy selection"), Key.Copy)
        self.copy_figure = self._action(self.tr("Copy figure under the pointer"), Key.Copy)
        self.paste = self._action(self.tr("Paste"), Key.Paste)
        self.duplicate = self._action(self.tr("Duplicate selection"), "Ctrl+D")
        self.select_all = self._action(self.tr("Select all points"), Key.SelectAll)
        self.delete = self._action(self.tr("Delete selection"), "Del")
        self.delete.setShortcuts([QKeySequence("Del"), QKeySequence("Backspace")])
        self.train = self._action(self.tr("Train or pause"), "Space")
        self.step = self._action(self.tr("One step"), ".")
        self.fine_step = self._action(self.tr("One sample"), "Shift+.")
        self.fine_step.setShortcuts([QKeySequence("Shift+."), QKeySequence(">"), QKeySequence(":")])
        self.back = self._action(self.tr("One step back"), ",")
        self.reset = self._action(self.tr("Reset"), "Ctrl+R")
        self.walk = self._action(self.tr("Backprop, step by step"), "Ctrl+J")
        self._run = {"train": self.train, "step": self.step, "fine_step": self.fine_step, "reset": self.reset}
        for action in self._run.values():
            action.setIconText(action.text())  # which stays when a workspace calls it otherwise
        self.larger = self._action(self.tr("Larger text"), "Ctrl+=")
        self.larger.setShortcuts([QKeySequence("Ctrl+="), QKeySequence("Ctrl++")])
        self.smaller = self._action(self.tr("Smaller text"), "Ctrl+-")
        self.normal_size = self._action(self.tr("Normal text size"), "Ctrl+0")
        self.enlarge = self._action(self.tr("Show card alone"), "F")
        self.left_column = self._action(self.tr("Fold or unfold the left column"), "Ctrl+B")
        self.projector = self._action(self.tr("Projector mode"), "Ctrl+Shift+P")
        self.projector.setCheckable(True)
        self.projector_15 = self._action(self.tr("1.5 times as large"), "")
        self.projector_20 = self._action(self.tr("Twice as large"), "")
        self.full_screen = self._action(self.tr("Full screen"), "F11")
        self.full_screen.setCheckable(True)
        self.settings = self._action(self.tr("Settings"), "Ctrl+,", Role.PreferencesRole)
        self.guide = self._action(self.tr("Guide"), "F1")
        self.glossary = self._action(self.tr("Glossary"), "Shift+F1")
        self.shortcuts = self._action(self.tr("Keyboard shortcuts"), "Ctrl+F1")
        self.hints = self._action(self.tr("Show hints on the diagram"), "")
        self.about = self._action(self.tr("About Atelier"), "", Role.AboutRole)
        set_names("action", **{name: part for name, part in vars(self).items() if isinstance(part, QAction)})
        self._menus: list[QMenu] = []
        self._fill(window)

    def connect_action(self, action: QAction, slot: Callable[[], object]) -> None:
        """Call `slot` when the action is chosen, and show the action."""
        action.triggered.connect(lambda _=False: slot())
        action.setVisible(True)
        self.show_menus()

    def show_menus(self) -> None:
        """Show the menus that have something in them."""
        for menu in self._menus:
            has_entries = any(action.isVisible() and not action.isSeparator() for action in menu.actions())
            menu.menuAction().setVisible(has_entries)

    def add_workspace(self, name: str, text: str, number: int, slot: Callable[[], object]) -> QAction:
        """Add an entry for a workspace to the View menu, with Ctrl and its number as shortcut."""
        action = self._action(text, f"Ctrl+{number}")
        action.setObjectName(f"action.workspace.{name}")
        action.setCheckable(True)
        self.view.insertAction(self._workspaces_end, action)
        self.connect_action(action, slot)
        return action

    def name_steps(self, undone: str, redone: str) -> None:
        """Says what would be undone and redone; what has no name cannot be."""
        for action, told, name in (
            (self.undo, self.tr("Undo: {0}"), undone),
            (self.redo, self.tr("Redo: {0}"), redone),
        ):
            action.setEnabled(bool(name))
            # A lone & would underline the character after it.
            action.setText(told.format(name).replace("&", "&&") if name else action.iconText())

    def name_run(self, words: Mapping[str, Phrase]) -> None:
        """Has what runs called as in the workspace that is shown."""
        for name, action in self._run.items():
            action.setText(sentence(words[name]) if name in words else action.iconText())

    def overview(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return menu by menu the text and the keys of every action that works and has a shortcut."""
        result = []
        for menu in self._menus:
            rows = [
                (action.iconText().replace("…", ""), self._keys[action].toString(Native))
                for action in menu.actions()
                if action.isVisible() and action in self._keys
            ]
            if rows:
                result.append((menu.title(), rows))
        return result

    def _fill(self, window: QMainWindow) -> None:
        file = self._menu(window, "file", self.tr("File"))
        file.addActions([self.new, self.open])
        self.recent = file.addMenu(self.tr("Open recent"))
        self.recent.setObjectName("menu.recent")
        self.recent.menuAction().setVisible(False)
        file.addSeparator()
        file.addActions([self.save, self.save_as])
        file.addSeparator()
        file.addAction(self.quit)
        edit = self._menu(window, "edit", self.tr("Edit"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.cut, self.copy, self.copy_figure, self.paste, self.duplicate, self.delete])
        edit.addSeparator()
        edit.addAction(self.select_all)
        run = self._menu(window, "run", self.tr("Run"))
        run.addActions([self.train, self.step, self.fine_step, self.back, self.reset, self.walk])
        self.view = self._menu(window, "view", self.tr("View"))
        self._workspaces_end = self.view.addSeparator()
        self.view.addActions([self.larger, self.smaller, self.normal_size])
        self.view.addSeparator()
        self.view.addActions([self.enlarge, self.left_column])
        self.view.addSeparator()
        self.view.addAction(self.projector)
        self._fill_projector(self.view.addMenu(self.tr("Projector size")))
        self.view.addActions([self.full_screen, self.settings])
        help_menu = self._menu(window, "help", self.tr("Help"))
        help_menu.addActions([self.guide, self.glossary, self.shortcuts, self.hints, self.about])
        self.show_menus()

    def _fill_projector(self, menu: QMenu) -> None:
        menu.setObjectName("menu.projector")
        sizes = QActionGroup(menu)
        for action in (self.projector_15, self.projector_20):
            action.setCheckable(True)
            sizes.addAction(action)
            menu.addAction(action)

    def _menu(self, window: QMainWindow, name: str, title: str) -> QMenu:
        menu = window.menuBar().addMenu(title)
        menu.setObjectName(f"menu.{name}")
        self._menus.append(menu)
        return menu

    def _action(self, text: str, keys: Key | str, role: QAction.MenuRole = Role.NoRole) -> QAction:
        action = QAction(text, self)
        if keys:
            self._keys[action] = QKeySequence(keys)
            action.setShortcut(self._keys[action])
        action.setMenuRole(role)
        action.setVisible(False)
        return action
