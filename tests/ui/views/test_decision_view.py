"""The decision view: regions, borders, points and values."""

import numpy as np
import pytest

from playground.data.point_sets import make_points
from playground.ui.theme import LIGHT
from playground.ui.views.decision_view import DecisionView, borders, class_leads, decision_pixels


def halves(side: int = 20, sharp: float = 50.0) -> np.ndarray:
    """Two classes that divide the plane at x₁ = 0."""
    x = (np.arange(side) + 0.5) / side * 6 - 3
    p = np.tile(1 / (1 + np.exp(-sharp * x)), (side, 1)).astype(np.float32)
    return np.stack([1 - p, p], axis=2)


def thirds(side: int = 24) -> np.ndarray:
    """Three classes that divide the plane like a pie."""
    x = (np.arange(side) + 0.5) / side * 6 - 3
    x1, x2 = np.meshgrid(x, x)
    score = np.stack([x1 * np.cos(a) + x2 * np.sin(a) for a in (0.1, 2.2, 4.3)], axis=2)
    share = np.exp(3 * score)
    return (share / share.sum(axis=2, keepdims=True)).astype(np.float32)


def test_the_border_of_two_classes_reaches_the_edges_of_the_plane():
    line = borders(class_leads(halves()))
    assert line[:, :, 0] == pytest.approx(0, abs=0.02)
    assert line[:, :, 1].min() <= -3 and line[:, :, 1].max() >= 3


def test_borders_of_three_classes_are_where_two_are_equal():
    decision = thirds()
    side = len(decision)
    cells = np.clip(np.rint((borders(class_leads(decision)).reshape(-1, 2) + 3) / 6 * side - 0.5), 0, side - 1)
    column, row = cells.astype(int).T
    best = np.sort(decision[row, column], axis=1)
    assert (best[:, 2] - best[:, 1]).max() < 0.6
    assert len(cells) > side


def test_regions_have_their_classes_colours():
    pixels = decision_pixels(halves(), discretise=True)
    assert pixels[0, 0] == LIGHT.diverging[0].rgb()
    assert pixels[0, -1] == LIGHT.diverging[2].rgb()
    assert len(np.unique(decision_pixels(thirds(), discretise=True))) == 3
    assert len(np.unique(decision_pixels(thirds(), discretise=False))) > 3


def test_test_points_can_be_left_out(qtbot):
    view = DecisionView()
    qtbot.addWidget(view)
    points = make_points("moons", 100, seed=1)
    view.show_points(points, 0.7)
    assert len(view.shown_points) == 100
    view.set_options(test_points=False)
    assert len(view.shown_points) == (points.rank < 0.7).sum()
    view.set_options(test_points=True)
    assert view.shown_points is points
