"""Meshes as pixels: each pixel shows the last triangle that covers its middle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ui.views.mesh_raster import NOTHING, covered, triangles_of

PLACES = st.floats(-4, 12, width=16)


def mesh(corners: list[list[tuple[float, float]]]) -> np.ndarray:
    return np.array(corners, np.float32)


def test_a_square_covers_the_pixels_whose_middles_lie_in_it():
    square = mesh([[(1, 1), (4, 1)], [(1, 3), (4, 3)]])
    seen = covered(triangles_of(square), 6, 4) != NOTHING
    # Columns 1, 2, 3 and rows 1, 2: their middles are at 1.5, 2.5 and so on.
    assert np.argwhere(seen).tolist() == [[row, column] for row in (1, 2) for column in (1, 2, 3)]


def test_a_later_triangle_lies_over_an_earlier_one():
    large = np.array([(0, 0), (8, 0), (0, 8)], np.float32)
    small = np.array([(0, 0), (4, 0), (0, 4)], np.float32)
    seen = covered(np.stack([large, small]), 8, 8)
    assert seen[0, 0] == 1 and seen[0, 6] == 0 and seen[7, 7] == NOTHING
    assert (covered(np.stack([small, large]), 8, 8) != 0).all()


@given(st.lists(st.tuples(PLACES, PLACES), min_size=3, max_size=3))
def test_a_pixel_is_covered_as_its_middle_is(corners):
    triangle = np.array([corners], np.float32)
    seen = covered(triangle, 9, 7) != NOTHING
    a, b, c = triangle[0].astype(np.float64)
    y, x = np.mgrid[:7, :9] + 0.5

    def side(p: np.ndarray, q: np.ndarray) -> np.ndarray:
        return (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0])

    sides = np.stack([side(a, b), side(b, c), side(c, a)])
    inside, clear = (sides > 0).all(axis=0) | (sides < 0).all(axis=0), np.abs(sides).min(axis=0) > 1e-3
    assert (seen == inside)[clear].all()


def test_neighbours_leave_no_gap_and_the_cells_are_in_order():
    rng = np.random.default_rng(3)
    lines = np.linspace(0, 40, 9)
    corners = np.stack(np.meshgrid(lines, lines), axis=2)
    corners[1:-1, 1:-1] += rng.uniform(-2, 2, (7, 7, 2))
    seen = covered(triangles_of(corners), 40, 40)
    assert (seen != NOTHING).all() and len(np.unique(seen)) == 2 * 8 * 8
    assert seen[0, 0] // 2 == 0 and seen[0, 39] // 2 == 7 and seen[39, 39] // 2 == 63


@pytest.mark.parametrize("corners", [[(5, 5)] * 3, [(0, 3), (9, 3), (4, 3)], [(-9, -9), (-5, -9), (-5, -5)]])
def test_what_has_no_area_or_lies_outside_covers_nothing(corners):
    assert (covered(np.array([corners], np.float32), 8, 8) == NOTHING).all()
    assert covered(np.empty((0, 3, 2), np.float32), 3, 2).shape == (2, 3)
