"""A button whose controls are made when it is first unfolded."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.unfolding_button import UnfoldingButton

LEFT = Qt.MouseButton.LeftButton


class Unfolding(UnfoldingButton):
    """Counts how often its controls are made."""

    def __init__(self) -> None:
        super().__init__("More", "More to choose", 200, self._make)
        self.made = 0

    def _make(self) -> QWidget:
        self.made += 1
        box = CheckBox("a choice", tooltip="")
        box.setObjectName("more.choice")
        return box


@pytest.fixture
def button(qtbot) -> Unfolding:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    button = Unfolding()
    button.setObjectName("more")
    layout.addWidget(button)
    holder.show()
    yield button
    holder.hide()


def test_its_controls_are_made_once_when_it_is_first_unfolded(qtbot, button):
    assert button.made == 0 and not button.findChildren(QWidget)
    for _ in range(2):
        qtbot.mouseClick(button, LEFT)
        assert button.unfolded.isVisible() and button.made == 1
        assert button.unfolded.objectName() == "more.unfolded"
        box = button.unfolded.findChild(CheckBox, "more.choice")
        assert box.isVisible() and box.hasFocus()
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        assert not button.unfolded.isVisible()


def test_it_takes_others_in_before_its_own_are_made(qtbot, button):
    others = [QLabel(text) for text in ("one", "two")]
    button.take_in(others)
    assert button.made == 0 and all(button.unfolded.isAncestorOf(each) for each in others)
    qtbot.mouseClick(button, LEFT)
    box = button.unfolded.findChild(CheckBox)
    tops = [each.mapTo(button.unfolded, each.rect().topLeft()).y() for each in (*others, box)]
    assert tops == sorted(tops) and box.hasFocus() and all(each.isVisible() for each in (*others, box))
