"""The segmented control with a label."""

from PySide6.QtCore import Qt

from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.labelled_segments import LabelledSegments

FEW = [Choice("1", "1", "one"), Choice("8", "8", "eight")]


def test_its_options_can_become_others(qtbot):
    control = LabelledSegments("Batch size", FEW, tooltip="How many")
    qtbot.addWidget(control)
    control.setObjectName("transport.batch")
    control.show()
    chosen = []
    control.chosen.connect(chosen.append)
    qtbot.mouseClick(control.segments.buttons["8"], Qt.MouseButton.LeftButton)
    assert chosen == ["8"] and control.key() == "8"
    before = control.segments
    control.set_choices(FEW)
    assert control.segments is before
    control.set_choices([*FEW, Choice("16", "16", "sixteen")])
    control.set_key("16")
    assert chosen == ["8"] and control.key() == "16"
    assert control.segments.buttons["16"].objectName() == "transport.batch.choices.16"
    qtbot.mouseClick(control.segments.buttons["1"], Qt.MouseButton.LeftButton)
    assert chosen == ["8", "1"]
