"""A separator of features on the plane of the points, where it is a curve."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor, QImage

from playground.training.network_snapshot import plane_grid
from playground.ui.look.theme import THEME
from playground.ui.views.mosaic import to_image, words
from playground.ui.views.plane.class_borders import level_lines
from playground.ui.views.plane.decision_map import Segments
from playground.ui.views.plane.plane_marks import Diamond
from playground.ui.views.plane.plane_shapes import Shape
from playground.ui.views.plane.separator_geometry import Place, pair
from playground.ui.views.plane.separator_picture import SeparatorPicture, can_be_read, side_colours, visit_ring
from playground.ui.views.plane.small_plane import SmallPlane

SIDE, SMALL_SIDE = 160, 72
"""Cells along each axis, of the plane and of the small one in its corner."""
SOFT = 0.6
"""So many cells beside the curve both colours mix."""


def score_field(inputs: tuple[str, str], weight: Place, bias: float, side: int = SIDE) -> np.ndarray:
    """⟨w, φ(x)⟩ + b at the middles of cells (side, side), lowest x₂ first."""
    field: np.ndarray = _grid(inputs, side) @ np.array(weight, np.float64) + bias
    return field.reshape(side, side)


def field_image(field: np.ndarray) -> QImage:
    """Both sides in the colours of their classes."""
    slope = np.hypot(*np.gradient(field))
    share = np.clip(field / np.maximum(2 * SOFT * slope, 1e-12), -0.5, 0.5)[::-1, :, None] + 0.5
    positive, negative = (_rgb(colour) for colour in side_colours())
    if not field.any():
        return to_image(words(np.broadcast_to(_rgb(THEME.colours.background), (*field.shape, 3)).astype(np.uint8)))
    return to_image(words((negative + share * (positive - negative)).astype(np.uint8)))


def curve_shapes(
    picture: SeparatorPicture, inputs: tuple[str, str], field: np.ndarray
) -> tuple[list[Shape], list[Shape]]:
    """What lies below the points, and above them; field: that of the separator."""
    snapshot, colours = picture.snapshot, THEME.colours
    assert snapshot is not None
    under: list[Shape] = []
    if snapshot.beside is not None:
        beside = score_field(inputs, pair(snapshot.beside.weight), snapshot.beside.bias)
        under.append(Segments(level_lines([beside]), colours.beside, 2.0))
    under.append(Segments(level_lines([field]), colours.text, 2.2))
    over: list[Shape] = []
    if "last" in picture.shown and picture.is_current and can_be_read(snapshot):
        over += visit_ring(snapshot, picture.radius, None)
    if picture.tested is not None:
        over.append(Diamond(picture.tested))
    return under, over


def small_plane(picture: SeparatorPicture, inputs: tuple[str, str]) -> SmallPlane:
    """The same separator among the points themselves, to stand in a corner."""
    snapshot = picture.snapshot
    assert snapshot is not None
    field = score_field(inputs, picture.weight, snapshot.model_bias, SMALL_SIDE)
    places = picture.span.places(snapshot.x)
    return SmallPlane(field_image(field), level_lines([field]), snapshot.data_set, places)


@lru_cache(maxsize=4)
def _grid(inputs: tuple[str, str], side: int) -> np.ndarray:
    return plane_grid(side, inputs).astype(np.float64)


def _rgb(colour: QColor) -> np.ndarray:
    return np.array([colour.red(), colour.green(), colour.blue()], np.float64)
