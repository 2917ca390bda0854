"""Marks on the pad."""

from PySide6.QtCore import QPointF

from playground.ui.views.maps.pad_marks import PadMarks


def test_a_part_can_begin_in_the_very_corner():
    marks = PadMarks()
    marks.begin(QPointF(0, 0))
    marks.stretch(QPointF(0.5, 0.25))
    assert marks.end() == (0, 0, 0.5, 0.25)
