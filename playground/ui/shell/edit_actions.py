"""The Edit menu's work on what is selected, and what is pasted: in the workspace that is shown, where it can do it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from playground.ui.session.workspace import Workspace
from playground.ui.shell.window_actions import WindowActions


class EditActions(QObject):
    """Enabled while the workspace that is shown says that it can."""

    def __init__(self, actions: WindowActions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._shown: Workspace | None = None
        self._connect(actions.cut, lambda shown: shown.cut_selection())
        self._connect(actions.copy, lambda shown: shown.copy_selection())
        self._connect(actions.paste, lambda shown: shown.paste())
        self._connect(actions.duplicate, lambda shown: shown.duplicate_selection())
        self._connect(actions.delete, lambda shown: shown.delete_selection())
        self._connect(actions.select_all, lambda shown: shown.select_all())
        self._update()

    def adopt(self, workspace: Workspace) -> None:
        """Follows the selection of a new workspace."""
        workspace.selection_changed.connect(self._update)

    def show(self, workspace: Workspace | None) -> None:
        """Works on this workspace from now on."""
        self._shown = workspace
        self._update()

    def _connect(self, action: QAction, act: Callable[[Workspace], None]) -> None:
        def do() -> None:
            if self._shown is not None:
                act(self._shown)

        self._actions.connect_action(action, do)

    def _update(self) -> None:
        shown, actions = self._shown, self._actions
        can_copy = shown is not None and shown.can_copy
        for action in (actions.cut, actions.copy, actions.duplicate):
            action.setEnabled(can_copy)
        actions.copy_figure.setEnabled(not can_copy)  # both have the same key
        actions.paste.setEnabled(shown is not None and shown.can_paste)
        actions.delete.setEnabled(shown is not None and shown.has_selection)
        actions.select_all.setEnabled(shown is not None and shown.can_select_all)
