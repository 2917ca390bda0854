"""Pooling of a small table: winners, other numbers, and an input that moves."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt

from playground.training.convolution_examples import example
from playground.ui.panels.convolution.pooling_card import PoolingCard
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.table_look import COOL, PLAIN, WARM


@pytest.fixture
def card(qtbot):
    shown = PoolingCard(ExperimentState(example("slide")))
    qtbot.addWidget(shown)
    shown.resize(400, 330)
    shown.show()
    return shown


def numbers(table):
    return table.look.numbers.tolist()


def dragged(qtbot, table, row, column, up):
    place = table.cell_rect(row, column).center().toPoint()
    qtbot.mousePress(table, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseMove(table, place - QPoint(0, up // 2))
    qtbot.mouseMove(table, place - QPoint(0, up))
    qtbot.mouseRelease(table, Qt.MouseButton.LeftButton, pos=place - QPoint(0, up))


def test_the_largest_of_each_window_wins(card):
    assert numbers(card.output) == [[6, 5], [3, 9]]
    won = np.argwhere(card.table.look.strong).tolist()
    assert won == [[1, 1], [1, 2], [2, 0], [2, 2]]
    assert card.table.look.tones[0].tolist() == [WARM, WARM, COOL, COOL]
    assert card.output.look.tones.tolist() == [[WARM, COOL], [COOL, WARM]]
    assert card.title() == "Max-pooling" and "No parameters" in card.said.text()


def test_the_mean_can_be_kept_instead(qtbot, card):
    qtbot.mouseClick(card.kind.buttons["average-pool"], Qt.MouseButton.LeftButton)
    assert numbers(card.output) == [[3.5, 2], [1.5, 5.75]] and card.title() == "Average pooling"
    assert card.model.table.operation == "average-pool"
    card._state.undo()
    assert numbers(card.output) == [[6, 5], [3, 9]]


@pytest.mark.parametrize(
    ("button", "after", "same"),
    [
        ("right", [[4, 6], [3, 9]], 2),
        ("left", [[6, 1], [9, 8]], 1),
        ("down", [[3, 2], [6, 9]], 1),
        ("up", [[6, 9], [2, 8]], 1),
    ],
)
def test_moving_the_input_tells_which_outputs_stay(qtbot, card, button, after, same):
    qtbot.mouseClick(card.shift.buttons[button], Qt.MouseButton.LeftButton)
    assert numbers(card.output) == after
    assert f"{same} of 4 outputs stay the same." in card.said.text()
    assert len(card.output.look.corners) == 4 - same
    qtbot.mouseClick(card.shift.back, Qt.MouseButton.LeftButton)
    assert numbers(card.output) == [[6, 5], [3, 9]] and not card.output.look.corners


def test_the_keys_move_it_too(qtbot, card):
    qtbot.keyClick(card.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(card.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert numbers(card.table)[0] == [0, 0, 0, 0] and "1 down, 1 to the right" in card.said.text()


def test_moves_are_undone_and_go_with_their_document(qtbot, card):
    state = card._state
    for button in ("right", "down"):
        qtbot.mouseClick(card.shift.buttons[button], Qt.MouseButton.LeftButton)
    assert state.undo_name == "move of the input"
    state.undo()
    assert "Moved 1 to the right:" in card.said.text()
    state.reset(example("pooling"))
    assert numbers(card.output) == [[6, 5], [3, 9]] and not card.shift.back.isEnabled()
    for _ in range(10):
        qtbot.mouseClick(card.shift.buttons["left"], Qt.MouseButton.LeftButton)
    assert not np.any(card.table.look.numbers) and not card.note.isVisible()


def test_a_number_is_dragged_in_one_step_of_undo(qtbot, card):
    dragged(qtbot, card.table, 0, 0, 260)
    assert numbers(card.table)[0][0] == 7.5 and numbers(card.output)[0][0] == 7.5
    card._state.undo()
    assert numbers(card.table)[0][0] == 1 and not card._state.can_undo


def test_a_number_is_typed(qtbot, card):
    place = card.table.cell_rect(3, 3).center().toPoint()
    qtbot.mouseClick(card.table, Qt.MouseButton.LeftButton, pos=place)
    field = card.table.edit.field
    field.selectAll()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert numbers(card.output) == [[6, 5], [3, 12]]


def test_of_a_moved_input_the_number_is_changed_that_is_seen(qtbot, card):
    card.move_input(0, 1)
    dragged(qtbot, card.table, 0, 1, 40)  # the 1 that has moved there, now 2
    assert card.model.table.x[0, 0, 0] == 2
    dragged(qtbot, card.table, 0, 0, 40)
    assert card.note.isVisible() and card.model.table.x[0, 0, 0] == 2


def test_windows_that_overlap_are_shown_one_at_a_time(qtbot, card):
    card.stride.combo.setCurrentIndex(card.stride.combo.findData("1"))
    assert numbers(card.output) == [[6, 6, 5], [6, 9, 9], [3, 9, 9]]
    assert (card.table.look.tones == PLAIN).all()
    QCoreApplication.processEvents()  # laid out anew
    qtbot.mouseMove(card.output, card.output.cell_rect(2, 1).center().toPoint())
    assert np.argwhere(card.table.look.tones != PLAIN).tolist() == [[2, 1], [2, 2], [3, 1], [3, 2]]


def test_a_window_may_be_all_of_it(qtbot, card):
    card.side.combo.setCurrentIndex(card.side.combo.findData("4"))
    assert numbers(card.output) == [[9]] and card._state.undo_name == "window of the pooling"


def test_alone_the_tables_take_the_room_that_there_is(card):
    usual = card.table.size()
    card.resize(1300, 800)
    assert card.table.size() == usual
    card.show_enlarged(True)
    assert card.table.height() > 2 * usual.height() and card.output.height() - 1 == (card.table.height() - 1) // 2
    assert card.table.height() < card.height() - card.said.height()
    card.show_enlarged(False)
    assert card.table.size() == usual
