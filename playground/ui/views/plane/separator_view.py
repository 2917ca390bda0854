"""The perceptron on the plane: its half-planes, the separator, the normal vector and the last mistake."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from playground.data.points import PointSet
from playground.training.snapshot import PerceptronSnapshot, Status
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_frame import Said
from playground.ui.views.plane.plane_shapes import Arrow, HalfPlane, Line, Ring, Shape, visible_part
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.views.plane.point_markers import marker_radius
from playground.ui.words import formatting

TINT = 0.2
LONGEST, SHORTEST = 2.0, 0.5
READABLE_PACE = 20
LAYERS = ("normal", "last", "history", "mistakes")


class SeparatorView(QWidget):
    """Draws one snapshot over the points; `shown` says which of LAYERS are drawn besides the separator."""

    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plane = PlaneView()
        self.plane.set_readout(self._readout)
        self.plane.hovered.connect(self.hovered)
        self.shown = {"normal", "last"}
        self._points: PointSet | None = None
        self._share = 1.0
        self._snapshot: PerceptronSnapshot | None = None
        self._written: PerceptronSnapshot | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plane)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        THEME.changed.connect(self._draw)

    def show_points(self, points: PointSet, train_share: float) -> None:
        """Show these points at once; those of the test set paler."""
        if points is self._points and train_share == self._share:
            return
        self._points, self._share = points, train_share
        is_test = np.zeros(len(points), dtype=bool)
        is_test[points.split(train_share)[1]] = True
        self.plane.set_points(points, is_test if is_test.any() else None)
        self._draw()

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show the perceptron of a snapshot; what belongs to other points than those shown is left out."""
        self._snapshot = snapshot
        self._draw()

    def show_texts(self) -> None:
        """Let the readout speak for the last snapshot; call it seldom enough for the numbers to be read."""
        self._written = self._snapshot

    def set_shown(self, layer: str, shown: bool) -> None:
        """Show or hide one of LAYERS."""
        (self.shown.add if shown else self.shown.discard)(layer)
        self._draw()

    def _draw(self) -> None:
        if self._snapshot is None:
            return
        snapshot = self._snapshot
        current = snapshot.data_set is self._points
        weight = (float(snapshot.weight[0]), float(snapshot.weight[1]))
        under = _half_planes(weight, snapshot.bias)
        if "history" in self.shown:
            under += _history(snapshot.lines)
        step = snapshot.last_step
        if "last" in self.shown and step is not None:
            before = (float(step.weight_before[0]), float(step.weight_before[1]))
            under.append(Line(before, step.bias_before, THEME.colours.muted, 1.4, dashed=True))
        under.append(Line(weight, snapshot.bias, THEME.colours.text, 2.2))
        over: list[Shape] = []
        if "normal" in self.shown:
            over += _normal(weight, snapshot.bias)
        if "last" in self.shown and current and _can_be_read(snapshot):
            over += self._last_mistake(snapshot)
        self.plane.set_shapes(under, over)
        points = snapshot.data_set
        wrong = snapshot.misclassified if "mistakes" in self.shown and current else np.zeros(len(points), bool)
        self.plane.set_mistakes(points.x[wrong])

    def _last_mistake(self, snapshot: PerceptronSnapshot) -> list[Shape]:
        step = snapshot.last_step
        if step is None:
            return []
        still = bool(snapshot.misclassified[step.index])
        colour, label = (
            (THEME.colours.bad_text, self.tr("misclassified"))
            if still
            else (THEME.colours.good_text, self.tr("now on its side"))
        )
        radius = marker_radius(len(snapshot.data_set), self.plane.plane_map().side) + 5
        return [Ring((float(step.x[0]), float(step.x[1])), radius, colour, 2.2, label)]

    def _readout(self, x1: float, x2: float) -> Said:
        if self._written is None:
            return Said()
        score = float(np.dot(self._written.weight, (x1, x2)) + self._written.bias)
        return Said(f"⟨w, x⟩ + b = {formatting.signed(score)}")


def _half_planes(weight: tuple[float, float], bias: float) -> list[Shape]:
    colours = THEME.colours
    positive, negative = _tint(colours.positive), _tint(colours.negative)
    opposite = (-weight[0], -weight[1])
    return [HalfPlane(weight, bias, positive), HalfPlane(opposite, -bias, negative)]


def _history(lines: np.ndarray) -> list[Shape]:
    shapes: list[Shape] = []
    for age, (w1, w2, bias) in enumerate(lines[::-1].tolist()):
        colour = QColor(THEME.colours.text)
        colour.setAlphaF(0.4 * (1 - age / max(len(lines), 10)) + 0.05)
        shapes.insert(0, Line((w1, w2), bias, colour, 1.0))
    return shapes


def _normal(weight: tuple[float, float], bias: float) -> list[Shape]:
    """The normal vector from the middle of the visible separator, to scale where it is neither tiny nor huge."""
    part = visible_part(weight, bias)
    if part is None:
        return []
    start, w = part.mean(axis=0), np.array(weight)
    length = float(np.hypot(*w))
    end = start + w / length * min(max(length, SHORTEST), LONGEST)
    return [Arrow((start[0], start[1]), (end[0], end[1]), THEME.colours.text, "w")]


def _tint(colour: QColor) -> QColor:
    panel = THEME.colours.panel
    mixed = [TINT * getattr(colour, part)() + (1 - TINT) * getattr(panel, part)() for part in ("red", "green", "blue")]
    return QColor(*map(round, mixed))


def _can_be_read(snapshot: PerceptronSnapshot) -> bool:
    """Whether steps follow one another slowly enough for a mark on the sample not to flicker."""
    pace = snapshot.experiment.training.pace
    return snapshot.progress.status is not Status.TRAINING or 0 < pace <= READABLE_PACE
