"""One picture of an error surface: the part of the plane, what is known of E there, and all that is drawn on it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter

from playground.engine.error_surface import ErrorSurface, error_surface
from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.kept_picture import KeptPicture
from playground.ui.views.plane.plane_frame import axis_margins
from playground.ui.views.regression.surface_contents import arrows, free_cross, legend_arrows, note, start_mark
from playground.ui.views.regression.surface_field import SurfaceField
from playground.ui.views.regression.surface_ground import Relief, SurfaceGround
from playground.ui.views.regression.surface_legend import ROW, SurfaceLegend, paint_note, paint_reading
from playground.ui.views.regression.surface_map import SurfaceMap
from playground.ui.views.regression.surface_marks import GradientArrow, Path, PresentPoint
from playground.ui.views.regression.surface_range import SurfaceRange
from playground.ui.views.regression.surface_scene import SurfaceScene
from playground.ui.words import formatting

translate = QCoreApplication.translate
LOW = 250
"""Height below which there is no row for the scale of colours alone, at the usual size of text."""
LONG = 1e5
"""Errors from here on are powers of ten."""
LEFT = 34
"""Room for the numbers of the axis b, at the usual size of text."""


@dataclass(frozen=True)
class SurfaceOptions:
    """What is shown beside the surface and its present point."""

    path: bool = True
    gradients: bool = True
    contours: bool = True


class SurfacePicture:
    """Keeps E of the points at hand; `refine` works on it while it is not complete.

    held: where the user has the point just now, whatever the last frame said.
    """

    def __init__(self) -> None:
        self.scene: SurfaceScene | None = None
        self.options = SurfaceOptions()
        self.held: tuple[float, float] | None = None
        self.size = QSize(0, 0)
        self._range, self._ground, self._labels = SurfaceRange(), SurfaceGround(), KeptPicture()
        self._name_place = 0
        self._surface: ErrorSurface | None = None
        self._field: SurfaceField | None = None
        self._relief: Relief | None = None

    def show(self, scene: SurfaceScene) -> None:
        """Takes over a frame; E is the same as before where the points and the loss are."""
        old, self.scene = self.scene, scene
        if old is None or old.data is not scene.data or old.loss != scene.loss:
            x, y = scene.data.train.T
            self._surface, self._field = error_surface(x, y, scene.loss), None
        self.settle()

    def settle(self) -> None:
        """Has in sight what belongs there; while the user holds the point, nothing moves under it."""
        scene, surface = self.scene, self._surface
        if scene is None or surface is None:
            return
        aspect = _aspect(self._rect())
        if self.held is None:
            self._range.follow((scene.data.best.a, scene.data.best.b), scene.path, aspect)
        extent = self._range.extent(aspect)
        if self._field is None or self._field.extent != extent:
            self._field = SurfaceField(surface, extent)
            self._relief = Relief(self._field.values())

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing to refine."""
        return self._field is None or self._field.is_complete

    def refine(self) -> None:
        """Works on E for some 2 ms."""
        if self._field is not None:
            self._field.advance()
            self._relief = Relief(self._field.values())

    @property
    def theta(self) -> tuple[float, float]:
        """The point as it is shown."""
        if self.held is not None or self.scene is None:
            return self.held or (0.0, 0.0)
        return self.scene.theta

    def loss_at(self, a: float, b: float) -> float:
        """E at a point."""
        return 0.0 if self._surface is None else float(self._surface.column(a, np.array([b]))[0])

    def plane(self) -> SurfaceMap:
        """Where the surface lies now."""
        rect = self._rect()
        return SurfaceMap(rect, self._range.extent(_aspect(rect)))

    def paint(self, painter: QPainter, hover: QPointF | None) -> None:
        """Paints all of it, and the reading under the pointer."""
        scene, plane = self.scene, self.plane()
        if scene is None or self._relief is None:
            return
        area = QRect(0, 0, self.size.width(), self.size.height())
        drawn = arrows(scene, self.theta) if self.options.gradients and plane.extent.holds(*self.theta) else []
        self._ground.paint(painter, area, plane, self._relief, self.options.contours)
        painter.save()
        painter.setClipRect(plane.rect)
        if self._has_path:
            Path(scene.path).paint(painter, plane)
        painter.restore()
        self._paint_labels(painter, area, plane, scene, drawn)
        painter.save()
        painter.setClipRect(plane.rect)
        for arrow in drawn:
            arrow.paint(painter, plane)
        PresentPoint(self.theta, self.beyond(), self.held is not None).paint(painter, plane)
        painter.restore()
        if hover is not None and plane.rect.contains(hover):
            paint_reading(painter, plane.rect, self.reading(*plane.theta(hover)), hover)

    def reading(self, a: float, b: float) -> str:
        """What is said of a point."""
        said = formatting.decimal(a), formatting.decimal(b), formatting.shortest(self.loss_at(a, b), 3, 3)
        return "   ".join(f"{name} = {value}" for name, value in zip("abE", said, strict=True))

    def beyond(self) -> str:
        """What is said of a point that is out of sight."""
        loss = self.loss_at(*self.theta) if np.isfinite(self.theta).all() else np.inf
        said = formatting.significant(loss, 3) if loss < LONG else formatting.scientific(loss)
        return translate("SurfacePicture", "out of sight: E = {0}").format(said)

    @property
    def _has_path(self) -> bool:
        return self.options.path and self.held is None

    def _paint_labels(
        self, painter: QPainter, area: QRect, plane: SurfaceMap, scene: SurfaceScene, drawn: list[GradientArrow]
    ) -> None:
        """All that is written, which stays the same for many frames."""
        best, legend = free_cross(scene, self._name_place, drawn, plane), self._legend()
        self._name_place = 0 if best is None else best.place
        start = start_mark(scene) if self._has_path else None
        named = [mark for mark in (start, best) if mark is not None]

        def draw(on: QPainter) -> None:
            for mark in named:
                mark.paint(on, plane)
            rect = plane.rect
            legend.paint(on, QRectF(rect.left(), rect.bottom() + axis_margins()[1] + 3, rect.width(), 1))
            if text := note(scene):
                paint_note(on, rect, text, is_low)

        is_low = plane.pixel(*plane.extent.nearest(*self.theta)).y() < plane.rect.center().y()
        self._labels.paint(painter, area, (plane, legend, note(scene), is_low, *named), draw)

    def _legend(self) -> SurfaceLegend:
        bounds = (0.5, 1.0) if self._relief is None else self._relief.bounds
        shown = () if self.scene is None or not self.options.gradients else legend_arrows(self.scene)
        return SurfaceLegend(shown, bounds, is_low=self.size.height() < THEME.px(LOW))

    def _rect(self) -> QRectF:
        left, (_, below) = THEME.px(LEFT), axis_margins()
        width = max(self.size.width() - left - 2, 40)
        legend = self._legend().rows(width) * THEME.px(ROW) + 3
        return QRectF(left, 1, width, max(self.size.height() - below - legend - 2, 40))


def _aspect(rect: QRectF) -> float:
    return rect.width() / rect.height()
