"""Where the value under the pointer is told."""

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from playground.ui.views.plane.plane_frame import readout_box

PLANE, SIZE, FAR = QRectF(0, 0, 400, 400), QSizeF(150, 22), QPointF(200, 200)
TOP, BOTTOM = QRectF(100, 8, 292, 24), QRectF(8, 368, 300, 24)


@pytest.mark.parametrize(
    ("pointer", "taken", "corner"),
    [
        (FAR, [], (242, 8)),
        (QPointF(380, 20), [], (8, 8)),
        (FAR, [QRectF(200, 8, 192, 24)], (8, 8)),
        (FAR, [TOP], (242, 370)),
        (FAR, [TOP, BOTTOM], (242, 8)),
        (QPointF(380, 20), [TOP, BOTTOM], (8, 8)),
    ],
)
def test_it_keeps_off_the_pointer_and_then_off_other_words(pointer, taken, corner):
    assert readout_box(PLANE, SIZE, pointer, taken).topLeft().toTuple() == corner
