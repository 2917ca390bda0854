"""From the perceptron whose rule goes round to a network with the same points; steps by keys."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from playground.data.points import PointSet
from playground.training.chosen_data import DRAWN
from playground.ui.shell.studio import Studio
from playground.ui.widgets.message_bar import MessageBar

CORNERS = PointSet.empty().added([(1, 1), (-1, -1), (1, -1), (-1, 1)], [1, 1, 0, 0])


def test_a_hidden_layer_is_added_in_network_and_what_was_there_comes_back(qtbot, studio: Studio):
    studio.show("network")
    network = studio.sessions["network"]
    qtbot.waitUntil(lambda: network.snapshot is not None)
    network.state.edit_training(learning_rate=0.25)
    session = studio.show_workspace("perceptron")
    session.state.edit_data(source=DRAWN, drawn=CORNERS)
    session.play(True)
    bar = session.workspace.findChild(MessageBar)
    qtbot.waitUntil(bar.isVisible)
    button = next(each for each in bar.findChildren(QPushButton) if each.text() == "Add a hidden layer")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert studio.window.current() == "network"
    shown = network.state.experiment
    assert shown.data.resolve() is CORNERS and [layer.width for layer in shown.model.hidden] == [2]
    told = network.workspace.findChild(MessageBar)
    back = next(each for each in told.findChildren(QPushButton) if each.text() == "Bring back")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert network.state.experiment.training.learning_rate == 0.25
    assert session.state.experiment.data.resolve() is CORNERS


def test_keys_go_a_sample_a_mistake_and_a_step_back(qtbot, studio: Studio):
    session = studio.show_workspace("perceptron")
    studio.show("perceptron")
    qtbot.waitUntil(lambda: session.snapshot is not None and studio.window.isActiveWindow())
    window, start = studio.window, session.snapshot.theta

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        before = session.snapshot
        qtbot.keyClick(window, key, modifier)
        qtbot.waitUntil(lambda: session.snapshot is not before)

    press(Qt.Key.Key_Period, Qt.KeyboardModifier.ShiftModifier)
    first = session.snapshot
    assert first.visited is not None
    press(Qt.Key.Key_Period)
    assert session.snapshot.updates > 0
    press(Qt.Key.Key_Comma)
    assert np.array_equal(session.snapshot.theta, first.theta)
    press(Qt.Key.Key_Comma)
    assert np.array_equal(session.snapshot.theta, start) and session.snapshot.visited is None
    actions = studio.window.menu_actions
    assert actions.fine_step.isEnabled() and actions.back.isEnabled()
    studio.show_workspace("network")
    assert not actions.fine_step.isEnabled() and actions.back.isEnabled()
