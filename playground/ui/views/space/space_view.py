"""What a network answers over the plane as a surface in space, to be turned with pointer and keys."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.points import PLANE
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.kept_picture import KeptPicture
from playground.ui.views.plane.plane_frame import paint_focus
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.regression.surface_legend import paint_reading
from playground.ui.views.space.answer_scene import SIDE, AnswerScene, scene_of
from playground.ui.views.space.camera import Camera, Projection
from playground.ui.views.space.space_box import paint_floor, paint_labels
from playground.ui.views.space.space_points import SpacePoints, paint_border
from playground.ui.views.space.surface_image import SurfaceImage
from playground.ui.words import formatting

DEGREES = 0.5
"""By how much a pixel turns."""
KEY_DEGREES = 5.0
KEY_ZOOM = 1.1
NOTCH = 120
ROOM = 26
"""For what is written around the surface, at the usual size of text."""
TURNS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
ZOOMS = {Qt.Key.Key_Plus: KEY_ZOOM, Qt.Key.Key_Equal: KEY_ZOOM, Qt.Key.Key_Minus: 1 / KEY_ZOOM}


class SpaceView(QWidget):
    """Shows frames: how probable one class is, with the points at 0 and 1; it edits nothing."""

    grid = SIDE
    """Cells a side that it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.camera = Camera()
        self.scene: AnswerScene | None = None
        self.label = 1
        self._snapshot: NetworkSnapshot | None = None
        self._shows_test = True
        self._surface: SurfaceImage | None = None
        self._points, self._floor, self._labels = SpacePoints(), KeptPicture(), KeptPicture()
        self._grip: QPointF | None = None
        self._hover: QPointF | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("The answers as a surface"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys turn the surface, plus and minus bring it nearer and take it farther, Home sets it back."
            )
        )
        THEME.changed.connect(self._show)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame."""
        self._snapshot = snapshot
        self._show()

    def set_label(self, label: int) -> None:
        """Shows how probable another class is."""
        self.label = label
        self._show()

    def set_test_points(self, shown: bool) -> None:
        """Shows or hides the points that only test."""
        self._shows_test = shown
        self.update()

    def set_camera(self, camera: Camera) -> None:
        """Looks from elsewhere."""
        if camera != self.camera:
            self.camera, self._surface = camera, None
            self.update()

    def projection(self) -> Projection:
        """How places of the space lie in this widget now."""
        return Projection(self.camera, 0, 0, self.width(), self.height(), THEME.px(ROOM))

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the plane of the points is beside it."""
        self.setMaximumHeight(max(self.width(), 160))
        self._surface = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), THEME.colours.panel)
        if self.scene is not None and self._snapshot is not None:
            self._paint(painter, self.scene, self._snapshot)
        if self.hasFocus() and self._grip is None:
            paint_focus(painter, PlaneMap(1, 1, self.width() - 2, self.height() - 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._grip = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = event.position()
        if self._grip is not None:
            way = self._hover - self._grip
            self._grip = self._hover
            self.set_camera(self.camera.turned(-way.x() * DEGREES, way.y() * DEGREES))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to where it was looked at from in the beginning."""
        self.set_camera(Camera())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody hears there when the button is let go."""
        self._let_go()
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.set_camera(self.camera.zoomed(KEY_ZOOM ** (event.angleDelta().y() / NOTCH)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in TURNS:
            around, up = TURNS[key]
            self.set_camera(self.camera.turned(around * KEY_DEGREES, up * KEY_DEGREES))
        elif key in ZOOMS:
            self.set_camera(self.camera.zoomed(ZOOMS[key]))
        elif key == Qt.Key.Key_Home:
            self.set_camera(Camera())
        else:
            super().keyPressEvent(event)

    def _let_go(self) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _show(self) -> None:
        scene = None if self._snapshot is None else scene_of(self._snapshot, self.label)
        if scene is not None:
            self.scene, self._surface = scene, None
        self.update()

    def _paint(self, painter: QPainter, scene: AnswerScene, snapshot: NetworkSnapshot) -> None:
        projection = self.projection()
        if self._surface is None:
            self._surface = SurfaceImage(scene, projection)
        area = projection.rect.toAlignedRect()
        self._floor.paint(painter, area, (projection,), partial(paint_floor, projection=projection))
        painter.drawImage(projection.rect, self._surface.picture)
        paint_border(painter, projection, scene, self._surface)
        is_test = scene.points.rank[scene.some] >= snapshot.experiment.data.train_share
        self._points.paint(painter, projection, scene, self._surface, is_test, self._shows_test)
        labels = scene.low, scene.high, scene.name
        self._labels.paint(painter, area, (projection, *labels), lambda on: paint_labels(on, projection, *labels))
        if self._hover is not None and self._grip is None:
            self._paint_reading(painter, scene, self._surface, self._hover)

    def _paint_reading(self, painter: QPainter, scene: AnswerScene, surface: SurfaceImage, pointer: QPointF) -> None:
        place = surface.place_at(pointer)
        if place is None:
            return
        x = np.array([place]) * PLANE
        height = float(scene.at(x)[0])
        value = formatting.significant(height, 3) if scene.points.has_values else formatting.decimal(height, 2)
        x1, x2 = (formatting.decimal(each, 2) for each in x[0].tolist())
        text = self.tr("({0}, {1})  {2} = {3}").format(x1, x2, scene.name, value)
        paint_reading(painter, self.projection().rect, text, pointer)
