"""Residuals and their squares on the plane."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtGui import QColor, QImage, QPainter

from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.residuals import Residuals, covered

SIDE = 300


def painted(residuals: Residuals) -> np.ndarray:
    """The picture (side, side, 3) of a plane of 300 pixels: 50 for a unit."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    residuals.paint(painter, PlaneMap(0, 0, SIDE))
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(SIDE, SIDE, 4)[:, :, 2::-1].astype(int)


def is_orange(pixel: np.ndarray) -> bool:
    return pixel[0] > pixel[2] + 10


def is_blue(pixel: np.ndarray) -> bool:
    return pixel[2] > pixel[0] + 10


def test_they_reach_from_the_point_to_the_fit_orange_where_the_fit_is_below():
    picture = painted(Residuals(np.array([-1.0, 1.0]), np.array([2.0, -2.0]), np.zeros(2)))
    assert is_orange(picture[60, 100]) and is_orange(picture[140, 100])  # from y = 2, 50 pixels from the top, to 0
    assert is_blue(picture[160, 200]) and is_blue(picture[240, 200])
    assert (picture[160:, 100] == 255).all() and (picture[:140, 200] == 255).all()


@pytest.mark.parametrize(("slope", "left"), [(1.0, True), (-1.0, False)])
def test_squares_are_as_wide_as_high_and_open_away_from_the_line(slope, left):
    one = Residuals(np.array([0.0]), np.array([1.0]), np.array([0.0]), segments=False, squares=True, slope=slope)
    found = np.argwhere((painted(one) != 255).any(axis=2))
    (top, first), (bottom, last) = found.min(axis=0), found.max(axis=0)
    assert abs(top - 100) <= 1 and abs(bottom - 150) <= 1
    assert (
        (abs(first - 100) <= 1 and abs(last - 150) <= 1) if left else (abs(first - 150) <= 1 and abs(last - 200) <= 1)
    )


def test_many_are_seen_where_few_are():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(-2, 2, (2, 2000))
    picture = painted(Residuals(x, y + 3, y * 0, squares=True, slope=1.0))
    assert is_orange(picture[120, 150]) and (picture[170:] == 255).all()


@given(arrays(float, (5, 4), elements=st.floats(-5, 15)))
def test_what_many_rectangles_cover_is_what_each_of_them_covers(corners):
    counts = covered(corners, 8, 6)
    one_by_one = np.zeros((6, 8), int)
    for x1, y1, x2, y2 in np.clip(np.round(corners), 0, (8, 6, 8, 6)).astype(int):
        one_by_one[min(y1, y2) : max(y1, y2), min(x1, x2) : max(x1, x2)] += 1
    assert np.array_equal(counts, one_by_one)


def test_the_colours_are_those_of_the_theme():
    assert is_orange(np.array(THEME.colours.negative.getRgb()[:3]))
    assert is_blue(np.array(THEME.colours.positive.getRgb()[:3]))
