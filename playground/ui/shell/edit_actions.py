"""Edit > Paste and Edit > Delete: they work on the workspace that is shown, where it can do them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from playground.ui.shell.window_actions import WindowActions


class EditActions(QObject):
    """A workspace can paste if it has `paste()`; it can delete if it has `delete_selection()`, while it `has_selection`
    and tells with `selection_changed` when that may have changed."""

    def __init__(self, actions: WindowActions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._shown: QWidget | None = None
        actions.connect_action(actions.paste, self._act("paste"))
        actions.connect_action(actions.delete, self._act("delete_selection"))
        self._update()

    def adopt(self, workspace: QWidget) -> None:
        """Follows the selection of a new workspace."""
        if hasattr(workspace, "delete_selection"):
            workspace.selection_changed.connect(self._update)

    def show(self, workspace: QWidget | None) -> None:
        """Works on this workspace from now on."""
        self._shown = workspace
        self._update()

    def _act(self, method: str) -> Callable[[], object]:
        return lambda: getattr(self._shown, method)()

    def _update(self) -> None:
        shown = self._shown
        self._actions.paste.setEnabled(hasattr(shown, "paste"))
        self._actions.delete.setEnabled(hasattr(shown, "delete_selection") and shown.has_selection)
