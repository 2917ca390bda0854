"""Further sets are unfolded among those that are always in sight; one that is chosen is in sight, too."""

import pytest
from PySide6.QtCore import Qt

from playground.data.point_sets import POINT_SETS, offered_in
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.experiment import Experiment
from playground.ui.panels.points.further_sets import FurtherSets
from playground.ui.panels.points.point_data_panel import PointDataPanel
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.thumbnail import Thumbnail

SETS = offered_in("network")
FURTHER = {name for name in SETS if POINT_SETS[name].is_further}
USUAL = {*SETS, DRAWN} - FURTHER


@pytest.fixture
def state(qapp) -> ExperimentState:
    return ExperimentState(Experiment(PointsData("moons", count=60)))


@pytest.fixture
def panel(qtbot, state) -> PointDataPanel:
    panel = PointDataPanel(state, SETS)
    qtbot.addWidget(panel)
    panel.resize(240, 600)
    panel.show()
    return panel


def in_sight(panel: PointDataPanel) -> set[str]:
    return {tile.objectName().rpartition(".")[2] for tile in panel.findChildren(Thumbnail) if tile.isVisible()}


def click(qtbot, panel: PointDataPanel, name: str) -> None:
    qtbot.mouseClick(panel.findChild(Thumbnail, f"data.sets.{name}"), Qt.MouseButton.LeftButton)


def test_they_are_unfolded_chosen_and_folded_again(qtbot, state, panel):
    button = panel.findChild(FurtherSets, "data.further_sets")
    low = panel.sizeHint().height()
    assert in_sight(panel) == USUAL and button.accessibleName() == "More sets"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert in_sight(panel) == USUAL | FURTHER and button.accessibleName() == "Fewer sets"
    places = {tile.geometry().topLeft().toTuple() for tile in panel.findChildren(Thumbnail)}
    assert len(places) == len(SETS) + 1, "none lies on another"
    click(qtbot, panel, "heart")
    assert state.experiment.data.source == "heart"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert in_sight(panel) == USUAL | {"heart"}
    click(qtbot, panel, "xor")
    assert in_sight(panel) == USUAL and panel.sizeHint().height() == low


def test_a_document_with_one_of_them_shows_it(state, panel):
    assert state.edit_data(source="checkerboard") == ""
    assert in_sight(panel) == USUAL | {"checkerboard"}
    state.undo()
    assert in_sight(panel) == USUAL


def test_where_there_are_none_there_is_no_button(qtbot, qapp):
    panel = PointDataPanel(ExperimentState(Experiment(PointsData("xor"))), offered_in("perceptron", 2), 2)
    qtbot.addWidget(panel)
    assert panel.findChild(FurtherSets) is None
