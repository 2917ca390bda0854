"""Contour lines: where they run, that they close, that saddles have two."""

import numpy as np
import pytest

from playground.ui.views.plane.contours import contour


def disc(side: int, radius: float) -> np.ndarray:
    rows, columns = np.mgrid[:side, :side]
    return radius - np.hypot(rows - side / 2, columns - side / 2)


def test_the_contour_of_a_disc_is_its_circle():
    segments = contour(disc(60, 20.0))
    distance = np.hypot(*(segments.reshape(-1, 2) - 30).T)
    assert distance == pytest.approx(20, abs=0.05)
    assert np.hypot(*(segments[:, 1] - segments[:, 0]).T).sum() == pytest.approx(2 * np.pi * 20, rel=0.01)


def test_a_contour_inside_the_grid_closes():
    ends = np.round(contour(disc(40, 11.3)).reshape(-1, 2), 4)
    _, count = np.unique(ends, axis=0, return_counts=True)
    assert set(count) == {2}


def test_a_level_other_than_zero():
    ramp = np.tile(np.arange(5.0), (3, 1))
    assert contour(ramp, 1.25).reshape(-1, 2)[:, 0] == pytest.approx(1.25)


@pytest.mark.parametrize("value", [-1.0, 0.0, 1.0])
def test_nothing_to_draw_where_all_is_alike(value):
    assert contour(np.full((4, 4), value)).shape == (0, 2, 2)


def test_a_saddle_has_two_lines():
    assert len(contour(np.array([[1.0, -1.0], [-1.0, 1.0]]))) == 2
