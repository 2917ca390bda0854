"""The card of the values: which set, how many, how noisy, how many thrown far; made anew, read from a file, pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.data.points import PointSet
from playground.data.suffixes import POINT_FILES, patterns
from playground.data.value_sets import VALUE_SETS
from playground.training.chosen_data import DRAWN
from playground.training.chosen_values import ValuesData
from playground.training.hyperparameters import rows
from playground.ui.panels.points.drawn_tile import DrawnTile
from playground.ui.panels.points.point_export import PointExport
from playground.ui.panels.points.point_import import PointImport
from playground.ui.panels.points.point_thumbnails import value_picture
from playground.ui.panels.points.set_edits import SetEdits
from playground.ui.session.background import Progress
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.file_dialogs import file_to_open
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.names import set_names
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid
from playground.ui.widgets.value_slider import LinearSlider, LogSlider, ValueSlider
from playground.ui.words.refusals import sentence
from playground.ui.words.set_text import set_text

TIGHT = 2
"""Between thumbnails: four stand beside each other in a column of the usual width."""

translate = QCoreApplication.translate

FEWEST = 5
"""Where the slider of the number of points begins; fewer can be typed."""


class ValueDataPanel(Card):
    """Edits the description of the values.

    `refused` says why an edit was not made, `failed` why a file or a text could not be read, `noted` what is to be
    known of one that was `read`.
    """

    refused = Signal(str)
    failed = Signal(str)
    read = Signal()
    noted = Signal(str, str)

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Data"), parent=parent)
        self._state = state
        self._grid = ThumbnailGrid(self.tr("Set of values"), gap=TIGHT)
        for name, recipe in VALUE_SETS.items():
            self._grid.add(name, set_text(name), tooltip=sentence(recipe.tooltip), picture=value_picture(name))
        self._own = DrawnTile(self._grid, PointSet.empty(0, DRAWN), _caption)
        self._edits = SetEdits(state, lambda: self._own.points)
        self._sliders = self._make_sliders()
        self._regenerate = Button(
            self.tr("Regenerate"), small=True, tooltip=self.tr("Draw other points from the same recipe")
        )
        self._import = Button(
            self.tr("Import…"),
            small=True,
            tooltip=self.tr("Read values from text such as CSV (x, y); a table can be pasted, too"),
        )
        self._export = PointExport(lambda: self._data().resolve())
        self._reader = PointImport(_read_values)
        set_names("data", card=self, sets=self._grid, **self._sliders, regenerate=self._regenerate)
        set_names("data", import_file=self._import, import_progress=self._reader, export=self._export)
        self._arrange()
        self._connect()
        self._show()

    def open_file(self, path: Path) -> None:
        """Read values from a file beside the window, and put them on the plane."""
        self._reader.open(path)

    def paste(self, text: str) -> None:
        """Take the values in a text, such as rows of a spreadsheet."""
        from playground.data.value_files import values_of_text

        self._edits.paste(lambda name: values_of_text(text, name))

    def _make_sliders(self) -> dict[str, ValueSlider]:
        """By the field that each edits, from the top to the bottom."""
        fields = rows(ValuesData)
        count, share = fields["count"].range, fields["train_share"].range
        return {
            "count": LogSlider(
                self.tr("Points"), FEWEST, count.most, FEWEST, typed=count, tooltip=self.tr("How many points there are")
            ),
            "noise": self._percent(self.tr("Noise"), "noise", self.tr("How far points stray from the function")),
            "outliers": self._percent(
                self.tr("Outliers"), "outliers", self.tr("The share of the points that are thrown far away")
            ),
            "train_share": LinearSlider(
                self.tr("Training share"),
                share.least,
                share.most,
                share.most,
                step=0.05,
                percent=True,
                tooltip=self.tr("The share of the points that is learned from; the others only test"),
            ),
        }

    def _percent(self, label: str, field: str, tooltip: str) -> LinearSlider:
        allowed = rows(ValuesData)[field].range
        return LinearSlider(label, allowed.least, allowed.most, allowed.least, step=0.01, percent=True, tooltip=tooltip)

    def _arrange(self) -> None:
        self.add(self._grid)
        self.add(self._sliders["count"])
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self._sliders["noise"], 1)
        beside.addWidget(self._sliders["outliers"], 1)
        self.add(beside)
        self.add(self._sliders["train_share"])
        buttons = FlowLayout(gap=6)
        for button in (self._regenerate, self._import, self._export):
            buttons.addWidget(button)
        self.add(buttons)
        self.add(self._reader)

    def _connect(self) -> None:
        edits = self._edits
        edits.connect_controls((self._grid,), self._sliders, self._reader, self._export)
        edits.refused.connect(self.refused)
        edits.failed.connect(self.failed)
        edits.read.connect(self.read)
        edits.noted.connect(self.noted)
        edits.kept.connect(self._show)
        self._regenerate.clicked.connect(edits.make_anew)
        self._import.clicked.connect(self._ask_for_file)
        self._state.changed.connect(self._show)

    def _ask_for_file(self) -> None:
        kinds = self.tr("Values ({0})").format(patterns(POINT_FILES))
        path = file_to_open(self, self.tr("Import values"), kinds)
        if path is not None:
            self.open_file(path)

    def _data(self) -> ValuesData:
        data = self._state.experiment.data
        assert isinstance(data, ValuesData)
        return data

    def _show(self) -> None:
        data = self._data()
        if data.drawn is not None:
            self._own.follow(data.drawn)
        if self._grid.checked() != (data.source,):
            self._grid.set_checked(data.source)
        made = data.source != DRAWN
        for name, slider in self._sliders.items():
            slider.set_value(getattr(data, name))
            slider.setEnabled(made or name == "train_share")
        self._regenerate.setEnabled(made)


def _caption(points: PointSet) -> tuple[str, str]:
    """What the user's own points are called, and what is to be known of them: of a file, how it was read."""
    if points.name == DRAWN:
        return set_text(DRAWN), translate("ValueDataPanel", "Your own points: painted, pasted, or read from a file")
    read = translate("ValueDataPanel", "Values read from {0}").format(points.name)
    return points.name, "\n".join((read, sentence(points.note))) if points.note else read


def _read_values(path: Path, progress: Progress) -> PointSet:
    # What reads files is not loaded before there is one: the window opens sooner.
    from playground.data.value_files import load_values

    return load_values(path, progress)
