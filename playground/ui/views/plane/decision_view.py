"""What the network answers all over the plane: class regions, their borders, and the points it learns from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent

from playground.data.points import PLANE, PointSet
from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.colour_maps import see_through
from playground.ui.look.theme import THEME
from playground.ui.views.mosaic import to_image
from playground.ui.views.plane.answered_points import RingChoice, short
from playground.ui.views.plane.class_borders import class_borders
from playground.ui.views.plane.decision_change import Moment, change_pixels, change_texts
from playground.ui.views.plane.decision_map import Segments, decision_pixels, margin_lines
from playground.ui.views.plane.marked_points import MarkedPoints
from playground.ui.views.plane.nearest_point import nearest
from playground.ui.views.plane.plane_frame import Said
from playground.ui.views.plane.plane_notes import CornerNote
from playground.ui.views.plane.plane_shapes import Shape
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.views.plane.unit_look import Caption, UnitLook
from playground.ui.views.plane.value_map import ROOM, contour_lines, paint_scale, zero_line
from playground.ui.words import formatting

NEAR = 9.0
"""So many pixels from a point the pointer is on it."""


@dataclass(frozen=True)
class DecisionOptions:
    """What the decision view shows beside the response."""

    test_points: bool = True
    discretise: bool = False
    margins: bool = False
    batch: bool = True
    change: bool = False


class DecisionView(PlaneView):
    """The response map of a network with the line where it is undecided, or that of the neuron that is looked at.
    Points come from what the user chose.

    `wanted`: what it needs to show, answers for the points or the next batch, is something else now.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._decision = np.empty((0, 0, 2), np.float32)
        self._evidence = np.empty((0, 0, 1), np.float32)
        self._unit: UnitLook | None = None
        self._class_names: tuple[str, ...] = ()
        self._is_value = False
        self._options = DecisionOptions()
        self._epoch = 0.0
        self._moment: Moment | None = None
        self._marked = MarkedPoints()
        self._hint = self._picture.hint
        self.shown_points: PointSet | None = None
        self.setAccessibleName(self.tr("Decision boundary"))
        self.set_readout(self._say)
        THEME.changed.connect(self._dress)

    @property
    def options(self) -> DecisionOptions:
        return self._options

    @property
    def chosen_points(self) -> PointSet | None:
        """The points of the experiment, shown or not."""
        return self._marked.points

    @property
    def rings(self) -> RingChoice:
        return self._marked.rings

    @property
    def wants_answers(self) -> bool:
        """Whether it shows what the network answers for the points."""
        return self.isVisible() and not self._is_value and (self.rings.rings or self._hover is not None)

    def set_options(self, **changes: bool) -> None:
        """Shows or hides test points, margins, shades; `change`: what changed from now on."""
        if changes.get("change"):
            self._keep_moment()
        self._options = replace(self._options, **changes)
        self._draw_points()
        self._draw()
        if "batch" in changes:
            self.wanted.emit()

    def set_rings(self, rings: RingChoice) -> None:
        """Rings other points, or has those alone be seen."""
        self._marked.rings = rings
        self._draw_points(keeps=True)
        self._draw()
        self.wanted.emit()

    def restart_change(self) -> None:
        """What changed is counted from now on."""
        self._keep_moment()
        self._draw()

    def forget(self) -> None:
        """Another network comes: what changed is counted from its first frame on."""
        self._moment = None

    def show_points(self, points: PointSet, train_share: float) -> None:
        """Shows these points, paler where they are test points; the same ones again cost nothing."""
        if self._marked.choose(points, train_share):
            self.set_lit(None)
            self._show_problem(points.has_values)
            self._draw_points()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame: the probabilities all over the plane, or in their place what one neuron answers, and what
        is answered for the points."""
        response = snapshot.response
        self._marked.take_answers(snapshot)
        if self.rings.alone:
            self._draw_points(keeps=True)
        is_value = isinstance(snapshot.data_set, PointSet) and snapshot.data_set.has_values
        if response is not None and response.decision.size and is_value is self._is_value:
            self._decision, self._evidence = response.decision, response.evidence
            self._class_names, self._epoch = snapshot.data_set.class_names, snapshot.progress.epoch
            self._unit = UnitLook.of(snapshot)
            if self._options.change and not self._is_comparable:
                self._keep_moment()
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_value and self._unit is None and not self._options.change:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_scale(painter, self.legend_area, self._units, self._options.discretise)

    @property
    def _units(self) -> tuple[float, float]:
        points = self._marked.points
        return (0.0, 1.0) if points is None else points.value_units

    @property
    def _is_comparable(self) -> bool:
        """Whether the moment is one of the same classes, and of what has not begun anew since."""
        moment = self._moment
        if moment is None or moment.decision.shape[2] != self._decision.shape[2]:
            return False
        return self._epoch > 0 or moment.epoch == 0

    def _dress(self) -> None:
        self._show_problem(self._is_value)
        self._draw()

    def _show_problem(self, is_value: bool) -> None:
        """Another problem has another map; that of the one before says nothing of it."""
        self.set_legend_room(THEME.px(ROOM) if is_value else 0.0)
        if is_value is not self._is_value:
            self._is_value = is_value
            self._decision = np.empty((0, 0, 2), np.float32)
            self.setAccessibleName(self.tr("Output y") if is_value else self.tr("Decision boundary"))
            self.set_background(None)
            self.set_shapes()
            self.wanted.emit()

    def _keep_moment(self) -> None:
        known = self._decision.size > 0
        self._moment = Moment.of(self._epoch, self._decision, self._evidence) if known else None

    def _draw_points(self, keeps: bool = False) -> None:
        """Shows the points that are to be seen; `keeps`: what is selected stays so, as the points are the same."""
        points = self._marked.points
        if points is None or not (self._marked.see(self._options.test_points) or not keeps):
            return
        visible = self._marked.visible
        shown = points if visible.all() else points.without(~visible)
        tests = self._marked.is_test[visible] if self._options.test_points else None
        self.shown_points = shown
        self.set_hint(self._hint if len(shown) == len(points) else "")
        if keeps:
            self._show(points=shown, is_test=tests)
        else:
            self.set_points(shown, tests)

    def _draw(self) -> None:
        if not self._decision.size:
            return
        if self._unit is not None:
            zero = Segments(self._unit.zero_line(), THEME.colours.text, 1.7)
            self.set_background(self._unit.image())
            self.set_shapes(under=[zero], over=[*self._marked.shapes(), Caption(self._unit.title)])
            return
        lines = zero_line(self._decision[:, :, 0]) if self._is_value else class_borders(self._evidence)
        borders = Segments(lines, THEME.colours.text, 1.7)
        if self._options.change and self._moment is not None:
            pixels, scale = change_pixels(self._decision, self._moment.decision_on(len(self._decision)))
            before = Segments(self._moment.dashes, THEME.colours.text, 1.2)
            note = CornerNote(change_texts(self._moment, scale))
            self.set_background(to_image(pixels[::-1]))
            self.set_shapes(under=[before, borders], over=[*self._marked.shapes(), note])
            return
        self.set_background(to_image(decision_pixels(self._decision, self._options.discretise)[::-1]))
        shapes: list[Shape] = [borders]
        if self._options.margins:
            lines = (
                contour_lines(self._decision[:, :, 0])
                if self._is_value
                else margin_lines(self._decision, self._evidence)
            )
            shapes.append(Segments(lines, see_through(THEME.colours.text, 0.5), 1.0))
        self.set_shapes(under=shapes, over=self._marked.shapes())

    def _show_hover(self, x: tuple[float, float] | None) -> None:
        was = self.wants_answers
        super()._show_hover(x)
        if self.wants_answers != was:
            self.wanted.emit()

    def _say(self, x1: float, x2: float) -> Said:
        """What is answered for the point at a place, or else the class and its probability there."""
        said = self._marked.said_at((x1, x2), self.plane_map())
        if said is not None:
            return said
        if not self._decision.size:
            return Said()
        side = len(self._decision)
        column, row = (min(max(int((x + PLANE) / (2 * PLANE) * side), 0), side - 1) for x in (x1, x2))
        if self._unit is not None:
            return Said(self._unit.said(row, column))
        if self._is_value:
            return self._say_value((x1, x2), row, column)
        probability = self._decision[row, column]
        best = int(np.argmax(probability))
        name = self._class_names[best] if best < len(self._class_names) else str(best)
        text = self.tr("P({0}) = {1}").format(short(name), formatting.decimal(float(probability[best]), 2))
        if self._options.change and self._moment is not None:
            before = self._moment.decision_on(side)[row, column, best]
            text += self.tr(" (Δ {0})").format(formatting.signed(float(probability[best] - before), 2))
        return Said(text, best)

    def _say_value(self, place: tuple[float, float], row: int, column: int) -> Said:
        """The output at a place, after the value of the point there, in the units of the file that it is from."""
        (offset, factor), y, shown = self._units, float(self._decision[row, column, 0]), self.shown_points
        text = self.tr("y = {0}").format(formatting.significant(y * factor + offset, 3))
        if self._options.change and self._moment is not None:
            before = float(self._moment.decision_on(len(self._decision))[row, column, 0])
            text += self.tr(" (Δ {0})").format(formatting.signed((y - before) * factor, 2))
        if shown is None or shown.value is None:
            return Said(text)
        index = nearest(shown.x, place, NEAR / self.plane_map().scale)
        if index is None:
            return Said(text)
        d = float(shown.value[index]) * factor + offset
        return Said(self.tr("d = {0}, {1}").format(formatting.significant(d, 3), text))
