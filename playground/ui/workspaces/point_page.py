"""What the workspaces share whose data are points of the plane: selecting, copying and pasting them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData

from playground.ui.panels.points.point_actions import PointActions
from playground.ui.panels.points.point_clipboard import PointClipboard, table_in
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.workspaces.page import WorkspacePage, dragged_file


class PointPage(WorkspacePage):
    """A workspace with an editor of points: it calls `edit_points` once."""

    editor: PointEditor

    def edit_points(self, editor: PointEditor, take: Callable[[str], None]) -> None:
        """Lets the menus work on the points; `take` takes a text with a table of points."""
        self.editor = editor
        self._take_text = take
        self._actions = PointActions(editor)
        self._clipboard = PointClipboard(editor, self._actions, take)
        self._clipboard.failed.connect(self.warn)
        editor.changed.connect(self.selection_changed)
        editor.refused.connect(self.warn)

    @property
    def has_selection(self) -> bool:
        """Whether points are selected."""
        return self.editor.selected > 0

    @property
    def can_copy(self) -> bool:
        """Whether points are selected."""
        return self.editor.selected > 0

    @property
    def can_select_all(self) -> bool:
        """Whether there are points."""
        return len(self.editor.points) > 0

    @property
    def can_paste(self) -> bool:
        """Points, or a table as text; of anything else it says why not."""
        return True

    def cut_selection(self) -> None:
        """Cuts the points that are selected."""
        self._clipboard.cut()

    def copy_selection(self) -> None:
        """Copies the points that are selected, also as a table."""
        self._clipboard.copy()

    def paste(self) -> None:
        """Adds copied points, or takes a table of points."""
        self._clipboard.paste()

    def duplicate_selection(self) -> None:
        """Puts copies of the points that are selected beside them."""
        self._actions.duplicate()

    def select_all(self) -> None:
        """Selects all points."""
        self._actions.select_all()

    def delete_selection(self) -> None:
        """Erases the points that are selected."""
        self.editor.delete_selection()

    def accepts(self, dragged: QMimeData) -> bool:
        """Takes text as well as a file."""
        return super().accepts(dragged) or (dragged.hasText() and not dragged.hasUrls())

    def take(self, dropped: QMimeData) -> None:
        """Takes a file, or a table as text."""
        if dragged_file(dropped) is None:
            self._take_text(table_in(dropped))
        else:
            super().take(dropped)
