"""What the network answers all over the plane: class regions, their borders, and the points it learns from."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.data.points import PLANE, PointSet
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.mosaic import Pixels, diverging_pixels, to_image, words
from playground.ui.views.plane.class_borders import class_borders, level_lines
from playground.ui.views.plane.plane_frame import Said
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.views.plane.unit_look import Caption, UnitLook
from playground.ui.words import formatting

MARGIN = 0.5
"""Margins are drawn where the most probable class leads the next by this much; for two classes at 0.25 and 0.75."""


@dataclass(frozen=True, eq=False)
class Segments:
    """Line segments (n, 2, 2) of the plane, drawn at once."""

    points: np.ndarray
    colour: QColor
    width: float

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        ends = plane.pixels(self.points.reshape(-1, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colour, THEME.stroke(self.width), c=Qt.PenCapStyle.FlatCap))
        painter.drawPath(pg.arrayToQPath(ends[:, 0], ends[:, 1], connect="pairs"))


@dataclass(frozen=True)
class DecisionOptions:
    """What the decision view shows beside the response."""

    test_points: bool = True
    discretise: bool = False
    margins: bool = False
    batch: bool = True


class DecisionView(PlaneView):
    """The response map of a network with the line where it is undecided, or that of the neuron that is looked at.
    Points come from what the user chose."""

    def __init__(self) -> None:
        super().__init__()
        self._decision = np.empty((0, 0, 2), np.float32)
        self._evidence = np.empty((0, 0, 1), np.float32)
        self._unit: UnitLook | None = None
        self._class_names: tuple[str, ...] = ()
        self._options = DecisionOptions()
        self._chosen: tuple[PointSet, float] | None = None
        self.shown_points: PointSet | None = None
        self.setAccessibleName(self.tr("Decision boundary"))
        self.set_readout(self._say)
        THEME.changed.connect(self._draw)

    @property
    def options(self) -> DecisionOptions:
        return self._options

    @property
    def chosen_points(self) -> PointSet | None:
        """The points of the experiment, shown or not."""
        return None if self._chosen is None else self._chosen[0]

    def set_options(self, **changes: bool) -> None:
        """Shows or hides test points, margins, shades."""
        self._options = replace(self._options, **changes)
        self._draw()
        self._draw_points()

    def show_points(self, points: PointSet, train_share: float) -> None:
        """Shows these points, paler where they are test points; the same ones again cost nothing."""
        if self._chosen is None or self._chosen[0] is not points or self._chosen[1] != train_share:
            self._chosen = (points, train_share)
            self.set_lit(None)
            self._draw_points()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame: the probabilities all over the plane, or in their place what one neuron answers."""
        response = snapshot.response
        if response is not None and response.decision.size:
            self._decision, self._evidence = response.decision, response.evidence
            self._class_names = snapshot.data_set.class_names
            self._unit = UnitLook.of(snapshot)
            self._draw()

    def _draw_points(self) -> None:
        if self._chosen is None:
            return
        points, train_share = self._chosen
        is_test = points.rank >= train_share
        if self._options.test_points:
            self.shown_points = points
            self.set_points(points, is_test)
        else:
            self.shown_points = points.without(is_test)
            self.set_points(self.shown_points)

    def _draw(self) -> None:
        if not self._decision.size:
            return
        if self._unit is not None:
            zero = Segments(self._unit.zero_line(), THEME.colours.text, 1.7)
            self.set_background(self._unit.image())
            self.set_shapes(under=[zero], over=[Caption(self._unit.title)])
            return
        self.set_background(to_image(decision_pixels(self._decision, self._options.discretise)[::-1]))
        shapes = [Segments(class_borders(self._evidence), THEME.colours.text, 1.7)]
        if self._options.margins:
            pale = QColor(THEME.colours.text)
            pale.setAlphaF(0.5)
            shapes.append(Segments(margin_lines(self._decision, self._evidence), pale, 1.0))
        self.set_shapes(under=shapes)

    def _say(self, x1: float, x2: float) -> Said:
        """The class and its probability at a place."""
        if not self._decision.size:
            return Said()
        side = len(self._decision)
        column, row = (min(max(int((x + PLANE) / (2 * PLANE) * side), 0), side - 1) for x in (x1, x2))
        if self._unit is not None:
            return Said(self._unit.said(row, column))
        probability = self._decision[row, column]
        best = int(np.argmax(probability))
        name = self._class_names[best] if best < len(self._class_names) else str(best)
        return Said(self.tr("P({0}) = {1}").format(name, formatting.decimal(float(probability[best]), 2)), best)


def margin_lines(decision: np.ndarray, evidence: np.ndarray) -> np.ndarray:
    """Where the most probable class leads the next by MARGIN, as segments (n, 2, 2) of the plane."""
    if evidence.shape[2] == 1:
        odds = evidence[:, :, 0]
        level = math.log((1 + MARGIN) / (1 - MARGIN))
        return np.concatenate([level_lines([odds], level), level_lines([odds], -level)])
    classes = decision.shape[2]
    order = np.partition(decision, classes - 2, axis=2)
    best, second = order[:, :, -1], order[:, :, -2]
    leads = [decision[:, :, k] - np.where(decision[:, :, k] >= best, second, best) for k in range(classes)]
    return level_lines(leads, MARGIN)


def decision_pixels(decision: np.ndarray, discretise: bool) -> Pixels:
    """The colours of probabilities (side, side, classes), row 0 the lowest x₂: the class, paler where undecided."""
    classes = decision.shape[2]
    if classes == 2:
        lead = decision[:, :, 1] - decision[:, :, 0]
        lead = np.sign(lead) if discretise else lead
        return diverging_pixels(lead, 1.0)
    best = decision.argmax(axis=2)
    share = np.ones(best.shape, np.float32)
    if not discretise:
        share = np.clip((decision.max(axis=2) - 1 / classes) / (1 - 1 / classes), 0, 1)
    ground = _rgb(THEME.colours.diverging[1])
    colours = np.array([_soft(k) for k in range(classes)], np.float32)
    mixed = ground + (colours[best] - ground) * share[:, :, None]
    return words(mixed.astype(np.uint8))


def _soft(label: int) -> np.ndarray:
    """A class's colour as a region: as pale as the diverging map's ends are, so that points stand out."""
    colours = THEME.colours
    if label < 2:
        return _rgb(colours.diverging[2 * label])
    share = 0.85 if colours.dark else 0.62
    return _rgb(colours.classes[label]) * share + _rgb(colours.panel) * (1 - share)


def _rgb(colour: QColor) -> np.ndarray:
    return np.array([colour.red(), colour.green(), colour.blue()], np.float32)
