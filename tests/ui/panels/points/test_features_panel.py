"""Choosing what the network gets to see."""

from PySide6.QtCore import Qt

from playground.training.experiment import Experiment
from playground.ui.panels.points.features_panel import FeaturesPanel
from playground.ui.session.state import ExperimentState


def make(qtbot) -> tuple[ExperimentState, FeaturesPanel]:
    state = ExperimentState(Experiment())
    panel = FeaturesPanel(state)
    qtbot.addWidget(panel)
    panel.show()
    return state, panel


def click(qtbot, panel: FeaturesPanel, name: str) -> None:
    qtbot.mouseClick(panel.grid.tile(name), Qt.MouseButton.LeftButton)


def test_features_are_switched_on_and_off_in_their_order(qtbot):
    state, panel = make(qtbot)
    click(qtbot, panel, "x1x2")
    click(qtbot, panel, "x1^2")
    assert state.experiment.data.features == ("x1", "x2", "x1^2", "x1x2")
    click(qtbot, panel, "x1")
    assert state.experiment.data.features == ("x2", "x1^2", "x1x2")


def test_the_last_feature_stays_and_the_card_says_why(qtbot):
    state, panel = make(qtbot)
    click(qtbot, panel, "x1")
    click(qtbot, panel, "x2")
    assert state.experiment.data.features == ("x2",)
    assert panel.grid.checked() == ("x2",)
    assert panel.reason.isVisible() and "at least one" in panel.reason.text().lower()
    click(qtbot, panel, "x1")
    assert not panel.reason.isVisible()


def test_undo_is_shown(qtbot):
    state, panel = make(qtbot)
    click(qtbot, panel, "sin x1")
    state.undo()
    assert panel.grid.checked() == ("x1", "x2")
