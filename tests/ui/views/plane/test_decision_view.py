"""The decision view: regions, borders, points and values."""

import numpy as np
import pytest

from playground.data.point_sets import make_points
from playground.ui.look.colours import LIGHT
from playground.ui.views.plane.class_borders import class_borders
from playground.ui.views.plane.decision_map import decision_pixels, margin_lines
from playground.ui.views.plane.decision_view import DecisionView


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


def test_margins_of_two_classes_are_where_the_odds_are_three_to_one():
    x = (np.arange(20) + 0.5) / 20 * 6 - 3
    line = margin_lines(halves(sharp=2.0), np.tile(2.0 * x, (20, 1)).astype(np.float32)[:, :, None])
    assert np.abs(line[:, :, 0]) == pytest.approx(np.log(3) / 2, abs=1e-4)


def test_margins_of_more_classes_keep_away_from_their_borders():
    decision = thirds()
    ends = margin_lines(decision, np.log(decision)).reshape(-1, 2)
    side = len(decision)
    column, row = np.clip(np.rint((ends + 3) / 6 * side - 0.5), 0, side - 1).astype(int).T
    best = np.sort(decision[row, column], axis=1)
    assert len(ends) > side and (best[:, 2] - best[:, 1]).min() > 0.1


def test_regions_have_their_classes_colours():
    pixels = decision_pixels(halves(), discretise=True)
    assert pixels[0, 0] == LIGHT.diverging[0].rgb()
    assert pixels[0, -1] == LIGHT.diverging[2].rgb()
    assert len(np.unique(decision_pixels(thirds(), discretise=True))) == 3
    assert len(np.unique(decision_pixels(thirds(), discretise=False))) > 3


@pytest.mark.parametrize("classes", range(2, 7))
def test_every_class_has_a_region_of_its_own_and_every_border_one_line(classes):
    x = (np.arange(40) + 0.5) / 40 * 6 - 3
    x1, x2 = np.meshgrid(x, x)
    angles = np.arange(classes) * 2 * np.pi / classes + 0.1
    score = np.stack([x1 * np.cos(a) + x2 * np.sin(a) for a in angles], axis=2).astype(np.float32)
    share = np.exp(3 * score)
    decision = (share / share.sum(axis=2, keepdims=True)).astype(np.float32)
    assert len(np.unique(decision_pixels(decision, discretise=True))) == classes
    # Two neighbours are equally probable on the ray that halves the angle between them.
    middle = class_borders(score).mean(axis=1)
    far = middle[np.hypot(*middle.T) > 0.5]
    halves = angles + np.pi / classes
    away = np.angle(np.exp(1j * (np.arctan2(far[:, 1], far[:, 0])[:, None] - halves)))
    assert np.abs(away).min(axis=1).max() < 0.02
    assert set(np.abs(away).argmin(axis=1)) == set(range(classes))


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
