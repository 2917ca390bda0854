"""The button that writes points into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal

from playground.data.paths import reason
from playground.data.points import PointSet
from playground.ui.widgets.button import Button
from playground.ui.widgets.file_dialogs import file_to_save
from playground.ui.words import formatting
from playground.ui.words.refusals import sentence

translate = QCoreApplication.translate


class PointExport(Button):
    """`wrote` carries a sentence that says what was written, `failed` one that says why nothing was."""

    wrote = Signal(str)
    failed = Signal(str)

    def __init__(self, points: Callable[[], PointSet]) -> None:
        tooltip = translate("PointExport", "Write the points as CSV, in the units of the file that they are from")
        super().__init__(translate("PointExport", "Export…"), small=True, tooltip=tooltip)
        self._points = points
        self.clicked.connect(self._ask)

    def write(self, path: Path) -> None:
        """Write the points into this file."""
        from playground.data.point_tables import write_points

        points = self._points()
        try:
            write_points(points, path)
        except (OSError, ValueError) as error:
            self.failed.emit(self.tr("{0} cannot be written: {1}.").format(path.name, sentence(reason(error))))
            return
        text = self.tr("{0} points were written into {1}.", None, len(points))
        self.wrote.emit(text.format(formatting.integer(len(points)), path.name))

    def _ask(self) -> None:
        kinds = self.tr("Tables ({0})").format("*.csv")
        path = file_to_save(self, self.tr("Export points"), f"{Path(self._points().name).stem}.csv", kinds)
        if path is not None:
            self.write(path)
