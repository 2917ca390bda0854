"""What a plane shows, layer by layer: background, shapes, points with their rings, shapes above them."""

from __future__ import annotations

from dataclasses import field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPaintEngine, QPainter, QPolygonF

from playground.data.points import PointSet
from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.plane import plane_frame
from playground.ui.views.plane.plane_frame import Brush, PlaneFrame
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_shapes import Shape, Written
from playground.ui.views.plane.point_markers import PointLayer, marker_radius, paint_rings, paint_vectors

Places = npt.NDArray[np.floating]
NOWHERE: Places = np.empty((0, 2))
FADED = 0.4
"""How opaque points are beside some that stand out."""


@dataclass
class PlanePicture:
    """The layers of a plane; mistakes, selection and the corners of `marquee` in its coordinates (n, 2).

    `lit`: those of the points that stand out, beside which the others fade.
    """

    background: QImage | None = None
    under: tuple[Shape, ...] = ()
    points: PointSet | None = None
    is_test: npt.NDArray[np.bool_] | None = None
    mistakes: Places = field(default_factory=lambda: NOWHERE)
    selection: Places = field(default_factory=lambda: NOWHERE)
    lit: PointSet | None = None
    over: tuple[Shape, ...] = ()
    marquee: Places = field(default_factory=lambda: NOWHERE)
    brush: Brush | None = None
    hint: str = ""
    layer: PointLayer = field(default_factory=PointLayer)
    lit_layer: PointLayer = field(default_factory=PointLayer)
    frame: PlaneFrame = field(default_factory=PlaneFrame)

    def paint(self, painter: QPainter, plane: PlaneMap, hover: tuple[float, float] | None) -> None:
        """Paint everything inside the plane and its axes, with the brush where the pointer hovers."""
        painter.save()
        painter.setClipRect(plane.rect)
        self._paint_ground(painter, plane)
        self._paint_points(painter, plane)
        for shape in self.over:
            shape.paint(painter, plane)
        if self.hint and (self.points is None or not len(self.points)):
            plane_frame.paint_hint(painter, plane, self.hint)
        self._paint_gesture(painter, plane, hover)
        painter.restore()
        self.frame.paint(painter, plane)

    def words(self, plane: PlaneMap) -> list[QRectF]:
        """Where something is written above the points."""
        boxes = [shape.written_at(plane) for shape in self.over if isinstance(shape, Written)]
        return [box for box in boxes if box is not None]

    def _paint_ground(self, painter: QPainter, plane: PlaneMap) -> None:
        if self.background is None:
            painter.fillRect(plane.rect, THEME.colours.background)
        else:
            painter.drawImage(plane.rect, self.background)
        for shape in self.under:
            shape.paint(painter, plane)

    def _paint_points(self, painter: QPainter, plane: PlaneMap) -> None:
        if self.points is None or not len(self.points):
            return
        count = len(self.points)
        is_svg = painter.paintEngine().type() == QPaintEngine.Type.SVG
        painter.setOpacity(1.0 if self.lit is None else FADED)
        (paint_vectors if is_svg else self.layer.paint)(painter, plane, self.points, self.is_test)
        painter.setOpacity(1.0)
        radius = marker_radius(count, plane.side) + 2.5
        if self.lit is not None:
            (paint_vectors if is_svg else self.lit_layer.paint)(painter, plane, self.lit, None, count)
            paint_rings(painter, plane, self.lit.x, radius, THEME.colours.batch)
        paint_rings(painter, plane, self.mistakes, radius, THEME.colours.bad)
        paint_rings(painter, plane, self.selection, radius, THEME.colours.text)

    def _paint_gesture(self, painter: QPainter, plane: PlaneMap, hover: tuple[float, float] | None) -> None:
        if len(self.marquee):
            corners = [QPointF(*corner) for corner in plane.pixels(self.marquee).tolist()]
            plane_frame.paint_marquee(painter, QPolygonF(corners))
        if hover is not None and self.brush is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            plane_frame.paint_brush(painter, self.brush, QPointF(plane.pixel(*hover)))
