"""The plane [-3, 3]²: a background, curves, labelled points, and the pointer on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.points import PLANE, PointSet
from playground.ui.look.theme import THEME
from playground.ui.views.plane import plane_frame
from playground.ui.views.plane.grip import Grip, Pointer
from playground.ui.views.plane.plane_frame import Brush, Said
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_picture import NOWHERE, PlanePicture
from playground.ui.views.plane.plane_shapes import Shape
from playground.ui.views.plane.plane_span import PlaneSpan

KEY_STEP = 0.1


class PlaneView(QWidget):
    """Shows what it was told to and reports what the mouse does in the plane's coordinates; it edits nothing.

    `pressed`, `dragged` and `released` carry a Pointer; `hovered` carries (x₁, x₂), or None when the pointer left.
    A gesture that the grip holds is told to it alone.
    """

    pressed = Signal(object)
    dragged = Signal(object)
    released = Signal(object)
    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = PlanePicture(hint=self.tr("Click or drag here to paint points"))
        self._readout: Callable[[float, float], Said] | None = None
        self._hover: tuple[float, float] | None = None
        self._down = False
        self._legend = 0.0
        self._grip: Grip | None = None
        self._held = self._grabs = False
        self._cursor = Qt.CursorShape.ArrowCursor
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Plane of points"))
        self.setAccessibleDescription(self.tr("Arrow keys move the pointer, Return acts as a click."))

    def set_points(self, points: PointSet | None, is_test: npt.NDArray[np.bool_] | None = None) -> None:
        """Show these points, paler where `is_test` (n,) is true; the same objects again cost nothing."""
        if points is not self._picture.points or is_test is not self._picture.is_test:
            self._show(points=points, is_test=is_test, mistakes=NOWHERE, selection=NOWHERE)

    def set_background(self, image: QImage | None) -> None:
        """Show a picture behind everything; its upper edge is the largest x₂."""
        self._show(background=image)

    def set_shapes(self, under: Sequence[Shape] = (), over: Sequence[Shape] = ()) -> None:
        """Draw these shapes (see plane_shapes) between background and points, and above the points."""
        self._show(under=tuple(under), over=tuple(over))

    def set_mistakes(self, x: npt.NDArray[np.floating]) -> None:
        """Put a ring around these points (n, 2)."""
        self._show(mistakes=x)

    def set_selection(self, x: npt.NDArray[np.floating]) -> None:
        """Mark these points (n, 2) as selected."""
        self._show(selection=x)

    def set_lit(self, points: PointSet | None) -> None:
        """Have some of the points stand out: the others fade; None: all are as usual."""
        if points is not self._picture.lit:
            self._show(lit=points)

    def set_marquee(self, outline: npt.NDArray[np.floating]) -> None:
        """Show what a selection in progress spans: the corners (n, 2) of its outline, none for nothing."""
        self._show(marquee=outline)

    def set_brush(self, brush: Brush | None, cursor: Qt.CursorShape = Qt.CursorShape.CrossCursor) -> None:
        """Show the brush under the pointer, and the shape of the mouse cursor over the plane."""
        self._cursor = cursor
        if not self._grabs:
            self.setCursor(cursor)
        self._show(brush=brush)

    def set_grip(self, grip: Grip | None) -> None:
        """What is asked first whether a gesture belongs to it."""
        self._grip = grip

    def set_hint(self, text: str) -> None:
        """The invitation on an empty plane; "" for none."""
        self._show(hint=text)

    def set_readout(self, readout: Callable[[float, float], Said] | None) -> None:
        """What to say beside the coordinates under the pointer: a function of (x₁, x₂)."""
        self._readout = readout

    def set_axes(self, across: str, upwards: str, span: PlaneSpan = plane_frame.WHOLE) -> None:
        """What the axes are called, and which values they span."""
        self._picture.frame.names, self._picture.frame.span = (across, upwards), span
        self.update()

    def set_legend_room(self, height: float) -> None:
        """Keep this height free below the axes, in pixels."""
        if height != self._legend:
            self._legend = height
            self._bound()
            self.update()

    @property
    def legend_area(self) -> QRectF:
        """Where there is room for a legend, below the axes."""
        plane = self.plane_map()
        below = self._picture.frame.margins[1]
        return QRectF(plane.left, plane.rect.bottom() + below + 2, plane.side, self._legend - 2)

    def plane_map(self) -> PlaneMap:
        """Where the plane lies in this widget now: the largest square, at the top, in the middle."""
        left, below = self._picture.frame.margins
        side = max(min(self.width() - left - 2, self.height() - below - self._legend - 2), 40)
        return PlaneMap(round((self.width() - left - side) / 2 + left), 1, side)

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._bound()

    def _bound(self) -> None:
        """Never be taller than the square needs, so that what stands below it follows closely."""
        left, below = self._picture.frame.margins
        self.setMaximumHeight(round(max(self.width(), 160) - left + below + self._legend))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        # The card's colour first, so that the card itself need not be painted again for every frame.
        painter.fillRect(self.rect(), THEME.colours.panel)
        plane = self.plane_map()
        self._picture.paint(painter, plane, None if self._grabs else self._hover)
        if self._hover is not None:
            extra = self._readout(*self._hover) if self._readout is not None else Said()
            span, taken = self._picture.frame.span, self._picture.words(plane)
            plane_frame.paint_readout(painter, plane, self._hover, extra, span, taken)
        if self.hasFocus() and not self._down:
            plane_frame.paint_focus(painter, plane)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.plane_map().rect.contains(event.position()):
            event.ignore()
            return
        self._down = True
        self._set_hover(event.position())
        self._press(self._pointer(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(event.position())
        pointer = self._pointer(event)
        if not self._down:
            self._show_cursor(pointer)
        elif self._held and self._grip is not None:
            self._grip.drag(pointer)
        else:
            self.dragged.emit(pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._down and event.button() == Qt.MouseButton.LeftButton:
            self._down = False
            self._release(self._pointer(event))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody hears there when the button is let go: a gesture ends."""
        if self._down:
            self._down = False
            self._release(Pointer(*(self._hover or (0.0, 0.0)), 1 / self.plane_map().scale))
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._set_hover(event.position())

    def leaveEvent(self, event: object) -> None:
        self._show_hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the pointer, Return acts as a click."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        x1, x2 = self._hover or (0.0, 0.0)
        if event.key() in steps:
            d1, d2 = steps[Qt.Key(event.key())]
            self._show_hover((_clip(x1 + d1 * KEY_STEP), _clip(x2 + d2 * KEY_STEP)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            pointer = Pointer(x1, x2, 1 / self.plane_map().scale)
            self._press(pointer)
            self._release(pointer)
        else:
            super().keyPressEvent(event)

    def _press(self, pointer: Pointer) -> None:
        self._held = self._grip is not None and self._grip.holds(pointer)
        if not self._held:
            self.pressed.emit(pointer)

    def _release(self, pointer: Pointer) -> None:
        held, self._held = self._held, False
        if not held:
            self.released.emit(pointer)
        elif self._grip is not None:
            self._grip.release(pointer)
            self._show_cursor(pointer)

    def _show_cursor(self, pointer: Pointer) -> None:
        """The brush is not shown where something else can be grabbed."""
        cursor = None if self._grip is None else self._grip.cursor(pointer)
        self._grabs = cursor is not None
        self.setCursor(self._cursor if cursor is None else cursor)

    def _show(self, **layers: object) -> None:
        for name, value in layers.items():
            setattr(self._picture, name, value)
        self.update()

    def _pointer(self, event: QMouseEvent) -> Pointer:
        plane = self.plane_map()
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return Pointer(*plane.plane(event.position()), 1 / plane.scale, extend)

    def _set_hover(self, position: QPointF) -> None:
        plane = self.plane_map()
        self._show_hover(plane.plane(position) if plane.rect.contains(position) else None)

    def _show_hover(self, x: tuple[float, float] | None) -> None:
        if x != self._hover:
            self._hover = x
            self.hovered.emit(x)
            self.update()


def _clip(value: float) -> float:
    return min(max(value, -PLANE), PLANE)
