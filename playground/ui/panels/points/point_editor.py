"""The brush: turns the mouse's gestures on the plane into edits of the experiment's points."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from playground.data.points import MAX_CLASSES, MAX_POINTS, PointSet
from playground.training.chosen_data import DRAWN, PointsData
from playground.ui.look.theme import THEME
from playground.ui.panels.points.point_gestures import (
    EraseGesture,
    Gesture,
    MoveGesture,
    PaintGesture,
    SelectGesture,
    under,
)
from playground.ui.session.state import ExperimentState
from playground.ui.views.plane.grip import Pointer
from playground.ui.views.plane.plane_frame import Brush
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.words import formatting

Tool = Literal["paint", "erase", "move"]
BRUSH = 8
BRUSHES = (2, 4, 8, 12, 16, 24, 32, 48)
NOTHING = np.empty(0, dtype=np.int64)


class PointEditor(QObject):
    """Keeps tool, class and size of the brush, and the selection; `changed` when one of them did.

    `refused` carries a sentence that says why an edit was not made. One gesture is one step of undo.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        state: ExperimentState,
        max_classes: int = MAX_CLASSES,
        rng: np.random.Generator | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._max_classes = max_classes
        self._rng = rng or np.random.default_rng()
        self.tool: Tool = "paint"
        self.label = 1
        self.brush = BRUSH
        self._selection = NOTHING
        self._gesture: Gesture | None = None
        self._gestures = 0
        self._view: PlaneView | None = None
        self._known = state.data_set
        state.changed.connect(self._follow)

    @property
    def points(self) -> PointSet:
        """The points as they are now."""
        assert isinstance(self._state.data_set, PointSet)
        return self._state.data_set

    @property
    def classes(self) -> int:
        """How many classes there are to paint with, the one that is about to be new included."""
        return max(min(self.points.classes, self._max_classes), self.label + 1)

    @property
    def selected(self) -> int:
        """How many points are selected."""
        return len(self._selection)

    def attach(self, view: PlaneView) -> None:
        """Let the mouse on this view paint, and show the brush there."""
        self._view = view
        view.pressed.connect(self.press)
        view.dragged.connect(self.drag)
        view.released.connect(self.release)
        THEME.changed.connect(self._dress)
        self.changed.connect(self._dress)
        self._dress()

    def set_tool(self, tool: Tool) -> None:
        """Take the paint brush, the eraser or the hand."""
        self.tool = tool
        self._select(NOTHING)
        self.changed.emit()

    def set_label(self, label: int) -> None:
        """Paint with this class from now on: one that there is, or the next new one."""
        if 0 <= label <= self.points.classes and label < self._max_classes:
            self.label = label
            if self.tool != "paint":
                self.set_tool("paint")
            self.changed.emit()

    def set_brush(self, radius: int) -> None:
        """Make the brush this large, in pixels."""
        self.brush = min(max(radius, BRUSHES[0]), BRUSHES[-1])
        self.changed.emit()

    def resize_brush(self, direction: int) -> None:
        """Take the next larger (1) or smaller (-1) brush."""
        sizes = [size for size in BRUSHES if (size - self.brush) * direction > 0]
        if sizes:
            self.set_brush(min(sizes, key=lambda size: abs(size - self.brush)))

    def clear(self) -> None:
        """Remove all points, and all classes but the first two."""
        self.label = min(self.label, 1)
        self._begin()
        self._apply(PointSet.empty(2, DRAWN))

    def delete_selection(self) -> None:
        """Erase the selected points."""
        if not len(self._selection):
            return
        mask = np.zeros(len(self.points), dtype=bool)
        mask[self._selection] = True
        self._begin()
        self._select(NOTHING)
        self._apply(self.points.without(mask))

    def press(self, pointer: Pointer) -> None:
        """A gesture begins."""
        self._begin()
        self._gesture = self._new_gesture(pointer)
        self._apply(self._gesture.press(self.points, pointer))

    def drag(self, pointer: Pointer) -> None:
        """The gesture goes on."""
        if self._gesture is not None:
            self._apply(self._gesture.drag(self.points, pointer))
            self._show_marquee()

    def release(self, pointer: Pointer) -> None:
        """The gesture ends; the next one is an undo step of its own."""
        if isinstance(self._gesture, SelectGesture):
            self._select(self._gesture.inside(self.points))
        self._gesture = None
        self._show_marquee()
        self._state.end_gesture()

    def _begin(self) -> None:
        self._gestures += 1

    def _new_gesture(self, pointer: Pointer) -> Gesture:
        if self.tool == "paint":
            room = MAX_POINTS - len(self.points)
            if room <= 0:
                text = self.tr("There are {0} points already: erase some to paint more.", None, MAX_POINTS)
                self.refused.emit(text.format(formatting.integer(MAX_POINTS)))
            return PaintGesture(self.label, self.brush, room, self._rng)
        if self.tool == "erase":
            return EraseGesture(self.brush)
        held = under(self.points, pointer, self.brush)
        if not len(held):
            return SelectGesture(self._selection if pointer.extend else NOTHING)
        if pointer.extend:
            self._select(np.union1d(self._selection, held))
        elif not np.isin(held, self._selection).any():
            self._select(held)
        return MoveGesture(self._selection)

    def _apply(self, points: PointSet) -> None:
        if points is self.points:
            return
        data = self._state.experiment.data
        if isinstance(data, PointsData) and data.source != DRAWN:
            points = replace(points, name=DRAWN, note="")
        selection = self._selection if len(points) == len(self.points) else NOTHING
        reason = self._state.edit_data(merge=f"gesture {self._gestures}", source=DRAWN, drawn=points)
        if reason:
            self.refused.emit(reason)
        self._select(selection)

    def _follow(self) -> None:
        """When the points have become others, what was selected is no longer known."""
        if self._state.data_set is self._known:
            return
        self._known = self._state.data_set
        self._selection = NOTHING
        if self._gesture is None:
            self.label = min(self.label, min(self.points.classes, self._max_classes) - 1)
        self.changed.emit()

    def _select(self, indices: np.ndarray) -> None:
        changed = len(indices) or len(self._selection)
        self._selection = indices
        if self._view is not None:
            self._view.set_selection(self.points.x[indices])
        if changed:
            self.changed.emit()

    def _show_marquee(self) -> None:
        if self._view is not None:
            self._view.set_marquee(self._gesture.corners if isinstance(self._gesture, SelectGesture) else None)

    def _dress(self) -> None:
        if self._view is None:
            return
        if self.tool == "move":
            self._view.set_brush(Brush(self.brush) if self.brush > BRUSH else None, Qt.CursorShape.OpenHandCursor)
        else:
            colour = THEME.colours.classes[self.label] if self.tool == "paint" else None
            self._view.set_brush(Brush(self.brush, colour), Qt.CursorShape.CrossCursor)
