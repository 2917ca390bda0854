"""What the plane of a fit shows, layer by layer: residuals, curves and their names, handles, the mini-batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.data.points import PLANE, PointSet
from playground.engine.line import Line
from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot, Status
from playground.ui.look.theme import THEME
from playground.ui.views.plane.fit_shapes import BatchRings, Grid, Switch, polyline
from playground.ui.views.plane.fit_words import Flag, Legend, LineLabel, Sample
from playground.ui.views.plane.line_handles import Handles, Place
from playground.ui.views.plane.plane_shapes import Curve, Shape
from playground.ui.views.plane.residuals import Residuals
from playground.ui.words import formatting

Truth = Callable[[np.ndarray], np.ndarray]
FORM = "f(x) = a·x + b"
READABLE_PACE = 20
"""Steps a second up to which a mark on the mini-batch can be followed."""

translate = QCoreApplication.translate


@dataclass(frozen=True)
class FitOptions:
    """What is shown beside the fit; `reference`: the closed form of a line, the function behind built-in points."""

    residuals: bool = True
    squares: bool = False
    test_points: bool = True
    reference: bool = True


@dataclass
class FitPicture:
    """The points, what is fitted to them, and what is known of the best fit."""

    options: FitOptions = field(default_factory=FitOptions)
    points: PointSet | None = None
    is_test: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))
    snapshot: NetworkSnapshot | None = None
    is_line: bool = True
    truth: Truth | None = None
    closed_form: Line | None = None
    flag: Flag | None = None
    switch: float | None = None

    @property
    def line(self) -> tuple[float, float] | None:
        """a and b of the line that is shown."""
        if self.snapshot is None or not self.is_line:
            return None
        return float(self.snapshot.theta[0]), float(self.snapshot.theta[1])

    def f(self, x: np.ndarray) -> np.ndarray | None:
        """What the fit says at places x (n,)."""
        if self.snapshot is None or self.snapshot.fit is None:
            return None
        if self.line is not None:
            a, b = self.line
            return np.asarray(a * x + b)
        return np.asarray(np.interp(x, self.snapshot.fit.x, self.snapshot.fit.f))

    def largest_error(self) -> Flag | None:
        """Where the fit is farthest from the function behind the points; of points that were drawn, from those."""
        if self.is_line or self.points is None or self.snapshot is None or self.snapshot.fit is None:
            return None
        x: np.ndarray
        if self.truth is not None:
            x = self.snapshot.fit.x.astype(np.float64)
            wanted, text = self.truth(x), translate("FitView", "largest error {0} at x = {1}")
        else:
            x, wanted = self.points.x.astype(np.float64).T
            text = translate("FitView", "largest error at the points {0} at x = {1}")
        f = np.interp(x, self.snapshot.fit.x, self.snapshot.fit.f)
        error = np.abs(f - wanted)
        if not len(error) or not np.isfinite(error).all():
            return None
        worst = int(error.argmax())
        place = float(x[worst]), float(np.clip(f[worst], -PLANE, PLANE))
        said = text.replace("{1}", formatting.decimal(place[0], 2))
        return Flag(place, said, formatting.significant(float(error[worst]), 2))

    def under(self) -> list[Shape]:
        """What lies below the points."""
        shapes: list[Shape] = [Grid()]
        if self.switch is not None:
            shapes.append(Switch(self.switch))
        shapes += self._residuals()
        shapes += self._reference()
        return [*shapes, *self._line()] if self.is_line else shapes

    def over(self, handles: tuple[Place, Place] | None, held: int | None) -> list[Shape]:
        """What lies above the points."""
        shapes = [] if self.is_line else self._curve()
        batch = self._batch
        if batch is not None and self.points is not None:
            shapes.append(BatchRings(self.points.x[batch], len(self.points)))
        if self.points is not None and len(self.points):
            shapes.append(Legend(self._legend(), self.points.x, self.flag, handles or ()))
        if self.flag is not None:
            shapes.append(self.flag)
        if handles is not None:
            shapes.append(Handles(handles, held))
        return shapes

    @property
    def _batch(self) -> np.ndarray | None:
        """The points of the mini-batch that comes next, where it is not all there are and does not only flicker."""
        snapshot = self.snapshot
        if snapshot is None or snapshot.batch is None or snapshot.data_set is not self.points:
            return None
        is_quick = not 0 < snapshot.experiment.training.pace <= READABLE_PACE
        if snapshot.progress.status is Status.TRAINING and is_quick:
            return None
        index = snapshot.batch.index
        return index if len(index) < snapshot.train_count else None

    def _residuals(self) -> list[Shape]:
        options = self.options
        if self.points is None or not (options.residuals or (options.squares and self.is_line)):
            return []
        x, y = self.points.x[~self.is_test].astype(np.float64).T
        f = self.f(x)
        if f is None:
            return []
        known = np.isfinite(f)
        slope = 0.0 if self.line is None else self.line[0]
        squares = options.squares and self.is_line
        f = np.clip(f[known], -10 * PLANE, 10 * PLANE)
        return [Residuals(x[known], y[known], f, options.residuals, squares, slope)]

    def _reference(self) -> list[Shape]:
        if not self.options.reference:
            return []
        muted = THEME.colours.muted
        if self.is_line and self.closed_form is not None:
            start, end = ((x, self.closed_form.a * x + self.closed_form.b) for x in (-PLANE, PLANE))
            is_best = self.snapshot is None or self.snapshot.experiment.training.loss == "squared-error"
            label = translate("FitView", "closed form") if is_best else translate("FitView", "least squares")
            curve = Curve(polyline(*np.transpose([start, end])), muted, 1.4, dashed=True)
            return [curve, LineLabel(*_seen(start, end), 0.6, label, muted)]
        if not self.is_line and self.truth is not None:
            x = np.linspace(-PLANE, PLANE, 401)
            return [Curve(polyline(x, self.truth(x)), muted, 1.4, dashed=True)]
        return []

    def _curve(self) -> list[Shape]:
        """What a network fits, above the points that it goes through."""
        fit = None if self.snapshot is None else self.snapshot.fit
        return [] if fit is None else [Curve(polyline(fit.x, fit.f), THEME.colours.accent, 2.4)]

    def _line(self) -> list[Shape]:
        if self.line is None or not np.isfinite(self.line).all():
            return []
        accent, (a, b) = THEME.colours.accent, self.line
        start, end = (-PLANE, -PLANE * a + b), (PLANE, PLANE * a + b)
        curve = Curve(np.array([start, end]), accent, 2.4)
        return [curve, LineLabel(*_seen(start, end), 0.24, FORM, accent, below=True, weight=600)]

    def _legend(self) -> list[tuple[Sample, str]]:
        entries: list[tuple[Sample, str]] = [("training", translate("FitView", "training"))]
        if self.options.test_points and self.is_test.any():
            entries.append(("test", translate("FitView", "test")))
        batch = self._batch
        if batch is not None:
            text = translate("FitView", "this mini-batch of {0}").format(formatting.integer(len(batch)))
            entries.append(("batch", text))
        if not self.is_line:
            entries.append(("fit", "f(x)"))
            if self.options.reference and self.truth is not None:
                entries.append(("dashed", translate("FitView", "true function")))
        return entries


def _seen(start: Place, end: Place) -> tuple[Place, Place]:
    """The part of a line between two places that lies in the plane; where there is none, its ends on the right way."""
    rise = end[1] - start[1]
    shares = [0.0, 1.0]
    if rise:
        low, high = sorted(((-PLANE - start[1]) / rise, (PLANE - start[1]) / rise))
        shares = [min(max(low, 0.0), 1.0), max(min(high, 1.0), 0.0)]
    first, last = ((start[0] + share * (end[0] - start[0]), start[1] + share * rise) for share in shares)
    return first, last
