"""The fit of values on the plane: points, what was fitted to them, residuals, and a line that can be dragged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from playground.data.points import PointSet
from playground.engine.line import Line
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.plane import plane_frame
from playground.ui.views.plane.fit_picture import FitPicture, Truth
from playground.ui.views.plane.fit_shapes import margins
from playground.ui.views.plane.line_grip import LineGrip
from playground.ui.views.plane.plane_frame import Said
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.words import formatting

UNBOUNDED = 16_777_215
"""Qt's largest height (QWIDGETSIZE_MAX)."""


class FitView(PlaneView):
    """Draws one snapshot of a line or a network 1 – … – 1. A line has two handles to drag it by.

    `weights_edited` carries θ = (a, b) while a handle is dragged, and what that is called; `let_go` follows at the end.
    """

    weights_edited = Signal(object, str)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fit = FitPicture()
        self.grip = LineGrip(lambda: self.fit.line, self)
        self._chosen: tuple[PointSet, float] | None = None
        self.set_axes("x", "y")
        self.set_readout(self._say)
        self.setAccessibleName(self.tr("Fit"))
        self.set_grip(self.grip)
        self.grip.changed.connect(self._draw)
        self.grip.dragged.connect(self._drag)
        self.grip.released.connect(self.let_go)
        THEME.changed.connect(self._draw)

    def set_options(self, **changes: bool) -> None:
        """Shows or hides residuals, their squares, test points, the closed form or the function behind the points."""
        self.fit.options = replace(self.fit.options, **changes)
        self._draw_points()
        self._draw()

    def show_points(self, points: PointSet, train_share: float) -> None:
        """Shows these points, paler where they are test points; the same ones again cost nothing."""
        if self._chosen is None or self._chosen[0] is not points or self._chosen[1] != train_share:
            self._chosen = points, train_share
            is_test = np.ones(len(points), bool)
            is_test[points.split(train_share)[0]] = False
            self.fit.points, self.fit.is_test = points, is_test
            self._draw_points()
            self._draw()

    def show_model(self, is_line: bool, truth: Truth | None, closed_form: Line | None) -> None:
        """What is fitted: a line, beside the best one, or a network, beside the function behind the points."""
        fit = self.fit
        if is_line != fit.is_line:
            fit.snapshot = fit.flag = fit.switch = None
        fit.is_line, fit.truth, fit.closed_form = is_line, truth, closed_form
        self._bound()
        self._draw()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame; one of another kind of model is left out."""
        if snapshot.fit is not None and (len(snapshot.fit.parts) == 0) == self.fit.is_line:
            self.fit.snapshot = snapshot
            self._draw()

    def show_texts(self) -> None:
        """Tells the largest error; call it seldom enough for it to be read."""
        self.fit.flag = self.fit.largest_error()
        self._draw()

    def set_switch(self, x: float | None) -> None:
        """Marks the place where a unit switches; None: no place."""
        self.fit.switch = x
        self._draw()

    def plane_map(self) -> PlaneMap:
        """A square for a line, so that squares are true; for a network all the room there is."""
        if self.fit.is_line:
            return super().plane_map()
        left, below = margins()
        return PlaneMap(left, 1, max(self.width() - left - 2, 40), max(self.height() - below - 2, 40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bound()

    def _bound(self) -> None:
        """Only a square needs no more height than its width."""
        if self.fit.is_line:
            left, below = plane_frame.axis_margins()
            self.setMaximumHeight(round(max(self.width(), 160) - left + below))
        else:
            self.setMaximumHeight(UNBOUNDED)

    def _drag(self, a: float, b: float) -> None:
        self.weights_edited.emit(np.array([a, b], np.float32), self.tr("line dragged"))

    def _draw_points(self) -> None:
        fit = self.fit
        if fit.points is None:
            return
        if fit.options.test_points:
            self.set_points(fit.points, fit.is_test)
        else:
            self.set_points(fit.points.without(fit.is_test))

    def _draw(self) -> None:
        self.set_shapes(self.fit.under(), self.fit.over(self.grip.places, self.grip.held))

    def _say(self, x: float, y: float) -> Said:
        """The fit at a place."""
        f = self.fit.f(np.array([x]))
        return Said() if f is None else Said(f"f(x) = {formatting.decimal(float(f[0]), 3)}")
