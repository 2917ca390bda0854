"""The plane of the points, small in a corner of that of their features."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from playground.data.points import PointSet
from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.plane.decision_map import Segments
from playground.ui.views.plane.plane_map import PlaneMap

SHARE, INSET = 0.27, 10
LEAST = 70
"""It is left out where it would be smaller than so many pixels at the usual size of text."""
DOT = 3.2
MOST_DOTS = 1000


@dataclass(frozen=True, eq=False)
class SmallPlane:
    """A picture of both sides, the curve between them (n, 2, 2) and the points as dots, in the corner where the fewest
    of `places` (n, 2) of the large plane lie."""

    image: QImage
    curve: np.ndarray
    points: PointSet
    places: np.ndarray

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        side = SHARE * plane.side
        if side < THEME.px(LEAST):
            return
        box = self.box(plane, side)
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.drawImage(box, self.image)
        small = PlaneMap(box.left(), box.top(), side)
        Segments(self.curve, THEME.colours.text, 1.4).paint(painter, small)
        self._paint_dots(painter, small)
        painter.restore()
        painter.setPen(QPen(THEME.colours.text, THEME.stroke(1.2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def box(self, plane: PlaneMap, side: float) -> QRectF:
        """Where it lies, in pixels."""
        room, pixels = plane.rect.adjusted(INSET, INSET, -INSET, -INSET), plane.pixels(self.places)
        corners = [
            QRectF(left, top, side, side)
            for top in (room.top(), room.bottom() - side)
            for left in (room.right() - side, room.left())
        ]

        def covered(box: QRectF) -> int:
            inside = (pixels >= (box.left(), box.top())) & (pixels <= (box.right(), box.bottom()))
            return int(inside.all(axis=1).sum())

        return min(corners, key=covered)

    def _paint_dots(self, painter: QPainter, small: PlaneMap) -> None:
        some = slice(None, None, max(len(self.points) // MOST_DOTS, 1))
        pixels, label = small.pixels(self.points.x[some]), self.points.label[some]
        for each in range(self.points.classes):
            painter.setPen(QPen(THEME.colours.classes[each], THEME.mark(DOT), c=Qt.PenCapStyle.RoundCap))
            painter.drawPoints(QPolygonF([QPointF(x, y) for x, y in pixels[label == each].tolist()]))
