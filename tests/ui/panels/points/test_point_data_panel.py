"""The card of the points edits their description."""

import pytest
from PySide6.QtCore import Qt

from playground.data.point_sets import offered_in
from playground.data.points import PointSet
from playground.document.codec import Encoder
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.experiment import Experiment
from playground.training.hyperparameters import SEEDS
from playground.ui.panels.points.point_data_panel import PointDataPanel
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.thumbnail import Thumbnail
from playground.ui.widgets.value_slider import ValueSlider


@pytest.fixture
def state(qapp) -> ExperimentState:
    return ExperimentState(Experiment(PointsData("xor", count=60)))


@pytest.fixture
def panel(qtbot, state) -> PointDataPanel:
    panel = PointDataPanel(state, offered_in("perceptron", 2), 2)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def type_into(qtbot, panel: PointDataPanel, name: str, text: str) -> None:
    edit = panel.findChild(ValueSlider, f"data.{name}").edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


@pytest.mark.parametrize(("typed", "count"), [("3", 3), ("1", 2), ("7,500", 7500), ("50000", 10_000)])
def test_every_number_of_points_that_is_allowed_can_be_typed(qtbot, panel, state, typed, count):
    type_into(qtbot, panel, "count", typed)
    assert state.experiment.data.count == count and len(state.data_set) == count


def test_what_belongs_to_a_set_is_offered_with_it(qtbot, panel, state):
    margin, noise = (panel.findChild(ValueSlider, f"data.{name}") for name in ("margin", "noise"))
    assert noise.isVisible() and not margin.isVisible()
    assert state.edit_data(source="separable", margin=0.4) == ""
    assert margin.isVisible() and not noise.isVisible()
    assert margin.value() == 0.4
    type_into(qtbot, panel, "margin", "0.8")
    assert state.experiment.data.margin == 0.8


def test_after_the_last_seed_points_are_made_from_the_first(qtbot, panel, state):
    assert state.edit_data(seed=int(SEEDS.most)) == ""
    qtbot.mouseClick(panel.findChild(Button, "data.regenerate"), Qt.MouseButton.LeftButton)
    assert state.experiment.data.seed == 0


def test_points_of_a_file_have_its_name_and_say_how_they_were_read(qtbot, panel, state, tmp_path):
    path = tmp_path / "measurements of two kinds.csv"
    path.write_text("x1,x2,label\n0,100,a\n10,300,b\n5,200,a\n")
    tile = panel.findChild(Thumbnail, "data.sets.drawn")
    assert tile.text() == "Drawn"
    with qtbot.waitSignal(panel.read):
        panel.open_file(path)
    note = state.data_set.note
    assert note and tile.text() == path.name and tile.toolTip() == f"Points read from {path.name}\n{note}"
    # A document keeps all of it.
    saved = Encoder().encode(state.data_set, "points")
    again = PointDataPanel(ExperimentState(state.experiment), offered_in("network"))
    qtbot.addWidget(again)
    assert saved["note"] == note and again.findChild(Thumbnail, "data.sets.drawn").toolTip() == tile.toolTip()
    assert state.edit_data(drawn=PointSet.empty(2, DRAWN)) == ""
    assert tile.text() == "Drawn"
