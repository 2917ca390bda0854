"""Points on the clipboard: copied as a table for spreadsheets, pasted beside others, or a table as new points."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from playground.data.errors import DataError
from playground.data.points import PointSet
from playground.ui.panels.points.point_actions import PointActions
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.panels.points.point_tools import chosen_of
from playground.ui.words.refusals import sentence

COPIED = "application/x-atelier-points"
"""A table in the plane's own units: these points are put where they were, beside those that there are."""


class PointClipboard(QObject):
    """Cuts, copies and pastes; `failed` says why what lies on the clipboard cannot be pasted."""

    failed = Signal(str)

    def __init__(self, editor: PointEditor, actions: PointActions, take: Callable[[str], None]) -> None:
        """take: takes a text that holds a table of points."""
        super().__init__(editor)
        self._editor, self._actions, self._take = editor, actions, take

    def copy(self) -> None:
        """Put the selected points on the clipboard."""
        from playground.data.point_tables import table_text

        points = self._editor.points
        chosen = points.without(~chosen_of(points, self._editor.selection))
        plain = PointSet(chosen.x, chosen.label, chosen.rank, chosen.class_names, value=chosen.value)
        mime = QMimeData()
        mime.setText(table_text(chosen, "\t"))
        mime.setData(COPIED, table_text(plain, "\t").encode())
        QGuiApplication.clipboard().setMimeData(mime)

    def cut(self) -> None:
        """Put the selected points on the clipboard, and erase them."""
        self.copy()
        self._editor.delete_selection(self.tr("points cut"))

    def paste(self) -> None:
        """Add points that were copied; a table of numbers becomes the points."""
        mime = QGuiApplication.clipboard().mimeData() or QMimeData()
        if mime.hasFormat(COPIED):
            self._join(bytes(mime.data(COPIED).data()).decode(errors="replace"))
            return
        text = table_in(mime)
        if text.strip():
            self._take(text)
        else:
            self.failed.emit(self.tr("There is no text on the clipboard; copy a table of numbers first."))

    def _join(self, text: str) -> None:
        # What reads tables is not loaded before there is one: the window opens sooner.
        from playground.data.point_tables import VALUE, points_of_text
        from playground.data.value_files import plane_values_of_text, values_of_text

        name, own = self.tr("The clipboard"), self._editor.points
        header = text.partition("\n")[0].split("\t")
        if VALUE in header and not own.has_values:
            self.failed.emit(self.tr("The copied points have values; here points have none."))
            return
        try:
            if own.has_values:
                found = plane_values_of_text(text, name)
            else:
                found = points_of_text(text, name, known=own) if own.classes else values_of_text(text, name)
        except DataError as error:
            self.failed.emit(sentence(error))
            return
        names = [found.class_names[label] for label in found.label] if found.classes else []
        self._actions.join(found.x, names, self.tr("points pasted"), found.marks)


def table_in(mime: QMimeData) -> str:
    """The text of what was copied or dropped; of a page with a table, that table's cells."""
    from playground.data.point_tables import text_of_html

    table = text_of_html(mime.html()) if mime.hasHtml() else ""
    return table if table.strip() else mime.text()
