"""The card of the points: which set, how many, how noisy, how they are shared out; made anew or read from a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.data.point_sets import POINT_SETS
from playground.data.points import MAX_CLASSES, PointSet
from playground.data.suffixes import POINT_FILES, patterns
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.hyperparameters import rows
from playground.ui.panels.points.drawn_tile import DrawnTile
from playground.ui.panels.points.further_sets import FurtherSets
from playground.ui.panels.points.point_export import PointExport
from playground.ui.panels.points.point_import import PointImport, check_class_count, read_points
from playground.ui.panels.points.point_thumbnails import built_in_picture
from playground.ui.panels.points.set_edits import SetEdits
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

translate = QCoreApplication.translate

FEWEST = 10
"""Where the slider of the number of points begins; fewer can be typed."""


class PointDataPanel(Card):
    """Edits the description of the points.

    `refused` says why an edit was not made, `failed` why a file could not be read, `noted` what is to be known of one
    that was `read`.
    """

    refused = Signal(str)
    failed = Signal(str)
    read = Signal()
    noted = Signal(str, str)

    def __init__(
        self,
        state: ExperimentState,
        sets: Sequence[str],
        max_classes: int = MAX_CLASSES,
        parent: QWidget | None = None,
    ) -> None:
        """sets: the names of the built-in sets to choose from; the user's own points come after them,
        and after those the further sets."""
        super().__init__(self.tr("Data"), parent=parent)
        self._state = state
        self._max_classes = max_classes
        self._grid = ThumbnailGrid(self.tr("Point set"))
        further = [name for name in sets if POINT_SETS[name].is_further]
        self._add_tiles(name for name in sets if name not in further)
        self._own = DrawnTile(self._grid, PointSet.empty(2, DRAWN), _caption)
        self._add_tiles(further)
        self._edits = SetEdits(state, self._own)
        self._further = FurtherSets(self._grid, further, self) if further else None
        self._sliders = self._make_sliders({option for name in sets for option in POINT_SETS[name].options})
        self._regenerate = Button(
            self.tr("Regenerate"), small=True, tooltip=self.tr("Draw other points from the same recipe")
        )
        self._import = Button(
            self.tr("Import…"),
            small=True,
            tooltip=self.tr("Read points from text such as CSV (x1, x2, label) or an NPZ file (x, y)"),
        )
        self._export = PointExport(lambda: self._data().resolve())
        self._reader = PointImport(partial(read_points, max_classes=max_classes))
        if self._further is not None:
            self.add_control(self._further)
            set_names("data", further_sets=self._further)
        set_names("data", card=self, sets=self._grid, **self._sliders, regenerate=self._regenerate)
        set_names("data", import_file=self._import, import_progress=self._reader, export=self._export)
        self._arrange()
        self._connect()
        self._show()

    def open_file(self, path: Path) -> None:
        """Read points from a file beside the window, and put them on the plane."""
        self._reader.open(path)

    def paste(self, text: str) -> None:
        """Take the points in a text, such as rows of a spreadsheet."""
        # What reads tables is not loaded before there is one: the window opens sooner.
        from playground.data.point_tables import points_of_text

        def read(name: str) -> PointSet:
            found = points_of_text(text, name, self._data().seed)
            check_class_count(found, name, self._max_classes)
            return found

        self._edits.paste(read)

    def _add_tiles(self, names: Iterable[str]) -> None:
        for name in names:
            tooltip, picture = sentence(POINT_SETS[name].tooltip), built_in_picture(name)
            self._grid.add(name, set_text(name), tooltip=tooltip, picture=picture)

    def _make_sliders(self, options: set[str]) -> dict[str, ValueSlider]:
        """By the field that each edits, from the top to the bottom."""
        fields = rows(PointsData)
        count, noise, margin, share = (fields[name].range for name in ("count", "noise", "margin", "train_share"))
        sliders: dict[str, ValueSlider] = {}
        tooltip = self.tr("How many points there are")
        sliders["count"] = LogSlider(self.tr("Points"), FEWEST, count.most, FEWEST, typed=count, tooltip=tooltip)
        if "margin" in options:
            tooltip = self.tr("The room ρ that separable points leave on either side of the line between them")
            sliders["margin"] = LinearSlider(
                self.tr("Margin"), margin.least, margin.most, margin.least, step=0.05, tooltip=tooltip
            )
        if "noise" in options:
            tooltip = self.tr("How far points stray")
            sliders["noise"] = LinearSlider(
                self.tr("Noise"), noise.least, noise.most, noise.least, step=0.01, percent=True, tooltip=tooltip
            )
        labels = fields["label_noise"].range
        tooltip = self.tr("The share of the points whose label is wrong; everything else stays")
        sliders["label_noise"] = LinearSlider(
            self.tr("Label noise"), labels.least, labels.most, labels.least, step=0.01, percent=True, tooltip=tooltip
        )
        tooltip = self.tr("The share of the points that is learned from; the others only test")
        sliders["train_share"] = LinearSlider(
            self.tr("Training share"), share.least, share.most, share.most, step=0.05, percent=True, tooltip=tooltip
        )
        return sliders

    def _arrange(self) -> None:
        self.add(self._grid)
        noises = QHBoxLayout()
        noises.setSpacing(12)
        for name, slider in self._sliders.items():
            if name in ("margin", "noise", "label_noise"):
                noises.addWidget(slider, 1)
            else:
                self.add(slider)
            if name == "count":
                self.add(noises)
        buttons = FlowLayout(gap=6)
        for button in (self._regenerate, self._import, self._export):
            buttons.addWidget(button)
        self.add(buttons)
        self.add(self._reader)

    def _connect(self) -> None:
        edits = self._edits
        edits.connect_controls(self._grid, self._sliders, self._reader, self._export)
        edits.refused.connect(self.refused)
        edits.failed.connect(self.failed)
        edits.read.connect(self.read)
        edits.noted.connect(self.noted)
        edits.kept.connect(self._show)
        self._regenerate.clicked.connect(edits.make_anew)
        self._import.clicked.connect(self._ask_for_file)
        self._state.changed.connect(self._show)

    def _ask_for_file(self) -> None:
        kinds = self.tr("Points ({0})").format(patterns(POINT_FILES))
        path = file_to_open(self, self.tr("Import points"), kinds)
        if path is not None:
            self.open_file(path)

    def _data(self) -> PointsData:
        data = self._state.experiment.data
        assert isinstance(data, PointsData)
        return data

    def _show(self) -> None:
        data = self._data()
        drawn = data.source == DRAWN
        if data.drawn is not None:
            self._own.follow(data.drawn)
        if self._grid.checked() != (data.source,):
            self._grid.set_checked(data.source)
        if self._further is not None:
            self._further.show_sets()
        for name, slider in self._sliders.items():
            slider.set_value(getattr(data, name))
            slider.setEnabled(name == "train_share" or not drawn)
        options = POINT_SETS[data.source].options if data.source in POINT_SETS else ("noise",)
        for name in ("margin", "noise"):
            if name in self._sliders:
                self._sliders[name].setVisible(name in options)
        self._regenerate.setEnabled(not drawn)


def _caption(points: PointSet) -> tuple[str, str]:
    """What the user's own points are called, and what is to be known of them: of a file, how it was read."""
    if points.name == DRAWN:
        return set_text(DRAWN), translate("PointDataPanel", "Your own points: painted, or read from a file")
    read = translate("PointDataPanel", "Points read from {0}").format(points.name)
    return points.name, "\n".join((read, sentence(points.note))) if points.note else read
