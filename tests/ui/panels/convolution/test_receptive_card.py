"""A stack of layers, and what its units see of the input."""

import re

import pytest
from PySide6.QtCore import Qt

from playground.engine.words import format_layers
from playground.training.convolution_examples import example
from playground.ui.panels.convolution.receptive_card import ReceptiveFieldCard
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.field_scene import Unit


@pytest.fixture
def card(qtbot):
    shown = ReceptiveFieldCard(ExperimentState(example("slide")))
    qtbot.addWidget(shown)
    shown.resize(400, 330)
    shown.show()
    return shown


def said(card) -> str:
    return re.sub("<[^>]*>", "", card.said.text()).replace("\u00a0", " ")


def choose(combo, key):
    combo.combo.setCurrentIndex(combo.combo.findData(key))


def point(qtbot, card, at, row, column):
    layout = card.view.layout_now()
    cell, area = layout.cell(at), layout.maps[at]
    place = area.topLeft() + type(area.topLeft())((column + 0.5) * cell, (row + 0.5) * cell)
    qtbot.mouseMove(card.view, place.toPoint())


def test_the_courses_stack_sees_eight_by_eight(card):
    assert said(card) == (
        "After conv 3 × 3 → pool 2 → conv 3 × 3 one unit sees 8 × 8 input pixels."
        " What its neighbours see is moved by 2 px."
    )


def test_a_unit_at_the_edge_sees_padding(qtbot, card):
    point(qtbot, card, 3, 0, 0)
    assert card.view.unit == Unit(3, 0, 0)
    assert "At this edge 5 × 5 of them lie in the input" in said(card)
    qtbot.mouseMove(card.view, card.view.rect().bottomLeft())
    assert "edge" not in said(card)


def test_units_of_other_layers_can_be_chosen(qtbot, card):
    point(qtbot, card, 2, 2, 2)
    assert said(card).startswith("After conv 3 × 3 → pool 2 one unit sees 4 × 4 input pixels.")
    qtbot.keyClick(card.view, Qt.Key.Key_PageUp)
    qtbot.keyClick(card.view, Qt.Key.Key_Left)
    assert card.view.unit.at == 2


def test_the_stack_is_built_layer_by_layer(qtbot, card):
    qtbot.mouseClick(card.stack.chips[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.stack.add, Qt.MouseButton.LeftButton)
    assert format_layers(card.model.stack) == "conv1x3 pool2 conv1x3 conv1x3"
    choose(card.stack.settings.side, "5")
    choose(card.stack.settings.dilation, "2")
    choose(card.stack.settings.padding, "0")
    choose(card.stack.settings.stride, "2")
    assert format_layers(card.model.stack) == "conv1x3 pool2 conv1x3 conv1x5s2p0d2"
    assert "24 × 24" in said(card) and "moved by 4 px" in said(card)
    choose(card.stack.settings.kind, "avgpool")
    assert card.stack.chips[3].text() == "average pool 2" and not card.stack.settings.dilation.isVisible()
    qtbot.mouseClick(card.stack.settings.remove, Qt.MouseButton.LeftButton)
    assert len(card.stack.chips) == 3 and "8 × 8" in said(card)
    while card._state.can_undo:
        card._state.undo()
    assert format_layers(card.model.stack) == "conv1x3 pool2 conv1x3"


def test_what_sees_too_much_is_refused_in_words(qtbot, card):
    qtbot.mouseClick(card.stack.chips[1], Qt.MouseButton.LeftButton)
    choose(card.stack.settings.side, "11")
    qtbot.mouseClick(card.stack.add, Qt.MouseButton.LeftButton)
    assert "365 × 365" in said(card)
    qtbot.mouseClick(card.stack.add, Qt.MouseButton.LeftButton)
    assert card.note.isVisible() and "1,000" in card.note.text()
    assert "365 × 365" in said(card) and len(card.stack.chips) == 4


def test_settings_are_there_when_a_layer_is_chosen(qtbot, card):
    assert not card.stack.settings.isVisible()
    qtbot.mouseClick(card.stack.chips[1], Qt.MouseButton.LeftButton)
    assert card.stack.settings.isVisible() and card.stack.settings.kind.key() == "pool"
    qtbot.mouseClick(card.stack.chips[1], Qt.MouseButton.LeftButton)
    assert not card.stack.settings.isVisible()
    qtbot.mouseClick(card.stack.add, Qt.MouseButton.LeftButton)
    assert len(card.stack.chips) == 4 and card.stack.chips[3].isChecked() and card.stack.settings.isVisible()


def test_the_last_layer_stays(qtbot, card):
    qtbot.mouseClick(card.stack.chips[0], Qt.MouseButton.LeftButton)
    for _ in range(3):
        qtbot.mouseClick(card.stack.settings.remove, Qt.MouseButton.LeftButton)
    assert len(card.model.stack) == 1 and not card.stack.settings.remove.isEnabled()
