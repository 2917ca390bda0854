"""What is marked on the drawing pad: the digits that were found there, and the part that is about to be cropped."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.data.box import Box
from playground.ui.look.theme import THEME

ROOM = 0.02
"""Boxes are so much larger than the digits, as a share of the pad."""
LEAST_PART = 0.04
"""Smaller parts, of a hand that slipped, are not cropped."""
SHADE = QColor(0, 0, 0, 90)
DASHES = Qt.PenStyle.DashLine


class PadMarks:
    """Boxes around several digits, one of them chosen, and a rectangle that is being dragged; all as shares of the
    pad."""

    def __init__(self) -> None:
        self.digits: tuple[Box, ...] = ()
        self.chosen = 0
        self._from: QPointF | None = None
        self._to = QPointF()

    @property
    def is_dragging(self) -> bool:
        """Whether a part is being dragged."""
        return self._from is not None

    def other_at(self, point: QPointF) -> int | None:
        """The digit at a place, if it is not the chosen one; None where there is none to choose."""
        for index, box in enumerate(self.digits):
            if index != self.chosen and _enlarged(box).contains(point):
                return index
        return None

    def begin(self, point: QPointF) -> None:
        """A part begins here."""
        self._from = self._to = point

    def stretch(self, point: QPointF) -> None:
        """It ends here, for now."""
        self._to = QPointF(min(max(point.x(), 0), 1), min(max(point.y(), 0), 1))

    def end(self) -> Box | None:
        """The part that was dragged; None where it is too small to be meant."""
        part = self._part()
        self._from = None
        if min(part.width(), part.height()) < LEAST_PART:
            return None
        return part.left(), part.top(), part.right(), part.bottom()

    def paint(self, painter: QPainter, size: float) -> None:
        """Paints the marks on a pad of this side."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.is_dragging:
            self._frame(painter, self._part(), size, chosen=True)
        elif len(self.digits) > 1:
            for index, box in enumerate(self.digits):
                self._frame(painter, _enlarged(box), size, index == self.chosen)

    def _part(self) -> QRectF:
        return QRectF(self._to if self._from is None else self._from, self._to).normalized()

    def _frame(self, painter: QPainter, part: QRectF, size: float, chosen: bool) -> None:
        rect = QRectF(part.left() * size, part.top() * size, part.width() * size, part.height() * size)
        rect = rect.intersected(QRectF(1.5, 1.5, size - 3, size - 3))
        # Seen on black and on white.
        painter.setPen(QPen(SHADE, THEME.stroke(3)))
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(QPen(THEME.colours.accent, 2 if chosen else 1, Qt.PenStyle.SolidLine if chosen else DASHES))
        painter.drawRoundedRect(rect, 3, 3)


def _enlarged(box: Box) -> QRectF:
    left, top, right, bottom = box
    return QRectF(QPointF(left - ROOM, top - ROOM), QPointF(right + ROOM, bottom + ROOM))
