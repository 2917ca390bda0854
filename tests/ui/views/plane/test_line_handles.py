"""Where the handles of a line stand, and the line that passes through them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.points import PLANE
from playground.ui.views.plane.line_handles import handle_places, line_through

NUMBERS = st.floats(-50, 50, allow_nan=False, width=32)


@given(NUMBERS, NUMBERS)
def test_they_are_in_the_plane_and_apart_and_on_the_line_where_it_is_seen(a, b):
    left, right = handle_places(a, b)
    assert left[0] < right[0]
    assert np.abs([left, right]).max() < PLANE
    assert math.dist(left, right) > 0.3
    x = np.linspace(-2, 2, 41)
    if (np.abs(a * x + b) < 2).sum() > 5:
        assert left[1] == pytest.approx(a * left[0] + b, abs=1e-4)
        assert right[1] == pytest.approx(a * right[0] + b, abs=1e-4)


@given(NUMBERS, NUMBERS, st.floats(-2.9, 2.9), st.floats(-2.9, 2.9))
def test_a_line_passes_through_the_place_that_a_handle_was_dragged_to_and_the_other_one(a, b, x, y):
    left, _ = handle_places(a, b)
    slope, intercept = line_through((x, y), left, 1.0)
    assert slope * left[0] + intercept == pytest.approx(left[1], abs=1e-4)
    if abs(x - left[0]) >= 0.05:
        assert slope * x + intercept == pytest.approx(y, abs=1e-4)
    assert abs(slope) <= 2 * PLANE / 0.05


def test_a_line_that_is_not_finite_has_none():
    assert handle_places(math.nan, 0.0) is None and handle_places(1.0, math.inf) is None


def test_no_line_is_vertical():
    a, b = line_through((1.0, 2.0), (1.0, 0.0), 1.0)
    assert a == pytest.approx(40) and a * 1.0 + b == pytest.approx(0)
    assert line_through((1.0, 2.0), (1.0, 0.0), -1.0)[0] == pytest.approx(-40)
