"""The brush: turns the mouse's gestures on the plane into edits of the experiment's points."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from playground.data.point_edits import relabelled
from playground.data.points import MAX_CLASSES, MAX_POINTS, PointSet
from playground.training.chosen_data import DRAWN
from playground.ui.look.theme import THEME
from playground.ui.panels.points.brush_look import brush_look
from playground.ui.panels.points.held_gestures import HeldGesture
from playground.ui.panels.points.point_gestures import Gesture, MoveGesture, under
from playground.ui.panels.points.point_tools import (
    BRUSH,
    BRUSHES,
    GESTURES,
    NOTHING,
    PAINTING,
    Hand,
    Tool,
    chosen_of,
    step_name,
)
from playground.ui.panels.points.select_gestures import RectangleGesture, SelectGesture
from playground.ui.session.state import ExperimentState
from playground.ui.views.plane.grip import Pointer
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.words import formatting

HELD_MILLISECONDS = 33
"""So often a gesture acts that goes on while the button is held."""


class PointEditor(QObject):
    """Keeps tool, class or value, and size of the brush, and the selection; `changed` when one of them did.

    `tool_taken`: by the user, also when it is the one that was in use. `refused` carries a sentence that says why an
    edit was not made. One gesture is one step of undo.
    """

    changed = Signal()
    tool_taken = Signal()
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
        self.max_classes = max_classes
        self._rng = rng or np.random.default_rng()
        self.tool: Tool = "paint"
        self.brush = BRUSH
        self.density = 1.0
        self.selection = NOTHING
        self._gesture: Gesture | None = None
        self._gestures = 0
        self._view: PlaneView | None = None
        self._known = state.data_set
        self.label = 1 if self.has_classes else 0
        self.value = 1.0
        self._held = QTimer(self, interval=HELD_MILLISECONDS)
        self._held.timeout.connect(self._hold)
        state.changed.connect(self._follow)

    @property
    def points(self) -> PointSet:
        """The points as they are now."""
        assert isinstance(self._state.data_set, PointSet)
        return self._state.data_set

    @property
    def has_classes(self) -> bool:
        """Whether the points have classes."""
        return self.points.classes > 0

    @property
    def has_values(self) -> bool:
        """Whether every point has a value of its own."""
        return self.points.has_values

    @property
    def mark(self) -> float:
        """What is painted with: a class or a value."""
        return self.value if self.has_values else self.label

    @property
    def classes(self) -> int:
        """How many classes there are to paint with, the one that is about to be new included; 0 without classes."""
        return max(min(self.points.classes, self.max_classes), self.label + 1) if self.has_classes else 0

    @property
    def selected(self) -> int:
        """How many points are selected."""
        return len(self.selection)

    @property
    def is_holding(self) -> bool:
        """Whether a gesture acts for as long as the button is held."""
        return self._held.isActive()

    def attach(self, view: PlaneView) -> None:
        """Let the mouse on this view paint, and show the brush there."""
        self._view = view
        view.pressed.connect(self.press)
        view.dragged.connect(self.drag)
        view.released.connect(self.release)
        view.destroyed.connect(self._held.stop)
        THEME.changed.connect(self._dress)
        self.changed.connect(self._dress)
        self._dress()

    def set_tool(self, tool: Tool) -> None:
        """Take a tool; what is selected stays for those that do something with it."""
        self.tool = tool
        if tool in (*PAINTING, "erase"):
            self.select(NOTHING)
        self.changed.emit()

    def set_label(self, label: int) -> None:
        """Give this class to what is selected; else paint with it from now on: one that there is, or the next new."""
        if not (self.has_classes and 0 <= label <= self.points.classes and label < self.max_classes):
            return
        self.label = label
        if self.selected:
            self.do(relabelled(self.points, self.selection, label), self.tr("class of points"), self.selection)
        elif self.tool not in PAINTING:
            self.set_tool("paint")
        self.changed.emit()

    def set_value(self, value: float) -> None:
        """Give this value to what is selected; else paint with it from now on. `end_value` ends a row of them."""
        if not self.has_values:
            return
        self.value = min(max(value, -1.0), 1.0)
        if self.selected:
            self._apply(relabelled(self.points, self.selection, self.value), self.tr("value of points"))
        elif self.tool not in PAINTING:
            self.set_tool("paint")
        self.changed.emit()

    def end_value(self) -> None:
        """What follows is another step of undo."""
        self._gestures += 1
        self._state.end_gesture()

    def set_brush(self, radius: int) -> None:
        """Make the brush this large, in pixels."""
        self.brush = min(max(radius, BRUSHES[0]), BRUSHES[-1])
        self.changed.emit()

    def set_density(self, density: float) -> None:
        """Paint so many points where one is usual."""
        self.density = density
        self.changed.emit()

    def resize_brush(self, direction: int) -> None:
        """Take the next larger (1) or smaller (-1) brush."""
        sizes = [size for size in BRUSHES if (size - self.brush) * direction > 0]
        if sizes:
            self.set_brush(min(sizes, key=lambda size: abs(size - self.brush)))

    def clear(self) -> None:
        """Remove all points, and all classes but the first two."""
        self.label = min(self.label, 1)
        self.do(PointSet.empty(2 if self.has_classes else 0, DRAWN, self.has_values), self.tr("all points erased"))

    def delete_selection(self, name: str = "") -> None:
        """Erase the selected points; `name` tells the step."""
        if self.selected:
            self.do(self.points.without(chosen_of(self.points, self.selection)), name or step_name("erase"))

    def do(self, points: PointSet, name: str, selection: np.ndarray = NOTHING) -> None:
        """Takes over edited points, as one step of undo of its own, and selects some of them."""
        self._let_go()
        self._gestures += 1
        self._apply(points, name)
        self._state.end_gesture()
        self.select(selection)

    def room(self) -> int:
        """How many points may still be added; says so where it is none."""
        room = MAX_POINTS - len(self.points)
        if room <= 0:
            text = self.tr("There are {0} points already: erase some to paint more.", None, MAX_POINTS)
            self.refused.emit(text.format(formatting.integer(MAX_POINTS)))
        return max(room, 0)

    def select(self, indices: np.ndarray) -> None:
        """Select these points and no others."""
        changed = len(indices) or len(self.selection)
        self.selection = indices
        self._show_selection()
        if changed:
            self.changed.emit()

    def press(self, pointer: Pointer) -> None:
        """A gesture begins."""
        self._gestures += 1
        self._gesture = self._new_gesture(pointer)
        self._apply(self._gesture.press(self.points, pointer), step_name(self.tool))
        if isinstance(self._gesture, HeldGesture):
            self._held.start()

    def drag(self, pointer: Pointer) -> None:
        """The gesture goes on."""
        if self._gesture is not None:
            self._apply(self._gesture.drag(self.points, pointer), step_name(self.tool))
            self._show_marquee()

    def release(self, pointer: Pointer) -> None:
        """The gesture ends; the next one is an undo step of its own."""
        gesture = self._gesture
        self._let_go()
        if isinstance(gesture, SelectGesture):
            self.select(gesture.inside(self.points))
        self._state.end_gesture()

    def _let_go(self) -> None:
        """The gesture is over, also where the button is still held: it knows the points only as it left them."""
        self._held.stop()
        self._gesture = None
        self._show_marquee()

    def _hold(self) -> None:
        if isinstance(self._gesture, HeldGesture):
            self._apply(self._gesture.hold(self.points), step_name(self.tool))

    def _new_gesture(self, pointer: Pointer) -> Gesture:
        if self.tool == "move":
            return self._grasp(pointer)
        room = self.room() if self.tool in PAINTING else 0
        hand = Hand(self.mark, self.brush, self.density, self.selection, pointer.extend, room, self._rng)
        return GESTURES[self.tool](hand)

    def _grasp(self, pointer: Pointer) -> Gesture:
        """The hand drags what it is put on, and selects beside it."""
        held = under(self.points, pointer, self.brush)
        if not len(held):
            return RectangleGesture(self.selection if pointer.extend else NOTHING)
        if pointer.extend:
            self.select(np.union1d(self.selection, held))
        elif not np.isin(held, self.selection).any():
            self.select(held)
        return MoveGesture(self.selection)

    def _apply(self, points: PointSet, name: str) -> None:
        if points is self.points:
            return
        experiment = self._state.experiment
        if experiment.data.source != DRAWN:
            points = replace(points, name=DRAWN, note="")
        data = experiment.data.holding(points, DRAWN)
        assert data is not None
        self.selection = self.selection if len(points) == len(self.points) else NOTHING
        self._known = points  # what is selected stays known, and all is told once
        reason = self._state.edit(replace(experiment, data=data), f"gesture {self._gestures}", name=name)
        if reason:
            self._known = self.points
            self.refused.emit(reason)
        self._show_selection()
        self.changed.emit()

    def _follow(self) -> None:
        """When the points have become others, what was selected is no longer known."""
        if self._state.data_set is self._known:
            return
        self._known = self._state.data_set
        self.selection = NOTHING
        self._let_go()
        self._show_selection()
        self.label = max(min(self.label, min(self.points.classes, self.max_classes) - 1), 0)
        self.changed.emit()

    def _show_selection(self) -> None:
        if self._view is not None:
            self._view.set_selection(self.points.x[self.selection])

    def _show_marquee(self) -> None:
        if self._view is not None:
            gesture = self._gesture
            self._view.set_marquee(gesture.outline if isinstance(gesture, SelectGesture) else np.empty((0, 2)))

    def _dress(self) -> None:
        if self._view is not None:
            self._view.set_brush(*brush_look(self.tool, self.brush, self.mark, self.points))
