"""The pad to draw on: strokes, taking them back, and when it counts as blank."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from playground.ui.views.maps.canvas import UNDO_STROKES
from playground.ui.views.maps.draw_pad import DrawPad


@pytest.fixture
def pad(qtbot) -> DrawPad:
    pad = DrawPad("Draw here")
    qtbot.addWidget(pad)
    pad.show()
    return pad


def dot(qtbot, pad: DrawPad, x: int, y: int) -> None:
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def test_a_stroke_leaves_ink_and_is_taken_back(qtbot, pad):
    assert pad.is_blank
    with qtbot.waitSignal(pad.drawn):
        dot(qtbot, pad, 60, 60)
    assert not pad.is_blank and pad.canvas().any()
    pad.take_back()
    assert pad.is_blank and not pad.canvas().any()


def test_what_cannot_be_taken_back_any_more_still_counts(qtbot, pad):
    for stroke in range(UNDO_STROKES + 2):
        dot(qtbot, pad, 20 + 4 * stroke, 60)
    for _ in range(UNDO_STROKES + 5):
        pad.take_back()
    assert pad.canvas().any()
    assert not pad.is_blank
    pad.clear()
    assert pad.is_blank and not pad.canvas().any()


def test_a_fleeting_picture_goes_as_soon_as_something_is_drawn(qtbot, pad):
    pad.show_picture(np.full((8, 8, 1), 255, np.uint8))
    pad.make_fleeting()
    dot(qtbot, pad, 100, 100)
    assert not pad.has_picture and pad.canvas().mean() < 20
    pad.take_back()
    assert pad.is_blank


def test_on_a_bright_picture_the_pen_is_dark_and_the_eraser_bright(qtbot, pad):
    pad.show_picture(np.full((8, 8, 1), 255, np.uint8))
    dot(qtbot, pad, 60, 60)
    assert pad.canvas().min() == 0
    pad.set_erasing(True)
    dot(qtbot, pad, 60, 60)
    assert pad.canvas().min() == 255


def test_ink_of_a_colour_stays_what_it_is_on_a_bright_picture(qtbot, pad):
    pad.show_picture(np.full((8, 8, 1), 255, np.uint8))
    pad.set_ink(QColor(200, 30, 40))
    dot(qtbot, pad, 60, 60)
    assert {(200, 30, 40), (255, 255, 255)} <= {tuple(map(int, pixel)) for pixel in pad.canvas().reshape(-1, 3)}
