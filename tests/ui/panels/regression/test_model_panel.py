"""The model on values is chosen: a line or a network, its layers, units, activation, and how weights start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.panels.regression.model_panel import RegressionModelPanel
from playground.ui.session.state import ExperimentState

START = Experiment(ValuesData("sine"), Architecture(()), TrainingSettings(0.1, "sgd", 8, "squared-error", pace=10.0))


@pytest.fixture
def made(qtbot):
    state = ExperimentState(START)
    panel = RegressionModelPanel(state)
    qtbot.addWidget(panel)
    panel.show()
    return state, panel


def click(qtbot, panel, key: str) -> None:
    qtbot.mouseClick(panel.kind.buttons[key], Qt.MouseButton.LeftButton)


def type_into(qtbot, edit, text: str) -> None:
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_a_line_has_no_layers_to_choose(made):
    _, panel = made
    assert panel._subtitle.text() == "2 parameters"
    assert not panel.layers.isVisible() and not panel.activation.isVisible() and panel.seed.isVisible()


def test_a_network_and_back_in_one_step_each(qtbot, made):
    state, panel = made
    click(qtbot, panel, "hidden")
    assert state.experiment.model.hidden == (DenseSpec(6, "tanh"),)
    assert state.experiment.training.optimizer == "adam"
    assert panel._subtitle.text() == "1 – 6 – 1 · 19 parameters"
    state.edit_training(learning_rate=0.005)
    click(qtbot, panel, "line")
    assert state.experiment == START
    click(qtbot, panel, "hidden")  # as it was left
    assert state.experiment.training.learning_rate == 0.005
    for _ in range(4):
        state.undo()
    assert state.experiment == START and not state.can_undo


def test_units_from_1_to_100(qtbot, made):
    state, panel = made
    click(qtbot, panel, "hidden")
    units = panel.units[0]
    type_into(qtbot, units.edit, "100")
    assert state.experiment.model.hidden[0].width == 100
    qtbot.mouseClick(units._less, Qt.MouseButton.LeftButton)
    assert state.experiment.model.hidden[0].width == 99
    type_into(qtbot, units.edit, "1")
    assert state.experiment.model.hidden[0].width == 1 and not units._less.isEnabled()


def test_up_to_three_layers(qtbot, made):
    state, panel = made
    click(qtbot, panel, "hidden")
    panel.layers.changed.emit(3)
    keys = state.experiment.model.keys
    assert len(state.experiment.model.hidden) == 3 and len(set(keys)) == 3
    assert [units.isVisible() for units in panel.units] == [True] * 3 and not panel.layers._more.isEnabled()
    panel.units[2].changed.emit(4)
    assert [layer.width for layer in state.experiment.model.hidden] == [6, 6, 4]
    panel.layers.changed.emit(1)
    assert state.experiment.model.keys == keys[:1] and [units.isVisible() for units in panel.units] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("name", ["relu", "sigmoid", "softplus", "linear", "square"])
def test_activations(qtbot, made, name):
    state, panel = made
    click(qtbot, panel, "hidden")
    panel.layers.changed.emit(2)
    panel.activation.setCurrentIndex(panel.activation.findData(name))
    assert [layer.activation for layer in state.experiment.model.hidden] == [name, name]
    assert not panel.activation.itemIcon(panel.activation.currentIndex()).isNull()


def test_an_activation_that_is_not_offered_stands_there_all_the_same(qtbot, made):
    state, panel = made
    state.edit_model(Architecture((DenseSpec(5, "elu"),)))
    assert panel.activation.key() == "elu"


def test_how_weights_start(qtbot, made):
    state, panel = made
    click(qtbot, panel, "hidden")
    assert panel.initializer.key() == "spread"
    panel.initializer.setCurrentIndex(panel.initializer.findData("zeros"))
    assert state.experiment.model.initializer == "zeros"
    seed = state.experiment.training.seed
    qtbot.mouseClick(panel.seed.another, Qt.MouseButton.LeftButton)
    assert state.experiment.training.seed == seed + 1
