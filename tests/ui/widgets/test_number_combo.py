"""A list of numbers into which others can be typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from playground.engine.limits import Range
from playground.ui.widgets.number_combo import NumberCombo

OPTIONS = [("1", "1"), ("16", "16"), ("1000", "1,000")]


@pytest.fixture
def combo(qtbot) -> Iterator[NumberCombo]:
    """Beside a field that has the keyboard."""
    around, other = QWidget(), QLineEdit()
    combo = NumberCombo(OPTIONS, "Batch size", Range(1, 10_000, whole=True), tooltip="How many")
    row = QHBoxLayout(around)
    row.addWidget(other)
    row.addWidget(combo)
    qtbot.addWidget(around)
    around.show()
    other.setFocus()
    combo.set_key("16")
    combo.heard = []
    combo.chosen.connect(combo.heard.append)
    yield combo  # here, so that what is around it is kept


def enter(qtbot, combo: NumberCombo, text: str) -> None:
    combo.edit.setFocus()
    combo.edit.selectAll()
    qtbot.keyClicks(combo.edit, text)
    qtbot.keyClick(combo.edit, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "key"), [("30", "30"), ("1000", "1000"), ("1,000", "1000"), ("0", "1"), ("99999", "10000")]
)
def test_a_number_is_typed(qtbot, combo, typed, key):
    enter(qtbot, combo, typed)
    assert combo.heard == [key] and not combo.view().isVisible()


def test_what_is_no_number_is_marked_and_escape_takes_it_back(qtbot, combo):
    enter(qtbot, combo, "many")
    assert combo.heard == [] and combo.edit.is_marked
    qtbot.keyClick(combo.edit, Qt.Key.Key_Escape)
    assert combo.edit.text() == "16" and not combo.edit.is_marked


def test_the_same_again_is_no_news(qtbot, combo):
    enter(qtbot, combo, "16")
    assert combo.heard == []


def test_arrow_keys_go_through_the_list(qtbot, combo):
    combo.edit.setFocus()
    qtbot.keyClick(combo.edit, Qt.Key.Key_Down)
    assert combo.heard == ["1000"] and combo.edit.text() == "1,000"
    combo.set_options([*OPTIONS[:2], ("30", "30")])
    combo.set_key("30")
    assert combo.edit.text() == "30" and combo.heard == ["1000"]


def test_the_number_is_clicked_and_typed_over(qtbot, combo):
    qtbot.mouseClick(combo.edit, Qt.MouseButton.LeftButton)
    assert combo.edit.hasFocus() and combo.edit.selectedText() == "16"
    qtbot.mouseClick(combo.edit, Qt.MouseButton.LeftButton)
    assert not combo.edit.selectedText(), "the second click puts the cursor between digits"
    qtbot.mouseDClick(combo.edit, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(combo.edit, "48")
    qtbot.keyClick(combo.edit, Qt.Key.Key_Return)
    assert combo.heard == ["48"]
