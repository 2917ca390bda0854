"""What every card of points does with its set: choose one, slide, make it anew, take what was read or pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from playground.data.errors import DataError
from playground.data.points import PointSet
from playground.training.chosen_data import DRAWN
from playground.training.hyperparameters import next_seed
from playground.training.problems import holding
from playground.ui.panels.points.point_export import PointExport
from playground.ui.panels.points.point_import import PointImport
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid
from playground.ui.widgets.value_slider import ValueSlider
from playground.ui.words import formatting
from playground.ui.words.refusals import sentence


class SetEdits(QObject):
    """Edits the description of the data, of whatever kind they are.

    `refused` says why an edit was not made, `failed` why a file or a text could not be read, `noted` what is to be
    known of one that was `read`; `kept`: the controls are to show what there is.
    """

    refused = Signal(str)
    failed = Signal(str)
    read = Signal()
    noted = Signal(str, str)
    kept = Signal()

    def __init__(self, state: ExperimentState, own: Callable[[], PointSet]) -> None:
        """own: what the user's own points are."""
        super().__init__(state)
        self._state, self._own = state, own

    def connect_controls(
        self, grids: Iterable[ThumbnailGrid], sliders: dict[str, ValueSlider], reader: PointImport, export: PointExport
    ) -> None:
        """sliders: by the field that each edits."""
        for grid in grids:
            grid.picked.connect(self.pick)
        for name, slider in sliders.items():
            slider.value_changed.connect(lambda value, name=name: self.slide(name, value))
            slider.value_committed.connect(self._state.end_gesture)
        export.failed.connect(self.failed)
        export.wrote.connect(self._tell_written)
        reader.loaded.connect(self.take)
        reader.failed.connect(self.failed)
        self._state.replaced.connect(reader.drop)

    def pick(self, name: str) -> None:
        """Chooses a built-in set, or the user's own points."""
        is_own = name == DRAWN
        self._edit(source=name, drawn=self._own() if is_own else None)

    def slide(self, name: str, value: float) -> None:
        """Edits a field of numbers; edits in a row are one gesture."""
        self._edit(merge=name, **{name: round(value) if name == "count" else value})

    def make_anew(self) -> None:
        """Other points from the same recipe."""
        self._edit(seed=next_seed(self._state.experiment.data.seed))

    def take(self, points: PointSet) -> None:
        """Puts what was read in place of what there is."""
        self.read.emit()
        held = holding(self._state.experiment, points)
        if held is None:
            self._edit(source=DRAWN, drawn=points)
        else:
            self._tell(self._state.edit(held))
        if points.note:
            self.noted.emit("info", sentence(points.note))

    def paste(self, read: Callable[[str], PointSet]) -> None:
        """Takes what `read` makes of a pasted text, which it is told the name of; DataError is told."""
        try:
            found = read(self.tr("The pasted text"))
        except DataError as error:
            self.failed.emit(sentence(error))
            return
        self.take(replace(found, name=DRAWN))
        said = self.tr("{0} points were pasted.", None, len(found)).format(formatting.integer(len(found)))
        self.noted.emit("info", " ".join(filter(None, (said, sentence(found.note)))))

    def _edit(self, merge: str = "", **changes: object) -> None:
        self._tell(self._state.edit_data(merge=merge, **changes))

    def _tell(self, reason: str) -> None:
        if reason:
            self.refused.emit(reason)
            self.kept.emit()

    def _tell_written(self, text: str) -> None:
        self.read.emit()
        self.noted.emit("info", text)
