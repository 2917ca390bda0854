"""The parts of the picture of an error surface: levels, columns, places, arrows."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from playground.engine.error_surface import error_surface
from playground.ui.views.regression.surface_field import SIDE, SurfaceField
from playground.ui.views.regression.surface_levels import MOST, bounds, levels, shares
from playground.ui.views.regression.surface_map import SurfaceMap
from playground.ui.views.regression.surface_marks import apart, arrow_factor
from playground.ui.views.regression.surface_range import Extent


def test_contours_are_at_powers_of_two():
    assert levels(0.3, 41) == [0.5, 1, 2, 4, 8, 16, 32]


@pytest.mark.parametrize(("low", "high"), [(1e-4, 1e3), (0.9, 1.1), (1e-12, 1e12), (3.0, 3.5)])
def test_there_are_never_too_many_contours_and_all_are_between_the_ends(low, high):
    found = levels(low, high)
    assert len(found) <= MOST and all(low < level < high for level in found)


def test_colours_go_by_the_logarithm_also_where_the_error_is_0():
    values = np.array([[0.0, 1.0, 10.0, 100.0]])
    low, high = bounds(values)
    assert high == 100 and 0 < low < 1
    share = shares(values, low, high)[0]
    assert share[0] == 0 and share[-1] == 1
    assert share[2] - share[1] == pytest.approx(share[3] - share[2])
    assert bounds(np.zeros((2, 2)))[0] > 0


def test_a_field_is_coarse_at_first_and_exact_in_the_end():
    rng = np.random.default_rng(2)
    x, y = rng.uniform(-3, 3, (2, 9000))
    surface = error_surface(x, y, "absolute-error")
    field = SurfaceField(surface, Extent(0.5, 0.2, 3, 3))
    coarse, pieces = field.values(), 0
    while not field.is_complete:
        field.advance()
        pieces += 1
    exact = field.values()
    assert pieces > 5
    np.testing.assert_allclose(coarse, exact, rtol=0.1)
    for column in (0, 31, SIDE - 1):
        np.testing.assert_allclose(exact[:, column], surface.column(float(field.a[column]), field.b))


def test_the_map_and_back():
    plane = SurfaceMap(QRectF(30, 10, 400, 200), Extent(1, -1, 4, 2))
    assert plane.pixel(1, -1) == QPointF(230, 110)
    assert plane.pixel(5, 1) == QPointF(430, 10)
    assert plane.theta(QPointF(30, 210)) == (-3, -3)


def test_what_is_far_away_lies_in_its_direction():
    plane = SurfaceMap(QRectF(0, 0, 400, 400), Extent(0, 0, 4, 4))
    away = plane.pixel(1e12, 1e12 / 4) - plane.rect.center()
    assert math.hypot(away.x(), away.y()) < 1e5 and -away.y() / away.x() == pytest.approx(0.25)


def test_a_longer_gradient_has_a_longer_arrow_and_none_is_too_long():
    lengths = [g * arrow_factor(np.array([g, 0.0])) for g in (0.01, 0.1, 1, 10, 1000)]
    assert lengths == sorted(lengths) and lengths[-1] < 80
    full, batch = np.array([3.0, 4.0]), np.array([0.6, 0.8])
    assert arrow_factor(full, batch) == arrow_factor(full)


def test_a_way_is_thinned_by_pixels_and_keeps_its_ends():
    way = np.stack([np.linspace(0, 10, 101), np.zeros(101)], axis=1)
    kept = apart(way, 2.0)
    assert kept[0].tolist() == [0, 0] and kept[-1].tolist() == [10, 0] and len(kept) == 6
    assert apart(way[:1], 2.0).tolist() == [[0, 0]]
