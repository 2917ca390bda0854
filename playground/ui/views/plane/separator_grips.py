"""The mouse on a separator, on the tip of its normal vector and on a tested point, before the brush hears of it."""

from __future__ import annotations

import math
from enum import Enum
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from playground.data.points import PLANE
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.views.plane.separator_geometry import Line, Place, distance, shifted, turned
from playground.ui.views.plane.separator_picture import SeparatorPicture

TIP, LINE = 12.0, 5.0
"""So near, in pixels, something is gripped."""
UPRIGHT, FLAT = math.pi / 8, 3 * math.pi / 8


class Grip(Enum):
    """What can be gripped."""

    LINE = "line"
    TIP = "tip"
    TESTED = "tested"


class SeparatorGrips(QObject):
    """`dragged` carries the line of places that is wanted, `turns` whether its normal vector is dragged; `tested` the
    place where a point is tried; `released` follows at the end, `changed` when something else is under the pointer.

    `left` tells that the tested point is no longer wanted, `closed` of a click where nothing can be painted.
    """

    dragged = Signal(object, bool)
    tested = Signal(object)
    released = Signal()
    changed = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self, plane: PlaneView, picture: SeparatorPicture) -> None:
        super().__init__(plane)
        self._plane, self._picture = plane, picture
        self.is_testing = self.is_fixed = self.is_closed = False
        """Whether a click tests a point; the separator is a curve, which cannot be gripped; nothing can be painted."""
        self._hover: Place | None = None
        self._held: Grip | None = None
        self._over: Grip | None = None
        self._start: tuple[Place, Line] = (0.0, 0.0), ((0.0, 0.0), 0.0)
        plane.installEventFilter(self)
        plane.hovered.connect(self._note_hover)

    @property
    def cursor(self) -> Qt.CursorShape | None:
        """What the pointer looks like; None where the brush is at work."""
        grip = self._held or self._over
        if grip is Grip.LINE:
            return _across(self._picture.line)
        if grip is not None:
            closed = self._held is not None
            return Qt.CursorShape.ClosedHandCursor if closed else Qt.CursorShape.OpenHandCursor
        if self.is_testing:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.ArrowCursor if self.is_closed else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._notice(None)
        if event.type() == QEvent.Type.Hide:
            self._let_go()  # nobody hears there of the button any more
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return self._press(cast(QMouseEvent, event))
        if event.type() == QEvent.Type.MouseMove:
            self._move(cast(QMouseEvent, event).position())
        if event.type() == QEvent.Type.MouseButtonRelease:
            return self._release(cast(QMouseEvent, event))
        if event.type() == QEvent.Type.KeyPress:
            return self._key(cast(QKeyEvent, event))
        return False

    def _press(self, event: QMouseEvent) -> bool:
        plane, position = self._plane.plane_map(), event.position()
        if event.button() != Qt.MouseButton.LeftButton or not plane.rect.contains(position):
            return False
        grip = self._at(position)
        if grip is None and not self.is_testing:
            if self.is_closed:
                self.closed.emit()
            return self.is_closed
        self._held = grip or Grip.TESTED
        self._start = plane.plane(position), self._picture.line
        if self._held is Grip.TIP:
            self._picture.held = self._picture.normal
        if self._held is Grip.TESTED:
            self._drag(position)
        self._plane.setFocus(Qt.FocusReason.MouseFocusReason)
        self.changed.emit()
        return True

    def _move(self, position: QPointF) -> None:
        if self._held is None:
            self._notice(self._at(position))
        else:
            self._drag(position)

    def _release(self, event: QMouseEvent) -> bool:
        if self._held is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._over = self._at(event.position())
        self._let_go()
        return True

    def _let_go(self) -> None:
        held, self._held, self._picture.held = self._held, None, None
        if held is not None:
            self.changed.emit()
        if held in (Grip.LINE, Grip.TIP):
            self.released.emit()

    def _key(self, event: QKeyEvent) -> bool:
        is_click = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.is_testing and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if self.is_testing and is_click:
            self.tested.emit(self._hover or (0.0, 0.0))
            return True
        return self.is_closed and is_click

    def _drag(self, position: QPointF) -> None:
        x1, x2 = (min(max(value, -PLANE), PLANE) for value in self._plane.plane_map().plane(position))
        start, line = self._start
        if self._held is Grip.TESTED:
            self.tested.emit((x1, x2))
        elif self._held is Grip.LINE:
            self.dragged.emit(shifted(line, start, (x1, x2)), False)
        elif self._picture.held is not None:
            wanted = turned(self._picture.held, (x1, x2), self._picture.span.factor)
            if wanted is not None:
                self.dragged.emit(wanted, True)

    def _at(self, position: QPointF) -> Grip | None:
        """What would be gripped at a position: a mark before the line, a smaller thing before a larger one."""
        picture, plane = self._picture, self._plane.plane_map()
        if not plane.rect.contains(position):
            return None
        if picture.tested is not None and _apart(plane.pixel(*picture.tested), position) <= THEME.mark(TIP):
            return Grip.TESTED
        normal = picture.normal
        if self.is_fixed or normal is None:
            return None
        tip = plane.pixel(*normal.tip(picture.weight))
        if "normal" in picture.shown and _apart(tip, position) <= THEME.mark(TIP):
            return Grip.TIP
        near = distance(picture.line, plane.plane(position)) * plane.scale <= THEME.mark(LINE)
        return Grip.LINE if near else None

    def _note_hover(self, place: Place | None) -> None:
        self._hover = place

    def _notice(self, over: Grip | None) -> None:
        if over is not self._over:
            self._over = over
            self.changed.emit()


def _apart(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())


def _across(line: Line) -> Qt.CursorShape:
    """The double arrow that goes most nearly along the normal of a line."""
    (w1, w2), _ = line
    angle = math.atan2(abs(w2), abs(w1))
    if angle < UPRIGHT:
        return Qt.CursorShape.SizeHorCursor
    if angle > FLAT:
        return Qt.CursorShape.SizeVerCursor
    return Qt.CursorShape.SizeBDiagCursor if w1 * w2 > 0 else Qt.CursorShape.SizeFDiagCursor
