"""The card of the points: which set, how many, how noisy, how they are shared out; made anew or read from a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.data.plane_value_sets import PLANE_VALUE_SETS
from playground.data.point_sets import POINT_SETS
from playground.data.points import MAX_CLASSES, PointSet
from playground.data.suffixes import POINT_FILES, patterns
from playground.training.chosen_data import DRAWN, FeaturedData, PointsData
from playground.training.hyperparameters import rows
from playground.training.problems import problem_of
from playground.ui.panels.points.further_sets import FurtherSets
from playground.ui.panels.points.point_export import PointExport
from playground.ui.panels.points.point_import import PointImport, points_in_text, read_points
from playground.ui.panels.points.point_sets_grid import PointSetsGrid
from playground.ui.panels.points.problem_switch import ProblemSwitch
from playground.ui.panels.points.set_edits import SetEdits
from playground.ui.session.background import Progress
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.file_dialogs import file_to_open
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.late import Late, reach_after
from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_slider import LinearSlider, LogSlider, ValueSlider

FEWEST = 10
"""Where the slider of the number of points begins; fewer can be typed."""
SPACING = 5
"""So close that all cards beside the network are in sight in a window of 900 pixels."""


class PointDataPanel(Card):
    """Edits the description of the points.

    `refused` says why an edit was not made, `failed` why a file could not be read, `noted` what is to be known of one
    that was `read`, `told` what an edit does.
    """

    refused = Signal(str)
    failed = Signal(str)
    read = Signal()
    noted = Signal(str, str)
    told = Signal(str)

    def __init__(
        self,
        state: ExperimentState,
        sets: Sequence[str],
        max_classes: int = MAX_CLASSES,
        parent: QWidget | None = None,
        values: bool = False,
    ) -> None:
        """sets: the names of the built-in sets to choose from; the user's own points come after them,
        and after those the further sets. values: there may be values in place of classes, too."""
        super().__init__(self.tr("Data"), parent=parent)
        self._state = state
        self._max_classes = max_classes
        self._sets, self._value_sets = PointSetsGrid(sets), Late(self._make_value_sets)
        self._problem = ProblemSwitch(state) if values else None
        self._edits = SetEdits(state, self._own)
        further = [name for name in sets if POINT_SETS[name].is_further]
        self._further = FurtherSets(self._sets, further, self) if further else None
        self._sliders = self._make_sliders({option for name in sets for option in POINT_SETS[name].options})
        self._regenerate = Button(
            self.tr("Regenerate"), small=True, tooltip=self.tr("Draw other points from the same recipe")
        )
        self._import = Button(
            self.tr("Import…"),
            small=True,
            tooltip=self.tr("Read points from text such as CSV (x1, x2, label or value) or an NPZ file (x, y)"),
        )
        self._export = PointExport(lambda: self._data().resolve())
        self._reader = PointImport(self._read)
        if self._problem is not None:
            self.add_control(self._problem)
        if self._further is not None:
            self.add_control(self._further)
            set_names("data", further_sets=self._further)
        set_names("data", card=self, sets=self._sets, **self._sliders, regenerate=self._regenerate)
        if self._problem is not None:
            set_names("data", problem=self._problem)
        set_names("data", import_file=self._import, import_progress=self._reader, export=self._export)
        self._arrange()
        self._connect()
        self._show()

    def open_file(self, path: Path) -> None:
        """Read points from a file beside the window, and put them on the plane."""
        self._reader.open(path)

    def paste(self, text: str) -> None:
        """Take the points in a text, such as rows of a spreadsheet."""
        problem, seed = problem_of(self._state.experiment), self._data().seed
        self._edits.paste(lambda name: points_in_text(text, name, self._max_classes, problem, self._has_values, seed))

    def _read(self, path: Path, progress: Progress) -> PointSet:
        return read_points(path, progress, self._max_classes, problem_of(self._state.experiment), self._has_values)

    @property
    def _has_values(self) -> bool:
        return self._problem is not None

    @property
    def _grid(self) -> PointSetsGrid:
        """The sets of the problem."""
        return self._value_sets() if problem_of(self._state.experiment) == "values" else self._sets

    def _own(self) -> PointSet:
        return self._grid.own.points

    def _make_value_sets(self) -> PointSetsGrid:
        grid = PointSetsGrid(tuple(PLANE_VALUE_SETS), values=True)
        set_names("data", value_sets=grid)
        grid.picked.connect(self._edits.pick)
        self.body.insertWidget(self.body.indexOf(self._sets) + 1, grid)
        reach_after(self._sets.tile(DRAWN), grid)
        return grid

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
            tooltip = self.tr("How far points stray, or their values where they have some")
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
        self.body.setSpacing(SPACING)
        self.add(self._sets)
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
        edits.connect_controls((self._sets,), self._sliders, self._reader, self._export)
        edits.refused.connect(self.refused)
        edits.failed.connect(self.failed)
        edits.read.connect(self.read)
        edits.noted.connect(self.noted)
        edits.kept.connect(self._show)
        if self._problem is not None:
            self._problem.refused.connect(self.refused)
            self._problem.switched.connect(self._tell_switched)
        self._regenerate.clicked.connect(edits.make_anew)
        self._import.clicked.connect(self._ask_for_file)
        self._state.changed.connect(self._show)

    def _ask_for_file(self) -> None:
        kinds = self.tr("Points ({0})").format(patterns(POINT_FILES))
        path = file_to_open(self, self.tr("Import points"), kinds)
        if path is not None:
            self.open_file(path)

    def _tell_switched(self) -> None:
        if self._state.experiment.model.hidden:
            self.told.emit(self.tr("The hidden layers keep what they learned; the output layer begins anew."))

    def _data(self) -> FeaturedData:
        data = self._state.experiment.data
        assert isinstance(data, FeaturedData)
        return data

    def _show(self) -> None:
        data, problem = self._data(), problem_of(self._state.experiment)
        drawn = data.source == DRAWN
        shown = self._grid
        self._sets.setVisible(shown is self._sets)
        if self._value_sets.made is not None:
            self._value_sets.made.setVisible(shown is not self._sets)
        if data.drawn is not None:
            shown.own.follow(data.drawn)
        if shown.checked() != (data.source,):
            shown.set_checked(data.source)
        if self._further is not None:
            self._further.show_sets()
            self._further.setVisible(problem == "classes")
        made = POINT_SETS[data.source].options if data.source in POINT_SETS else ("noise",)
        options = {*made} if problem == "values" else {*made, "label_noise"}
        for name, slider in self._sliders.items():
            if hasattr(data, name):
                slider.set_value(getattr(data, name))
            slider.setEnabled(name == "train_share" or not drawn)
        for name in {"margin", "noise", "label_noise"} & set(self._sliders):
            self._sliders[name].setVisible(name in options)
        self._regenerate.setEnabled(not drawn)
