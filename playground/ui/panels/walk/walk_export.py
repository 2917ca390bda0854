"""The menu that writes a walk into a file, for homework."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from playground.data.paths import reason
from playground.training.walk import Walk
from playground.training.walk_export import Sheet, write_walk
from playground.ui.widgets.file_dialogs import file_to_save
from playground.ui.widgets.menu_button import MenuButton
from playground.ui.widgets.names import set_names
from playground.ui.words.refusals import sentence

translate = QCoreApplication.translate


class WalkExport(MenuButton):
    """`wrote` carries a sentence that says what was written, `failed` one that says why nothing was."""

    wrote = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        tooltip = translate("WalkExport", "Write this step as a worked table, or as an exercise with gaps")
        super().__init__(translate("WalkExport", "Export"), "save", tooltip=tooltip, parent=parent)
        self._walk: Walk | None = None
        set_names("walk.export", menu=self.entries)
        for sheet, name, text in (
            (Sheet.WORKED, "worked", self.tr("Worked table…")),
            (Sheet.EXERCISE, "exercise", self.tr("Exercise with gaps…")),
            (Sheet.SOLVED_EXERCISE, "solved", self.tr("Exercise and its solution…")),
        ):
            self.add_entry(f"walk.export.{name}", text, partial(self._ask, sheet))

    def show_walk(self, walk: Walk | None) -> None:
        """What is to be written."""
        self._walk = walk
        self.setEnabled(walk is not None)

    def write(self, path: Path, sheet: Sheet) -> None:
        """Writes it as CSV or Markdown, as the name ends."""
        if self._walk is None:
            return
        try:
            write_walk(self._walk, path, sheet, sentence)
        except (OSError, ValueError) as error:
            self.failed.emit(self.tr("{0} cannot be written: {1}.").format(path.name, sentence(reason(error))))
            return
        self.wrote.emit(self.tr("The step was written into {0}.").format(path.name))

    def _ask(self, sheet: Sheet) -> None:
        kinds = self.tr("Markdown ({0})").format("*.md") + ";;" + self.tr("Tables ({0})").format("*.csv")
        path = file_to_save(self, self.tr("Export this step"), "step.md", kinds)
        if path is not None:
            self.write(path, sheet)
