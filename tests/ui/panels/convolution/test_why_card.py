"""Numbers of connections and weights, beginning with those of the course."""

import pytest
from PySide6.QtCore import QPoint, Qt

from playground.training.convolution_examples import example
from playground.ui.panels.convolution.why_card import WhyCard
from playground.ui.session.state import ExperimentState
from tests.ui.painted_texts import noted_texts


@pytest.fixture
def card(qtbot):
    shown = WhyCard(ExperimentState(example("slide")))
    qtbot.addWidget(shown)
    shown.resize(400, 300)
    shown.show()
    return shown


def painted(card) -> list[str]:
    with noted_texts() as notes:
        card.bars.grab()
        return [each.text for each in notes.painted]


def typed(qtbot, number, text):
    number.edit.setFocus()
    number.edit.selectAll()
    qtbot.keyClicks(number.edit, text)
    qtbot.keyClick(number.edit, Qt.Key.Key_Return)


def test_the_courses_numbers_stand_there_in_words(card):
    told = painted(card)
    assert told[1::2] == ["1.6 billion", "4 million", "100", "1,000", "10,000"]
    assert told[::2] == [
        "Fully connected",
        "Locally connected",
        "Shared weights",
        "10 kernels (filter bank)",
        "10 inputs × 10 outputs",
    ]


def test_connections_can_be_seen_instead(qtbot, card):
    qtbot.mouseClick(card.what.buttons["connections"], Qt.MouseButton.LeftButton)
    assert painted(card)[1::2] == ["1.6 billion", "4 million", "4 million", "40 million", "400 million"]


def test_a_row_that_is_pointed_at_tells_its_product(qtbot, card):
    qtbot.mouseMove(card.bars, QPoint(20, card.bars.height() - 5))
    assert card.said.text() == "10 inputs × 10 outputs: 10² · 10 · 10 = 10,000"
    qtbot.keyClick(card.bars, Qt.Key.Key_Up)
    assert card.said.text() == "10 kernels (filter bank): 10² · 10 = 1,000"


def test_another_size_counts_at_once_and_can_be_undone(qtbot, card):
    typed(qtbot, card.numbers["field"], "7")
    assert painted(card)[1::2] == ["1.6 billion", "1.96 million", "49", "490", "4,900"]
    assert card.model.sizes.field == 7 and card._state.undo_name == "sizes of layers"
    card._state.undo()
    assert painted(card)[3] == "4 million" and card.numbers["field"].edit.text() == "10"


def test_what_is_not_allowed_is_refused_in_words(qtbot, card):
    edit = card.numbers["field"].edit
    typed(qtbot, card.numbers["rows"], "150")
    typed(qtbot, card.numbers["field"], "151")  # a field that is larger than the picture
    assert card.note.isVisible() and "151" in card.note.text() and "150" in card.note.text()
    assert edit.text() == "10" and card.model.sizes.field == 10
    typed(qtbot, card.numbers["units"], "5")
    assert not card.note.isVisible()  # what was refused before says nothing of what is chosen now


@pytest.mark.parametrize("text", ["many", "2.5", "0", "999999999"])
def test_what_is_no_size_stays_in_its_field_with_the_reason(qtbot, card, text):
    typed(qtbot, card.numbers["columns"], text)
    edit = card.numbers["columns"].edit
    assert edit.text() == text and edit.is_marked and "1 to 10,000" in edit.toolTip()
    assert card.model.sizes.columns == 200 and not card.note.isVisible()


def test_numbers_of_any_size_are_exact_or_say_that_they_are_not(qtbot, card):
    typed(qtbot, card.numbers["units"], "100,000,000")
    assert painted(card)[1] == "4 trillion"
    typed(qtbot, card.numbers["rows"], "1234")
    assert painted(card)[1] == "24.68 trillion"
    typed(qtbot, card.numbers["units"], "1234567")
    assert painted(card)[1] == "304,691,135,600"
    typed(qtbot, card.numbers["units"], "71234567")
    assert painted(card)[1] == "≈ 1.76·10¹³"
