"""Edit > Paste and Edit > Delete: they work on the workspace that is shown, where it can do them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from playground.ui.session.workspace import Workspace
from playground.ui.shell.window_actions import WindowActions


class EditActions(QObject):
    """Enabled while the workspace that is shown says that it can."""

    def __init__(self, actions: WindowActions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._shown: Workspace | None = None
        actions.connect_action(actions.paste, self._paste)
        actions.connect_action(actions.delete, self._delete)
        self._update()

    def adopt(self, workspace: Workspace) -> None:
        """Follows the selection of a new workspace."""
        workspace.selection_changed.connect(self._update)

    def show(self, workspace: Workspace | None) -> None:
        """Works on this workspace from now on."""
        self._shown = workspace
        self._update()

    def _paste(self) -> None:
        if self._shown is not None:
            self._shown.paste()

    def _delete(self) -> None:
        if self._shown is not None:
            self._shown.delete_selection()

    def _update(self) -> None:
        shown = self._shown
        self._actions.paste.setEnabled(shown is not None and shown.can_paste)
        self._actions.delete.setEnabled(shown is not None and shown.has_selection)
