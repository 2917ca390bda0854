"""Where tiles lie, and what edges look like."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QColor

from playground.ui.views.diagram.diagram_edges import EdgePicture
from playground.ui.views.diagram.diagram_layout import arrange
from playground.ui.views.diagram.diagram_tiles import MAP_VALUES, grid_for

ORANGE, BLUE = QColor("#E08214"), QColor("#2F7FC1")


def channels(words: np.ndarray) -> np.ndarray:
    """Alpha, red, green, blue (4, rows, columns) of premultiplied words."""
    return np.stack([words >> shift & 255 for shift in (24, 16, 8, 0)]).astype(int)


def picture(weight: list[list[float]], limit: float = 1.0, ratio: float = 1.0) -> np.ndarray:
    values = np.array(weight)
    left, right = (np.linspace(20, 80, count) if count > 1 else np.array([50.0]) for count in values.shape)
    edges = EdgePicture(left, right, 60, 100, ratio)
    edges.draw(values, limit, ORANGE, BLUE)
    return channels(edges.pixels)


@pytest.mark.parametrize("units", [(2, 1), (2, 6, 4, 1), (7, *[64] * 8, 6), (1, 33, 17, 3)])
def test_tiles_lie_inside_and_apart(units):
    columns = arrange(units, 640, 400)
    assert [column.units for column in columns] == list(units)
    for column in columns:
        low, high = column.corners.min(axis=0), column.corners.max(axis=0) + column.tile
        assert low.min() >= 0 and high[0] <= 640 and high[1] <= 400
        distance = np.abs(column.corners[:, None] - column.corners[None]).max(axis=2)
        assert (distance + np.eye(column.units) * 99 >= column.tile).all()
    for left, right in pairwise(columns):
        assert left.right < right.left


def test_few_neurons_get_large_tiles_and_every_tile_is_found():
    column = arrange((2, 6, 1), 640, 400)[1]
    assert column.tile == 40
    for unit, corner in enumerate(column.corners):
        assert column.unit_at(*(corner + 20)) == unit
    assert column.unit_at(0, 0) is None


def test_maps_of_many_neurons_stay_affordable():
    assert grid_for(12, 40) == 40
    assert 520 * grid_for(520, 40) ** 2 <= MAP_VALUES


def test_sign_is_colour_and_size_is_width():
    positive, negative, small = picture([[1.0]]), picture([[-1.0]]), picture([[0.1]])
    alpha, red, _, blue = positive[:, :, 30]
    assert blue.sum() > red.sum()
    assert negative[1, :, 30].sum() > negative[3, :, 30].sum()
    assert alpha.sum() == pytest.approx(6 * 255, rel=0.05)
    assert 0 < small[0, :, 30].sum() < alpha.sum() / 4


def test_every_weight_is_drawn_even_one_of_zero():
    assert (picture([[0.0]])[0].sum(axis=0) > 0).all()


def test_a_curve_runs_from_its_start_to_its_end():
    alpha = picture([[0.0, 1.0], [0.0, 0.0]])[0]
    rows = np.arange(100)
    upper, lower = rows < 50, rows >= 50
    assert np.average(rows[upper], weights=alpha[upper, 0]) == pytest.approx(19.5, abs=1)
    assert np.average(rows[lower], weights=alpha[lower, -1]) == pytest.approx(79.5, abs=1)


def test_sharp_screens_get_more_pixels():
    assert picture([[1.0]], ratio=2.0).shape == (4, 200, 120)


def test_a_crowd_of_weights_leaves_gaps_to_look_through():
    rng = np.random.default_rng(0)
    y = np.linspace(2, 398, 64)
    edges = EdgePicture(y, y, 40, 400)
    edges.draw(rng.normal(size=(64, 64)) * 0.2, 1.0, ORANGE, BLUE)
    assert 20 < channels(edges.pixels)[0].mean() < 235


def test_edges_are_drawn_again_only_when_that_would_be_seen():
    edges, weight = EdgePicture(np.array([20.0, 80.0]), np.array([50.0]), 60, 100), np.array([[0.5], [-0.5]])
    assert not edges.shows(weight, 1.0, ORANGE, BLUE)
    edges.draw(weight, 1.0, ORANGE, BLUE)
    assert edges.shows(weight + 0.001, 1.0, ORANGE, BLUE)
    assert not edges.shows(weight + 0.1, 1.0, ORANGE, BLUE)
    assert not edges.shows(-weight, 1.0, ORANGE, BLUE)
    assert not edges.shows(weight, 2.0, ORANGE, BLUE)
    assert not edges.shows(weight, 1.0, BLUE, ORANGE)


def test_many_small_changes_are_drawn_in_the_end():
    edges, weight = EdgePicture(np.array([20.0, 80.0]), np.array([50.0]), 60, 100), np.array([[0.5], [-0.5]])
    edges.draw(weight, 1.0, ORANGE, BLUE)
    drawn = 0
    for step in range(1, 101):
        later = weight + 0.001 * step
        if not edges.shows(later, 1.0, ORANGE, BLUE):
            edges.draw(later, 1.0, ORANGE, BLUE)
            drawn += 1
    assert 3 <= drawn <= 10


def test_the_edge_under_the_pointer():
    edges = EdgePicture(np.array([20.0, 80.0]), np.array([20.0, 80.0]), 60, 100)
    weight = np.full((2, 2), 0.5)
    assert edges.nearest(1, 20, weight, 1.0) in ((0, 0), (0, 1))
    assert edges.nearest(30, 20, weight, 1.0) == (0, 0)
    assert edges.nearest(30, 81, weight, 1.0) == (1, 1)
    assert edges.nearest(20, 46, weight, 1.0) is None
    assert edges.nearest(99, 20, weight, 1.0) is None


def test_a_thin_edge_is_hit_within_four_pixels():
    edges = EdgePicture(np.array([20.0]), np.array([20.0]), 60, 100)
    found = [edges.nearest(30, 20 + off, np.full((1, 1), 0.001), 1.0) for off in (-5, -4, 0, 4, 5)]
    assert found == [None, (0, 0), (0, 0), (0, 0), None]
