"""Points in space at the heights that are wanted of them, with lines down or up to the surface from those in sight."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QPainter

from playground.ui.look.theme import THEME
from playground.ui.views.drawn_lines import draw_lines
from playground.ui.views.plane.point_markers import Sprites, kinds_of, marker_radius, stamp
from playground.ui.views.space.answer_scene import AnswerScene
from playground.ui.views.space.camera import Projection
from playground.ui.views.space.surface_image import SurfaceImage

SMALLER = 0.75
"""Beside a plane of the same size, so that the surface is seen."""
BEHIND = 0.3
"""How much is seen of what the surface lies before."""
LINE, BORDER = 0.65, 0.25
"""How much is seen of the lines, and how far behind the surface what lies on it may seem to be where it is steep."""
SHORTEST = 0.02
"""Of the whole height: shorter lines are left out."""


class SpacePoints:
    """Paints the points of scenes; the pictures of their markers are kept."""

    def __init__(self) -> None:
        self._sprites = Sprites()

    def paint(
        self,
        painter: QPainter,
        projection: Projection,
        scene: AnswerScene,
        surface: SurfaceImage,
        is_test: np.ndarray,
        shows_test: bool,
    ) -> None:
        """is_test (n,): which of the scene's points only test."""
        chosen = np.ones(len(scene.some), bool) if shows_test else ~is_test
        x, wanted, is_value = scene.points.x[scene.some], scene.wanted, scene.points.has_values
        marks, kinds = kinds_of(scene.points)
        marks = marks[scene.some]
        heights = scene.at(x)
        places, feet = scene.places(x, wanted), scene.places(x, heights)
        hidden = surface.hides(places) if len(places) else np.zeros(0, bool)
        tops, ends = projection.pixels(places), projection.pixels(feet)
        is_long = np.abs(wanted - heights) > SHORTEST * (scene.high - scene.low)
        radius = SMALLER * marker_radius(len(x), min(projection.width, projection.height))
        ratio = painter.device().devicePixelRatioF()
        for behind in (True, False):
            painter.setOpacity(BEHIND if behind else 1.0)
            for each in (mark for mark in kinds if mark is not None):
                here = chosen & (marks == each) & (hidden == behind)
                if not behind:
                    colour = THEME.colours.text if is_value else THEME.colours.classes[int(each)]
                    draw_lines(painter, tops[here & is_long], ends[here & is_long], colour, LINE)
                for pale in (True, False):
                    sprite = self._sprites.of(each, is_value, radius, ratio, pale)
                    stamp(painter, tops[here & (is_test == pale)], sprite, 1 / ratio)
        painter.setOpacity(1.0)


def paint_border(painter: QPainter, projection: Projection, scene: AnswerScene, surface: SurfaceImage) -> None:
    """Where classes meet on the surface, as far as it is in sight."""
    x = scene.border.reshape(-1, 2)
    places = scene.places(x, scene.at(x)).reshape(-1, 2, 3)
    if len(places):
        seen = places[~surface.hides(places.mean(axis=1), BORDER)]
        ends = projection.pixels(seen)
        draw_lines(painter, ends[:, 0], ends[:, 1], THEME.colours.text)
