"""Planes whose axes are not those of the points: features of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ui.views.plane.plane_span import PlaneSpan
from playground.ui.views.plane.plane_view import PlaneView

NUMBERS = st.floats(-20, 20)
SPAN = PlaneSpan((4.0, 1.0), 0.5)


def test_what_is_to_be_seen_lies_in_the_plane():
    values = np.array([(0.0, 0.0), (9.0, 1.0), (2.0, 4.0)])
    places = PlaneSpan.around(values).places(values)
    assert np.abs(places).max() < 3
    assert PlaneSpan.around(values).values((0.0, 0.0)) == (4.5, 2.0)
    assert PlaneSpan.around(np.empty((0, 2))) == PlaneSpan()
    assert PlaneSpan.around(np.ones((3, 2))).factor > 0


@given(NUMBERS, NUMBERS, NUMBERS, st.tuples(NUMBERS, NUMBERS))
def test_a_line_has_the_same_scores_in_places_and_in_values(w1: float, w2: float, b: float, place: tuple[float, float]):
    weight, bias = SPAN.line_of((w1, w2), b)
    values = SPAN.values(place)
    assert np.dot(weight, place) + bias == pytest.approx(np.dot((w1, w2), values) + b, abs=1e-6)
    back, offset = SPAN.weights_of(weight, bias)
    assert (*back, offset) == pytest.approx((w1, w2, b), abs=1e-6)


def test_the_ticks_are_round_values():
    assert [text for _, text in PlaneSpan().ticks(0)] == ["−2", "−1", "0", "1", "2"]
    assert dict((text, place) for place, text in SPAN.ticks(0))["4.0"] == 0.0


def test_a_plane_of_features_has_room_for_its_numbers(qtbot):
    view = PlaneView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    left = view.plane_map().left
    view.set_axes("sin x₁", "x₂²", PlaneSpan((1000.0, 2000.5), 0.25))
    assert view.plane_map().left > left
    assert not view.grab().isNull()
