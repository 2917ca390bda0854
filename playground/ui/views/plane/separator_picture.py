"""What is drawn of a perceptron on the plane of its inputs: half-planes, lines, normal vector, update, hulls."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from playground.late_dataclass import dataclass
from playground.training.perceptron_figures import PerceptronVisit
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.training.snapshot import Status
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_frame import WHOLE
from playground.ui.views.plane.plane_marks import Diamond, Polygon, Segment
from playground.ui.views.plane.plane_shapes import Arrow, HalfPlane, Line, Ring, Shape
from playground.ui.views.plane.plane_span import PlaneSpan
from playground.ui.views.plane.separator_geometry import Line as Weights
from playground.ui.views.plane.separator_geometry import Normal, Place, foot_on, normal_at, pair
from playground.ui.words import formatting

translate = QCoreApplication.translate

TINT = 0.2
READABLE_PACE = 20
UPDATE = "γ·d·x"
RING = 5
"""So far the ring around a sample lies outside its marker, in pixels."""


@dataclass
class SeparatorPicture:
    """One snapshot on the plane that `span` describes; `shown`: what is drawn besides the separator.

    is_current: whether the points that are shown are those of the snapshot; held: the arrow of w while it is dragged;
    tested: the place of a point that is tried.
    """

    shown: set[str]
    snapshot: PerceptronSnapshot | None = None
    span: PlaneSpan = WHOLE
    is_current: bool = False
    held: Normal | None = None
    tested: Place | None = None
    radius: float = 6.0

    @property
    def weight(self) -> Place:
        """w of what the rule answers with, of values."""
        return (0.0, 0.0) if self.snapshot is None else pair(self.snapshot.model_weight)

    @property
    def line(self) -> Weights:
        """The separator, of places."""
        return ((0.0, 0.0), 0.0) if self.snapshot is None else self._placed(self.weight, self.snapshot.model_bias)

    @property
    def normal(self) -> Normal | None:
        """The arrow of w, where there is one to be seen."""
        return self.held or normal_at(self.weight, self.line)

    def under(self) -> list[Shape]:
        """What lies below the points."""
        snapshot = self.snapshot
        if snapshot is None:
            return []
        shapes = [*half_planes(*self.line), *self._hulls()]
        if "history" in self.shown:
            shapes += self._history()
        step = snapshot.last_step
        if "last" in self.shown and step is not None:
            before = self._placed(pair(step.weight_before), step.bias_before)
            shapes.append(Line(*before, THEME.colours.muted, 1.4, dashed=True))
        if snapshot.beside is not None:
            beside = self._placed(pair(snapshot.beside.weight), snapshot.beside.bias)
            shapes.append(Line(*beside, THEME.colours.beside, 2.0, dashed=True))
        if self._learns_elsewhere:
            shapes.append(Line(*self._learner, THEME.colours.muted, 1.4))
        shapes.append(Line(*self.line, THEME.colours.text, 2.2))
        return shapes

    def over(self) -> list[Shape]:
        """What lies above the points."""
        shapes: list[Shape] = []
        if self.snapshot is None:
            return shapes
        if "normal" in self.shown and (normal := self.normal) is not None:
            shapes.append(Arrow(normal.foot, normal.tip(self.weight), THEME.colours.text, "w"))
        if "last" in self.shown and can_be_read(self.snapshot):
            shapes += self._update_arrows()
            shapes += visit_ring(self.snapshot, self.radius, self.span) if self.is_current else []
        return [*shapes, *self._tested()]

    @property
    def _learner(self) -> Weights:
        """The separator of the neuron that learns, of places."""
        assert self.snapshot is not None
        return self._placed(pair(self.snapshot.weight), self.snapshot.bias)

    @property
    def _learns_elsewhere(self) -> bool:
        return self.snapshot is not None and self._learner != self.line

    @property
    def _update(self) -> PerceptronVisit | None:
        """The sample that was learned from last, while its update is the last thing that happened to w."""
        visit = None if self.snapshot is None else self.snapshot.visited
        return visit if visit is not None and visit.was_mistake else None

    def _update_arrows(self) -> list[Shape]:
        """From the old normal vector to the new one."""
        visit, snapshot = self._update, self.snapshot
        if visit is None or snapshot is None or self.held is not None:
            return []
        weight = pair(snapshot.weight)
        normal = normal_at(weight, self._learner)
        if normal is None or weight != pair(visit.weight_after):
            return []
        old, tip = normal.tip(pair(visit.weight_before)), normal.tip(weight)
        pale = QColor(THEME.colours.text)
        pale.setAlphaF(0.45)
        learner = [Arrow(normal.foot, tip, THEME.colours.muted)] if self._learns_elsewhere else []
        return [Arrow(normal.foot, old, pale), *learner, Arrow(old, tip, THEME.colours.accent, UPDATE, beside=True)]

    def _history(self) -> list[Shape]:
        assert self.snapshot is not None
        lines, shapes = self.snapshot.lines, list[Shape]()
        for age, (w1, w2, bias) in enumerate(lines[::-1].tolist()):
            colour = QColor(THEME.colours.text)
            colour.setAlphaF(0.4 * (1 - age / max(len(lines), 10)) + 0.05)
            shapes.insert(0, Line(*self._placed((w1, w2), bias), colour, 1.0))
        return shapes

    def _hulls(self) -> list[Shape]:
        if "hulls" not in self.shown or self.snapshot is None or not self.is_current:
            return []
        fill = QColor(THEME.colours.bad)
        fill.setAlphaF(0.2)
        colours = THEME.colours.positive, THEME.colours.negative
        overlap = Polygon(self.span.places(self.snapshot.overlap), fill=fill)
        hulls = zip(self.snapshot.hulls, colours, strict=True)
        return [overlap, *(Polygon(self.span.places(corners), colour) for corners, colour in hulls)]

    def _tested(self) -> list[Shape]:
        if self.tested is None:
            return []
        foot = foot_on(self.line, self.tested)
        shapes: list[Shape] = [Diamond(self.tested)]
        if foot is not None:
            far = np.hypot(self.tested[0] - foot[0], self.tested[1] - foot[1]) * self.span.factor
            shapes.insert(0, Segment(self.tested, foot, THEME.colours.text, formatting.decimal(float(far))))
        return shapes

    def _placed(self, weight: Place, bias: float) -> Weights:
        return self.span.line_of(weight, bias)


def visit_ring(snapshot: PerceptronSnapshot, radius: float, span: PlaneSpan | None) -> list[Shape]:
    """The ring around the sample that was seen last; span: of the plane of inputs, None on the plane of the points."""
    visit = snapshot.visited
    if visit is None or visit.index >= len(snapshot.data_set):
        return []
    colours = THEME.colours
    colour, label = colours.good_text, translate("SeparatorView", "right: no change")
    if visit.was_mistake:
        label = translate("SeparatorView", "now on its side")
        if visit.target * float(np.dot(snapshot.weight, visit.x) + snapshot.bias) <= 0:
            colour, label = colours.bad_text, translate("SeparatorView", "misclassified")
    x = snapshot.data_set.x[visit.index] if span is None else span.places(visit.x)[0]
    return [Ring(pair(x), radius + RING, colour, 2.2, label)]


def half_planes(weight: Place, bias: float) -> list[Shape]:
    """Both sides of a separator in the colours of their classes."""
    opposite = (-weight[0], -weight[1])
    positive, negative = side_colours()
    return [HalfPlane(weight, bias, positive), HalfPlane(opposite, -bias, negative)]


def side_colours() -> tuple[QColor, QColor]:
    """The colours of the positive and of the negative side: pale, so that points stand out."""
    return _tint(THEME.colours.positive), _tint(THEME.colours.negative)


def can_be_read(snapshot: PerceptronSnapshot) -> bool:
    """Whether steps follow one another slowly enough for a mark on the sample not to flicker."""
    pace = snapshot.experiment.training.pace
    return snapshot.progress.status is not Status.TRAINING or 0 < pace <= READABLE_PACE


def _tint(colour: QColor) -> QColor:
    panel = THEME.colours.panel
    mixed = [TINT * getattr(colour, part)() + (1 - TINT) * getattr(panel, part)() for part in ("red", "green", "blue")]
    return QColor(*map(round, mixed))
