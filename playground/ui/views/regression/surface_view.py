"""The error surface E(a, b) of a line: the way of descent over it, and the point that can be dragged."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_frame import paint_focus
from playground.ui.views.regression.surface_map import SurfaceMap
from playground.ui.views.regression.surface_marks import HALO
from playground.ui.views.regression.surface_picture import SurfaceOptions, SurfacePicture
from playground.ui.views.regression.surface_scene import SurfaceScene

REFINING = 15
"""Milliseconds between two pieces of work on a surface that is not complete."""
KEY_STEPS = 50
"""From the middle of the picture to its nearer edge; with Shift ten times as many."""
KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class SurfaceView(QWidget):
    """Shows scenes; `weights_edited` carries θ = (a, b) float32 and a name, `gesture_ended` follows when the point is
    let go of."""

    weights_edited = Signal(object, str)
    gesture_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = SurfacePicture()
        self._hover: QPointF | None = None
        self._grip: QPointF | None = None
        self._is_keyed = False
        self._refining = QTimer(self)
        self._refining.setInterval(REFINING)
        self._refining.timeout.connect(self._refine)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Error surface E(a, b)"))
        self.setAccessibleDescription(self.tr("Arrow keys move the point, with Shift by little; the line follows."))
        THEME.changed.connect(self._settle)

    @property
    def options(self) -> SurfaceOptions:
        return self.picture.options

    def set_options(self, **changes: bool) -> None:
        """Shows or hides the path, the gradients, the contours."""
        self.picture.options = replace(self.picture.options, **changes)
        self._settle()

    def show_scene(self, scene: SurfaceScene) -> None:
        """Shows one frame."""
        if not self._is_held:
            self.picture.held = None
        self.picture.show(scene)
        self._settle()

    def plane(self) -> SurfaceMap:
        """Where the surface lies in this widget now."""
        return self.picture.plane()

    def sizeHint(self) -> QSize:
        return QSize(440, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(200), THEME.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.picture.size = event.size()
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), THEME.colours.panel)
        self.picture.paint(painter, self._hover)
        if self.hasFocus() and self._grip is None:
            paint_focus(painter, self.plane().frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On the dot it is gripped as it is; elsewhere it comes there at once."""
        plane, place = self.plane(), event.position()
        if event.button() != Qt.MouseButton.LeftButton or self.picture.scene is None or not plane.rect.contains(place):
            event.ignore()
            return
        dot = plane.pixel(*self.picture.theta)
        is_on_dot = math.hypot(dot.x() - place.x(), dot.y() - place.y()) <= THEME.mark(HALO)
        self._grip = dot - place if is_on_dot else QPointF()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if is_on_dot:
            self.picture.held = self.picture.theta
            self.update()
        else:
            self._move_to(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        self._hover = place
        if self._grip is not None:
            self._move_to(place + self._grip)
        else:
            dot = self.plane().pixel(*self.picture.theta)
            near = math.hypot(dot.x() - place.x(), dot.y() - place.y()) <= THEME.mark(HALO)
            self.setCursor(Qt.CursorShape.OpenHandCursor if near else Qt.CursorShape.CrossCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody hears there when the button is let go."""
        self._let_go()
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the point."""
        way = KEYS.get(Qt.Key(event.key()))
        if way is None or self.picture.scene is None:
            super().keyPressEvent(event)
            return
        extent = self.plane().extent
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = min(extent.across, extent.upwards) / (10 * KEY_STEPS if fine else KEY_STEPS)
        a, b = extent.nearest(*self.picture.theta)
        self._is_keyed = True
        self._set(*extent.nearest(a + way[0] * step, b + way[1] * step))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in KEYS and not event.isAutoRepeat():
            self._end_keys()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end_keys()
        super().focusOutEvent(event)

    @property
    def _is_held(self) -> bool:
        return self._grip is not None or self._is_keyed

    def _let_go(self) -> None:
        if self._grip is not None:
            self._grip = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.gesture_ended.emit()
            self.update()

    def _end_keys(self) -> None:
        if self._is_keyed:
            self._is_keyed = False
            self.gesture_ended.emit()

    def _move_to(self, place: QPointF) -> None:
        plane = self.plane()
        self._set(*plane.extent.nearest(*plane.theta(place)))

    def _set(self, a: float, b: float) -> None:
        self.picture.held = a, b
        self.update()
        self.weights_edited.emit(np.array([a, b], np.float32), self.tr("point on the error surface"))

    def _settle(self) -> None:
        self.picture.settle()
        if not self.picture.is_complete:
            self._refining.start()
        self.update()

    def _refine(self) -> None:
        self.picture.refine()
        if self.picture.is_complete:
            self._refining.stop()
        self.update()
