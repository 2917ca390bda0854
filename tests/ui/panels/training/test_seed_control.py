"""The seed can be typed, and another one is a click away."""

import pytest
from PySide6.QtCore import Qt

from playground.training.experiment import Experiment
from playground.training.hyperparameters import SEEDS
from playground.ui.panels.training.seed_control import SeedControl
from playground.ui.session.state import ExperimentState

LARGEST = 2**53


@pytest.fixture
def control(qtbot) -> SeedControl:
    control = SeedControl(ExperimentState(Experiment()))
    qtbot.addWidget(control)
    control.show()
    return control


def type_text(qtbot, control: SeedControl, text: str) -> int:
    control.edit.setFocus()
    control.edit.selectAll()
    qtbot.keyClicks(control.edit, text)
    qtbot.keyClick(control.edit, Qt.Key.Key_Return)
    return control._state.experiment.training.seed


def test_every_seed_that_can_be_saved_can_be_typed(qtbot, control):
    assert SEEDS.most == LARGEST
    assert type_text(qtbot, control, "9007199254740992") == LARGEST
    assert not control.edit.is_marked and control.edit.text() == "9007199254740992"


@pytest.mark.parametrize("typed", ["-1", "1.5", "9007199254740994", "one"])
def test_another_one_is_not_taken_in_its_place(qtbot, control, typed):
    assert type_text(qtbot, control, typed) == 42
    assert control.edit.is_marked and "9,007,199,254,740,992" in control.edit.toolTip()


def test_after_the_last_seed_comes_the_first(qtbot, control):
    type_text(qtbot, control, "7")
    qtbot.mouseClick(control.another, Qt.MouseButton.LeftButton)
    assert control.edit.text() == "8"
    type_text(qtbot, control, str(LARGEST))
    qtbot.mouseClick(control.another, Qt.MouseButton.LeftButton)
    assert control.edit.text() == "0"
