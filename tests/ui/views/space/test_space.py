"""Surfaces in space: where places come to lie, what hides what, what is lit and what is read off."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from playground.data.points import PointSet
from playground.ui.views.mosaic import diverging_pixels
from playground.ui.views.space.answer_scene import AnswerScene
from playground.ui.views.space.camera import FARTHEST, HEIGHT, HIGHEST, LOWEST, NEAREST, Camera, Projection
from playground.ui.views.space.space_box import side_corner
from playground.ui.views.space.surface_image import SurfaceImage

ANGLES = st.floats(-180, 180)


def scene(heights: np.ndarray) -> AnswerScene:
    points = PointSet(np.array([(1.0, 2.0)]), np.array([1]), np.array([0.5]))
    colours = diverging_pixels(2 * heights - 1, 1.0)
    no_border = np.empty((0, 2, 2), np.float32)
    return AnswerScene(heights, colours, 0.0, 1.0, "P(B)", points, np.array([0]), np.ones(1), no_border)


def projected(camera: Camera, side: float = 200) -> Projection:
    return Projection(camera, 0, 0, side, side)


def wall(side: int = 30) -> AnswerScene:
    """0 where x₂ < 0, 1 behind."""
    heights = np.zeros((side, side), np.float32)
    heights[side // 2 :] = 1
    return scene(heights)


def test_from_above_the_plane_lies_as_it_is():
    projection = projected(Camera(0, 90))
    middle, right, up = projection.pixels(np.array([(0, 0, 0.0), (1, 0, 0), (0, 1, 0)]))
    assert middle == pytest.approx([100, 100])
    assert right - middle == pytest.approx([projection.scale, 0]) and up - middle == pytest.approx(
        [0, -projection.scale], abs=1e-9
    )


def test_from_the_side_only_height_is_upwards():
    projection = projected(Camera(0, LOWEST))
    low, high = projection.pixels(np.array([(0, 0, -HEIGHT), (0, 0, HEIGHT)]))
    assert high[0] == low[0] and low[1] - high[1] > 1.9 * HEIGHT * projection.scale


@given(ANGLES, st.floats(LOWEST, HIGHEST))
def test_the_whole_space_is_in_the_picture(azimuth, elevation):
    projection = projected(Camera(azimuth, elevation))
    corners = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-HEIGHT, HEIGHT)], float)
    pixels = projection.pixels(corners)
    assert pixels.min() > -12 and pixels.max() < 212  # at the usual zoom, but for a little of two corners


@given(ANGLES)
def test_the_axis_of_heights_is_at_the_far_left(azimuth):
    projection = projected(Camera(azimuth))
    corners = np.array([(x, y, 0.0) for x in (-1, 1) for y in (-1, 1)])
    left = projection.pixels(np.array([*side_corner(projection), 0.0]))[0]
    assert left == pytest.approx(projection.pixels(corners)[:, 0].min())


def test_a_camera_keeps_above_the_plane_and_comes_round():
    assert Camera().turned(0, 500).elevation == HIGHEST and Camera().turned(0, -500).elevation == LOWEST
    assert Camera(10).turned(360, 0) == Camera(10) and Camera(170).turned(20, 0).azimuth == -170
    assert Camera().zoomed(100).zoom == NEAREST and Camera().zoomed(0.01).zoom == FARTHEST


@pytest.mark.parametrize("azimuth, is_hidden", [(0, False), (180, True), (90, False)])
def test_what_lies_behind_a_wall_is_hidden(azimuth, is_hidden):
    # On the ground before the wall: seen from behind, from where x₂ is large, the wall is before it.
    surface = SurfaceImage(wall(), projected(Camera(azimuth, 25)))
    assert surface.hides(np.array([(0, -0.3, -HEIGHT + 0.01)])).tolist() == [is_hidden]


def test_what_stands_on_the_surface_is_seen():
    it = wall()
    rng = np.random.default_rng(0)
    x = rng.uniform(-2.9, 2.9, (200, 2))
    x = x[np.abs(x[:, 1]) > 0.5]
    places = it.places(x, it.at(x))
    surface = SurfaceImage(it, projected(Camera(0, 40)))
    ahead = places + np.array([0, 0, 0.02])
    assert not surface.hides(ahead).any()


@given(ANGLES, st.floats(30, HIGHEST), st.floats(-0.9, 0.9), st.floats(-0.9, 0.9))
def test_the_place_under_a_pixel_is_found(azimuth, elevation, x, y):
    projection = projected(Camera(azimuth, elevation))
    surface = SurfaceImage(scene(np.full((20, 20), 0.25, np.float32)), projection)
    pixel = projection.pixels(np.array([x, y, -HEIGHT / 2]))
    assert surface.place_at(QPointF(*pixel)) == pytest.approx((x, y), abs=0.12)


def test_beside_the_surface_there_is_nothing():
    surface = SurfaceImage(wall(), projected(Camera()))
    assert surface.place_at(QPointF(2, 2)) is None and surface.place_at(QPointF(-5, 900)) is None
    assert QColor(surface.picture.pixelColor(2, 2)).alpha() == 0


def test_heights_between_the_middles_of_cells_are_interpolated():
    heights = np.tile(np.linspace(0, 1, 30, dtype=np.float32), (30, 1))
    # From cell to cell 0.2 of the plane, the first middle at −2.9.
    assert scene(heights).at(np.array([(-2.9, 0), (0, 0), (2.9, 1), (3, 3)])) == pytest.approx([0, 0.5, 1, 1], abs=1e-6)


def test_slopes_are_darker_than_what_is_flat():
    flat = SurfaceImage(scene(np.full((30, 30), 0.5, np.float32)), projected(Camera(0, 60))).picture
    ramp = np.tile(np.linspace(0.0, 1.0, 30, dtype=np.float32), (30, 1)) * 4 - 1.5
    steep = SurfaceImage(scene(ramp.clip(0, 1)), projected(Camera(0, 60))).picture
    assert steep.pixelColor(100, 100).lightness() < flat.pixelColor(100, 100).lightness()
