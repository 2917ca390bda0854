"""The plane as a hidden layer sees it: its grid and points carried along, live while the layer learns."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF

from playground.data.points import PLANE, PointSet
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.dropout import spec_of_neurons
from playground.ui.views.plane.carried_mesh import CarriedMesh
from playground.ui.views.plane.class_borders import class_borders
from playground.ui.views.plane.decision_map import Segments, decision_pixels
from playground.ui.views.plane.layer_scene import LayerScene, scene_of
from playground.ui.views.plane.layer_words import axis_names, layer_sentence
from playground.ui.views.plane.nearest_point import nearest
from playground.ui.views.plane.plane_frame import Said
from playground.ui.views.plane.plane_picture import NOWHERE
from playground.ui.views.plane.plane_shapes import Line, Shape
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.views.plane.point_markers import marker_radius
from playground.ui.words import formatting

BORDER_SIDE = 60
"""Cells along each axis, among which the lines between several classes are found."""
REACH = 4.0
"""So many pixels beside a marker the pointer still is on it."""


class LayerView(PlaneView):
    """Shows frames of the plane through a layer."""

    def __init__(self) -> None:
        super().__init__()
        self.scene: LayerScene | None = None
        self._shows_test = True
        self._train_share = 1.0
        self._shown = np.empty(0, np.int64)
        self._followed: int | None = None
        self.set_hint("")
        self.setAccessibleName(self.tr("The plane as a hidden layer sees it"))
        self.setAccessibleDescription(self.tr("Arrow keys move the pointer."))
        self.set_readout(self._say)
        self.hovered.connect(self._ring)
        THEME.changed.connect(self._draw)

    @property
    def sentence(self) -> str:
        """What is to be said of what is seen; it stands for a while only if it is not asked for too often."""
        return "" if self.scene is None else layer_sentence(self.scene)

    def set_test_points(self, shown: bool) -> None:
        """Shows or hides the points that only test."""
        self._shows_test = shown
        self._draw()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame; where there is no hidden layer, says so."""
        if len(spec_of_neurons(snapshot.spec).layers) == 1:
            self._clear()
            return
        scene = scene_of(snapshot, self.scene)
        if scene is not None:
            self.scene, self._train_share = scene, snapshot.experiment.data.train_share
            self.set_hint("")
            self._draw()

    def _clear(self) -> None:
        self.scene = None
        self.set_axes("x₁", "x₂")
        self.set_shapes()
        self.set_points(None)
        self.set_hint(self.tr("There is no hidden layer: the output unit sees the plane as it is."))

    def _draw(self) -> None:
        scene = self.scene
        if scene is None:
            return
        self.set_axes(*axis_names(scene), scene.span)
        decision = scene.seen.decision
        cells = (decision[:-1, :-1] + decision[1:, :-1] + decision[:-1, 1:] + decision[1:, 1:]) / 4
        mesh = CarriedMesh(scene.grid, decision_pixels(cells, False), scene.seen.fineness)
        self.set_shapes([mesh], self._borders(scene))
        self._draw_points(scene)

    def _draw_points(self, scene: LayerScene) -> None:
        points, index = scene.data_set, scene.seen.index
        is_test = points.rank[index] >= self._train_share
        shown = scene.shown if self._shows_test else scene.shown & ~is_test
        self._shown = np.flatnonzero(shown)
        index = index[shown]
        value = None if points.value is None else points.value[index]
        there = PointSet(scene.places[shown], points.label[index], points.rank[index], points.class_names, value=value)
        self.set_points(there, is_test[shown])
        self._follow()

    def _borders(self, scene: LayerScene) -> list[Shape]:
        """Where the output units change their mind, as far as both coordinates tell."""
        lines = zip(scene.weight.tolist(), scene.seen.bias.tolist(), strict=True)
        sums = [scene.span.line_of((weight[0], weight[1]), bias) for weight, bias in lines]
        ink, is_exact = THEME.colours.text, scene.seen.is_exact
        if len(sums) == 1:
            return [Line(*sums[0], ink, 2.2, dashed=not is_exact)]
        if not sums:
            return []
        middles = (np.arange(BORDER_SIDE) + 0.5) * (2 * PLANE / BORDER_SIDE) - PLANE
        x1, x2 = np.meshgrid(middles, middles)
        evidence = np.stack([w[0] * x1 + w[1] * x2 + b for w, b in sums], axis=2)
        return [Segments(class_borders(evidence.astype(np.float32)), ink, 2.2)]

    def _set_hover(self, position: QPointF) -> None:
        """On a marker the pointer is at its very place."""
        plane, points = self.plane_map(), self._picture.points
        self._followed = None
        if points is not None and plane.rect.contains(position):
            reach = (marker_radius(len(points), plane.side) + REACH) / plane.scale
            self._followed = nearest(points.x, plane.plane(position), reach)
        if self._followed is None:
            super()._set_hover(position)
        else:
            self._follow()

    def _follow(self) -> None:
        """The pointer goes with the point that it is on."""
        points = self._picture.points
        if self._followed is None or points is None or self._followed >= len(points):
            self._followed = None
            return
        place = float(points.x[self._followed, 0]), float(points.x[self._followed, 1])
        self._show_hover(place)
        self._ring(place)

    def _ring(self, place: object) -> None:
        followed, points = self._followed, self._picture.points
        self.set_selection(NOWHERE if place is None or followed is None or points is None else points.x[[followed]])

    def _say(self, across: float, upwards: float) -> Said:
        """Where a point was on the plane, and its class or value."""
        if self._followed is None or self.scene is None:
            return Said()
        points = self.scene.data_set
        index = int(self.scene.seen.index[self._shown[self._followed]])
        x1, x2 = (formatting.decimal(value, 2) for value in points.x[index].tolist())
        if points.has_values:
            value = formatting.significant(float(points.file_values[index]), 3)
            return Said(self.tr("d = {0}, x = ({1}, {2})").format(value, x1, x2))
        text = self.tr("{0}, x = ({1}, {2})").format(points.class_names[points.label[index]], x1, x2)
        return Said(text, int(points.label[index]))
